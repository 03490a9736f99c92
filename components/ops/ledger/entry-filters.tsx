'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DatePicker } from '@/components/ui/date-picker';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type Account, ENTRY_KINDS } from '@/server/domain/ledger/accounts';
import { entriesHref, type Filters } from './filters';

const ANY = 'any';

/** Narrows the entries; what is asked for stands in the address, so that it can be sent to somebody. */
export function EntryFilters({ account, filters, today }: { account: Account; filters: Filters; today: string }) {
  const t = useTranslations('money.entries');
  const kinds = useTranslations('money.kinds');
  const router = useRouter();
  const [draft, setDraft] = useState<Partial<Record<keyof Filters, string>>>(filters);
  const set = (key: keyof Filters) => (value: string) => setDraft((one) => ({ ...one, [key]: value.trim() }));
  return (
    <form
      className="mb-6 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
      onSubmit={(event) => {
        event.preventDefault();
        router.push(entriesHref(account, draft));
      }}
    >
      <Field label={t('from')}>
        <DatePicker
          label={t('from')}
          placeholder="–"
          value={draft.from}
          onValueChange={set('from')}
          today={today}
          max={today}
        />
      </Field>
      <Field label={t('to')}>
        <DatePicker
          label={t('to')}
          placeholder="–"
          value={draft.to}
          onValueChange={set('to')}
          today={today}
          max={today}
        />
      </Field>
      <Field label={t('kind')}>
        <Select
          value={draft.kind ?? ANY}
          onValueChange={(value) => set('kind')(value === ANY ? '' : value)}
          options={[
            { value: ANY, label: t('anyKind') },
            ...ENTRY_KINDS.map((value) => ({ value, label: kinds(value) })),
          ]}
        />
      </Field>
      <Field label={t('restaurant')}>
        <Input
          value={draft.restaurant ?? ''}
          placeholder="rst_…"
          spellCheck={false}
          onChange={(event) => set('restaurant')(event.target.value)}
        />
      </Field>
      <Field label={t('reservation')}>
        <Input
          value={draft.reservation ?? ''}
          placeholder="res_…"
          spellCheck={false}
          onChange={(event) => set('reservation')(event.target.value)}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit">{t('apply')}</Button>
        <Button
          variant="quiet"
          onClick={() => {
            setDraft({ currency: filters.currency });
            router.push(entriesHref(account, { currency: filters.currency }));
          }}
        >
          {t('clear')}
        </Button>
      </div>
    </form>
  );
}
