'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { type Checked, checkNumber, type DrawRecord } from './check';

type Found = { number: number; checked: Checked | { kind: 'unable' } };

/** Draws again in this browser and says where a number came out. */
export function CheckNumber({ record, number }: { record: DrawRecord; number: number | null }) {
  const t = useTranslations('room.proof');
  const [typed, setTyped] = useState(number === null ? '' : String(number));
  const [found, setFound] = useState<Found | null>(null);
  const asked = useRef(0);
  const check = async (wanted: number) => {
    const turn = ++asked.current;
    // The browser's cryptography is there on https and on this machine only.
    const checked = await checkNumber(record, wanted).catch(() => ({ kind: 'unable' as const }));
    if (turn === asked.current) setFound({ number: wanted, checked });
  };
  const drawn = record.seed !== null;
  // The reader's own number is checked as soon as there is something to check.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the draw is known
  useEffect(() => {
    if (drawn && number !== null) void check(number);
  }, [drawn, number]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check(Number(typed));
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('number')} hint={drawn ? t('numberHint') : t('notYet')}>
        <div className="flex gap-3">
          <NumberInput value={typed} onChange={setTyped} />
          <Button type="submit" variant="primary" disabled={!drawn || typed.trim() === ''}>
            {t('checkAction')}
          </Button>
        </div>
      </Field>
      <div aria-live="polite">{found ? <Answer found={found} /> : null}</div>
    </form>
  );
}

const NumberInput = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <Input
    type="number"
    numeric
    inputMode="numeric"
    min={1}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    className="max-w-48"
  />
);

function Answer({ found: { number, checked } }: { found: Found }) {
  const t = useTranslations('room.proof.answer');
  if (checked.kind === 'sealed') return null;
  if (checked.kind === 'unable' || checked.kind === 'unknown') {
    return (
      <Notice tone={checked.kind === 'unable' ? 'waiting' : 'info'} title={t(`${checked.kind}.title`)}>
        {t(`${checked.kind}.body`)}
      </Notice>
    );
  }
  const { place } = checked;
  if (checked.kind === 'after') {
    return <Notice title={t('place', { number, place })}>{t('after')}</Notice>;
  }
  return checked.promised ? (
    <Notice tone="good" title={t('place', { number, place })}>
      {t('promised')}
    </Notice>
  ) : (
    <Notice tone="trouble" title={t('broken.title')}>
      {t('broken.body', { hash: checked.hash })}
    </Notice>
  );
}
