import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { Reviews } from '@/components/ops/reviews/reviews';
import { listReviews } from '@/server/services/review';
import { requireOperator } from '../operator';

const SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.reviews');
  return { title: t('title') };
}

/** What only a person can settle. */
export default async function ReviewsPage() {
  await requireOperator('/ops/reviews');
  const ctx = await pageContext();
  return <Reviews initial={await listReviews(ctx, { limit: SHOWN })} limit={SHOWN} nowMs={ctx.nowMs()} />;
}
