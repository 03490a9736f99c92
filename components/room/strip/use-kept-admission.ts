'use client';

import { useEffect, useState } from 'react';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { type KeptAdmission, keptAdmission, onKept } from '../kept';

/** The admission to a restaurant that this browser keeps, also when another page of it changes that; null before it is read. */
export function useKeptAdmission(restaurantId: RestaurantId): KeptAdmission | null {
  const [kept, setKept] = useState<KeptAdmission | null>(null);
  useEffect(() => {
    const read = () => setKept(keptAdmission(restaurantId));
    read();
    return onKept(read);
  }, [restaurantId]);
  return kept;
}
