'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { wording } from '@/components/restaurant/words';
import { Chip, type ChipState } from '@/components/ui/chip';
import { formatMinute } from '@/components/ui/format-date-time';
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton';
import type { Slot, SlotGroup } from './slot-groups';

const DAY_MINUTES = 1440;

/** A day's starts by service. What is taken stays in its place, quietly; the last of a time says that it is. */
export function TimeGrid({
  groups,
  wanted,
  chosen,
  onChoose,
  opens = 'dialog',
}: {
  groups: SlotGroup[];
  /** The start the reader came for, minutes after midnight. */
  wanted: number | null;
  chosen: number | null;
  onChoose: (slot: Slot) => void;
  /** What a press opens; nothing where it only chooses. */
  opens?: 'dialog' | null;
}) {
  return (
    <div className="grid gap-5">
      {groups.map((group) => (
        <Period
          key={group.slots[0]?.minute}
          group={group}
          wanted={wanted}
          chosen={chosen}
          onChoose={onChoose}
          opens={opens}
        />
      ))}
    </div>
  );
}

function Period({
  group,
  wanted,
  chosen,
  onChoose,
  opens,
}: {
  group: SlotGroup;
  wanted: number | null;
  chosen: number | null;
  onChoose: (slot: Slot) => void;
  opens: 'dialog' | null;
}) {
  const t = useTranslations('restaurant.times');
  const locale = useLocale();
  const id = useId();
  const name = group.period && wording(locale, group.period.name, group.period.nameEn);
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h3 id={id} lang={name?.lang} className="text-sm text-soft">
        {name?.text ?? t('all')}
      </h3>
      <ul className="grid grid-cols-4 gap-2">
        {group.slots.map((slot) => (
          <li key={slot.minute} className="grid">
            <Time
              slot={slot}
              wanted={slot.minute === wanted}
              chosen={slot.minute === chosen}
              onChoose={() => onChoose(slot)}
              opens={opens}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Time({
  slot,
  wanted,
  chosen,
  onChoose,
  opens,
}: {
  slot: Slot;
  wanted: boolean;
  chosen: boolean;
  onChoose: () => void;
  opens: 'dialog' | null;
}) {
  const t = useTranslations('restaurant.times');
  const common = useTranslations('common');
  const time = formatMinute(slot.minute);
  const state = stateOf(slot, wanted, chosen);
  const note = slot.state === 'last' ? t('last') : slot.minute >= DAY_MINUTES ? common('nextDay') : undefined;
  const spoken = {
    gone: t('spokenTaken', { time }),
    nearlyGone: t('spokenLast', { time }),
    wanted: t('spokenWanted', { time }),
    chosen: time,
    available: time,
  }[state];
  return (
    <Chip
      state={state}
      note={state === 'chosen' ? undefined : note}
      aria-label={slot.state === 'last' ? t('spokenLast', { time }) : spoken}
      aria-haspopup={opens ?? undefined}
      onClick={onChoose}
      className="min-w-0 px-1"
    >
      {time}
    </Chip>
  );
}

function stateOf(slot: Slot, wanted: boolean, chosen: boolean): ChipState {
  if (slot.left === 0) return 'gone';
  if (chosen) return 'chosen';
  if (wanted) return 'wanted';
  return slot.state === 'last' ? 'nearlyGone' : 'available';
}

const SHAPES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The shape of a day's times. */
export function TimesSkeleton() {
  const t = useTranslations('restaurant.times');
  return (
    <SkeletonGroup label={t('loading')} className="grid gap-2">
      <Skeleton className="mb-1 w-12" />
      <div className="grid grid-cols-4 gap-2">
        {SHAPES.map((shape) => (
          <Skeleton key={shape} shape="chip" className="w-full" />
        ))}
      </div>
    </SkeletonGroup>
  );
}
