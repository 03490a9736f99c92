import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext, pageViewer } from '@/app/session';
import { nameOf } from '@/components/restaurant/words';
import { LinePage } from '@/components/room/line-page';
import { getMyPlace } from '@/server/services/room';
import { roomOf } from './room-of';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ id }, locale, t] = await Promise.all([params, getLocale(), getTranslations('room')]);
  const { restaurant } = await roomOf(id);
  return { title: t('meta', { name: nameOf(locale, restaurant) }) };
}

/** A restaurant's waiting line. A guest sees it too; a place in it needs an account. */
export default async function Line({ params, searchParams }: Props) {
  const [{ id }, { join }, viewer, ctx] = await Promise.all([params, searchParams, pageViewer(), pageContext()]);
  const room = await roomOf(id);
  const mine = viewer ? await getMyPlace(ctx, { roomId: room.document.id }) : null;
  return <LinePage room={room} mine={mine} signedIn={viewer !== null} joinNow={join === '1'} />;
}
