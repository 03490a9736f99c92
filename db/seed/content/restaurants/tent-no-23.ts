import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, dish, noDeposit, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const tentNo23: SeedRestaurant = {
  slug: 'tent-no-23',
  name: say('천막 이십삼호', 'Tent No. 23'),
  tagline: say('지붕이 생긴 포장마차, 새벽 두 시까지', 'A street stall that was given a roof, until two'),
  story: story(
    [
      '변명자 씨는 을지로 길가에서 열아홉 해 동안 스물세 번째 천막을 쳤어요. 골목이 정비되던 해에 공구상 1층으로 들어오면서 주황색 천막도 그대로 걸어 두었습니다. 의자가 조금 흔들리는 것도 예전 그대로예요.',
      '꼼장어는 짚불에 한 번, 양념에 한 번 구워요. 국수는 자정부터 냅니다. 첫차를 기다리는 분이 많으니까요. 예약한 자리는 십오 분만 비워 둘게요. 늦으시면 전화 한 통 주세요. 명자 씨가 직접 받아요.',
    ],
    [
      'For nineteen years Byeon Myeongja pitched the twenty-third tent on an Euljiro kerb. The year the alley was cleared she moved into the ground floor of a tool shop and hung her orange tarpaulin indoors. The stools still wobble a little.',
      'Hagfish is grilled twice, once over straw and once in sauce. Noodle soup starts at midnight, for those who are waiting for the first train. We keep a booked table for fifteen minutes; if you are late, ring. Myeongja answers herself.',
    ],
  ),
  cuisine: 'street',
  tags: ['late_night', 'groups', 'solo_friendly', 'charcoal', 'korean_spirits', 'step_free'],
  priceLevel: 1,
  district: '중구',
  neighbourhood: NEIGHBOURHOODS.euljiro,
  address: say('서울 중구 을지로11길 923, 1층', '923 Euljiro 11-gil, Jung-gu, Seoul (ground floor)'),
  phone: '02-000-2323',
  menu: [
    {
      section: say('불', 'Grilled'),
      items: [
        dish(
          26000,
          '짚불 꼼장어',
          'Straw-fired hagfish',
          '소금 반, 양념 반도 돼요',
          'Half salt, half sauce if you like',
        ),
        dish(18000, '닭똥집 마늘구이', 'Chicken gizzards with garlic'),
        dish(20000, '연탄 돼지껍데기와 막창', 'Pork skin and chitterlings'),
        dish(16000, '먹태와 청양마요', 'Dried pollack, chilli mayonnaise'),
      ],
    },
    {
      section: say('냄비', 'Pots'),
      items: [
        dish(15000, '홍합탕', 'Mussel soup', '국물은 더 드려요', 'More broth for the asking'),
        dish(17000, '어묵 열두 꼬치', 'Twelve fishcake skewers'),
        dish(19000, '닭볶음 반 마리', 'Half a spicy braised chicken'),
      ],
    },
    {
      section: say('부침과 국수', 'Eggs and noodles'),
      items: [
        dish(9000, '파 많은 계란말이', 'Rolled omelette, heavy on leek'),
        dish(12000, '김치 지짐', 'Kimchi pancake'),
        dish(7000, '자정 잔치국수', 'Midnight noodle soup', '자정부터 끝날 때까지', 'From midnight until it runs out'),
      ],
    },
    {
      section: say('술', 'To drink'),
      items: [
        dish(5000, '소주', 'Soju'),
        dish(5000, '병맥주', 'Bottled beer'),
        dish(6000, '노란 주전자 막걸리', 'Makgeolli in a tin kettle'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 5,
  opening: { kind: 'rolling', daysAhead: 14, minute: 0 },
  minNoticeMinutes: 15,
  pacingCovers: null,
  maxParty: 8,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 8, minutes: 120 },
  ],
  periods: [
    { name: say('밤', 'Night'), weekdays: [1, 2, 3, 4], opensMinute: at(18), lastSeatingMinute: at(24, 30) },
    { name: say('긴 밤', 'Long night'), weekdays: [5, 6], opensMinute: at(18), lastSeatingMinute: at(26) },
  ],
  specialDays: [{ inDays: 5, closed: true, reason: say('명자 씨 손녀 돌잔치', 'Myeongja’s granddaughter turns one') }],
  areas: [area(1, [0, 0, 16, 16], '천막 안', 'Under the tarp'), area(2, [17, 0, 7, 16], '골목', 'Alley')],
  tables: [
    counter(1, '수레', 1, [2, 1, 11, 2], 7, 2),
    round(2, '1', 1, [1, 5, 2, 2], 4, 1),
    round(3, '2', 1, [4, 5, 2, 2], 4, 1),
    round(4, '3', 1, [8, 5, 2, 2], 4, 2),
    round(5, '4', 1, [11, 5, 2, 2], 4, 2),
    round(6, '5', 1, [1, 9, 2, 2], 4, 2),
    round(7, '6', 1, [4, 9, 2, 2], 4, 2),
    round(8, '7', 1, [8, 9, 2, 2], 4, 2),
    rect(9, '8', 1, [1, 13, 5, 2], 8, 4),
    round(10, '골목1', 2, [18, 2, 2, 2], 3, 1),
    round(11, '골목2', 2, [18, 6, 2, 2], 3, 1),
    round(12, '골목3', 2, [18, 10, 2, 2], 3, 1),
  ],
  joins: [
    [2, 3],
    [4, 5],
    [6, 7],
  ],
  policy: noDeposit(),
  demand: 0.59,
  coverTone: 'persimmon',
};
