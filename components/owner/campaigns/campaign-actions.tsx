'use client';

import { Link2, Pause, Pencil, Play } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { toast } from '@/components/ui/toaster';
import type { CampaignStatus } from '@/server/domain/coupon/states';
import type { CampaignReport } from '@/server/services/coupon';
import { GiveDialog } from './give-dialog';
import type { CampaignScope } from './scope';
import { useCampaignVerbs } from './use-campaigns';

/** What can be done with a campaign as it stands: change, give, pause or go on, and end it for good. */
export function CampaignActions({ scope, campaign }: { scope: CampaignScope; campaign: CampaignReport }) {
  const t = useTranslations('campaigns.actions');
  const { busy, problem, set, clear } = useStatus(scope, campaign);
  if (campaign.status === 'ended') return null;
  const paused = campaign.status === 'paused';
  return (
    <>
      {campaign.way === 'given' && scope.restaurantId ? (
        <GiveDialog restaurantId={scope.restaurantId} campaignId={campaign.id} />
      ) : null}
      {campaign.way === 'first-come' ? (
        <Button asChild>
          <Link href={`/coupons/${campaign.id}`}>
            <Link2 aria-hidden="true" />
            {t('page')}
          </Link>
        </Button>
      ) : null}
      {campaign.editable ? (
        <Button asChild>
          <Link href={`${scope.base}/${campaign.id}/edit`}>
            <Pencil aria-hidden="true" />
            {t('edit')}
          </Link>
        </Button>
      ) : null}
      <Button loading={busy} onClick={() => void set(paused ? 'active' : 'paused')}>
        {paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
        {t(paused ? 'resume' : 'pause')}
      </Button>
      <Confirm
        danger
        trigger={<Button variant="dangerQuiet">{t('end')}</Button>}
        title={t('endTitle')}
        confirmLabel={t('end')}
        cancelLabel={t('keep')}
        onConfirm={() => set('ended')}
        onOpenChange={clear}
        error={problem}
      >
        {t('endBody', { count: waiting(campaign) })}
      </Confirm>
    </>
  );
}

/** Those in wallets that no booking holds: they stop working when it ends. */
const waiting = ({ results }: CampaignReport) => Math.max(0, results.claimed - results.reserved - results.used);

function useStatus(scope: CampaignScope, campaign: CampaignReport) {
  const t = useTranslations('campaigns.actions');
  const say = useRefusalWords();
  const { setStatus } = useCampaignVerbs(scope);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const set = async (to: CampaignStatus) => {
    setBusy(true);
    setProblem(null);
    try {
      await setStatus({ campaignId: campaign.id, to });
      toast(t(`done.${to}`));
      return true;
    } catch (error) {
      const { title, body } = say(error);
      setProblem(`${title}. ${body}`);
      if (to !== 'ended') toast.error(`${title}. ${body}`);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, set, clear: () => setProblem(null) };
}
