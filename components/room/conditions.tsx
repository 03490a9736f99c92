'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { LineView } from './line-view';
import type { Line } from './use-line';

/** To these it matters that nobody is called. */
const CONCERNED: LineView['kind'][] = ['guest', 'outside', 'drawing', 'waiting', 'called', 'late'];

/** Why the line does not move, told to everybody in it at once. */
export function Conditions({ line, slug }: { line: Line; slug: string }) {
  const t = useTranslations('room');
  const { phase } = line.document;
  const concerned = CONCERNED.includes(line.view.kind);
  return (
    <div aria-live="polite" className="grid gap-3 empty:hidden">
      {line.stale ? (
        <Notice tone="trouble" title={t('stale.title')}>
          {t('stale.body')}
        </Notice>
      ) : null}
      {concerned && (phase === 'paused' || phase === 'closed') ? (
        <Notice tone={phase === 'paused' ? 'waiting' : 'trouble'} title={t(`${phase}.title`)}>
          {t(`${phase}.body`)}
        </Notice>
      ) : null}
      {concerned && phase === 'sold-out' ? (
        <Notice
          title={t('soldOut.title')}
          action={
            <>
              <Button asChild>
                <Link href={`/r/${encodeURIComponent(slug)}`}>{t('soldOut.days')}</Link>
              </Button>
              <Button asChild variant="quiet">
                <Link href="/">{t('soldOut.others')}</Link>
              </Button>
            </>
          }
        >
          {t('soldOut.body')}
        </Notice>
      ) : null}
    </div>
  );
}
