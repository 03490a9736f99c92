'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useDepositWords } from '@/components/restaurant/deposit-words';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { formatMinute } from '@/components/ui/format-date-time';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import {
  DEPOSIT_KINDS,
  type DepositKind,
  type DepositRule,
  NO_DEPOSIT_POLICY,
  policyProblems,
} from '@/server/domain/payment/policy';
import { minorDigits } from '@/server/domain/shared/money';
import type { Settings } from '@/server/services/owner';
import { Weekdays } from '../hours/weekdays';
import { ClockField } from '../settings/clock-field';
import { readClock, writeClock } from '../settings/clock-text';

const WHOLE_DAY = { fromMinute: 0, toMinute: 2_880 };
const OTHER = 'other';
const ALL = 'all';

type Draft = {
  weekdays: number[];
  /** `all`, `other`, or the place of a service period. */
  window: string;
  from: string;
  to: string;
  partyFrom: string;
  partyTo: string;
  kind: DepositKind;
  amount: string;
};

type Part = {
  draft: Draft;
  set: (next: Partial<Draft>) => void;
  settings: Settings;
  /** What to say beside a field that is wrong in one of these ways, once saving was tried. */
  is: (...names: string[]) => string | undefined;
};

/** One exception: when, for which parties, and what they pay. The sentence it makes is shown while it is written. */
export function RuleDialog({
  initial,
  settings,
  onSave,
  onClose,
}: {
  initial: DepositRule | null;
  settings: Settings;
  onSave: (rule: DepositRule) => void;
  onClose: () => void;
}) {
  const t = useTranslations('owner.policy.rules');
  const common = useTranslations('common');
  const unit = 10 ** minorDigits(settings.currency);
  const words = useDepositWords(settings.currency, settings.hours.periods);
  const [draft, setDraft] = useState<Draft>(() => toDraft(initial, settings, unit));
  const [tried, setTried] = useState(false);
  const rule = toRule(draft, settings, unit);
  const problem = rule ? policyProblems({ ...NO_DEPOSIT_POLICY, rules: [rule] })[0]?.problem : gapOf(draft, settings);
  const part: Part = {
    draft,
    set: (next) => setDraft((known) => ({ ...known, ...next })),
    settings,
    is: (...names) => (tried && problem && names.includes(problem) ? t(`problems.${problem as 'window'}`) : undefined),
  };
  const save = () => {
    setTried(true);
    if (rule && !problem) onSave(rule);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(initial ? 'editTitle' : 'addTitle')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" onClick={save}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <WhenFields {...part} />
        <PartyFields {...part} />
        <PriceFields {...part} />
        <p
          aria-live="polite"
          className={cn('text-balance rounded-md bg-wash px-4 py-3 tabular', rule ? 'font-medium' : 'text-soft')}
        >
          {rule ? words.rule(rule) : t('sentenceLater')}
        </p>
      </div>
    </Dialog>
  );
}

/** Weekdays, and a window of starts: a service's, or one that is written. */
function WhenFields({ draft, set, settings, is }: Part) {
  const t = useTranslations('owner.policy.rules');
  const locale = useLocale();
  const nameOf = (period: Settings['hours']['periods'][number]) => (locale === 'en' && period.nameEn) || period.name;
  return (
    <>
      <div className="grid gap-1.5">
        <p className="font-medium text-sm">{t('weekdays')}</p>
        <Weekdays value={draft.weekdays} onChange={(weekdays) => set({ weekdays })} />
        <p className="text-sm text-soft">{t('weekdaysHint')}</p>
      </div>
      <Field label={t('window')} error={is('window', 'time')}>
        <Select
          value={draft.window}
          onValueChange={(window) => set({ window })}
          options={[
            { value: ALL, label: t('wholeDay') },
            ...settings.hours.periods.map((period, index) => ({
              value: String(index),
              label: `${nameOf(period)} ${formatMinute(period.opensMinute)}–${formatMinute(period.lastSeatingMinute)}`,
            })),
            { value: OTHER, label: t('otherTimes') },
          ]}
        />
      </Field>
      {draft.window === OTHER ? (
        <div className="grid grid-cols-2 gap-4">
          <ClockField
            label={t('from')}
            typed={draft.from}
            defaultValue={draft.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <ClockField
            label={t('to')}
            typed={draft.to}
            defaultValue={draft.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </div>
      ) : null}
    </>
  );
}

function PartyFields({ draft, set, is }: Part) {
  const t = useTranslations('owner.policy.rules');
  const common = useTranslations('common');
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t('partyFrom')} error={is('party')}>
        <Input
          numeric
          inputMode="numeric"
          value={draft.partyFrom}
          onChange={(event) => set({ partyFrom: event.target.value })}
        />
      </Field>
      <Field label={t('partyTo')} optionalLabel={common('optional')} hint={t('partyToHint')}>
        <Input
          numeric
          inputMode="numeric"
          value={draft.partyTo}
          onChange={(event) => set({ partyTo: event.target.value })}
        />
      </Field>
    </div>
  );
}

function PriceFields({ draft, set, settings, is }: Part) {
  const t = useTranslations('owner.policy.rules');
  const kinds = useTranslations('owner.policy');
  return (
    <>
      <Field label={t('kind')}>
        <RadioCards
          aria-label={t('kind')}
          value={draft.kind}
          onValueChange={(kind) => set({ kind })}
          className="grid-cols-2"
          options={DEPOSIT_KINDS.map((value) => ({ value, title: kinds(`kinds.${value}.title`) }))}
        />
      </Field>
      {draft.kind === 'none' ? null : (
        <Field
          label={kinds(`amount.${draft.kind}`, { currency: settings.currency })}
          error={is('minimum', 'incomplete')}
        >
          <Input
            numeric
            inputMode="decimal"
            value={draft.amount}
            onChange={(event) => set({ amount: event.target.value.replaceAll(',', '') })}
          />
        </Field>
      )}
    </>
  );
}

function toDraft(rule: DepositRule | null, { hours }: Settings, unit: number): Draft {
  const periods = hours.periods;
  if (!rule)
    return {
      weekdays: [],
      window: ALL,
      from: '18:00',
      to: '21:00',
      partyFrom: '1',
      partyTo: '',
      kind: 'per_person',
      amount: '',
    };
  const whole = rule.fromMinute <= WHOLE_DAY.fromMinute && rule.toMinute >= WHOLE_DAY.toMinute;
  const period = periods.findIndex(
    (one) => one.opensMinute === rule.fromMinute && one.lastSeatingMinute + 1 === rule.toMinute,
  );
  return {
    weekdays: rule.weekdays,
    window: whole ? ALL : period >= 0 ? String(period) : OTHER,
    from: writeClock(rule.fromMinute),
    to: writeClock(rule.toMinute % 5 === 1 ? rule.toMinute - 1 : rule.toMinute),
    partyFrom: String(rule.partyFrom),
    partyTo: rule.partyTo === null ? '' : String(rule.partyTo),
    kind: rule.kind,
    amount: rule.kind === 'none' ? '' : String(rule.amountMinor / unit),
  };
}

const countIn = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : null);

/** Which field keeps a draft from being a rule. */
function gapOf(draft: Draft, { hours }: Settings): 'time' | 'party' | 'incomplete' {
  if (!windowOf(draft, hours.periods)) return 'time';
  const [from, to] = [draft.partyFrom, draft.partyTo];
  return countIn(from) === null || (to.trim() !== '' && countIn(to) === null) ? 'party' : 'incomplete';
}

/** Null while something of it cannot be read. A window is said by its last start, and ends just after it. */
function toRule(draft: Draft, { hours }: Settings, unit: number): DepositRule | null {
  const window = windowOf(draft, hours.periods);
  const partyFrom = countIn(draft.partyFrom);
  const partyTo = draft.partyTo.trim() === '' ? null : countIn(draft.partyTo);
  if (!window || partyFrom === null || (draft.partyTo.trim() !== '' && partyTo === null)) return null;
  const amountMinor = draft.kind === 'none' ? 0 : Math.round(Number(draft.amount) * unit);
  if (!Number.isFinite(amountMinor) || (draft.kind !== 'none' && draft.amount.trim() === '')) return null;
  const weekdays = draft.weekdays.length === 7 ? [] : draft.weekdays;
  return { weekdays, ...window, partyFrom, partyTo, kind: draft.kind, amountMinor };
}

function windowOf({ window, from, to }: Draft, periods: Settings['hours']['periods']) {
  if (window === ALL) return WHOLE_DAY;
  if (window !== OTHER) {
    const period = periods[Number(window)];
    return period ? { fromMinute: period.opensMinute, toMinute: period.lastSeatingMinute + 1 } : null;
  }
  const [fromMinute, last] = [readClock(from), readClock(to)];
  return fromMinute === null || last === null ? null : { fromMinute, toMinute: last + 1 };
}
