'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RadioCards } from '@/components/ui/radio-cards';
import { PROVIDER_LABELS } from '@/server/domain/payment/providers';
import type { Settings } from '@/server/services/owner';
import { RefusedNotice } from '../settings/refused-notice';
import { useSave } from '../settings/use-save';

/** Who takes the deposits. Shown only where there is a choice. */
export function ProviderCard({
  settings,
  version,
  onSaved,
}: {
  settings: Settings;
  version: number;
  onSaved: (version: number) => void;
}) {
  const t = useTranslations('owner.policy.provider');
  const { provider, available } = settings.payment;
  const [kept, setKept] = useState(provider);
  const [chosen, setChosen] = useState(provider);
  const mutation = api.owner.savePaymentProvider.useMutation();
  const { run, saving, refusal } = useSave();
  if (available.length < 2) return null;
  const save = async () => {
    const input = { restaurantId: settings.restaurantId, expectedConfigVersion: version, provider: chosen };
    const saved = await run(() => mutation.mutateAsync(input));
    if (!saved) return;
    setKept(chosen);
    onSaved(saved.configVersion);
  };
  return (
    <Card className="mt-10 grid gap-5">
      <div className="grid gap-1">
        <h2 className="font-medium text-lg">{t('title')}</h2>
        <p className="max-w-prose text-soft">{t('lead')}</p>
      </div>
      <RefusedNotice refusal={refusal} />
      <RadioCards
        aria-label={t('title')}
        columns={2}
        value={chosen}
        onValueChange={setChosen}
        options={available.map((value) => ({ value, title: PROVIDER_LABELS[value], hint: t(`hints.${value}`) }))}
      />
      <div>
        <Button variant="secondary" onClick={save} loading={saving} disabled={chosen === kept}>
          {t('save')}
        </Button>
      </div>
    </Card>
  );
}
