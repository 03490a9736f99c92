import { z } from 'zod';
import { AppError } from '@/server/domain/shared/errors';
import type { Phase, Position } from './candidates';

const shape = z.tuple([z.string(), z.number().int().nullable(), z.string().max(40).nullable()]);

/** A position as an opaque word for the next page. */
export const writeCursor = ({ phase, after }: Position): string =>
  Buffer.from(JSON.stringify([phase, after?.rank ?? null, after?.id ?? null])).toString('base64url');

/** Throws INVALID_INPUT for what `writeCursor` did not write for such a search. */
export function readCursor(text: string, phases: readonly Phase[]): Position {
  try {
    const [word, rank, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    const phase = phases.find((candidate) => candidate === word);
    if (phase) return { phase, after: rank === null || id === null ? null : { rank, id } };
  } catch (error) {
    throw new AppError('INVALID_INPUT', { field: 'cursor' }, { cause: error });
  }
  throw new AppError('INVALID_INPUT', { field: 'cursor' });
}
