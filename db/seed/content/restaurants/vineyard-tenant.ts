import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const vineyardTenant: SeedRestaurant = {
  slug: 'vineyard-tenant',
  name: say('포도밭 세입자', 'The Vineyard’s Tenant'),
  tagline: say('땅은 없어도 포도는 고르는 한남동 와인 바', 'A Hannam wine bar with no land, only opinions'),
  story: story(
    [
      '소믈리에 차은결은 스무 군데 포도밭에서 가을마다 품을 팔았어요. 땅을 사지는 못했지만, 세입자처럼 밭의 사정을 다 압니다. 리스트는 한 장이에요. 스물네 병, 병마다 두 줄씩 손으로 적고, 다 나간 병은 줄을 그어요.',
      '영천 머루와 영동 샤인머스캣으로 빚은 한국 와인이 여섯 자리를 지킵니다. 안주는 작고 짭짤해요. 토요일 다섯 시에는 긴 식탁에서 그 주에 도착한 병을 함께 열어요. 와인을 모르셔도 좋고, 모르셔야 더 재미있을 때도 있어요.',
    ],
    [
      'Cha Eungyeol has worked the harvest in twenty vineyards. She never bought land, but like any tenant she knows what is wrong with the roof. The list is one page: twenty-four bottles, two handwritten lines each, struck through when they are gone.',
      'Six places belong to Korean wines, from the wild grapes of Yeongcheon and the Shine Muscat of Yeongdong. The food is small and salty. On Saturdays at five the week’s arrivals are opened at the long table. You need know nothing about wine; some evenings that is the better way.',
    ],
  ),
  cuisine: 'bar',
  tags: ['wine', 'counter', 'date_night', 'solo_friendly', 'terrace', 'late_night', 'pets_welcome'],
  priceLevel: 3,
  district: '용산구',
  neighbourhood: NEIGHBOURHOODS.hannam,
  address: say('서울 용산구 이태원로54길 905, 1층', '905 Itaewon-ro 54-gil, Yongsan-gu, Seoul (ground floor)'),
  phone: '02-000-2424',
  menu: [
    {
      section: say('접시', 'Plates'),
      items: [
        dish(14000, '절인 올리브와 매실', 'Olives and green plums'),
        dish(19000, '한치와 병아리콩', 'Squid and chickpeas'),
        dish(22000, '김부각과 육회', 'Raw beef on seaweed crisps'),
        dish(18000, '구운 배추와 안초비 크림', 'Roast cabbage, anchovy cream'),
        dish(26000, '국산 치즈 세 가지', 'Three Korean cheeses', '임실, 상하, 제주', 'From Imsil, Sangha and Jeju'),
        dish(28000, '닭 반 마리와 포도', 'Half a chicken with grapes'),
      ],
    },
    {
      section: say('잔', 'By the glass'),
      items: [
        dish(15000, '오늘 연 흰 것', 'The white that is open'),
        dish(15000, '오늘 연 붉은 것', 'The red that is open'),
        dish(16000, '껍질째 담근 주황', 'Something orange'),
        dish(13000, '영천 머루 스파클링', 'Sparkling wild grape from Yeongcheon'),
      ],
    },
    {
      section: say('병', 'Bottles'),
      items: [
        dish(68000, '영동 샤인머스캣 드라이', 'Dry Shine Muscat from Yeongdong'),
        dish(82000, '가메, 쥐라', 'Gamay, Jura'),
        dish(96000, '리슬링, 모젤', 'Riesling, Mosel'),
        dish(
          45000,
          '세입자의 선택',
          'Tenant’s choice',
          '두 잔 분량, 무엇인지는 드신 다음에',
          'Two glasses’ worth; we say what it was afterwards',
        ),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 30,
  pacingCovers: 16,
  maxParty: 10,
  turnTimes: [
    { partyMax: 2, minutes: 120 },
    { partyMax: 10, minutes: 150 },
  ],
  periods: [
    { name: say('저녁', 'Evening'), weekdays: [3, 4, 7], opensMinute: at(17), lastSeatingMinute: at(22) },
    { name: say('주말 밤', 'Weekend night'), weekdays: [5, 6], opensMinute: at(17), lastSeatingMinute: at(24) },
  ],
  specialDays: [
    {
      inDays: 19,
      name: say('수확 끝난 날 시음', 'End-of-harvest tasting'),
      opensMinute: at(15),
      lastSeatingMinute: at(22),
    },
  ],
  areas: [
    area(1, [0, 0, 9, 16], '바', 'Bar'),
    area(2, [10, 0, 14, 10], '셀러 앞', 'By the cellar'),
    area(3, [10, 11, 14, 5], '처마 밑', 'Under the eaves'),
  ],
  tables: [
    counter(1, '바', 1, [3, 2, 2, 12], 7, 2),
    round(2, '1', 2, [11, 1, 2, 2], 2, 1),
    round(3, '2', 2, [14, 1, 2, 2], 2, 1),
    round(4, '3', 2, [18, 1, 2, 2], 2, 1),
    round(5, '4', 2, [21, 1, 2, 2], 2, 1),
    rect(6, '긴 식탁', 2, [12, 5, 8, 3], 10, 5),
    round(7, '처마1', 3, [11, 12, 2, 2], 3, 1),
    round(8, '처마2', 3, [14, 12, 2, 2], 3, 1),
    rect(9, '처마3', 3, [19, 12, 3, 2], 4, 2),
  ],
  joins: [
    [2, 3],
    [4, 5],
    [7, 8],
  ],
  policy: deposit(
    'per_person',
    15000,
    [
      [24, 100],
      [6, 50],
    ],
    { fromParty: 3 },
  ),
  demand: 0.62,
  coverTone: 'plum',
};
