import { describe, expect, it } from 'vitest';
import { openSchema, settingsSchema } from './room-schema';

const TODAY = '2027-03-10';
const settings = { eachOpening: true, ratePerMinute: 60, places: 60, lobbyMinutes: 30 };
const open = { fromDate: '2027-03-10', toDate: '2027-03-12', ratePerMinute: 60, places: 60 };

const wrong = (result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('the form of a waiting room', () => {
  it('says beside each number that it is out of its range, by the rules of the server', () => {
    expect(wrong(settingsSchema.safeParse(settings))).toEqual([]);
    expect(wrong(settingsSchema.safeParse({ ...settings, ratePerMinute: 0, places: 2_001, lobbyMinutes: 4 }))).toEqual([
      'ratePerMinute: range',
      'places: range',
      'lobbyMinutes: range',
    ]);
    expect(wrong(settingsSchema.safeParse({ ...settings, places: Number.NaN }))).toEqual(['places: range']);
  });
  it('takes dates from today on, in their order, two months at most', () => {
    const at = (dates: Partial<typeof open>) => wrong(openSchema(TODAY).safeParse({ ...open, ...dates }));
    expect(at({})).toEqual([]);
    expect(at({ fromDate: '', toDate: '' })).toEqual(['fromDate: no-day', 'toDate: no-day']);
    expect(at({ fromDate: '2027-03-01' })).toEqual(['fromDate: past']);
    expect(at({ toDate: '2027-03-09' })).toEqual(['toDate: before-from']);
    expect(at({ toDate: '2027-06-01' })).toEqual(['toDate: too-long']);
  });
});
