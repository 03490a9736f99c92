import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { StatementPage } from '@/components/owner/money/statement-page';
import { AppError } from '@/server/domain/shared/errors';
import { getStatement, getStatementInput } from '@/server/services/settlement';
import { moneyPage } from '../money';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('money.owner.statements');
  return { title: t('title') };
}

/** One statement with its lines. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string; statementId: string }> }) {
  const { restaurantId, statementId } = await params;
  return moneyPage(restaurantId, `/money/${encodeURIComponent(statementId)}`, async (id) => {
    const asked = getStatementInput.safeParse({ statementId });
    if (!asked.success) notFound();
    const view = await getStatement(await pageContext(), asked.data).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') notFound();
      throw error;
    });
    // An owner of two restaurants reads each one's statements in its own place.
    if (view.statement.restaurantId !== id) notFound();
    return <StatementPage base={`/owner/${id}/money`} initial={view} />;
  });
}
