import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Menu, MenuItem } from '@/components/ui/menu';
import { AccountMenu } from './account-menu';
import { LanguageSwitch } from './language-switch';
import { NavLink } from './nav-link';
import { SkipLink } from './skip-link';
import type { NavItem, Viewer } from './types';
import { Wordmark } from './wordmark';

export type StaffShellProps = {
  viewer: Viewer | null;
  nav: NavItem[];
  /** What is being looked after: the restaurant's name, or a control to change it. */
  heading: ReactNode;
  children: ReactNode;
};

/**
 * The dense frame of staff pages: a side column from 1024 px up; below it a head and a bottom bar with the first items of `nav`, the
 * others behind its last place.
 */
export function StaffShell({ viewer, nav, heading, children }: StaffShellProps) {
  const t = useTranslations('shell');
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <aside className="sticky top-0 hidden h-dvh flex-col border-hairline border-r px-3 py-4 lg:flex">
        <Link href="/" aria-label={t('home')} className="mx-2 w-fit rounded-sm p-1 text-soft hover:text-ink">
          <Wordmark className="h-5" />
        </Link>
        <div className="mx-3 mt-6 mb-3 font-medium">{heading}</div>
        <SideNav nav={nav} label={t('sectionNav')} />
        <div className="mt-auto flex items-center justify-between pl-1">
          <LanguageSwitch />
          <AccountMenu viewer={viewer} />
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="flex h-14 items-center gap-2 border-hairline border-b px-4 lg:hidden">
          <div className="min-w-0 grow font-medium">{heading}</div>
          <LanguageSwitch />
          <AccountMenu viewer={viewer} />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-wide grow px-4 pt-5 pb-28 focus:outline-none lg:px-8 lg:pt-8 lg:pb-16"
        >
          {children}
        </main>
      </div>
      <BottomBar nav={nav} label={t('sectionNav')} more={t('more')} />
    </div>
  );
}

function SideNav({ nav, label }: { nav: NavItem[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul className="grid gap-0.5">
        {nav.map((item) => (
          <li key={item.href}>
            <NavLink
              href={item.href}
              exact={item.exact}
              className="relative flex min-h-10 items-center gap-3 rounded-md px-3 text-sm text-soft transition-colors hover:bg-wash hover:text-ink aria-[current=page]:bg-wash aria-[current=page]:font-medium aria-[current=page]:text-ink [&_svg]:size-[1.125rem] [&_svg]:shrink-0"
            >
              {item.icon}
              {item.label}
              <Count value={item.count} className="ml-auto" />
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** So many have room beside each other at 360 px. */
const IN_BAR = 6;
const barItem =
  'relative flex h-16 w-full flex-col items-center justify-center gap-1 px-0.5 text-faint text-xs aria-[current=page]:font-medium aria-[current=page]:text-ink [&[aria-current=page]_svg]:text-accent-text [&_svg]:size-5';

function BottomBar({ nav, label, more }: { nav: NavItem[]; label: string; more: string }) {
  const shown = nav.length > IN_BAR ? nav.slice(0, IN_BAR - 1) : nav;
  const rest = nav.slice(shown.length);
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-30 border-hairline border-t bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto flex max-w-prose">
        {shown.map((item) => (
          <li key={item.href} className="min-w-0 flex-auto">
            <NavLink href={item.href} exact={item.exact} className={barItem}>
              {item.icon}
              <span className="max-w-full truncate">{item.label}</span>
              <Count value={item.count} className="absolute top-1.5 left-1/2 ml-2" />
            </NavLink>
          </li>
        ))}
        {rest.length > 0 ? (
          <li className="min-w-0 flex-auto">
            <Menu
              trigger={
                <button type="button" className={barItem}>
                  <Ellipsis aria-hidden="true" />
                  <span className="max-w-full truncate">{more}</span>
                </button>
              }
            >
              {rest.map((item) => (
                <MenuItem key={item.href} asChild>
                  <NavLink href={item.href} exact={item.exact}>
                    {item.icon}
                    {item.label}
                    <Count value={item.count} className="ml-auto" />
                  </NavLink>
                </MenuItem>
              ))}
            </Menu>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

function Count({ value, className }: { value?: number; className?: string }) {
  if (!value) return null;
  return (
    <span
      className={cn(
        'min-w-5 rounded-full bg-accent-wash px-1.5 text-center font-medium text-accent-text text-xs tabular whitespace-nowrap',
        className,
      )}
    >
      {value > 99 ? '99+' : value}
    </span>
  );
}
