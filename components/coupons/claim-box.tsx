'use client';

import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSecondsUntil } from '@/components/bookings/use-seconds-until';
import { HOME_ZONE } from '@/components/search/read-query';
import { SIGN_IN_PATH } from '@/components/shell/paths';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import type { ClaimableView } from '@/server/services/coupon';
import { claimFace } from './claim-face';
import { clockOfSeconds } from './coupon-time';
import { useClaim } from './use-claim';
import { useClaimWords } from './use-claim-words';

/**
 * Where one claims: the button, and in its place or below it the truth. `leftNow` is the live count, `primary` the one
 * filled button of a page.
 */
export function ClaimBox({
  campaign,
  nowMs,
  leftNow = campaign.left,
  signedIn,
  backTo,
  primary = false,
}: {
  campaign: ClaimableView;
  nowMs: number;
  leftNow?: number | null;
  signedIn: boolean;
  backTo: string;
  primary?: boolean;
}) {
  const t = useTranslations('coupons.claim');
  const { submit, claimed, refusal, busy, waiting } = useClaim();
  const seconds = useSecondsUntil(campaign.issueFromMs, nowMs) ?? 0;
  const face = claimFace(campaign, { leftNow, opened: seconds === 0, signedIn });
  const own = claimed !== null && !refusal;
  const look = primary
    ? ({ variant: 'primary', size: 'lg', block: true } as const)
    : ({ variant: 'secondary' } as const);
  const label = campaign.mine > 0 ? t('another') : t('claim');
  return (
    <div className="grid gap-3">
      {own || face === 'yours' ? (
        <Yours block={primary} />
      ) : face === 'not-yet' ? (
        <Opening seconds={seconds} atMs={campaign.issueFromMs} large={primary} />
      ) : face === 'sign-in' ? (
        <Button asChild {...look} className={primary ? undefined : 'justify-self-start'}>
          <Link href={`${SIGN_IN_PATH}?callbackUrl=${encodeURIComponent(backTo)}`}>{t('signIn')}</Link>
        </Button>
      ) : face === 'claim' ? (
        <Button
          {...look}
          loading={busy}
          className={primary ? undefined : 'justify-self-start'}
          onClick={() => submit({ campaignId: campaign.id })}
        >
          {label}
        </Button>
      ) : (
        <p className={primary ? 'font-medium text-lg' : 'font-medium text-sm text-soft'}>{t(`none.${face}`)}</p>
      )}
      <LiveRegion>{waiting ? t('waiting') : own ? t('announce') : null}</LiveRegion>
      {waiting ? <p className="text-sm text-soft">{t('waiting')}</p> : null}
      {refusal && !waiting && !settled(refusal.code, face) ? <Refused refusal={refusal} /> : null}
    </div>
  );
}

/** What the face of the box says already need not be said twice. */
const settled = (code: string, face: string) => code === 'COUPON_ALREADY_YOURS' && face === 'yours';

function Refused({ refusal }: { refusal: NonNullable<ReturnType<typeof useClaim>['refusal']> }) {
  const { title, body } = useClaimWords()(refusal);
  return (
    <Notice tone={refusal.code === 'COUPON_ALREADY_YOURS' ? 'info' : 'trouble'} announce title={title}>
      {body}
    </Notice>
  );
}

function Yours({ block }: { block: boolean }) {
  const t = useTranslations('coupons.claim');
  return (
    <p className={block ? 'grid gap-4' : 'flex flex-wrap items-center gap-x-4 gap-y-1'}>
      <span className="inline-flex items-center gap-2 font-medium text-pine">
        <CircleCheck aria-hidden="true" className="size-5" />
        {t('yours')}
      </span>
      {block ? (
        <Button asChild block>
          <Link href="/coupons">{t('toWallet')}</Link>
        </Button>
      ) : null}
    </p>
  );
}

/** When it opens, and how long that still is by the server's clock. */
function Opening({ seconds, atMs, large }: { seconds: number; atMs: number; large: boolean }) {
  const t = useTranslations('coupons.claim');
  const { days, clock } = clockOfSeconds(seconds);
  return (
    <div className="grid gap-1">
      <p className="text-sm text-soft">
        {t.rich('opens', { when: () => <DateTime instant={new Date(atMs).toISOString()} timeZone={HOME_ZONE} /> })}
      </p>
      <p role="timer" className={large ? 'font-medium text-2xl tabular' : 'font-medium tabular'}>
        {days > 0 ? t('in', { days, clock }) : clock}
      </p>
    </div>
  );
}
