'use client';

import { useEffect, useState } from 'react';
import { drawLobby } from '@/server/domain/room/draw';
import type { RoomDocument } from '@/server/domain/room/room';

/**
 * The lobby's places, drawn here from what everybody is told; null before the draw, and where the browser cannot do it
 * (its cryptography is there on https and on this machine only).
 */
export function useDraw({ seed, lobbySize }: Pick<RoomDocument, 'seed' | 'lobbySize'>): Uint32Array | null {
  const [drawn, setDrawn] = useState<Uint32Array | null>(null);
  useEffect(() => {
    if (seed === null || lobbySize === null) return;
    let gone = false;
    drawLobby(seed, lobbySize).then(
      (places) => !gone && setDrawn(places),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [seed, lobbySize]);
  return drawn;
}
