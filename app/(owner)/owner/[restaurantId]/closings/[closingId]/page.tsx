import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { ClosingPage } from '@/components/owner/closing/closing-page';
import { asAppError } from '@/server/domain/shared/errors';
import { isId } from '@/server/domain/shared/ids';
import { type ClosingView, getClosing } from '@/server/services/owner';
import { requireMembership } from '../../../membership';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('owner.closing'))('label') };
}

/** How far the cancelling of a closed day is. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string; closingId: string }> }) {
  const { restaurantId, closingId } = await params;
  const { restaurant } = await requireMembership(restaurantId, `/closings/${encodeURIComponent(closingId)}`);
  const closing = await readClosing(closingId);
  if (closing.restaurantId !== restaurant.id) notFound();
  return <ClosingPage initial={closing} base={`/owner/${restaurant.id}`} />;
}

async function readClosing(closingId: string): Promise<ClosingView> {
  if (!isId('closing', closingId)) notFound();
  try {
    return await getClosing(await pageContext(), { closingId });
  } catch (error) {
    if (asAppError(error)?.code === 'NOT_FOUND') notFound();
    throw error;
  }
}
