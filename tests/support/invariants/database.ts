/** The design's invariants that one statement can check; each must find nothing. */
export const NOTHING: Record<string, string> = {
  // A change under way has rows of its own for what it needs beyond its booking's.
  '1: taken is the sum of what live reservations and changes take': `SELECT o.restaurant_id, o.minute, o.table_id, o.taken, COALESCE(SUM(t.taken), 0) AS live
     FROM occupancy o LEFT JOIN (SELECT t.* FROM reservation_tables t
         LEFT JOIN reservations r ON r.id = t.reservation_id LEFT JOIN reservation_changes c ON c.id = t.reservation_id
        WHERE r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED') OR c.status IN ('PENDING', 'CHARGING')) t
       ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
      AND o.minute >= t.from_minute AND o.minute < t.to_minute
    GROUP BY o.restaurant_id, o.service_date, o.minute, o.table_id, o.taken, o.seats HAVING o.taken <> live OR o.taken > o.seats`,
  '1: a live reservation has all its granules': `SELECT t.reservation_id, t.table_id, COUNT(o.minute) AS granules FROM reservation_tables t
     JOIN reservations r ON r.id = t.reservation_id AND r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED')
     JOIN restaurants p ON p.id = t.restaurant_id
     LEFT JOIN occupancy o ON o.restaurant_id = t.restaurant_id AND o.service_date = t.service_date AND o.table_id = t.table_id
      AND o.minute >= t.from_minute AND o.minute < t.to_minute
    GROUP BY t.reservation_id, t.table_id, t.from_minute, t.to_minute, p.slot_minutes
   HAVING granules < (t.to_minute - t.from_minute) / p.slot_minutes`,
  '2: at most one live payment of each part of a price': `SELECT reservation_id FROM payments WHERE status IN ('PENDING', 'AUTHORIZED', 'CAPTURED')
      AND replaced_at IS NULL GROUP BY reservation_id, part HAVING COUNT(*) > 1`,
  '4: captured is confirmed, refunded or under review': `SELECT p.id FROM payments p JOIN reservations r ON r.id = p.reservation_id
    LEFT JOIN reservation_changes c ON c.reservation_id = p.reservation_id AND c.part = p.part
    WHERE p.status = 'CAPTURED' AND (r.status IN ('HELD', 'CONFIRMING', 'EXPIRED', 'RELEASED') OR p.replaced_at IS NOT NULL
      OR (p.part > 0 AND c.status <> 'APPLIED'))
      AND NOT EXISTS (SELECT 1 FROM refunds f WHERE f.payment_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.payment_id = p.id AND c.closed_at IS NULL)`,
  '5: refunds are at most what was captured': `SELECT p.id FROM payments p JOIN refunds f ON f.payment_id = p.id
    GROUP BY p.id, p.amount_minor, p.captured_minor HAVING SUM(f.amount_minor) > COALESCE(p.captured_minor, p.amount_minor)`,
  '5: what is written down as refunded is what was': `SELECT p.id FROM payments p
     LEFT JOIN (SELECT payment_id, SUM(amount_minor) AS back FROM refunds WHERE status = 'DONE' GROUP BY payment_id) f ON f.payment_id = p.id
    WHERE p.refunded_minor <> COALESCE(f.back, 0)`,
  '7: one command key has one effect': `SELECT user_id, command_key FROM reservations WHERE command_key IS NOT NULL
    GROUP BY user_id, command_key HAVING COUNT(*) > 1`,
  '8: the history of a reservation has no gap and ends where it is': `SELECT r.id FROM reservations r
    JOIN (SELECT reservation_id, COUNT(*) AS n, MAX(version) AS v FROM reservation_history GROUP BY reservation_id) h ON h.reservation_id = r.id
    LEFT JOIN reservation_history l ON l.reservation_id = r.id AND l.version = h.v
    WHERE h.n <> r.version OR h.v <> r.version OR l.to_status <> r.status`,
  '8: each step begins where the one before ended': `SELECT b.reservation_id, b.version FROM reservation_history a
    JOIN reservation_history b ON b.reservation_id = a.reservation_id AND b.version = a.version + 1
    WHERE b.from_status <> a.to_status`,
  '8: no end state is left': `SELECT reservation_id, version FROM reservation_history
    WHERE from_status IN ('COMPLETED', 'NO_SHOW', 'CANCELLED', 'RELEASED') AND to_status <> from_status`,
  '10: the outbox has drained': 'SELECT id FROM outbox WHERE sent_at IS NULL',
  '10: a message that was taken in has one effect': `SELECT m.n AS messages, h.n AS hints FROM
     (SELECT COUNT(*) AS n FROM inbox WHERE source = 'toss') m, (SELECT COUNT(*) AS n FROM outbox WHERE name = 'payment/hinted') h WHERE h.n > m.n`,
  '12: nothing is CONFIRMING for long without a case': `SELECT r.id FROM reservations r JOIN payments p ON p.reservation_id = r.id
    WHERE r.status = 'CONFIRMING' AND p.authorized_at < NOW(6) - INTERVAL 15 MINUTE
      AND NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.payment_id = p.id)`,
};
