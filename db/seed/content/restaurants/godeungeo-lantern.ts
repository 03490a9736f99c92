import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const godeungeoLantern: SeedRestaurant = {
  slug: 'godeungeo-lantern',
  name: say('고등어등불', 'The Mackerel Lantern'),
  tagline: say('불이 켜져 있으면 고등어가 남아 있다는 뜻', 'If the lantern is lit, there is mackerel left'),
  story: story(
    [
      '연남동 철길 옆 반지하. 고등어가 다 나가면 문 앞의 등을 꺼요. 그래도 문은 닫지 않습니다. 꼬치와 오뎅과 따뜻한 술은 남아 있으니까요.',
      '시메사바는 제주 밤배가 잡은 고등어로 만들어요. 소금에 한 시간, 식초에 이십 분, 껍질은 숯으로만 그을립니다. 주방의 구보 씨와 홀의 미주 씨는 오사카의 작은 선술집에서 함께 일하다가 이 골목을 보고 짐을 쌌대요.',
      '자정이 넘으면 라디오를 켭니다. 카운터에 앉으면 그날의 오뎅 국물을 한 국자 먼저 드려요.',
    ],
    [
      'Half a floor below the old railway in Yeonnam. When the mackerel runs out we put out the lantern at the door, but not the lights inside: there are still skewers, oden and warm sake.',
      'The shime-saba is made with fish from Jeju’s night boats: an hour in salt, twenty minutes in vinegar, the skin scorched only with charcoal. Kubo in the kitchen and Miju on the floor worked together in a small bar in Osaka until they saw this alley and packed.',
      'After midnight the radio goes on. Sit at the counter and the first thing you get is a ladle of that day’s oden broth.',
    ],
  ),
  cuisine: 'izakaya',
  tags: ['late_night', 'counter', 'solo_friendly', 'charcoal', 'date_night'],
  priceLevel: 2,
  district: '마포구',
  neighbourhood: NEIGHBOURHOODS.yeonnam,
  address: say('서울 마포구 동교로46길 907, 반지하', '907 Donggyo-ro 46-gil, Mapo-gu, Seoul (lower ground)'),
  phone: '02-000-0330',
  menu: [
    {
      section: say('고등어', 'Mackerel'),
      items: [
        dish(24000, '시메사바', 'Shime-saba', '등불이 켜져 있을 때만', 'Only while the lantern is lit'),
        dish(18000, '고등어 누룩구이', 'Mackerel grilled in koji'),
        dish(15000, '사바 샌드', 'Mackerel sandwich', '겨자와 절인 양배추', 'Mustard and pickled cabbage'),
      ],
    },
    {
      section: say('꼬치', 'Skewers'),
      items: [
        dish(4500, '닭 목살과 유자후추', 'Chicken neck, yuzu pepper'),
        dish(4500, '대파와 닭 허벅지', 'Chicken thigh and leek'),
        dish(5000, '닭 껍질 한 시간 구이', 'Chicken skin, an hour over the fire'),
        dish(4000, '꽈리고추', 'Shishito peppers'),
      ],
    },
    {
      section: say('냄비와 접시', 'Pots and plates'),
      items: [
        dish(16000, '오뎅 다섯 가지', 'Five pieces of oden'),
        dish(12000, '감자 사라다와 훈제 달걀', 'Potato salad with a smoked egg'),
        dish(14000, '명란 오차즈케', 'Cod-roe rice in tea', '마지막 한 그릇으로', 'A bowl to end on'),
      ],
    },
    {
      section: say('술', 'Sake and others'),
      items: [
        dish(15000, '준마이 데운 것 한 홉', 'Warm junmai, one go'),
        dish(9000, '생강 하이볼', 'Ginger highball'),
        dish(8000, '맥주 반 리터', 'Half a litre of beer'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 21, minute: 0 },
  minNoticeMinutes: 30,
  pacingCovers: 14,
  maxParty: 8,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 8, minutes: 120 },
  ],
  periods: [
    { name: say('저녁', 'Evening'), weekdays: [1, 2, 3, 4, 7], opensMinute: at(18), lastSeatingMinute: at(23) },
    { name: say('늦은 밤', 'Into the night'), weekdays: [5, 6], opensMinute: at(18), lastSeatingMinute: at(24, 30) },
  ],
  areas: [
    area(1, [0, 0, 24, 5], '카운터', 'Counter'),
    area(2, [0, 6, 15, 10], '홀', 'Floor'),
    area(3, [16, 6, 8, 10], '다다미', 'Tatami'),
  ],
  tables: [
    counter(1, '카운터', 1, [1, 2, 16, 2], 9, 2),
    rect(2, '1', 2, [1, 7, 2, 2], 2, 1),
    rect(3, '2', 2, [4, 7, 2, 2], 2, 1),
    rect(4, '3', 2, [7, 7, 2, 2], 2, 1),
    rect(5, '4', 2, [11, 7, 3, 2], 4, 2),
    round(6, '5', 2, [1, 12, 2, 2], 3, 2),
    rect(7, '6', 2, [5, 12, 3, 2], 4, 2),
    rect(8, '7', 2, [9, 12, 3, 2], 4, 2),
    rect(9, '松', 3, [17, 8, 4, 2], 4, 3),
    rect(10, '竹', 3, [17, 11, 4, 2], 4, 3),
  ],
  joins: [
    [2, 3],
    [3, 4],
    [7, 8],
    [9, 10],
  ],
  policy: deposit(
    'per_person',
    10000,
    [
      [24, 100],
      [4, 50],
    ],
    { fromParty: 5 },
  ),
  demand: 0.63,
  coverTone: 'ink',
};
