import { describe, expect, test } from 'vitest';
import { type BookingCalendar, bookingCalendar } from './calendar';

const booking: BookingCalendar = {
  reservationId: 'res_01k',
  restaurantName: '을지로, 골뱅이; 집\\',
  startsAtIso: '2026-11-27T10:00:00.000Z',
  endsAtIso: '2026-11-27T12:00:00.000Z',
  timeZone: 'Asia/Seoul',
  address: '서울 중구 을지로 12길 3-4, 지하 1층에서 안쪽 계단으로 한 층 더 내려간 왼쪽 세 번째 문',
  partySize: 2,
  code: 'K7QF2M',
  bookingUrl: 'https://book.example/bookings/res_01k',
  sequence: 3,
  status: 'CONFIRMED',
};

type Property = { name: string; value: string };

/** Reads a file as RFC 5545 says: unfold, split, unescape. Components stand as BEGIN and END properties. */
function parse(file: string): Property[] {
  const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const colon = line.indexOf(':');
    const [name = ''] = line.slice(0, colon).split(';');
    const value = line.slice(colon + 1).replace(/\\([nN,;\\])/g, (_, c: string) => (/n/i.test(c) ? '\n' : c));
    return { name, value };
  });
}

/** The properties directly inside a component. */
function inside(file: string, component: string): Record<string, string> {
  const stack: string[] = [];
  const found: Record<string, string> = {};
  for (const { name, value } of parse(file)) {
    if (name === 'BEGIN') stack.push(value);
    else if (name === 'END') expect(stack.pop()).toBe(value);
    else if (stack.at(-1) === component) {
      expect(found, `${name} stands once`).not.toHaveProperty(name);
      found[name] = value;
    }
  }
  expect(stack).toEqual([]);
  return found;
}

const stamp = (iso: string) => iso.replace(/[-:]|\.\d+/g, '');

describe('a booking in a calendar', () => {
  test('starts and ends at its instants, whatever the zone', () => {
    const event = inside(bookingCalendar(booking), 'VEVENT');
    expect(event.DTSTART).toBe('20261127T100000Z');
    expect(event.DTEND).toBe('20261127T120000Z');
  });

  test.each([
    ['past midnight', 'Asia/Seoul', '2026-11-27T16:30:00Z', 'Sat 28 Nov, 01:30, Seoul time'],
    ['the first of two half past ones', 'America/New_York', '2026-11-01T05:30:00Z', 'Sun 1 Nov, 01:30, New York time'],
    ['the second of two half past ones', 'America/New_York', '2026-11-01T06:30:00Z', 'Sun 1 Nov, 01:30, New York time'],
    ['after the clock sprang forward', 'America/New_York', '2026-03-08T23:00:00Z', 'Sun 8 Mar, 19:00, New York time'],
  ])('%s: the instant is exact and the words are the restaurant’s clock', (_, timeZone, startsAtIso, words) => {
    const endsAtIso = new Date(Date.parse(startsAtIso) + 7_200_000).toISOString();
    const event = inside(bookingCalendar({ ...booking, timeZone, startsAtIso, endsAtIso, locale: 'en' }), 'VEVENT');
    expect(event.DTSTART).toBe(stamp(startsAtIso));
    expect(event.DTEND).toBe(stamp(endsAtIso));
    expect(event.DESCRIPTION).toContain(words);
  });

  test('says what a diner needs at the door', () => {
    const event = inside(bookingCalendar(booking), 'VEVENT');
    expect(event.SUMMARY).toBe('을지로, 골뱅이; 집\\');
    expect(event.LOCATION).toBe(booking.address);
    expect(event.URL).toBe(booking.bookingUrl);
    expect(event.DESCRIPTION?.split('\n')).toEqual([
      '예약 번호 K7QF2M',
      '2명',
      '11월 27일 (금) 19:00, 서울 시간',
      booking.bookingUrl,
    ]);
  });

  test('without an address there is no place', () => {
    expect(inside(bookingCalendar({ ...booking, address: null }), 'VEVENT')).not.toHaveProperty('LOCATION');
  });

  test('reminds two hours before', () => {
    const alarm = inside(bookingCalendar(booking), 'VALARM');
    expect(alarm).toMatchObject({ ACTION: 'DISPLAY', TRIGGER: '-PT2H' });
    expect(alarm.DESCRIPTION).toContain('19:00');
  });

  test('is published, not an invitation: nobody is asked to answer to a mailbox that is not read', () => {
    const file = bookingCalendar(booking);
    expect(inside(file, 'VCALENDAR')).toMatchObject({ VERSION: '2.0', METHOD: 'PUBLISH' });
    const event = inside(file, 'VEVENT');
    expect(event).toMatchObject({ STATUS: 'CONFIRMED', TRANSP: 'OPAQUE' });
    expect(event).not.toHaveProperty('ORGANIZER');
    expect(event).not.toHaveProperty('ATTENDEE');
  });

  test('a cancellation names the same entry with a higher number and takes it back', () => {
    const [before, after] = [booking, { ...booking, sequence: 4, status: 'CANCELLED' as const }].map(bookingCalendar);
    const [old, cancelled] = [inside(before!, 'VEVENT'), inside(after!, 'VEVENT')];
    expect(old.UID).toBe('res_01k@tablepick');
    expect(cancelled.UID).toBe(old.UID);
    expect(Number(cancelled.SEQUENCE)).toBeGreaterThan(Number(old.SEQUENCE));
    expect(cancelled).toMatchObject({ STATUS: 'CANCELLED', TRANSP: 'TRANSPARENT', DTSTART: old.DTSTART });
    expect(inside(after!, 'VCALENDAR').METHOD).toBe('CANCEL');
    expect(after).not.toContain('VALARM');
  });

  test('a name with line breaks cannot add a property', () => {
    const name = 'A\r\nATTENDEE:mailto:x@example.com\nB';
    const event = inside(bookingCalendar({ ...booking, restaurantName: name }), 'VEVENT');
    expect(event).not.toHaveProperty('ATTENDEE');
    expect(event.SUMMARY).toContain('ATTENDEE:mailto');
  });

  test('no line is longer than 75 octets, and none breaks a letter', () => {
    const file = bookingCalendar(booking);
    expect(file).toContain('\r\n ');
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\uFFFD');
  });
});
