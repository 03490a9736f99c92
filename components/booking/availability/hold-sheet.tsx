'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api, type Refusal } from '@/components/providers/api';
import { restaurantHref } from '@/components/restaurant/address';
import { nameOf } from '@/components/restaurant/words';
import { SIGN_IN_PATH } from '@/components/shell/paths';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import { Sheet } from '@/components/ui/sheet';
import { Textarea } from '@/components/ui/textarea';
import type { Choice, Terms } from './choice';
import { addDays } from './days';
import { HoldRefusal } from './hold-refusal';
import { HoldSummary } from './hold-summary';
import { keepNote, takeNote } from './kept-note';
import { ReturnFocus } from './return-focus';
import { useHold } from './use-hold';

const DAY_MINUTES = 1440;

/** A start in words: the small hours are told with the date they fall on. */
export function useWhen() {
  const locale = useLocale();
  return ({ date, minute }: Pick<Choice, 'date' | 'minute'>) => {
    const day = addDays(date, Math.floor(minute / DAY_MINUTES));
    return locale === 'ko'
      ? `${formatDay(day, locale)} ${formatMinute(minute)}`
      : `${formatDay(day, locale)}, ${formatMinute(minute)}`;
  };
}

export type HoldSheetProps = {
  /** The start to hold; null closes the sheet. */
  choice: Choice | null;
  onChange: (choice: Choice | null) => void;
  signedIn: boolean;
  /** The restaurant's terms where the page has them; else they are fetched when the sheet opens. */
  terms?: Terms;
  /** A hold to be given up for this one. */
  replaces?: string;
  /** Said at once when the start is known to be gone, before anybody presses. */
  gone?: Refusal | null;
};

/** One step before a table is held: what, when, how much, what if plans change, and one button. */
export function HoldSheet(props: HoldSheetProps) {
  const { choice } = props;
  // What was chosen stays in the sheet while it sinks.
  const [shown, setShown] = useState(choice);
  if (choice && choice !== shown) setShown(choice);
  return shown ? <OpenSheet key={shown.restaurant.id} {...props} shown={shown} /> : null;
}

function OpenSheet({ choice, onChange, signedIn, terms, replaces, gone, shown }: HoldSheetProps & { shown: Choice }) {
  const t = useTranslations('restaurant.hold');
  const booking = useTranslations('restaurant.booking');
  const locale = useLocale();
  const when = useWhen();
  const [note, setNote] = useState('');
  const { submit, reset, busy, retrySeconds, refusal: answered } = useHold(replaces);
  // While the hold is on its way, it is the reader who takes the start.
  const refusal = answered ?? (busy ? null : (gone ?? null));
  const { slug } = shown.restaurant;
  useEffect(() => setNote((written) => written || takeNote(slug)), [slug]);
  const fetched = api.restaurants.get.useQuery({ slug }, { enabled: choice !== null && !terms, staleTime: 60_000 });
  const close = () => {
    reset();
    onChange(null);
  };
  const mustSignIn = !signedIn || refusal?.code === 'SIGN_IN_REQUIRED';
  return (
    <Sheet
      open={choice !== null}
      onOpenChange={(open) => {
        if (!open && !busy) close();
      }}
      title={nameOf(locale, shown.restaurant)}
      description={`${when(shown)} · ${booking('guests', { count: shown.party })}`}
      footer={
        mustSignIn ? (
          <SignInFirst choice={shown} note={note} replaces={replaces} />
        ) : (
          <Button
            variant="primary"
            size="lg"
            block
            loading={busy}
            disabled={refusal?.code === 'SLOT_TAKEN' || retrySeconds !== null}
            onClick={() => submit(shown, note)}
          >
            {retrySeconds !== null
              ? t('retryIn', { seconds: retrySeconds })
              : shown.depositMinor > 0
                ? t('submit')
                : t('submitFree')}
          </Button>
        )
      }
    >
      <ReturnFocus />
      <div className="grid gap-5">
        <div aria-live="assertive" className="contents">
          {refusal ? (
            <HoldRefusal
              refusal={refusal}
              timeZone={shown.restaurant.timeZone}
              onClose={close}
              onTime={(minute) => {
                reset();
                onChange({ ...shown, minute, startsAtMs: laterStart(shown, minute) });
              }}
            />
          ) : null}
        </div>
        <HoldSummary
          choice={shown}
          terms={terms ?? fetched.data}
          failed={fetched.isError}
          replacing={replaces !== undefined}
        />
        <Field label={t('note')} hint={t('noteHint')}>
          <Textarea value={note} maxLength={500} rows={2} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Sheet>
  );
}

/** The instant of another start of the same day; unknown in the small hours, when a change of clocks may lie between. */
function laterStart({ startsAtMs, minute: from }: Choice, to: number): number | null {
  return startsAtMs === null || Math.min(from, to) < 240 ? null : startsAtMs + (to - from) * 60_000;
}

function SignInFirst({ choice, note, replaces }: { choice: Choice; note: string; replaces?: string }) {
  const t = useTranslations('restaurant.hold');
  const back = restaurantHref(choice.restaurant.slug, choice, { pick: choice.minute, replaces });
  return (
    <div className="grid gap-2">
      <Button asChild variant="primary" size="lg" block>
        <Link
          href={`${SIGN_IN_PATH}?callbackUrl=${encodeURIComponent(back)}`}
          onClick={() => keepNote(choice.restaurant.slug, note)}
        >
          {t('signIn')}
        </Link>
      </Button>
      <p className="text-center text-sm text-soft">{t('signInHint')}</p>
    </div>
  );
}
