import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const hundredDrawers: SeedRestaurant = {
  slug: 'hundred-drawers',
  name: say('백 개의 서랍', 'A Hundred Drawers'),
  tagline: say('약재상 서랍장 앞에서 마시는 칵테일', 'Cocktails in front of an apothecary’s cabinet'),
  story: story(
    [
      '을지로 인쇄골목 3층, 간판 대신 놋쇠 손잡이 하나가 붙어 있어요. 문을 열면 1961년까지 약재상이 쓰던 서랍장이 벽 하나를 채웁니다. 서랍은 백 개, 지금 쓰는 것은 아흔둘이에요. 나머지 여덟은 아직 무엇을 넣을지 정하지 못했어요.',
      '바텐더 문세린은 서랍에서 꺼낸 것으로 술을 짓습니다. 진피와 당귀, 산초와 오미자. 약처럼 들리지만 쓴맛은 뒤에 살짝만 남아요. 그날의 기분을 단어 두 개로 말씀해 주시면 메뉴에 없는 한 잔을 만들어 드려요.',
      '카운터 열 자리는 혼자 오셔도 좋고, 안쪽 방은 넷까지 편해요. 금요일과 토요일에는 새벽 두 시까지 주문을 받아요.',
    ],
    [
      'Third floor in the printers’ alley, and instead of a sign there is a brass handle. Behind it, one whole wall is a cabinet that served an apothecary until 1961. It has a hundred drawers. We use ninety-two; we have not decided about the other eight.',
      'Moon Serin makes drinks from what is in them: aged tangerine peel, angelica, Korean pepper, five-flavour berry. It sounds like medicine, but the bitterness only arrives at the end, and only a little. Give her two words for your mood and she will pour something that is not on the list.',
      'The ten seats at the counter are good alone; the inner room is comfortable for four. On Fridays and Saturdays we take orders until two in the morning.',
    ],
  ),
  cuisine: 'bar',
  tags: ['counter', 'late_night', 'cocktails', 'korean_spirits', 'solo_friendly', 'date_night', 'vegan_options'],
  priceLevel: 3,
  district: '중구',
  neighbourhood: NEIGHBOURHOODS.euljiro,
  address: say('서울 중구 을지로14길 803, 한약빌딩 3층', '3F Hanyak Building, 803 Euljiro 14-gil, Jung-gu, Seoul'),
  phone: '02-000-0100',
  menu: [
    {
      section: say('서랍에서', 'From the drawers'),
      items: [
        dish(
          19000,
          '7번 서랍',
          'Drawer No. 7',
          '삼 년 묵은 진피, 버번, 조청',
          'Three-year tangerine peel, bourbon, grain syrup',
        ),
        dish(
          20000,
          '23번 서랍',
          'Drawer No. 23',
          '오미자, 진, 샴페인 식초',
          'Five-flavour berry, gin, champagne vinegar',
        ),
        dish(19000, '41번 서랍', 'Drawer No. 41', '산초, 메스칼, 파인애플', 'Korean pepper, mezcal, pineapple'),
        dish(21000, '68번 서랍', 'Drawer No. 68', '당귀, 꼬냑, 구운 대추', 'Angelica, cognac, roasted jujube'),
        dish(
          22000,
          '빈 서랍',
          'An empty drawer',
          '두 단어를 말씀해 주시면 지어 드려요',
          'Tell us two words and we will fill it',
        ),
      ],
    },
    {
      section: say('술 없이', 'Without alcohol'),
      items: [
        dish(13000, '열이 난 아이', 'Child with a fever', '배, 생강, 흰 후추', 'Pear, ginger, white pepper'),
        dish(13000, '약탕기', 'The clay pot', '계피, 감초, 차가운 우롱', 'Cinnamon, liquorice, cold oolong'),
      ],
    },
    {
      section: say('접시', 'Small plates'),
      items: [
        dish(12000, '감태 버터와 구운 가래떡', 'Grilled rice cake, seaweed butter'),
        dish(
          16000,
          '한우 육포와 잣',
          'Beef jerky and pine nuts',
          '주방 옆 창고에서 닷새 말려요',
          'Dried five days beside the kitchen',
        ),
        dish(18000, '곶감 크림치즈 말이', 'Dried persimmon rolled with cream cheese'),
        dish(14000, '묵은지와 콩테 토스트', 'Aged kimchi and Comté toast'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: at(10) },
  minNoticeMinutes: 30,
  pacingCovers: 14,
  maxParty: 6,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 6, minutes: 120 },
  ],
  periods: [
    { name: say('밤', 'Evening'), weekdays: [2, 3, 4, 7], opensMinute: at(18), lastSeatingMinute: at(24) },
    { name: say('긴 밤', 'Long evening'), weekdays: [5, 6], opensMinute: at(18), lastSeatingMinute: at(25) },
  ],
  specialDays: [
    {
      inDays: 9,
      name: say('서랍 여는 날', 'Drawer-opening night'),
      opensMinute: at(17),
      lastSeatingMinute: at(25, 30),
    },
  ],
  areas: [
    area(1, [0, 0, 24, 6], '카운터', 'Counter'),
    area(2, [0, 7, 15, 9], '거실', 'Parlour'),
    area(3, [16, 7, 8, 9], '안쪽 방', 'Inner room'),
  ],
  tables: [
    counter(1, '카운터', 1, [2, 2, 18, 2], 10, 3),
    round(2, 'P1', 2, [1, 8, 2, 2], 2, 1),
    round(3, 'P2', 2, [4, 8, 2, 2], 2, 1),
    round(4, 'P3', 2, [7, 8, 2, 2], 2, 1),
    rect(5, 'P4', 2, [11, 8, 3, 2], 4, 2),
    round(6, 'P5', 2, [1, 12, 2, 2], 2, 1),
    round(7, 'P6', 2, [4, 12, 2, 2], 2, 1),
    rect(8, 'P7', 2, [8, 12, 4, 2], 4, 2),
    rect(9, 'R1', 3, [17, 8, 3, 3], 4, 2),
    rect(10, 'R2', 3, [17, 12, 3, 3], 4, 3),
  ],
  joins: [
    [2, 3],
    [3, 4],
    [6, 7],
    [9, 10],
  ],
  policy: deposit('per_person', 15000, [
    [24, 100],
    [3, 50],
  ]),
  demand: 0.72,
  owner: 'demo-owner',
  coverTone: 'plum',
};
