import { describe, expect, it } from 'vitest';
import { readClock, writeClock } from './clock-text';

describe('a time as it is typed', () => {
  it.each([
    ['18:00', 1080],
    ['1830', 1110],
    ['9', 540],
    [' 09.15 ', 555],
    ['24:00', 1440],
    ['25:30', 1530],
    ['01:30 +1', 1530],
    ['+1 01:30', 1530],
    ['next day 01:30', 1530],
    ['01:30 next day', 1530],
    ['다음 날 01:30', 1530],
    ['18시', 1080],
    ['18시 30분', 1110],
  ])('%s is minute %i', (typed, minute) => {
    expect(readClock(typed)).toBe(minute);
  });
  it.each(['', 'noon', '18:60', '37:00', '12:5', '1:2:3', '-1'])('%s is none', (typed) => {
    expect(readClock(typed)).toBeNull();
  });
  it('an hour past midnight is not moved on twice', () => {
    expect(readClock('25:30 next day')).toBe(1530);
  });
  it('what is written is read back as the same minute', () => {
    for (let minute = 0; minute <= 2160; minute += 15) expect(readClock(writeClock(minute))).toBe(minute);
  });
});
