'use client';

import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Tick } from '@/components/ui/tick';
import type { RoomDocument } from '@/server/domain/room/room';
import { type SizeLeft, sizesLeft, stretches } from './times-left';

/** From a number to a number stays in one line. */
const UNBROKEN_DASH = '\u2060–\u2060';

/** What can still be booked, by party size. A size with nothing left is crossed out, and what remains is said. */
export function TimesLeft({ document, maxParty, slug }: { document: RoomDocument; maxParty: number; slug: string }) {
  const t = useTranslations('room.timesLeft');
  const sizes = sizesLeft(document.left, maxParty);
  if (sizes.length === 0 || document.phase === 'ended') return null;
  return (
    <section aria-labelledby="times-left" className="grid gap-3">
      <h2 id="times-left" className="font-medium">
        {t('title')}
      </h2>
      <p className="text-sm text-soft">{t('hint')}</p>
      <table className="w-full text-left tabular">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('party')}</th>
            <th scope="col">{t('left')}</th>
          </tr>
        </thead>
        <tbody>
          {sizes.map((size) => (
            <Size key={size.party} size={size} />
          ))}
        </tbody>
      </table>
      <Instead sizes={sizes} slug={slug} />
    </section>
  );
}

function Size({ size: { party, left } }: { size: SizeLeft }) {
  const t = useTranslations('room.timesLeft');
  const common = useTranslations('common');
  const format = useFormatter();
  const gone = left === 0;
  return (
    <tr className="border-hairline border-t">
      <th scope="row" className={cn('py-1.5 font-normal', gone && 'text-faint line-through decoration-1')}>
        {common('guests', { count: party })}
      </th>
      <td className={cn('py-1.5 text-right', gone ? 'text-faint' : 'font-medium')}>
        <Tick value={gone ? t('gone') : format.number(left)} />
      </td>
    </tr>
  );
}

/** What remains for those whose size is gone. */
function Instead({ sizes, slug }: { sizes: SizeLeft[]; slug: string }) {
  const t = useTranslations('room.timesLeft');
  const locale = useLocale();
  const inWords = (parties: number[]) => {
    const said = stretches(parties).map(({ from, to }) =>
      from === to ? t('single', { party: from }) : t('stretch', { from, to }).replace('–', UNBROKEN_DASH),
    );
    return locale === 'ko' ? said.join(', ') : new Intl.ListFormat(locale).format(said);
  };
  const gone = sizes.filter(({ left }) => left === 0).map(({ party }) => party);
  const rest = sizes.filter(({ left }) => left > 0).map(({ party }) => party);
  if (gone.length === 0 || rest.length === 0) return null;
  return (
    <p className="text-sm text-soft">
      {t('instead', { gone: inWords(gone), rest: inWords(rest) })}{' '}
      <Link href={`/r/${encodeURIComponent(slug)}`} className="text-ink underline underline-offset-4">
        {t('otherDays')}
      </Link>
    </p>
  );
}
