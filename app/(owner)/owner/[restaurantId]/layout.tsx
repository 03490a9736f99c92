import { Armchair, CalendarDays, Clock3, Landmark, ReceiptText, Store, TicketPercent, UsersRound } from 'lucide-react';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageViewer } from '@/app/session';
import { RestaurantSwitch } from '@/components/owner/restaurant-switch';
import { OwnerShell } from '@/components/shell/owner-shell';
import { shellViewer } from '../membership';

/** The frame of one restaurant. */
export default async function RestaurantLayout({
  params,
  children,
}: {
  params: Promise<{ restaurantId: string }>;
  children: ReactNode;
}) {
  const [{ restaurantId }, viewer, t, locale] = await Promise.all([
    params,
    pageViewer(),
    getTranslations('owner.nav'),
    getLocale(),
  ]);
  // The page sends a guest to sign in, and knows the way back.
  if (!viewer) return children;
  const here = viewer.restaurants.find(({ id }) => id === restaurantId);
  if (!here) notFound();
  const base = `/owner/${here.id}`;
  const nameOf = (place: typeof here) => (locale === 'en' && place.nameEn ? place.nameEn : place.name);
  const nav = [
    { href: base, label: t('today'), icon: <CalendarDays aria-hidden="true" />, exact: true },
    { href: `${base}/hours`, label: t('hours'), icon: <Clock3 aria-hidden="true" /> },
    { href: `${base}/tables`, label: t('tables'), icon: <Armchair aria-hidden="true" /> },
    { href: `${base}/policy`, label: t('policy'), icon: <ReceiptText aria-hidden="true" /> },
    { href: `${base}/room`, label: t('room'), icon: <UsersRound aria-hidden="true" /> },
    { href: `${base}/campaigns`, label: t('campaigns'), icon: <TicketPercent aria-hidden="true" /> },
    // Staff work the day; the money is the owner's.
    ...(here.role === 'owner'
      ? [{ href: `${base}/money`, label: t('money'), icon: <Landmark aria-hidden="true" /> }]
      : []),
    ...(viewer.restaurants.length > 1
      ? [{ href: '/owner', label: t('all'), icon: <Store aria-hidden="true" />, exact: true }]
      : []),
  ];
  const places = viewer.restaurants.map((place) => ({ id: place.id, name: nameOf(place) }));
  return (
    <OwnerShell viewer={shellViewer(viewer)} nav={nav} heading={<RestaurantSwitch here={here.id} places={places} />}>
      {children}
    </OwnerShell>
  );
}
