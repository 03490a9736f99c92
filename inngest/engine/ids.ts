import { createHash } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new time-ordered id (ULID); within a process each is greater than the one before. */
export const newId = (): string => next();

export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The id of the `index`th event of a request that carries `seed` (`x-inngest-event-id-seed`: milliseconds, a comma,
 * random text). The SDK sends the same seed when it sends again, so the ids are the same and the resend is dropped.
 */
export function eventIdFromSeed(seed: string, index: number): string {
  const sentAt = Number.parseInt(seed, 10);
  const digest = createHash('sha256').update(`${seed}\n${index}`).digest();
  let random = '';
  for (let i = 0; i < 16; i++) random += ALPHABET[(digest[i] as number) & 31];
  return encodeTime(Number.isSafeInteger(sentAt) && sentAt > 0 && sentAt < 2 ** 47 ? sentAt : 0, 10) + random;
}

/** Id under which the SDK reports the outcome of the whole run among its steps. */
export const RUN_COMPLETE_ID = sha1('complete');

/** `stepId` of a call that runs the function's own code up to the next step. */
export const DISCOVERY = 'step';
