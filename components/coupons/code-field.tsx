'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LiveRegion } from '@/components/ui/live-region';
import type { ClaimResult } from '@/server/services/coupon';
import { useClaim } from './use-claim';
import { useClaimWords } from './use-claim-words';
import { useSay } from './use-say';

/** Where one enters a code that was given to one. What is wrong with it stands beside it; what came of it is said. */
export function CodeField({
  compact = false,
  onClaimed,
}: {
  compact?: boolean;
  onClaimed?: (result: ClaimResult) => void;
}) {
  const t = useTranslations('coupons.code');
  const { nameOf } = useSay();
  const words = useClaimWords();
  const [code, setCode] = useState('');
  const { submit, refusal, claimed, busy, waiting, clear } = useClaim((result) => {
    setCode('');
    onClaimed?.(result);
  });
  const why = refusal && !waiting ? words(refusal) : null;
  const done =
    claimed && !refusal ? t(claimed.repeated ? 'again' : 'done', { name: nameOf(claimed.coupon.campaign) }) : null;
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '' && !busy) submit({ code: code.trim() });
      }}
    >
      <Field
        label={t(compact ? 'labelShort' : 'label')}
        error={why ? `${why.title}. ${why.body}` : undefined}
        className="max-w-narrow"
      >
        <CodeInput
          code={code}
          busy={busy}
          onType={(typed) => {
            setCode(typed);
            if (refusal || claimed) clear();
          }}
        />
      </Field>
      <LiveRegion visible className="min-h-0 text-pine text-sm empty:hidden">
        {waiting ? t('waiting') : done}
      </LiveRegion>
    </form>
  );
}

function CodeInput({ code, busy, onType }: { code: string; busy: boolean; onType: (typed: string) => void }) {
  const t = useTranslations('coupons.code');
  return (
    <div className="flex gap-2">
      <Input
        numeric
        value={code}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        placeholder={t('placeholder')}
        className="min-w-0 uppercase placeholder:normal-case"
        onChange={(event) => onType(event.target.value)}
      />
      <Button type="submit" loading={busy} disabled={code.trim() === ''} className="shrink-0">
        {t('submit')}
      </Button>
    </div>
  );
}
