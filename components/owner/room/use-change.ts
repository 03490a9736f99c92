'use client';

import { useState } from 'react';
import { api } from '@/components/providers/api';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { useRefusalWords } from '../use-refusal-words';

/**
 * Runs a change of a room and shows what came of it at once. `run` resolves to whether it was done; why not stands in `said`.
 */
export function useChange(restaurantId: RestaurantId) {
  const utils = api.useUtils();
  const words = useRefusalWords();
  const [said, setSaid] = useState<string | null>(null);
  const run = async (change: () => Promise<unknown>, onRefused?: (error: unknown) => void): Promise<boolean> => {
    setSaid(null);
    try {
      await change();
      return true;
    } catch (error) {
      const { title, body } = words(error);
      setSaid(`${title}. ${body}`);
      onRefused?.(error);
      return false;
    } finally {
      await utils.owner.rooms.invalidate({ restaurantId });
    }
  };
  return { run, said, clear: () => setSaid(null) };
}
