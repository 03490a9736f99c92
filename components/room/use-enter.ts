'use client';

import { useEffect, useState } from 'react';
import { api, type Refusal, refusalOf } from '@/components/providers/api';
import type { RoomDocument } from '@/server/domain/room/room';
import type { MyPlace } from '@/server/services/room';

const AGAIN_MS = 3_000;
/** Come by themselves to an end: asked again as long as the turn lasts. */
const PASSING = new Set<Refusal['code']>([
  'ROOM_FULL',
  'ROOM_CLOSED',
  'ROOM_NOT_YOUR_TURN',
  'BUSY',
  'OFFLINE',
  'INTERNAL',
]);
/** So long to wait for who asked too often. */
const LIMITED_AGAIN_MS = 10_000;

/**
 * Comes in. Pressed once, it is asked again by itself while the reason is a passing one (no place free this second, the door
 * shut): `trying` says so. Any other refusal means that the place is not what this page thought.
 */
export function useEnter(mine: MyPlace | null, { id: roomId }: RoomDocument, askMine: () => void) {
  const utils = api.useUtils();
  const [trying, setTrying] = useState(false);
  const enter = api.rooms.enter.useMutation({
    onSuccess: ({ admission, insideUntilMs }) => {
      setTrying(false);
      utils.rooms.mine.setData(
        { roomId },
        (known) => known && { ...known, state: 'inside', admission, untilMs: insideUntilMs },
      );
    },
    onError: (error) => {
      const { code } = refusalOf(error);
      if (PASSING.has(code) || code === 'RATE_LIMITED') return;
      setTrying(false);
      askMine();
    },
  });
  const { mutate, isError, error, submittedAt } = enter;
  const ticket = mine?.ticket;
  const mayTry =
    mine?.state === 'called' || mine?.state === 'late' || mine?.state === 'waiting' || mine?.state === 'lobby';
  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt that failed is followed by another
  useEffect(() => {
    if (!trying || !isError || !ticket || !mayTry) return;
    const wait = refusalOf(error).code === 'RATE_LIMITED' ? LIMITED_AGAIN_MS : AGAIN_MS;
    const timer = setTimeout(() => mutate({ roomId, ticket }), wait + Math.random() * 1_000);
    return () => clearTimeout(timer);
  }, [trying, isError, error, submittedAt, ticket, mayTry, roomId, mutate]);
  return {
    run: () => {
      if (!ticket) return;
      setTrying(true);
      mutate({ roomId, ticket });
    },
    trying: trying && mayTry,
    refusal: enter.error ? refusalOf(enter.error) : null,
  };
}
