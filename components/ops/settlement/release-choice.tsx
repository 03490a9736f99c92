'use client';

import { keepPreviousData } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useBankName } from '@/components/owner/money/use-bank-name';
import { api } from '@/components/providers/api';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import type { BatchRow, FilePayout } from '@/server/services/settlement';

const SHOWN = 20;

/** Picks payouts of a file, looked up by the restaurant's name. What is chosen stays in view while another is looked for. */
export function ReleaseChoice({
  batchId,
  chosen,
  error,
  onChange,
}: {
  batchId: BatchRow['id'];
  chosen: FilePayout[];
  error: string | null;
  onChange: (chosen: FilePayout[]) => void;
}) {
  const t = useTranslations('money.settlement.release');
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: found } = api.ops.filePayouts.useQuery(
    { batchId, text: asked, limit: SHOWN },
    { placeholderData: keepPreviousData },
  );
  const taken = new Set(chosen.map(({ id }) => id));
  const rows = [...chosen, ...(found ?? []).filter(({ id }) => !taken.has(id))];
  return (
    <div className="grid gap-2">
      <Field label={t('search')} error={error}>
        <Input
          type="search"
          autoComplete="off"
          maxLength={80}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="max-h-64 overflow-y-auto rounded-md border border-hairline px-3">
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            checked={taken.has(row.id)}
            onChange={(on) => onChange(on ? [...chosen, row] : chosen.filter(({ id }) => id !== row.id))}
          />
        ))}
        {found?.length === 0 ? <p className="py-2.5 text-sm text-soft">{t('noneFound')}</p> : null}
      </div>
      {found?.length === SHOWN ? <p className="text-sm text-soft">{t('first', { count: SHOWN })}</p> : null}
    </div>
  );
}

function Row({ row, checked, onChange }: { row: FilePayout; checked: boolean; onChange: (on: boolean) => void }) {
  const t = useTranslations('money.settlement.release');
  const locale = useLocale();
  const bankName = useBankName();
  const { restaurant, account } = row;
  return (
    <div className="flex items-start gap-3 border-hairline border-b last:border-b-0">
      <Checkbox
        className="min-w-0 grow"
        checked={checked}
        onCheckedChange={(on) => onChange(on === true)}
        label={(locale === 'en' && restaurant.nameEn) || restaurant.name}
        hint={
          account
            ? t('account', { bank: bankName(account.bankCode), number: account.masked, holder: account.holder })
            : undefined
        }
      />
      <Money value={row} className="py-2.5 text-sm" />
    </div>
  );
}
