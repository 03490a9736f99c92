'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Refusal, refusalOf } from '@/components/providers/api';
import { toast } from '@/components/ui/toaster';
import type { Problem } from '@/server/domain/restaurant/problems';

/** What a refused save says is wrong, field by field. */
export const problemsOf = (refusal: Refusal): Problem[] =>
  Array.isArray(refusal.details.problems) ? (refusal.details.problems as Problem[]) : [];

/**
 * Saves, says so, and keeps what was refused. `run` resolves to what the save returned, or to null when it was refused;
 * then `refusal` is why.
 */
export function useSave() {
  const t = useTranslations('owner.save');
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async <T>(save: () => Promise<T>, onRefused?: (refusal: Refusal) => void): Promise<T | null> => {
    setSaving(true);
    setRefusal(null);
    try {
      const saved = await save();
      toast.success(t('saved'));
      return saved;
    } catch (error) {
      const why = refusalOf(error);
      setRefusal(why);
      onRefused?.(why);
      return null;
    } finally {
      setSaving(false);
    }
  };
  return { run, saving, refusal, clear: () => setRefusal(null) };
}
