import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext, pageViewer } from '@/app/session';
import { nameOf } from '@/components/restaurant/words';
import { ProofPage } from '@/components/room/proof/proof-page';
import { getMyPlace } from '@/server/services/room';
import { roomOf } from '../room-of';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ id }, locale, t] = await Promise.all([params, getLocale(), getTranslations('room')]);
  const { restaurant } = await roomOf(id);
  return { title: t('metaProof', { name: nameOf(locale, restaurant) }) };
}

/** How the places of a line's lobby were drawn, for anybody to check. */
export default async function Proof({ params }: Props) {
  const [{ id }, viewer, ctx, locale] = await Promise.all([params, pageViewer(), pageContext(), getLocale()]);
  const room = await roomOf(id);
  const mine = viewer ? await getMyPlace(ctx, { roomId: room.document.id }) : null;
  return <ProofPage room={room} name={nameOf(locale, room.restaurant)} number={mine?.number ?? null} />;
}
