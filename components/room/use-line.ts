'use client';

import { useCallback, useEffect } from 'react';
import { useServerClock } from '@/components/booking/availability/use-opening';
import { api, refusalOf } from '@/components/providers/api';
import type { MyPlace, RoomPage } from '@/server/services/room';
import { askAfterMs, wantsStream } from './follow';
import { keepAdmission, keepTicket, onKept } from './kept';
import { isOutdated, type LineFacts, lineView, standingIn } from './line-view';
import { useDraw } from './use-draw';
import { useEnter } from './use-enter';
import { useNow } from './use-now';
import { useFollowing, useRoomDocument } from './use-room-document';

/** While the record has not caught up with the line, it is asked again after so long. */
const CATCH_UP_MS = 2_000;
const FRESH_MS = 5_000;

export type LineStart = { room: RoomPage; mine: MyPlace | null; signedIn: boolean };

/** A line as its reader has it now, and what they can do. */
export function useLine({ room, mine: initialMine, signedIn }: LineStart) {
  const { restaurant, document: initial } = room;
  const roomId = initial.id;
  const utils = api.useUtils();
  const { data, refetch } = api.rooms.mine.useQuery(
    { roomId },
    {
      enabled: signedIn,
      initialData: initialMine,
      staleTime: FRESH_MS,
      refetchOnWindowFocus: 'always',
      refetchOnReconnect: 'always',
    },
  );
  const mine = data ?? null;
  const askMine = useCallback(() => {
    if (signedIn) void refetch();
  }, [signedIn, refetch]);

  const feed = useRoomDocument(initial);
  const { document } = feed;
  const drawn = useDraw(document);
  const serverNow = useServerClock(document.nowMs);
  const nowMs = Math.max(useNow(initial.nowMs, serverNow), document.nowMs);
  const facts: LineFacts = { document, mine, signedIn, drawn, nowMs };
  const standing = standingIn(facts);
  const over = mine?.state === 'left' || mine?.state === 'missed' || mine?.state === 'spent';
  useFollowing(feed, {
    stream: wantsStream(standing) && !over,
    afterMs: () => askAfterMs(document, over ? null : standing, serverNow(), Math.random()),
  });
  useCatchUp(facts, askMine);
  useKept(facts, restaurant.id, serverNow, askMine);

  const join = api.rooms.join.useMutation({
    onSuccess: (joined) => {
      const lobby = document.lobbySize === null;
      const place = { state: lobby ? 'lobby' : 'waiting', place: null, untilMs: null } as const;
      utils.rooms.mine.setData({ roomId }, { ...joined, ...place, admission: null, reservationId: null });
      // A ticket from before was taken on another device: how it stands is not known here.
      if (joined.issuedAtMs < serverNow() - CATCH_UP_MS) askMine();
    },
  });
  const leave = api.rooms.leave.useMutation({ onSettled: askMine });
  return {
    document,
    facts,
    view: lineView(facts),
    nowMs,
    /** The line cannot be reached just now. */
    stale: feed.stale,
    join: {
      run: () => join.mutate({ roomId }),
      busy: join.isPending,
      refusal: join.error ? refusalOf(join.error) : null,
    },
    leave: { run: () => leave.mutateAsync({ roomId }), refusal: leave.error ? refusalOf(leave.error) : null },
    enter: useEnter(mine, document, askMine),
  };
}

export type Line = ReturnType<typeof useLine>;

/** Asks for the reader's place when the document has overtaken it, until the record has caught up. */
function useCatchUp(facts: LineFacts, askMine: () => void): void {
  const outdated = isOutdated(facts);
  // Without the browser's own draw the place is the server's to say, which the crowd need not ask for all at once.
  const unplaced = facts.mine !== null && facts.document.lobbySize !== null && standingIn(facts)?.kind === 'lobby';
  useEffect(() => {
    if (!outdated && !unplaced) return;
    const first = setTimeout(askMine, unplaced && !outdated ? CATCH_UP_MS * (1 + Math.random()) : 0);
    const again = setInterval(askMine, 2 * CATCH_UP_MS);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [outdated, unplaced, askMine]);
}

/** Keeps the ticket and the admission in the browser, and hears when another page of it has changed them. */
function useKept(
  { mine, document, signedIn }: LineFacts,
  restaurantId: RoomPage['restaurant']['id'],
  serverNow: () => number,
  askMine: () => void,
): void {
  const { id: roomId } = document;
  useEffect(() => {
    if (!signedIn) return;
    const held = mine && mine.state !== 'left' && mine.state !== 'missed' ? mine : null;
    keepTicket(roomId, held && { ticket: held.ticket, number: held.number, issuedAtMs: held.issuedAtMs });
    if (mine?.state === 'inside' && mine.admission && mine.untilMs !== null)
      keepAdmission(restaurantId, {
        roomId,
        admission: mine.admission,
        untilMs: Date.now() + mine.untilMs - serverNow(),
      });
  }, [mine, signedIn, roomId, restaurantId, serverNow]);
  useEffect(() => onKept(askMine), [askMine]);
}
