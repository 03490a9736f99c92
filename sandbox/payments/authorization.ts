import type { ProviderErrorCode } from './errors';

/** The secret key of a Basic authorization header, or the code that refuses it. */
export function authorize(
  header: string | undefined,
  secretKeys: readonly string[],
  clientKey: string,
): { key: string } | { refused: ProviderErrorCode } {
  if (!header) return { refused: 'UNAUTHORIZED_KEY' };
  const [scheme, encoded = ''] = header.split(' ');
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  if (scheme?.toLowerCase() !== 'basic' || !decoded.endsWith(':')) return { refused: 'INCORRECT_BASIC_AUTH_FORMAT' };
  const key = decoded.slice(0, -1);
  if (key === clientKey) return { refused: 'INVALID_API_KEY' };
  return secretKeys.includes(key) ? { key } : { refused: 'UNAUTHORIZED_KEY' };
}
