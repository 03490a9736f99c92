'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RoomDocument } from '@/server/domain/room/room';

/** That the lobby's draw can be checked, quietly, with the way to do it. */
export function DrawNote({ document: { id, seedHash, lobbySize } }: { document: RoomDocument }) {
  const t = useTranslations('room.draw');
  // A line without a lobby had nothing to draw.
  if (lobbySize === 0) return null;
  return (
    <section
      aria-labelledby="draw-note"
      className="grid gap-2 border-hairline border-t pt-6 text-sm text-soft lg:first:border-t-0 lg:first:pt-0"
    >
      <h2 id="draw-note" className="font-medium text-ink">
        {t('title')}
      </h2>
      <p>{t(lobbySize === null ? 'before' : 'after')}</p>
      <p className="grid gap-0.5">
        <span className="text-faint text-xs">{t('fingerprint')}</span>
        <code className="break-all font-mono text-xs">{seedHash}</code>
      </p>
      <Link
        href={`/line/${id}/proof`}
        className="inline-flex min-h-11 w-fit items-center font-medium text-ink underline underline-offset-4"
      >
        {t('link')}
      </Link>
    </section>
  );
}
