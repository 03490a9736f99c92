'use client';

import { useLocale } from 'next-intl';
import { BANKS } from '@/server/domain/settlement/payout-account';

/** A bank by its name in the reader's language; a code that is not known stands for itself. */
export function useBankName(): (code: string) => string {
  const locale = useLocale();
  return (code) => {
    const bank = BANKS.find((one) => one.code === code);
    return bank ? bank[locale === 'ko' ? 'ko' : 'en'] : code;
  };
}
