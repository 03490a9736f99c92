'use client';

import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/providers/api';
import { Notice } from '@/components/ui/notice';

/** Why something in line did not work, and what it means. */
export function Refused({ refusal }: { refusal: Refusal | null }) {
  const codes = useTranslations('errors.codes');
  if (!refusal) return null;
  return (
    <Notice tone="trouble" announce title={codes(`${refusal.code}.title`)}>
      {codes(`${refusal.code}.body`)}
    </Notice>
  );
}
