import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext, pageSignedInAtMs, signInAgainHref } from '@/app/session';
import { MoneyPage } from '@/components/owner/money/money-page';
import { isFreshSignIn } from '@/server/domain/settlement/payout-account';
import { getMoneyOverview } from '@/server/services/owner';
import { listStatements } from '@/server/services/settlement';
import { moneyPage } from './money';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('money.owner');
  return { title: t('title') };
}

/** Where the restaurant's money is. */
export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ restaurantId: string }>;
  searchParams: Promise<{ account?: string | string[] }>;
}) {
  const [{ restaurantId }, { account }] = await Promise.all([params, searchParams]);
  return moneyPage(restaurantId, '/money', async (id) => {
    const [ctx, signedInAtMs] = await Promise.all([pageContext(), pageSignedInAtMs()]);
    const [money, statements] = await Promise.all([
      getMoneyOverview(ctx, { restaurantId: id }),
      listStatements(ctx, { restaurantId: id }),
    ]);
    const again = {
      fresh: isFreshSignIn(signedInAtMs, ctx.nowMs()),
      href: signInAgainHref(`/owner/${id}/money?account=change#payout-account`),
      open: account === 'change',
    };
    return <MoneyPage money={money} statements={statements} again={again} />;
  });
}
