import type { UserId } from '@/server/domain/shared/ids';
import { type Inserter, insertRows } from '../bulk-insert';
import { DINERS } from './content';
import { seedId } from './ids';
import type { Random } from './random';

/** The accounts the sign-in page offers; their subjects are those of the sandbox's sign-in. */
export const DEMO_PEOPLE = [
  { subject: 'demo-diner', name: '김민지', email: 'diner@tablepick.example', role: 'member' },
  { subject: 'demo-owner', name: '박지호', email: 'owner@tablepick.example', role: 'member' },
  { subject: 'demo-operator', name: '이서연', email: 'operator@tablepick.example', role: 'operator' },
] as const;
export type DemoSubject = (typeof DEMO_PEOPLE)[number]['subject'];

/** Somebody who books in the demo, with the times they already have a table at, so that nobody sits at two. */
export type Diner = {
  id: UserId;
  name: string;
  locale: 'ko' | 'en';
  phone: string;
  busy: { fromMs: number; toMs: number }[];
};

/**
 * Eighty written names would each have to eat out several times a day to fill two dozen restaurants; their family and
 * given names are recombined into a town.
 */
const TOWN = 1_500;

/** Everybody but the demo's own people. */
export function planDiners(random: Random, bornMs: number): Diner[] {
  const names = new Map(DINERS.map((name) => [name.ko, name]));
  while (names.size < TOWN) {
    const [family, given] = [random.pick(DINERS), random.pick(DINERS)];
    const name = {
      ko: family.ko.slice(0, 1) + given.ko.slice(1),
      en: `${family.en.split(' ')[0]} ${given.en.split(' ')[1]}`,
    };
    names.set(name.ko, name);
  }
  return [...names.values()].map((name, index) => {
    const locale = random.chance(0.12) ? 'en' : 'ko';
    return {
      id: seedId('user', bornMs + index * 60_000, random),
      name: name[locale],
      locale,
      // 010-0000 is given to nobody.
      phone: `010-0000-${String(index + 1).padStart(4, '0')}`,
      busy: [],
    };
  });
}

const USERS = ['id', 'name', 'email', 'phone', 'locale', 'role', 'created_at'];

export type DemoPeople = {
  ids: Record<DemoSubject, UserId>;
  /** Those who have no account yet. */
  missing: ((typeof DEMO_PEOPLE)[number] & { id: UserId })[];
};

/** The demo's people. An account that somebody has signed in with already keeps its person. */
export function planPeople(known: ReadonlyMap<string, UserId>, random: Random, bornMs: number): DemoPeople {
  const missing = DEMO_PEOPLE.filter((person) => !known.has(person.subject)).map((person) => ({
    ...person,
    id: seedId('user', bornMs, random),
  }));
  const ids = new Map([...known, ...missing.map((person) => [person.subject, person.id] as const)]);
  return {
    missing,
    ids: Object.fromEntries(DEMO_PEOPLE.map(({ subject }) => [subject, ids.get(subject)!])) as DemoPeople['ids'],
  };
}

/** Writes the demo's people and the diners. */
export async function writePeople(
  connection: Inserter,
  diners: readonly Diner[],
  { ids, missing }: DemoPeople,
  bornMs: number,
): Promise<void> {
  const born = new Date(bornMs);
  await insertRows(connection, 'users', USERS, [
    ...missing.map((p) => [p.id, p.name, p.email, null, 'ko', p.role, born]),
    ...diners.map((d) => [d.id, d.name, null, d.phone, d.locale, 'member', born]),
  ]);
  await insertRows(
    connection,
    'accounts',
    ['provider', 'subject', 'user_id', 'created_at'],
    missing.map((person) => ['sandbox', person.subject, person.id, born]),
  );
  await connection.query("UPDATE users SET role = 'operator' WHERE id = ?", [ids['demo-operator']]);
}
