import { describe, expect, it } from 'vitest';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { layTimeline } from './timeline-layout';

const table = (tableId: number, set: object = {}) =>
  ({ tableId, label: `T${tableId}`, areaNo: 1, active: true, ...set }) as ServiceDay['tables'][number];
const booking = (id: string, tables: number[], startMinute: number, endMinute: number, status = 'CONFIRMED') =>
  ({ id, tables, startMinute, endMinute, status }) as DayBooking;
const day = (set: Partial<ServiceDay>) => ({
  areas: [{ areaNo: 1, name: 'Hall', nameEn: null }],
  tables: [table(1), table(2)],
  periods: [{ name: 'Dinner', nameEn: null, opensMinute: 1050, lastSeatingMinute: 1260 }],
  bookings: [],
  ...set,
});
const lanes = (timeline: ReturnType<typeof layTimeline>, tableId: number) =>
  timeline!.groups.flatMap(({ rows }) => rows).find((row) => row.tableId === tableId)!;

describe('the timeline', () => {
  it('spans whole hours around the services and what is booked outside them', () => {
    expect(layTimeline(day({}))).toMatchObject({ from: 1020, to: 1380 });
    expect(layTimeline(day({ bookings: [booking('a', [1], 1000, 1530)] }))).toMatchObject({ from: 960, to: 1560 });
  });
  it('is none on a day without service and bookings', () => {
    expect(layTimeline(day({ periods: [] }))).toBeNull();
  });
  it('gives parties that share a table lanes of their own, and uses a lane again when it is free', () => {
    const row = lanes(
      layTimeline(
        day({
          bookings: [booking('a', [1], 1080, 1170), booking('b', [1], 1110, 1200), booking('c', [1], 1170, 1260)],
        }),
      ),
      1,
    );
    expect(row.lanes).toBe(2);
    expect(row.bars.map(({ lane }) => lane)).toEqual([0, 1, 0]);
  });
  it('draws a party at two tables in both rows, with one of them leading', () => {
    const timeline = layTimeline(day({ bookings: [booking('a', [1, 2], 1080, 1170)] }));
    expect([lanes(timeline, 1).bars[0]!.leading, lanes(timeline, 2).bars[0]!.leading]).toEqual([true, false]);
  });
  it('leaves out tables that are out of service, unless somebody holds one, and shows those gone from the plan', () => {
    const timeline = layTimeline(
      day({
        tables: [table(1), table(2, { active: false }), table(3, { active: false })],
        bookings: [booking('a', [2], 1080, 1170), booking('b', [9], 1080, 1170)],
      }),
    );
    expect(timeline!.groups.map(({ areaNo, rows }) => [areaNo, rows.map(({ tableId }) => tableId)])).toEqual([
      [1, [1, 2]],
      [null, [9]],
    ]);
  });
  it('does not draw who does not come', () => {
    const timeline = layTimeline(
      day({ bookings: [booking('a', [1], 1080, 1170, 'CANCELLED'), booking('b', [1], 1080, 1170, 'NO_SHOW')] }),
    );
    expect(lanes(timeline, 1).bars).toEqual([]);
  });
});
