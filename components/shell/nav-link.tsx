'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ComponentProps } from 'react';

/** A link that knows whether it points to where the reader is: `aria-current="page"` is set, style that. */
export function NavLink({ exact = false, ...rest }: ComponentProps<typeof Link> & { href: string; exact?: boolean }) {
  const path = usePathname();
  const { href } = rest;
  const here = path === href || (!exact && href !== '/' && path.startsWith(`${href}/`));
  return <Link {...rest} aria-current={here ? 'page' : undefined} />;
}
