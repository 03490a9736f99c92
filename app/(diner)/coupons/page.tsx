import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { pageContext, requireViewer } from '@/app/session';
import { WalletPage } from '@/components/coupons/wallet';
import { PageTitle } from '@/components/shell/page-title';
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton';
import { getWallet, listClaimable } from '@/server/services/coupon';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('coupons'))('title') };
}

/** The reader's coupons, and those they can claim. */
export default async function CouponsPage() {
  await requireViewer('/coupons');
  const t = await getTranslations('coupons');
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto max-w-[66rem]">
        <PageTitle title={t('title')} lead={t('lead')} className="mb-8" />
        <Suspense fallback={<WalletSkeleton label={t('loading')} />}>
          <Wallet />
        </Suspense>
      </div>
    </div>
  );
}

async function Wallet() {
  const ctx = await pageContext();
  const [wallet, claimable] = await Promise.all([getWallet(ctx), listClaimable(ctx, {})]);
  return <WalletPage initial={wallet} claimable={claimable} />;
}

function WalletSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-12">
      <Skeleton shape="button" className="w-full max-w-narrow" />
      <div className="grid gap-4 lg:grid-cols-2">
        {['one', 'two', 'three', 'four'].map((key) => (
          <Skeleton key={key} className="h-36 w-full rounded-lg" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
