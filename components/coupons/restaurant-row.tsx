import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ClaimableView } from '@/server/services/coupon';

const SHOWN = 2;

/** A slim row with what can be claimed for this restaurant; nothing where there is nothing. */
export function RestaurantCoupons({ campaigns }: { campaigns: ClaimableView[] }) {
  const t = useTranslations('coupons.row');
  const english = useLocale() === 'en';
  const open = campaigns.filter(({ state }) => state === 'open' || state === 'not-yet');
  if (open.length === 0) return null;
  return (
    <section aria-label={t('label')} className="grid gap-2">
      <ul className="grid gap-2 sm:grid-cols-2">
        {open.slice(0, SHOWN).map((campaign) => (
          <li key={campaign.id} className="grid">
            <Link
              href={`/coupons/${campaign.id}`}
              className="flex min-h-14 items-center gap-3 rounded-md border border-hairline bg-raised px-4 py-2 transition-colors hover:border-edge"
            >
              <span aria-hidden="true" className="h-8 border-accent border-l-3 border-dotted" />
              <span className="grid min-w-0">
                <span className="truncate font-medium text-accent-text tabular">
                  {english ? campaign.discount.en : campaign.discount.ko}
                </span>
                <span className="truncate text-sm text-soft tabular">
                  {(english && campaign.nameEn) || campaign.name}
                  {campaign.state === 'open' && campaign.left !== null && campaign.quantity !== null
                    ? ` · ${t('left', { left: campaign.left, quantity: campaign.quantity })}`
                    : ''}
                  {campaign.state === 'not-yet' ? ` · ${t('soon')}` : ''}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {open.length > SHOWN ? (
        <Link href="/coupons" className="w-fit py-1 text-sm text-soft underline-offset-4 hover:underline">
          {t('more', { count: open.length - SHOWN })}
        </Link>
      ) : null}
    </section>
  );
}
