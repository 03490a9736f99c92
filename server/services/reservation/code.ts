import { randomInt } from 'node:crypto';

/** Without look-alikes: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY';
const LENGTH = 6;

/** What a diner says at the door. Unique within a restaurant's day by the database, not by itself. */
export function newCode(): string {
  let code = '';
  for (let rest = randomInt(ALPHABET.length ** LENGTH); code.length < LENGTH; rest = Math.floor(rest / ALPHABET.length))
    code += ALPHABET[rest % ALPHABET.length];
  return code;
}
