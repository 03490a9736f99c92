'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Brings an element into sight whenever `occasion` becomes another one: what was refused may be said far from the button. */
export function useIntoView<T extends HTMLElement>(occasion: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (occasion) element.current?.scrollIntoView({ block: 'center' });
  }, [occasion]);
  return element;
}
