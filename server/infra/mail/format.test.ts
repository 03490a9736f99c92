import { describe, expect, test } from 'vitest';
import { mailDay, mailDayTime, mailMoney, mailZone, nightBefore } from './format';

const seoul = (locale: 'ko' | 'en') => ({ timeZone: 'Asia/Seoul', locale });
const newYork = (locale: 'ko' | 'en') => ({ timeZone: 'America/New_York', locale });
const evening = new Date('2026-11-27T10:00:00Z');

describe('times in mails', () => {
  test('are the restaurant’s, always with the day', () => {
    expect(mailDayTime(evening, seoul('en'))).toBe('Fri 27 Nov, 19:00');
    expect(mailDayTime(evening, seoul('ko'))).toBe('11월 27일 (금) 19:00');
    expect(mailDayTime(evening, newYork('en'))).toBe('Fri 27 Nov, 05:00');
  });

  test('midnight is 00:00 of the new day', () => {
    expect(mailDayTime(new Date('2026-11-27T15:00:00Z'), seoul('en'))).toBe('Sat 28 Nov, 00:00');
  });

  test('follow the clock through both changes of a year', () => {
    expect(mailDayTime(new Date('2026-03-08T06:59:00Z'), newYork('en'))).toBe('Sun 8 Mar, 01:59');
    expect(mailDayTime(new Date('2026-03-08T07:00:00Z'), newYork('en'))).toBe('Sun 8 Mar, 03:00');
    expect(mailDayTime(new Date('2026-11-01T05:30:00Z'), newYork('en'))).toBe('Sun 1 Nov, 01:30');
    expect(mailDayTime(new Date('2026-11-01T06:30:00Z'), newYork('en'))).toBe('Sun 1 Nov, 01:30');
  });

  test('name the year only when it is another one', () => {
    const now = new Date('2026-12-20T00:00:00Z');
    expect(mailDay(new Date('2027-01-02T10:00:00Z'), seoul('en'), now)).toBe('Sat 2 Jan 2027');
    expect(mailDay(new Date('2027-01-02T10:00:00Z'), seoul('ko'), now)).toBe('2027년 1월 2일 (토)');
    expect(mailDay(new Date('2026-12-31T14:00:00Z'), seoul('en'), now)).toBe('Thu 31 Dec');
  });

  test('every month is three letters in English', () => {
    expect(mailDay(new Date('2026-09-03T10:00:00Z'), seoul('en'))).toBe('Thu 3 Sep');
  });

  test('after midnight the night before is named, and only then', () => {
    expect(nightBefore(new Date('2026-11-27T16:30:00Z'), seoul('en'))).toBe('Fri 27 Nov');
    expect(nightBefore(new Date('2026-11-27T16:30:00Z'), seoul('ko'))).toBe('11월 27일 (금)');
    expect(nightBefore(evening, seoul('en'))).toBeNull();
    expect(nightBefore(new Date('2026-11-27T19:00:00Z'), seoul('en'))).toBeNull();
    // The clock goes from 02:00 to 03:00 in this night.
    expect(nightBefore(new Date('2026-03-08T07:30:00Z'), newYork('en'))).toBe('Sat 7 Mar');
  });

  test('the zone is named in words', () => {
    expect(mailZone(evening, seoul('en'))).toBe('Seoul time');
    expect(mailZone(evening, seoul('ko'))).toBe('서울 시간');
    expect(mailZone(evening, newYork('en'))).toBe('New York time');
    expect(mailZone(evening, newYork('ko'))).toBe('뉴욕 시간');
  });
});

test('money is written as its reader writes it, cents only when there are any', () => {
  expect(mailMoney(40_000, 'KRW', 'en')).toBe('₩40,000');
  expect(mailMoney(40_000, 'KRW', 'ko')).toBe('40,000원');
  expect(mailMoney(2_050, 'USD', 'en')).toBe('$20.50');
  expect(mailMoney(2_000, 'USD', 'en')).toBe('$20');
  expect(mailMoney(2_000, 'JPY', 'en')).toBe('¥2,000');
});
