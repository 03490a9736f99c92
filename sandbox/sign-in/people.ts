import { createHash } from 'node:crypto';
import type { Language } from '../http/html';

export interface Person {
  sub: string;
  name: Record<Language, string>;
  email: string;
}

export interface DemoPerson extends Person {
  role: Record<Language, string>;
}

/** The accounts one click away. Their `sub` is what the app's demo data is tied to. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    sub: 'demo-diner',
    name: { en: 'Kim Minji', ko: '김민지' },
    email: 'diner@tablepick.example',
    role: { en: 'Diner', ko: '손님' },
  },
  {
    sub: 'demo-owner',
    name: { en: 'Park Jiho', ko: '박지호' },
    email: 'owner@tablepick.example',
    role: { en: 'Restaurant owner', ko: '레스토랑 주인' },
  },
  {
    sub: 'demo-operator',
    name: { en: 'Lee Seoyeon', ko: '이서연' },
    email: 'operator@tablepick.example',
    role: { en: 'Operator', ko: '운영자' },
  },
];

export const NAME_MAX = 40;

/** A name as it is kept: trimmed, single spaces, composed letters. Undefined when it is empty or over 40 characters. */
export function tidyName(text: string): string | undefined {
  const name = text
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return name.length >= 1 && [...name].length <= NAME_MAX ? name : undefined;
}

/**
 * The person of a free name. The same name (whatever its case) is the same person on every machine: `sub` comes from
 * its hash, the address from its Latin letters and the hash, so two names never share one.
 */
export function personNamed(name: string): Person {
  const hash = createHash('sha256').update(name.toLowerCase()).digest('hex');
  const latin = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '');
  const email = `${latin === '' ? 'guest' : latin}.${hash.slice(0, 6)}@tablepick.example`;
  return { sub: `guest-${hash.slice(0, 20)}`, name: { en: name, ko: name }, email };
}
