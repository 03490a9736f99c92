'use client';

import { useEffect, useRef } from 'react';

const TURN_MS = 200;
const WIDE = '(width >= 64rem)';

/**
 * Turns an element over, about its perforation, when `turned` becomes true while it is looked at: from the left edge where
 * the stub stands beside its ticket, from the top where it hangs below. Not for readers who want no motion.
 */
export function useTurn(turned: boolean) {
  const element = useRef<HTMLDivElement>(null);
  const before = useRef(turned);
  useEffect(() => {
    const changed = turned && !before.current;
    before.current = turned;
    if (!changed || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const axis = window.matchMedia(WIDE).matches ? 'rotateY(-72deg)' : 'rotateX(-72deg)';
    // On phones the element has no box of its own; its parts turn one by one.
    const parts = window.matchMedia(WIDE).matches ? [element.current] : [...(element.current?.children ?? [])];
    for (const part of parts) {
      part?.animate(
        [
          { transform: `perspective(60rem) ${axis}`, transformOrigin: 'left top', opacity: 0 },
          { transform: 'perspective(60rem) rotate(0)', transformOrigin: 'left top', opacity: 1 },
        ],
        { duration: TURN_MS, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' },
      );
    }
  }, [turned]);
  return element;
}
