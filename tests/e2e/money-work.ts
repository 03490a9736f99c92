import type { Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import type { DatabaseClient } from '@/db/client';
import { reservations } from '@/db/schema';
import type { ReservationId, UserId } from '@/server/domain/shared/ids';
import { serveReservation } from '@/server/services/reservation';
import { as, makeContext } from '@/tests/support/factories';
import { appUrl, type Place } from './fixtures';

/** The guests came and went: the visit is an hour ago, wherever it was booked for. */
export async function visit(client: DatabaseClient, place: Place, reservationId: ReservationId): Promise<void> {
  const ctx = as(makeContext(client), place.ownerId, 'staff');
  await client.db
    .update(reservations)
    .set({ startsAt: sql`now(6) - interval 1 hour` })
    .where(eq(reservations.id, reservationId));
  await serveReservation(ctx, { reservationId, command: 'seat' });
  await serveReservation(ctx, { reservationId, command: 'complete' });
}

/** The reader signed in an hour ago, and has used their session since. */
export async function signedInLongAgo(page: Page, userId: UserId): Promise<void> {
  const token = { sub: userId, auth_time: Math.floor(Date.now() / 1_000) - 3_600 };
  const value = await encode({ token, secret: process.env.NEXTAUTH_SECRET! });
  const name = appUrl.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
  await page.context().addCookies([{ name, value, url: appUrl, httpOnly: true, sameSite: 'Lax' }]);
}
