import { Armchair, Store } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext, requireViewer } from '@/app/session';
import { OwnerShell } from '@/components/shell/owner-shell';
import { PageTitle } from '@/components/shell/page-title';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { dateAt } from '@/server/domain/shared/time';
import { listMyRestaurants, listUpcoming } from '@/server/services/owner';
import { shellViewer } from './membership';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('owner.home');
  return { title: t('title') };
}

/** The reader's restaurants: straight to the only one, a choice of several, or how to get one. */
export default async function OwnerHome() {
  const [viewer, ctx, t, locale] = await Promise.all([
    requireViewer('/owner'),
    pageContext(),
    getTranslations('owner.home'),
    getLocale(),
  ]);
  const mine = await listMyRestaurants(ctx);
  if (mine.length === 1) redirect(`/owner/${mine[0]!.id}`);
  const places = await Promise.all(
    mine.map(async (place) => {
      const from = dateAt(ctx.nowMs(), place.timeZone);
      const [today] = await listUpcoming(ctx, { restaurantId: place.id, from, days: 1 });
      return { ...place, shown: locale === 'en' && place.nameEn ? place.nameEn : place.name, today: today! };
    }),
  );
  const nav = places.map((place) => ({
    href: `/owner/${place.id}`,
    label: place.shown,
    icon: <Armchair aria-hidden="true" />,
  }));
  const self = { href: '/owner', label: t('title'), icon: <Store aria-hidden="true" />, exact: true };
  return (
    <OwnerShell viewer={shellViewer(viewer)} nav={[self, ...nav]} heading={t('heading')}>
      <PageTitle dense title={t('title')} lead={places.length > 0 ? t('lead') : undefined} />
      {places.length === 0 ? (
        <EmptyState
          title={t('none.title')}
          art={<Store aria-hidden="true" />}
          action={
            <Link href="/" className={buttonStyle()}>
              {t('none.action')}
            </Link>
          }
        >
          {t('none.body')}
        </EmptyState>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2">
          {places.map((place) => (
            <Card as="li" key={place.id} interactive className="relative">
              <div className="flex items-start justify-between gap-3">
                <h2 className="font-quiet text-lg">
                  <Link href={`/owner/${place.id}`} className="after:absolute after:inset-0 after:rounded-md">
                    {place.shown}
                  </Link>
                </h2>
                <Badge tone="outline">{t(`role.${place.role}`)}</Badge>
              </div>
              <p className="mt-2 text-soft tabular">
                {t('today', { bookings: place.today.bookings, covers: place.today.covers })}
                {place.today.held > 0 ? ` · ${t('held', { count: place.today.held })}` : ''}
              </p>
            </Card>
          ))}
        </ul>
      )}
    </OwnerShell>
  );
}
