'use client';

import { useLocale } from 'next-intl';

/** A thing's name in the reader's language; its own where there is no other. */
export function usePlaceName() {
  const locale = useLocale();
  return ({ name, nameEn }: { name: string; nameEn: string | null }) => (locale === 'en' && nameEn ? nameEn : name);
}
