'use client';

import {
  CalendarCheck,
  CircleUserRound,
  LogIn,
  LogOut,
  Search,
  SlidersHorizontal,
  Store,
  TicketPercent,
} from 'lucide-react';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { SIGN_IN_PATH } from './paths';
import { ThemeChoice } from './theme-choice';
import type { Viewer } from './types';

/** Everything about the reader in one place: where they can go, how the page looks, signing in and out. */
export function AccountMenu({ viewer }: { viewer: Viewer | null }) {
  const t = useTranslations('shell');
  return (
    <Menu
      trigger={
        <IconButton label={viewer ? `${t('account')}: ${viewer.name}` : t('menu')}>
          {viewer ? (
            <Initial name={viewer.name} />
          ) : (
            <CircleUserRound aria-hidden="true" className="size-6 stroke-[1.6]" />
          )}
        </IconButton>
      }
    >
      {viewer ? (
        <div className="px-3 pt-2 pb-1.5">
          <p className="font-medium">{viewer.name}</p>
          {viewer.email ? <p className="text-soft text-xs">{viewer.email}</p> : null}
        </div>
      ) : (
        <MenuItem asChild>
          <Link href={SIGN_IN_PATH}>
            <LogIn aria-hidden="true" />
            {t('signIn')}
          </Link>
        </MenuItem>
      )}
      <MenuSeparator />
      <Places viewer={viewer} />
      <MenuSeparator />
      <MenuLabel>{t('appearance')}</MenuLabel>
      <ThemeChoice />
      {viewer ? (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void signOut({ callbackUrl: '/' })}>
            <LogOut aria-hidden="true" />
            {t('signOut')}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}

function Places({ viewer }: { viewer: Viewer | null }) {
  const t = useTranslations('shell');
  const places = [
    { href: '/', label: t('explore'), icon: Search, shown: true },
    { href: '/bookings', label: t('bookings'), icon: CalendarCheck, shown: viewer !== null },
    { href: '/coupons', label: t('coupons'), icon: TicketPercent, shown: viewer !== null },
    { href: '/owner', label: t('restaurant'), icon: Store, shown: viewer?.isStaff },
    { href: '/ops', label: t('operations'), icon: SlidersHorizontal, shown: viewer?.isOperator },
  ];
  return places
    .filter((place) => place.shown)
    .map(({ href, label, icon: Icon }) => (
      <MenuItem key={href} asChild>
        <Link href={href}>
          <Icon aria-hidden="true" />
          {label}
        </Link>
      </MenuItem>
    ));
}

/** The first letter on a round table. */
function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-8 place-items-center rounded-full border border-edge font-medium text-ink text-sm"
    >
      {[...name.trim()][0]?.toUpperCase() ?? '·'}
    </span>
  );
}
