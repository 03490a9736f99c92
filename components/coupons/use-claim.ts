'use client';

import { useEffect, useState } from 'react';
import { newCommandKey } from '@/components/booking/availability/command-key';
import { api, type Refusal, refusalOf } from '@/components/providers/api';
import type { CampaignId } from '@/server/domain/shared/ids';
import type { ClaimResult } from '@/server/services/coupon';

type Wanted = { campaignId: CampaignId } | { code: string };
const MOST_TRIES = 20;

/**
 * Claims a coupon and tells what came of it. A press is one command: what is not answered or has to wait is sent again
 * with the same key, so that it can never count twice. Told that too many are at it, it asks again by itself.
 */
export function useClaim(onClaimed?: (result: ClaimResult) => void) {
  const utils = api.useUtils();
  const [sent, setSent] = useState<(Wanted & { commandKey: string }) | null>(null);
  const [tries, setTries] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const claim = api.coupons.claim.useMutation({
    onSuccess: (result) => {
      setRefusal(null);
      onClaimed?.(result);
      void utils.coupons.invalidate();
    },
    onError: (error) => {
      const why = refusalOf(error);
      setRefusal(why);
      // What was refused is so by now: the counters and states on the page are older.
      if (!waits(why)) void utils.coupons.invalidate();
    },
  });
  const { mutate, reset, data, isPending } = claim;
  const waitS = refusal && waits(refusal) && tries < MOST_TRIES ? Number(refusal.details.retryAfterSeconds ?? 1) : null;
  useEffect(() => {
    if (waitS === null || !sent) return;
    const timer = setTimeout(() => {
      setTries((before) => before + 1);
      setRefusal(null);
      mutate(sent);
    }, waitS * 1_000);
    return () => clearTimeout(timer);
  }, [waitS, sent, mutate]);
  return {
    claimed: data ?? null,
    refusal,
    /** On its way, or about to be asked again by itself. */
    busy: isPending || waitS !== null,
    waiting: waitS !== null,
    submit: (wanted: Wanted) => {
      const lost = refusal?.code === 'OFFLINE' || refusal?.code === 'INTERNAL';
      const again = lost && sent && JSON.stringify({ ...wanted, commandKey: sent.commandKey }) === JSON.stringify(sent);
      const command = again ? sent : { ...wanted, commandKey: newCommandKey() };
      setSent(command);
      setTries(0);
      setRefusal(null);
      mutate(command);
    },
    clear: () => {
      setRefusal(null);
      reset();
    },
  };
}

const waits = ({ code }: Refusal) => code === 'BUSY';
