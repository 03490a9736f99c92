import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Signing key as the SDK uses it: without its `signkey-…-` prefix, as a plain string. */
const keyBytes = (signingKey: string): string => signingKey.replace(/^signkey-\w+-/, '');

/**
 * Value of `x-inngest-signature` for `body`, which must already be canonical JSON: the SDK makes the parsed body canonical
 * again before it checks, so the text that is signed is the text that is sent.
 */
export function signBody(body: string, signingKey: string, nowMs: number): string {
  const seconds = String(Math.floor(nowMs / 1_000));
  const signature = createHmac('sha256', keyBytes(signingKey)).update(body).update(seconds).digest('hex');
  return `t=${seconds}&s=${signature}`;
}

/**
 * What the SDK shows to the API instead of the signing key, or `undefined` for a key that is not hexadecimal: of such a one
 * the SDK makes something of its own.
 */
export function hashedKey(signingKey: string): string | undefined {
  const key = keyBytes(signingKey);
  if (!/^(?:[0-9a-f]{2})+$/i.test(key)) return undefined;
  const prefix = signingKey.slice(0, signingKey.length - key.length);
  return prefix + createHash('sha256').update(Buffer.from(key, 'hex')).digest('hex');
}

/** Compares two secrets in a time that does not tell where they differ. */
export function secretsEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
