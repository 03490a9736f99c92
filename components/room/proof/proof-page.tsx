'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useServerClock } from '@/components/booking/availability/use-opening';
import { PageTitle } from '@/components/shell/page-title';
import { Facts } from '@/components/ui/facts';
import type { RoomPage } from '@/server/services/room';
import { askAfterMs } from '../follow';
import { useFollowing, useRoomDocument } from '../use-room-document';
import { useLineWords } from '../use-words';
import { CheckNumber } from './check-number';
import { CopyButton } from './copy-button';
import { DRAW_CODE } from './draw-code';

/** The public record of a lobby's draw, how it works, and a way to do it again. `number` is the reader's own. */
export function ProofPage({ room, name, number }: { room: RoomPage; name: string; number: number | null }) {
  const t = useTranslations('room.proof');
  const feed = useRoomDocument(room.document);
  const { document } = feed;
  const serverNow = useServerClock(document.nowMs);
  useFollowing(feed, { stream: false, afterMs: () => askAfterMs(document, null, serverNow(), Math.random()) });
  const words = useLineWords(room.restaurant.timeZone);
  const { seed, seedHash, lobbySize, opensAtMs, joined } = document;
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto grid max-w-prose gap-10">
        <PageTitle
          title={t('title')}
          lead={t('lead')}
          className="mb-0"
          above={
            <Link
              href={`/line/${document.id}`}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t('back', { name })}
            </Link>
          }
        />
        <Section id="record" title={t('record')}>
          <Facts
            layout="rows"
            items={[
              { label: t('opens'), value: words.when(opensAtMs) },
              {
                label: t('inLobby'),
                value: lobbySize === null ? t('soFar', { count: joined }) : t('numbers', { count: lobbySize }),
              },
            ]}
          />
          <Code label={t('fingerprint')} hint={t('fingerprintHint')} value={seedHash} />
          {seed === null ? (
            <p className="text-soft">{t('sealed')}</p>
          ) : (
            <Code label={t('seed')} hint={t('seedHint')} value={seed} />
          )}
        </Section>
        <Section id="check" title={t('check')}>
          <CheckNumber record={document} number={number} />
        </Section>
        <Section id="how" title={t('how')}>
          <ol className="grid list-decimal gap-3 pl-5 text-soft marker:text-faint">
            {(['one', 'two', 'three', 'four'] as const).map((step) => (
              <li key={step}>{t(`steps.${step}`)}</li>
            ))}
          </ol>
        </Section>
        <Section id="code" title={t('code')} action={<CopyButton label={t('copyCode')} text={DRAW_CODE} />}>
          <p className="text-soft">{t('codeHint')}</p>
          <section
            aria-label={t('code')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
            tabIndex={0}
            className="overflow-x-auto rounded-md bg-wash p-4"
          >
            <pre className="font-mono text-xs leading-relaxed">
              <code lang="en">{DRAW_CODE}</code>
            </pre>
          </section>
        </Section>
      </div>
    </div>
  );
}

function Section({
  id,
  title,
  action,
  children,
}: {
  id: string;
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="grid gap-4 border-hairline border-t pt-6">
      <div className="flex min-h-11 items-center justify-between gap-4">
        <h2 id={id} className="font-medium text-lg">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

function Code({ label, hint, value }: { label: string; hint: string; value: string }) {
  const t = useTranslations('room.proof');
  return (
    <div className="grid gap-1">
      <div className="flex items-center justify-between gap-4">
        <p className="font-medium text-sm">{label}</p>
        <CopyButton label={t('copy', { what: label })} text={value} />
      </div>
      <code className="break-all rounded-md bg-wash px-3 py-2 font-mono text-sm">{value}</code>
      <p className="text-sm text-soft">{hint}</p>
    </div>
  );
}
