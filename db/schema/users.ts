import { index, mysqlTable, primaryKey, varchar } from 'drizzle-orm/mysql-core';
import type { UserId } from '@/server/domain/shared/ids';
import { id, instant, token } from './columns';

/** A person. Its row is also the lock of that person's own limits (live holds, overlapping bookings). */
export const users = mysqlTable('users', {
  id: id<UserId>('id').primaryKey(),
  name: varchar('name', { length: 120 }).notNull(),
  email: varchar('email', { length: 254 }),
  phone: varchar('phone', { length: 32 }),
  locale: varchar('locale', { length: 8 }).$type<'ko' | 'en'>().notNull().default('ko'),
  role: varchar('role', { length: 16 }).$type<'member' | 'operator'>().notNull().default('member'),
  createdAt: instant('created_at').notNull(),
});

/** How a person signs in. Matched by provider and subject only: an e-mail address proves nothing. */
export const accounts = mysqlTable(
  'accounts',
  {
    provider: token('provider', 32).notNull(),
    subject: token('subject', 190).notNull(),
    userId: id<UserId>('user_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // One subject of one provider is one person: a second sign-in finds the first's user.
    primaryKey({ columns: [t.provider, t.subject] }),
    index('accounts_user').on(t.userId),
  ],
);
