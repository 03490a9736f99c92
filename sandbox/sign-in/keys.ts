import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'oidc-provider';

export interface SignInKeys {
  jwks: { keys: JWK[] };
  cookieKeys: string[];
}

/** The provider's keys: made at the first start, kept in the data folder, readable by their owner only. */
export function loadKeys(dataDir: string): SignInKeys {
  const file = join(dataDir, 'sign-in-keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SignInKeys;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    use: 'sig',
    alg: 'RS256',
  };
  const keys: SignInKeys = { jwks: { keys: [jwk as JWK] }, cookieKeys: [randomBytes(32).toString('hex')] };
  writeFileSync(`${file}.next`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.next`, file);
  return keys;
}
