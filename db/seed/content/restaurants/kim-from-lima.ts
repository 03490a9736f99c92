import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const kimFromLima: SeedRestaurant = {
  slug: 'kim-from-lima',
  name: say('리마에서 온 김씨', 'Kim from Lima'),
  tagline: say('물회와 세비체가 사촌이라고 믿는 집', 'A house that believes mulhoe and ceviche are cousins'),
  story: story(
    [
      '김 마테오는 리마의 시장통에서 치파 식당을 하던 한국인 부모 밑에서 자랐어요. 여름방학에 속초 외가에서 물회를 처음 먹고, 라임만 빠진 세비체라고 생각했답니다. 그 생각을 아직 고치지 않았어요.',
      '해방촌 언덕 끝, 남산과 용산이 한꺼번에 보이는 옥상까지 세 층을 써요. 고추는 아히 아마리요와 청양을 같이 키우고, 옥수수는 평창 찰옥수수를 씁니다. 해 질 무렵 옥상에서 피스코 한 잔을 드시고 내려와 앉으시는 순서를 권해 드려요.',
    ],
    [
      'Mateo Kim grew up in Lima, where his Korean parents ran a chifa in the market. One summer his grandmother in Sokcho gave him mulhoe and he decided it was ceviche without the lime. He has not changed his mind.',
      'The house has three floors at the top of Haebangchon, the last a roof with Namsan on one side and all of Yongsan on the other. We grow ají amarillo beside Cheongyang chillies, and the corn is waxy corn from Pyeongchang. Take a pisco on the roof as the sun goes, then come down to eat.',
    ],
  ),
  cuisine: 'fusion',
  tags: ['view', 'terrace', 'cocktails', 'date_night', 'groups', 'vegan_options', 'brunch'],
  priceLevel: 3,
  district: '용산구',
  neighbourhood: NEIGHBOURHOODS.haebangchon,
  address: say('서울 용산구 신흥로 946, 2~4층', '2F to 4F, 946 Sinheung-ro, Yongsan-gu, Seoul'),
  phone: '02-000-0728',
  menu: [
    {
      section: say('차갑게', 'Cold'),
      items: [
        dish(
          28000,
          '속초 리마 세비체',
          'Sokcho–Lima ceviche',
          '광어, 라임, 배, 얼린 고추 국물',
          'Flounder, lime, pear, frozen chilli broth',
        ),
        dish(26000, '참치 티라디토와 들기름', 'Tuna tiradito, perilla oil'),
        dish(19000, '감자 카우사와 명란', 'Potato causa with cod roe'),
        dish(18000, '두부 세비체', 'Tofu ceviche', '생선 없이, 레몬과 미역', 'No fish: lemon and seaweed'),
      ],
    },
    {
      section: say('뜨겁게', 'Hot'),
      items: [
        dish(
          24000,
          '소 심장 안티쿠초',
          'Beef-heart anticuchos',
          '고추장과 식초에 하룻밤',
          'A night in gochujang and vinegar',
        ),
        dish(36000, '로모 살타도와 누룽지', 'Lomo saltado over scorched rice'),
        dish(42000, '문어 올리브 구이', 'Grilled octopus, olive'),
        dish(32000, '아히 데 가이나 닭찜', 'Ají de gallina, braised like jjim'),
      ],
    },
    {
      section: say('단것', 'Sweet'),
      items: [
        dish(12000, '루쿠마 빙수', 'Lúcuma bingsu', '둘이 나눠 드세요', 'For two'),
        dish(10000, '자색옥수수 양갱', 'Purple-corn yanggaeng'),
      ],
    },
    {
      section: say('잔', 'Glasses'),
      items: [
        dish(16000, '피스코 사워', 'Pisco sour'),
        dish(17000, '유자 칠카노', 'Yuja chilcano'),
        dish(9000, '치차 모라다', 'Chicha morada', '알코올 없이', 'No alcohol'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 45, minute: 0 },
  minNoticeMinutes: 60,
  pacingCovers: 18,
  maxParty: 10,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 4, minutes: 120 },
    { partyMax: 10, minutes: 150 },
  ],
  periods: [
    { name: say('저녁', 'Dinner'), weekdays: [2, 3, 4, 5, 6, 7], opensMinute: at(17), lastSeatingMinute: at(21) },
    { name: say('주말 브런치', 'Weekend brunch'), weekdays: [6, 7], opensMinute: at(11), lastSeatingMinute: at(14) },
  ],
  specialDays: [
    { inDays: 22, name: say('리마의 일요일', 'A Sunday in Lima'), opensMinute: at(13), lastSeatingMinute: at(20) },
  ],
  areas: [
    area(1, [0, 0, 11, 16], '2층', 'Second floor'),
    area(2, [12, 0, 12, 8], '3층 바', 'Third-floor bar'),
    area(3, [12, 9, 12, 7], '옥상', 'Roof'),
  ],
  tables: [
    rect(1, '201', 1, [1, 1, 3, 2], 4, 2),
    rect(2, '202', 1, [5, 1, 3, 2], 4, 2),
    rect(3, '203', 1, [1, 5, 2, 2], 2, 1),
    rect(4, '204', 1, [4, 5, 2, 2], 2, 1),
    rect(5, '205', 1, [1, 9, 4, 2], 6, 3),
    rect(6, '206', 1, [6, 9, 4, 2], 6, 3),
    round(7, '207', 1, [1, 13, 2, 2], 2, 1),
    counter(8, '바', 2, [13, 2, 9, 2], 7, 3),
    round(9, '301', 2, [13, 5, 2, 2], 2, 1),
    round(10, '302', 2, [17, 5, 2, 2], 2, 1),
    round(11, '옥상1', 3, [13, 10, 2, 2], 2, 2),
    round(12, '옥상2', 3, [16, 10, 2, 2], 2, 2),
    round(13, '옥상3', 3, [20, 10, 2, 2], 4, 2),
    rect(14, '옥상4', 3, [14, 13, 5, 2], 8, 5),
  ],
  joins: [
    [1, 2],
    [3, 4],
    [5, 6],
    [11, 12],
  ],
  policy: deposit(
    'per_person',
    20000,
    [
      [48, 100],
      [12, 50],
    ],
    { fromParty: 2 },
  ),
  demand: 0.7,
  coverTone: 'persimmon',
};
