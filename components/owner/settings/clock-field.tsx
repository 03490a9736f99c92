'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { formatMinute } from '@/components/ui/format-date-time';
import { Input } from '@/components/ui/input';
import { readClock } from './clock-text';

/** A time of a service day; what lies past midnight is said back in words. */
export function ClockField({
  label,
  typed,
  error,
  ...input
}: Omit<ComponentProps<typeof Input>, 'value'> & { label: string; typed: string; error?: string }) {
  const t = useTranslations('owner.clock');
  const minute = readClock(typed);
  return (
    <Field
      label={label}
      error={error}
      hint={minute !== null && minute >= 1440 ? t('nextDay', { time: formatMinute(minute) }) : undefined}
    >
      <Input numeric inputMode="text" autoComplete="off" placeholder="18:00" {...input} />
    </Field>
  );
}
