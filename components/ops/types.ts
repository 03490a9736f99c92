import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@/server/trpc/router';

type Outputs = inferRouterOutputs<AppRouter>['ops'];

export type Review = Outputs['reviews'][number];
export type DeadLetter = Outputs['deadLetters'][number];
export type Run = Outputs['runs']['runs'][number];
export type RunStatus = Run['status'];
export type Reconciliation = Outputs['reconciliations'][number];
export type RunDetails = Outputs['run'];

/** Operators read one clock, that of the product's home; where theirs differs, the zone is named. */
export const OPS_ZONE = 'Asia/Seoul';
