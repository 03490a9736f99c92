import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type pageViewer, requireViewer } from '@/app/session';

/** How the frame shows the reader. */
export const shellViewer = (viewer: NonNullable<Awaited<ReturnType<typeof pageViewer>>>) => ({
  name: viewer.name,
  email: viewer.email,
  isStaff: viewer.restaurants.length > 0,
  isOperator: viewer.operator,
});

/** The reader and the restaurant of the address; for who does not work there, there is no such page. */
export const requireMembership = cache(async (restaurantId: string, path = '') => {
  const viewer = await requireViewer(`/owner/${encodeURIComponent(restaurantId)}${path}`);
  const restaurant = viewer.restaurants.find(({ id }) => id === restaurantId);
  if (!restaurant) notFound();
  return { viewer, restaurant };
});
