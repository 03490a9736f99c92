'use client';

import { useLocale } from 'next-intl';
import type { Words } from '@/server/domain/coupon/words';

type Named = { name: string; nameEn: string | null };

/** Texts that the server made in every language, and names, in the reader's own. */
export function useSay() {
  const english = useLocale() === 'en';
  return {
    say: (words: Words) => (english ? words.en : words.ko),
    nameOf: ({ name, nameEn }: Named) => (english && nameEn) || name,
    /** Set when the name is not in the reader's language, so that it is read out rightly. */
    nameLang: ({ nameEn }: Named) => (english && !nameEn ? 'ko' : undefined),
  };
}
