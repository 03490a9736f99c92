import { randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const random = (length: number) => [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');

export const newId = (prefix: 'evt' | 'pi' | 'ch' | 're' | 'txn' | 'po' | 'req') => `${prefix}_${random(24)}`;
export const newSessionId = () => `cs_test_a1${random(56)}`;
