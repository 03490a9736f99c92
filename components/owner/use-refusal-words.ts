'use client';

import { useTranslations } from 'next-intl';
import { refusalOf } from '@/components/providers/api';

/** Says a failed call in words: what happened, and what it means. */
export function useRefusalWords() {
  const t = useTranslations('errors.codes');
  return (error: unknown) => {
    const refusal = refusalOf(error);
    return { ...refusal, title: t(`${refusal.code}.title`), body: t(`${refusal.code}.body`) };
  };
}
