import type { OwnerRoom } from '@/server/services/room';

/** A moment of a room: how many wait, and how many were let in during the minute before it. */
export type RoomSample = { atMs: number; waiting: number; pace: number };

export const SHOWN_MS = 5 * 60_000;

/** Adds what is known now and lets go of what is no longer shown. The same moment counts once. */
export function withRoom(samples: readonly RoomSample[], { document, waiting }: OwnerRoom): readonly RoomSample[] {
  const { nowMs: atMs, pace } = document;
  const last = samples.at(-1);
  if (last && last.atMs >= atMs) return samples;
  return [...samples.filter((sample) => sample.atMs > atMs - SHOWN_MS), { atMs, waiting, pace }];
}

/** The points of a line in a box of 100 by 100, the newest at the right; empty until there are two moments. */
export function linePoints(samples: readonly RoomSample[], key: 'waiting' | 'pace', top: number): string {
  const end = samples.at(-1)?.atMs ?? 0;
  if (samples.length < 2) return '';
  const at = (sample: RoomSample) => {
    const x = 100 - ((end - sample.atMs) / SHOWN_MS) * 100;
    const y = 100 - (top > 0 ? sample[key] / top : 0) * 100;
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  };
  return samples.map(at).join(' ');
}
