import { index, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import type { AuditId, RestaurantId } from '@/server/domain/shared/ids';
import { id, instant, json, token } from './columns';

/** What a person did to money, to where it goes, or to a day of bookings. Written in the transaction of the act; never changed. */
export const auditLog = mysqlTable(
  'audit_log',
  {
    id: id<AuditId>('id').primaryKey(),
    at: instant('at').notNull(),
    actor: varchar('actor', { length: 60 }).notNull(),
    action: varchar('action', { length: 40 }).notNull(),
    subjectId: token('subject_id', 80).notNull(),
    restaurantId: id<RestaurantId>('restaurant_id'),
    /** Before and after, the reason given: what a later reader needs. */
    detail: json<Record<string, unknown>>('detail').notNull(),
  },
  (t) => [index('audit_log_subject').on(t.subjectId, t.at), index('audit_log_restaurant').on(t.restaurantId, t.at)],
);
