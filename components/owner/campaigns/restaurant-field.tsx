'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useSay } from '@/components/coupons/use-say';
import { api } from '@/components/providers/api';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { addDays, dateAt } from '@/server/domain/shared/time';
import type { CampaignScope } from './scope';

const SHOWN = 6;
const EVENING = 19 * 60;

/** Looks a restaurant up by its name; the value is its id. */
export function RestaurantField({
  label,
  error,
  value,
  onChange,
  scope,
  className,
}: {
  label: string;
  error?: string;
  value: string;
  onChange: (id: string) => void;
  scope: CampaignScope;
  className?: string;
}) {
  const t = useTranslations('campaigns.form');
  const { nameOf } = useSay();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  // The search answers for a wish; which one does not matter here.
  const date = addDays(dateAt(Date.now(), scope.timeZone), 1);
  const { data } = api.restaurants.search.useQuery(
    { text: asked, date, minute: EVENING, party: 2, limit: SHOWN },
    { enabled: asked.length > 0 },
  );
  const found = data?.items ?? [];
  return (
    <div className={className}>
      <Field label={label} error={error} hint={value && found.length === 0 ? t('restaurantChosen') : undefined}>
        <Input
          type="search"
          value={text}
          placeholder={t('restaurantSearch')}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {found.length > 0 ? (
        <RadioCards
          className="mt-2"
          aria-label={label}
          value={value}
          onValueChange={onChange}
          options={found.map((item) => ({ value: item.id as string, title: nameOf(item), hint: item.slug }))}
        />
      ) : asked ? (
        <p className="mt-2 text-sm text-soft">{t('restaurantNone')}</p>
      ) : null}
    </div>
  );
}
