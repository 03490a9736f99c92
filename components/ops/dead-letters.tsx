'use client';

import { MailCheck, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { toast } from '@/components/ui/toaster';
import { JsonView } from './json-view';
import { ReasonDialog } from './reason-dialog';
import { type DeadLetter, OPS_ZONE } from './types';
import { useAge, useServerNow } from './use-age';

const REFRESH_MS = 10_000;

/** Runs that gave up: each can be read, sent once more, or closed. */
export function DeadLetters({
  initial,
  limit,
  nowMs: serverNowMs,
}: {
  initial: DeadLetter[];
  limit: number;
  nowMs: number;
}) {
  const t = useTranslations('ops.letters');
  const { data } = api.ops.deadLetters.useQuery({ limit }, { initialData: initial, refetchInterval: REFRESH_MS });
  const nowMs = useServerNow(serverNowMs);
  const open = data.filter(({ status }) => status === 'open');
  const settled = data.filter(({ status }) => status !== 'open');
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      {open.length === 0 ? (
        <EmptyState title={t('none.title')} art={<MailCheck aria-hidden="true" />}>
          {t('none.body')}
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {open.map((letter) => (
            <Letter key={letter.id} letter={letter} limit={limit} nowMs={nowMs} />
          ))}
        </ul>
      )}
      {settled.length > 0 ? <Settled letters={settled} /> : null}
    </>
  );
}

function Letter({ letter, limit, nowMs }: { letter: DeadLetter; limit: number; nowMs: number }) {
  const t = useTranslations('ops.letters');
  const age = useAge();
  const firstLine = letter.error.split('\n', 1)[0] ?? '';
  return (
    <Card as="li" className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="font-medium text-lg">{letter.functionId}</h2>
          <p className="text-sm text-soft">
            {t('setOffBy')} <Badge tone="outline">{letter.eventName}</Badge>
            {letter.attempts === null ? null : <span> · {t('attempts', { count: letter.attempts })}</span>}
          </p>
        </div>
        <StatusBadge tone="trouble">{t('openFor', { age: age(nowMs - letter.createdAt.getTime()) })}</StatusBadge>
      </div>
      <details className="rounded-md bg-brick-wash px-4 py-3 text-sm">
        <summary className="break-words text-brick">{firstLine}</summary>
        <pre className="mt-2 whitespace-pre-wrap break-words font-mono text-xs leading-relaxed">{letter.error}</pre>
      </details>
      <details>
        <summary className="text-sm text-soft">{t('event')}</summary>
        <JsonView label={letter.eventName} value={letter.eventData} className="mt-3" />
      </details>
      <div className="flex flex-wrap items-center gap-2">
        <Replay letter={letter} limit={limit} />
        <Close letter={letter} limit={limit} />
        <Link
          href={`/ops/runs/${letter.runId}`}
          className="ml-auto text-sm text-soft underline underline-offset-4 hover:text-ink"
        >
          {t('run')}
        </Link>
      </div>
    </Card>
  );
}

/** Settles a letter and shows the list anew; resolves to a sentence when it was refused. */
function useSettle(limit: number) {
  const t = useTranslations('ops.letters');
  const words = useRefusalWords();
  const router = useRouter();
  const utils = api.useUtils();
  const settle = api.ops.settleDeadLetter.useMutation();
  return async (letter: DeadLetter, action: 'replay' | 'close', note?: string): Promise<string | null> => {
    try {
      await settle.mutateAsync({ id: letter.id, action, note: note || undefined });
    } catch (error) {
      const { title, body } = words(error);
      return `${title}. ${body}`;
    }
    toast.success(t(action === 'replay' ? 'replayed' : 'closedToast'));
    await utils.ops.deadLetters.invalidate({ limit });
    router.refresh();
    return null;
  };
}

function Replay({ letter, limit }: { letter: DeadLetter; limit: number }) {
  const t = useTranslations('ops.letters');
  const common = useTranslations('common');
  const settle = useSettle(limit);
  const [error, setError] = useState<string | null>(null);
  return (
    <Confirm
      trigger={
        <Button>
          <RotateCcw aria-hidden="true" />
          {t('replay')}
        </Button>
      }
      title={t('replayTitle')}
      confirmLabel={t('replay')}
      cancelLabel={common('cancel')}
      error={error}
      onConfirm={async () => {
        const problem = await settle(letter, 'replay');
        setError(problem);
        return problem === null;
      }}
    >
      {t('replayBody', { event: letter.eventName })}
    </Confirm>
  );
}

function Close({ letter, limit }: { letter: DeadLetter; limit: number }) {
  const t = useTranslations('ops.letters');
  const settle = useSettle(limit);
  return (
    <ReasonDialog
      trigger={<Button variant="quiet">{t('close')}</Button>}
      title={t('closeTitle')}
      description={t('closeBody')}
      label={t('note')}
      hint={t('noteHint')}
      confirmLabel={t('close')}
      minLength={0}
      onSubmit={(note) => settle(letter, 'close', note)}
    />
  );
}

function Settled({ letters }: { letters: DeadLetter[] }) {
  const t = useTranslations('ops.letters');
  return (
    <section className="mt-10">
      <h2 className="mb-3 font-medium">{t('settled')}</h2>
      <ul className="rounded-md border border-hairline">
        {letters.map((letter) => (
          <li
            key={letter.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b px-4 py-3 text-sm last:border-b-0"
          >
            <Badge>{t(letter.status === 'replayed' ? 'wasReplayed' : 'wasClosed')}</Badge>
            <Link href={`/ops/runs/${letter.runId}`} className="underline underline-offset-4">
              {letter.functionId}
            </Link>
            <span className="text-soft">{letter.note}</span>
            <span className="ml-auto text-faint">
              {letter.closedAt ? <DateTime instant={letter.closedAt.toISOString()} timeZone={OPS_ZONE} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
