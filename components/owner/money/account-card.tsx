'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { BANKS, payoutAccountSchema } from '@/server/domain/settlement/payout-account';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ShownAccount } from '@/server/services/owner';
import { RefusedNotice } from '../settings/refused-notice';
import { useSave } from '../settings/use-save';
import { useBankName } from './use-bank-name';

/** How the owner proves once more who they are. */
export type Again = {
  /** Whether they did a moment ago. */
  fresh: boolean;
  /** Where to, to do it, and back to this card. */
  href: string;
  /** They come from there: the form is open. */
  open: boolean;
};

type Values = z.input<typeof payoutAccountSchema>;

/** Where payouts go, and the form that changes it. */
export function AccountCard({
  restaurantId,
  account: kept,
  timeZone,
  again,
}: {
  restaurantId: RestaurantId;
  account: ShownAccount | null;
  timeZone: string;
  again: Again;
}) {
  const t = useTranslations('money.account');
  const bankName = useBankName();
  const [editing, setEditing] = useState(again.open);
  // What was just saved is shown at once, before the page has been read again.
  const [saved, setSaved] = useState<ShownAccount | null>(null);
  const account = saved ?? kept;
  return (
    <Card as="section" id="payout-account" aria-labelledby="account-title" className="grid scroll-mt-20 gap-5">
      <div className="grid gap-1">
        <h2 id="account-title" className="font-medium text-lg">
          {t('title')}
        </h2>
        <p className="max-w-prose text-soft">{t('lead')}</p>
      </div>
      {account ? (
        <div className="grid gap-0.5">
          <p className="font-medium tabular">
            {bankName(account.bankCode)} {account.masked}
          </p>
          <p className="text-sm text-soft">{account.holder}</p>
          {account.changedAtMs === null ? null : (
            <p className="text-faint text-sm">
              {t.rich('changed', {
                date: () => <DateTime instant={new Date(account.changedAtMs ?? 0).toISOString()} timeZone={timeZone} />,
              })}
            </p>
          )}
        </div>
      ) : (
        <p className="text-soft">{t('none')}</p>
      )}
      {editing ? (
        again.fresh ? (
          <AccountForm restaurantId={restaurantId} again={again} onSaved={setSaved} onDone={() => setEditing(false)} />
        ) : (
          <AgainNotice again={again} onCancel={() => setEditing(false)} />
        )
      ) : (
        <div>
          <Button onClick={() => setEditing(true)}>{account ? t('change') : t('add')}</Button>
        </div>
      )}
    </Card>
  );
}

/** Asks them to prove once more who they are, and says why. */
function AgainNotice({ again, onCancel }: { again: Again; onCancel: () => void }) {
  const t = useTranslations('money.account');
  return (
    <Notice
      tone="info"
      announce
      title={t('againTitle')}
      action={
        <>
          <Button asChild>
            <a href={again.href}>{t('again')}</a>
          </Button>
          <Button variant="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {t('againBody')}
    </Notice>
  );
}

function AccountForm({
  restaurantId,
  again,
  onSaved,
  onDone,
}: {
  restaurantId: RestaurantId;
  again: Again;
  onSaved: (account: ShownAccount) => void;
  onDone: () => void;
}) {
  const t = useTranslations('money.account');
  const problems = useTranslations('money.account.problems');
  const router = useRouter();
  const bankName = useBankName();
  const form = useForm<Values>({
    resolver: zodResolver(payoutAccountSchema),
    defaultValues: { number: '', holder: '' },
    mode: 'onTouched',
  });
  const { errors } = form.formState;
  const mutation = api.owner.savePayoutAccount.useMutation();
  const { run, saving, refusal } = useSave();
  const problemOf = (field: keyof Values) => (errors[field] ? problems(bankFieldOf(field)) : undefined);
  const submit = form.handleSubmit(async (values) => {
    const saved = await run(() => mutation.mutateAsync({ restaurantId, ...values }));
    if (!saved) return;
    onSaved(saved);
    onDone();
    // The address no longer asks for the form.
    router.replace(`/owner/${restaurantId}/money`, { scroll: false });
    router.refresh();
  });
  return (
    <form onSubmit={submit} noValidate className="grid max-w-prose gap-5">
      {refusal?.code === 'SIGN_IN_AGAIN' ? (
        <AgainNotice again={again} onCancel={onDone} />
      ) : (
        <RefusedNotice refusal={refusal} />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('bank')} error={problemOf('bankCode')} required>
          <Controller
            name="bankCode"
            control={form.control}
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                placeholder={t('bankPlaceholder')}
                options={BANKS.map(({ code }) => ({ value: code, label: bankName(code) }))}
              />
            )}
          />
        </Field>
        <Field label={t('number')} hint={t('numberHint')} error={problemOf('number')} required>
          <Input numeric inputMode="numeric" autoComplete="off" maxLength={30} {...form.register('number')} />
        </Field>
        <Field label={t('holder')} hint={t('holderHint')} error={problemOf('holder')} required>
          <Input autoComplete="off" maxLength={60} {...form.register('holder')} />
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={saving}>
          {t('save')}
        </Button>
        <Button variant="quiet" onClick={onDone} disabled={saving}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

const bankFieldOf = (field: keyof Values) => (field === 'bankCode' ? 'bank' : field);
