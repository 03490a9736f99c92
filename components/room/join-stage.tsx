'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { SIGN_IN_PATH } from '@/components/shell/paths';
import { Button } from '@/components/ui/button';
import { Headline } from './big-number';
import { keptTicket } from './kept';
import { Refused } from './refused';
import type { StageProps } from './stage-props';
import { useLineWords } from './use-words';

/** For who is not in line: what it is, and the way into it. */
export function JoinStage({ line, room }: StageProps) {
  const t = useTranslations('room.join');
  const words = useLineWords(room.restaurant.timeZone);
  const { document, nowMs, join, view } = line;
  const { id, opensAtMs, joined } = document;
  const [kept, setKept] = useState<number | null>(null);
  useEffect(() => setKept(keptTicket(id)?.number ?? null), [id]);
  const signIn = (path: string) => `${SIGN_IN_PATH}?callbackUrl=${encodeURIComponent(path)}`;
  if (view.kind === 'guest' && kept !== null) {
    return (
      <>
        <Headline title={t('title')}>{t('kept', { number: kept })}</Headline>
        <Button asChild variant="primary" size="lg" className="w-full sm:w-fit sm:min-w-48">
          <Link href={signIn(`/line/${id}`)}>{t('signInAgain')}</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <Headline title={t('title')}>
        {nowMs < opensAtMs ? t('lobby', { opens: words.when(opensAtMs) }) : t('open')}
      </Headline>
      <p className="text-soft tabular">{t('inLine', { count: joined })}</p>
      <Refused refusal={join.refusal} />
      {view.kind === 'guest' ? (
        <div className="grid gap-2">
          <Button asChild variant="primary" size="lg" className="w-full sm:w-fit sm:min-w-48">
            <Link href={signIn(`/line/${id}?join=1`)}>{t('signIn')}</Link>
          </Button>
          <p className="text-sm text-soft">{t('signInHint')}</p>
        </div>
      ) : (
        <Button
          variant="primary"
          size="lg"
          loading={join.busy}
          onClick={join.run}
          className="w-full sm:w-fit sm:min-w-48"
        >
          {t('action')}
        </Button>
      )}
    </>
  );
}
