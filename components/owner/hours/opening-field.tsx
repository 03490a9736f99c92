'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Controller, useFormContext } from 'react-hook-form';
import { useOpeningWords } from '@/components/restaurant/opening-words';
import { Field } from '@/components/ui/field';
import { FormSection } from '@/components/ui/form-section';
import { formatDateTime, formatDay, formatMonth } from '@/components/ui/format-date-time';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { lastBookableDate, type Opening, opensAtMs } from '@/server/domain/availability/opening';
import { openingProblems } from '@/server/domain/restaurant/hours';
import { addDays } from '@/server/domain/shared/time';
import type { Settings } from '@/server/services/owner';
import { ClockField } from '../settings/clock-field';
import { type HoursValues, openingOf } from './hours-schema';
import { useProblemWords } from './problem-words';

type At = Pick<Settings, 'timeZone' | 'nowMs' | 'today'>;

/** The rule by which dates open for booking, and what it comes to now. */
export function OpeningField({ saved, at }: { saved: Opening; at: At }) {
  const t = useTranslations('owner.hours');
  const words = useProblemWords();
  const { control, register, watch, formState } = useFormContext<HoursValues>();
  const { errors } = formState;
  const values = watch();
  const number = (name: 'daysAhead' | 'dayOfMonth') => (
    <Field label={t(`${name}.label`)} hint={t(`${name}.hint`)} error={words(errors[name]?.message, name)}>
      <Input
        type="number"
        numeric
        inputMode="numeric"
        className="max-w-40"
        {...register(name, { valueAsNumber: true })}
      />
    </Field>
  );
  return (
    <FormSection title={t('opening.title')} hint={t('opening.hint')}>
      <Controller
        control={control}
        name="openingKind"
        render={({ field }) => (
          <RadioCards
            columns={2}
            aria-label={t('opening.title')}
            value={field.value}
            onValueChange={field.onChange}
            options={(['rolling', 'monthly'] as const).map((value) => ({
              value,
              title: t(`opening.${value}.title`),
              hint: t(`opening.${value}.hint`),
            }))}
          />
        )}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        {values.openingKind === 'rolling' ? number('daysAhead') : number('dayOfMonth')}
        <ClockField
          label={t('opening.time')}
          typed={values.openingTime}
          error={words(errors.openingTime?.message, 'openingTime')}
          className="max-w-40"
          {...register('openingTime')}
        />
      </div>
      <OpeningPreview opening={openingOf(values)} saved={saved} at={at} />
    </FormSection>
  );
}

/** What guests will read, the next opening the rule makes, and what it leaves as it is. */
function OpeningPreview({ opening, saved, at }: { opening: Opening; saved: Opening; at: At }) {
  const t = useTranslations('owner.hours.opening');
  const locale = useLocale();
  const rule = useOpeningWords();
  const { timeZone, nowMs, today } = at;
  const sentences = () => {
    if (openingProblems(opening).length > 0) return [t('incomplete')];
    const last = lastBookableDate({ opening, timeZone }, nowMs);
    const next = addDays(last, 1);
    const opens = new Date(opensAtMs({ opening, timeZone }, next));
    const write = (style: 'day' | 'time') => formatDateTime(opens, { timeZone, locale, style, now: new Date(nowMs) });
    const before = lastBookableDate({ opening: saved, timeZone }, nowMs);
    const day = (date: string) => formatDay(date, locale, 'day', today);
    const when = { day: write('day'), time: write('time') };
    return [
      rule(opening),
      t('now', { day: day(last) }),
      opening.kind === 'monthly'
        ? t('nextMonth', { ...when, month: formatMonth(next, locale) })
        : t('nextDay', { ...when, opening: day(next) }),
      ...(last < before ? [t('narrower', { day: day(before) })] : []),
    ];
  };
  return (
    <section aria-label={t('preview')} aria-live="polite" className="grid gap-1 rounded-md bg-wash p-4 tabular">
      {sentences().map((sentence, index) => (
        <p key={sentence} className={index === 0 ? 'font-medium' : 'text-sm text-soft'}>
          {sentence}
        </p>
      ))}
    </section>
  );
}
