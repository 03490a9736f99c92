import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireViewer } from '@/app/session';

/** The operator who reads the page; for everybody else there is no such page. */
export const requireOperator = cache(async (path: string) => {
  const viewer = await requireViewer(path);
  if (!viewer.operator) notFound();
  return viewer;
});
