import { createHash } from 'node:crypto';

const READABLE = 60;
const HASHED = 8;
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * The address of an imported restaurant: its name, safe in a URL, and a hash of its licence, since names repeat. The same
 * licence has the same address in every installation.
 */
export function slugOf(name: string, licenseId: string): string {
  const words = name
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const readable = [...words]
    .slice(0, READABLE)
    .join('')
    .replace(/^-+|-+$/g, '');
  const hash = BigInt(`0x${createHash('sha256').update(licenseId).digest('hex').slice(0, 16)}`).toString(36);
  return `${readable || 'r'}-${hash.padStart(HASHED, '0').slice(-HASHED)}`;
}
