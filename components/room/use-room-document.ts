'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { RoomDocument } from '@/server/domain/room/room';
import type { RoomId } from '@/server/domain/shared/ids';

/** How a reader wants to hear of changes: over a stream, and else by asking again after so long. */
export type Following = { stream: boolean; afterMs: () => number };

/** With a stream that was silent for so long it is asked for like any other. */
const SILENT_MS = 5_000;
/** A stream that was refused, or broke, is tried again after so long. */
const STREAM_AGAIN_MS = 20_000;
const FAILED_AGAIN_MS = 3_000;
/** From so many failures in a row on the reader is told. */
const TOLD_FAILURES = 2;

async function readDocument(id: RoomId): Promise<RoomDocument> {
  const answer = await fetch(`/api/rooms/${id}`);
  if (!answer.ok) throw new Error(`the room's document: ${answer.status}`);
  return answer.json();
}

/**
 * A room's document as it is now. It never goes back: an answer that is older than what is known (a cache, a slower server)
 * is passed over. `stale` says that it cannot be reached. Somebody has to follow it (`useFollowing`).
 */
export function useRoomDocument(initial: RoomDocument) {
  const [document, setDocument] = useState(initial);
  const [failures, setFailures] = useState(0);
  /** Counts what was heard, also what changed nothing: each starts the waiting anew. */
  const [heard, setHeard] = useState(0);
  const hear = useCallback((next: RoomDocument) => {
    setDocument((known) => (next.nowMs >= known.nowMs ? next : known));
    setFailures(0);
    setHeard((count) => count + 1);
  }, []);
  const ask = useCallback(
    () =>
      readDocument(initial.id).then(hear, () => {
        setFailures((count) => count + 1);
        setHeard((count) => count + 1);
      }),
    [initial.id, hear],
  );
  return { document, failures, heard, hear, ask, stale: failures >= TOLD_FAILURES };
}

/** Keeps a document up to date; it is asked for at once when the page is looked at again or the network is back. */
export function useFollowing(
  { document, failures, heard, hear, ask }: ReturnType<typeof useRoomDocument>,
  { stream, afterMs }: Following,
): void {
  const streaming = useStream(document.id, stream && document.phase !== 'ended', hear);
  const waitMs = useRef<() => number>(() => 0);
  waitMs.current = () => (failures > 0 ? FAILED_AGAIN_MS : streaming ? SILENT_MS : afterMs());
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever was heard, and a stream that ends, start the waiting anew
  useEffect(() => {
    const timer = setTimeout(() => void ask(), waitMs.current());
    return () => clearTimeout(timer);
  }, [heard, streaming, ask]);
  useReturn(ask);
}

/** Hears every change while `wanted`; false while there is no stream. */
function useStream(id: RoomId, wanted: boolean, hear: (document: RoomDocument) => void): boolean {
  const [open, setOpen] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt opens it anew
  useEffect(() => {
    if (!wanted || typeof EventSource === 'undefined') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`/api/rooms/${id}/live`);
    source.onmessage = ({ data }) => {
      setOpen(true);
      hear(JSON.parse(data));
    };
    source.onerror = () => {
      setOpen(false);
      // The browser tries again by itself, unless it was refused.
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => setAttempt((count) => count + 1), STREAM_AGAIN_MS);
    };
    return () => {
      clearTimeout(timer);
      source.close();
      setOpen(false);
    };
  }, [id, wanted, attempt, hear]);
  return open;
}

/** Calls `ask` when the page is looked at again, or the network is back. */
function useReturn(ask: () => void): void {
  const call = useRef(ask);
  call.current = ask;
  useEffect(() => {
    const back = () => {
      if (window.document.visibilityState === 'visible') call.current();
    };
    window.document.addEventListener('visibilitychange', back);
    window.addEventListener('online', back);
    window.addEventListener('pageshow', back);
    return () => {
      window.document.removeEventListener('visibilitychange', back);
      window.removeEventListener('online', back);
      window.removeEventListener('pageshow', back);
    };
  }, []);
}
