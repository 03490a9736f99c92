import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AccountMenu } from './account-menu';
import { LanguageSwitch } from './language-switch';
import { NavLink } from './nav-link';
import { SIGN_IN_PATH } from './paths';
import type { Viewer } from './types';
import { Wordmark } from './wordmark';

const linkStyle =
  'inline-flex min-h-11 items-center rounded-md px-3 text-sm text-soft transition-colors hover:bg-wash hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink';

/** The head of every diner's page. */
export function SiteHeader({ viewer }: { viewer: Viewer | null }) {
  const t = useTranslations('shell');
  return (
    <header className="border-hairline border-b bg-paper">
      <div className="page flex h-16 items-center gap-1">
        <Link href="/" aria-label={t('home')} className="-ml-1 mr-auto rounded-sm p-1">
          <Wordmark />
        </Link>
        <nav aria-label={t('mainNav')} className="hidden items-center sm:flex">
          <NavLink href="/" exact className={linkStyle}>
            {t('explore')}
          </NavLink>
          <NavLink href={viewer ? '/bookings' : SIGN_IN_PATH} className={linkStyle}>
            {viewer ? t('bookings') : t('signIn')}
          </NavLink>
          {viewer ? (
            <NavLink href="/coupons" className={linkStyle}>
              {t('coupons')}
            </NavLink>
          ) : null}
        </nav>
        <LanguageSwitch />
        <AccountMenu viewer={viewer} />
      </div>
    </header>
  );
}
