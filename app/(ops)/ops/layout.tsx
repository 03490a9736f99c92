import {
  BookOpen,
  Flame,
  Gauge,
  GitCompareArrows,
  Landmark,
  MailX,
  Percent,
  Scale,
  TicketPercent,
  Workflow,
} from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageContext, pageViewer } from '@/app/session';
import { ApiProvider } from '@/components/providers/api';
import { OpsShell } from '@/components/shell/ops-shell';
import { getOverview } from '@/server/services/ops';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops');
  return { title: t('title'), robots: { index: false } };
}

/** The operator's frame. For everybody else there is nothing here. */
export default async function OpsLayout({ children }: { children: ReactNode }) {
  const [viewer, t] = await Promise.all([pageViewer(), getTranslations('ops.nav')]);
  // The page sends a guest to sign in, and knows the way back.
  if (!viewer) return children;
  if (!viewer.operator) notFound();
  const { reviews, deadLetters } = await getOverview(await pageContext());
  const nav = [
    { href: '/ops', label: t('overview'), icon: <Gauge aria-hidden="true" />, exact: true },
    { href: '/ops/reviews', label: t('reviews'), icon: <Scale aria-hidden="true" />, count: reviews.open },
    { href: '/ops/ledger', label: t('ledger'), icon: <BookOpen aria-hidden="true" /> },
    { href: '/ops/settlement', label: t('settlement'), icon: <Landmark aria-hidden="true" /> },
    { href: '/ops/reconciliation', label: t('reconciliation'), icon: <GitCompareArrows aria-hidden="true" /> },
    { href: '/ops/letters', label: t('letters'), icon: <MailX aria-hidden="true" />, count: deadLetters.open },
    { href: '/ops/runs', label: t('runs'), icon: <Workflow aria-hidden="true" /> },
    { href: '/ops/contention', label: t('contention'), icon: <Flame aria-hidden="true" /> },
    { href: '/ops/terms', label: t('terms'), icon: <Percent aria-hidden="true" /> },
    { href: '/ops/campaigns', label: t('campaigns'), icon: <TicketPercent aria-hidden="true" /> },
  ];
  const shown = {
    name: viewer.name,
    email: viewer.email,
    isStaff: viewer.restaurants.length > 0,
    isOperator: true,
  };
  return (
    <ApiProvider>
      <OpsShell viewer={shown} nav={nav} heading={t('heading')}>
        {children}
      </OpsShell>
    </ApiProvider>
  );
}
