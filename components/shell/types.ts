import type { ReactNode } from 'react';

/** Who looks at the page; `null` is nobody signed in. */
export type Viewer = {
  name: string;
  email?: string | null;
  /** Shows the way to the restaurant's pages. */
  isStaff?: boolean;
  /** Shows the way to the operator's pages. */
  isOperator?: boolean;
};

export type NavItem = {
  href: string;
  label: string;
  /** A lucide icon element; needed where the item is in a bottom bar. */
  icon?: ReactNode;
  /** Only the exact path is "here"; otherwise everything below it too. */
  exact?: boolean;
  /** A small number beside the label (things that wait). */
  count?: number;
};
