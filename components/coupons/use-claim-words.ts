'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Refusal } from '@/components/providers/api';
import { HOME_ZONE } from '@/components/search/read-query';
import { formatDateTime } from '@/components/ui/format-date-time';

/** Why a claim was refused, in words: what happened and what it means, with the number or the time that belongs to it. */
export function useClaimWords() {
  const t = useTranslations('coupons.refused');
  const codes = useTranslations('errors.codes');
  const locale = useLocale();
  return ({ code, details }: Refusal): { title: string; body: string } => {
    const title = codes(`${code}.title`);
    if (code === 'COUPON_SOLD_OUT' && typeof details.quantity === 'number')
      return { title: t('soldOut', { quantity: details.quantity }), body: codes(`${code}.body`) };
    if (code === 'COUPON_NOT_YET' && typeof details.opensAtMs === 'number') {
      const when = formatDateTime(new Date(details.opensAtMs), { timeZone: HOME_ZONE, locale });
      return { title, body: t('opensAt', { when }) };
    }
    if (code === 'COUPON_ALREADY_YOURS' && typeof details.limit === 'number' && details.limit > 1)
      return { title: t('allYours', { limit: details.limit }), body: codes(`${code}.body`) };
    return { title, body: codes(`${code}.body`) };
  };
}
