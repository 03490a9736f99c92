'use client';

import { useEffect, useState } from 'react';

/**
 * Stands inside a sheet that has no trigger of its own: when the sheet is gone, the keyboard is back where it was when the
 * sheet came, or at the page's content if that place is gone too.
 */
export function ReturnFocus() {
  // Read while rendering: by the time effects run, the sheet has taken the focus.
  const [before] = useState(() => (typeof document === 'undefined' ? null : document.activeElement));
  useEffect(
    () => () => {
      // After the sheet has given the page back to assistive technology.
      setTimeout(() => {
        if (document.querySelector('[role=dialog] [data-returns-focus]')) return;
        if (before instanceof HTMLElement && before !== document.body) before.focus();
        if (document.activeElement === document.body) document.getElementById('content')?.focus();
      });
    },
    [before],
  );
  return <span data-returns-focus hidden />;
}
