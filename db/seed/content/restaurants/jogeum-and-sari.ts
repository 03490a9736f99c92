import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const jogeumAndSari: SeedRestaurant = {
  slug: 'jogeum-and-sari',
  name: say('조금과 사리', 'Neap & Spring'),
  tagline: say('메뉴판 대신 물때표를 거는 생선집', 'A fish house that hangs up the tide table, not a menu'),
  story: story(
    [
      '바다가 적게 움직이는 날이 조금, 크게 움직이는 날이 사리예요. 태안에서 배를 타던 주인 배성욱 씨는 지금도 달력보다 물때표를 먼저 봅니다. 조금에는 조개와 갑각류가, 사리에는 회유하는 생선이 좋아요.',
      '그래서 이곳의 차림은 보름마다 뒤집힙니다. 달라지지 않는 것은 아침 여섯 시에 신진도에서 올라오는 얼음 상자와, 함께 내는 마른김, 그리고 마지막에 끓이는 맑은탕이에요. 못 드시는 것은 예약할 때 적어 주세요. 바다는 넓어서 바꿔 드릴 것이 많아요.',
    ],
    [
      'When the sea barely moves it is neap; when it moves most, spring. Bae Seonguk used to fish out of Taean and still reads the tide table before the calendar. Neaps are good for shellfish, springs for fish on the run.',
      'So the list turns over every fortnight. What stays is the icebox that leaves Sinjindo at six each morning, the dry-roasted seaweed, and the clear soup at the end. Write what you cannot eat in your booking; the sea is wide and there is always something to swap in.',
    ],
  ),
  cuisine: 'seafood',
  tags: ['counter', 'korean_spirits', 'corkage', 'date_night', 'groups'],
  priceLevel: 3,
  district: '마포구',
  neighbourhood: NEIGHBOURHOODS.mangwon,
  address: say('서울 마포구 희우정로 909, 1층', '909 Huiujeong-ro, Mapo-gu, Seoul (ground floor)'),
  phone: '02-000-0615',
  menu: [
    {
      section: say('오늘의 바다', 'The sea today'),
      items: [
        dish(
          58000,
          '조금 차림 2인',
          'Neap board for two',
          '새조개, 키조개, 꽃게장, 맑은탕',
          'Cockle, pen shell, marinated crab, clear soup',
        ),
        dish(
          68000,
          '사리 차림 2인',
          'Spring board for two',
          '숙성 방어나 민어, 껍질과 부레까지',
          'Aged amberjack or croaker, skin and swim bladder too',
        ),
        dish(
          42000,
          '막회 한 접시',
          'A plate of rough-cut fish',
          '쑥갓과 초장에 무쳐 김에 싸 드세요',
          'Dressed with crown daisy, to wrap in seaweed',
        ),
      ],
    },
    {
      section: say('불', 'On the fire'),
      items: [
        dish(28000, '갑오징어 먹물구이', 'Cuttlefish grilled in its ink'),
        dish(24000, '우럭젓국', 'Dried rockfish soup', '태안식으로, 쌀뜨물에', 'The Taean way, in rice water'),
        dish(32000, '박대 세 마리 구이', 'Three grilled tongue sole'),
        dish(19000, '바지락 술찜', 'Clams steamed in rice wine'),
      ],
    },
    {
      section: say('밥', 'Rice'),
      items: [
        dish(15000, '간장게장 반 마리 밥', 'Half a soy crab over rice'),
        dish(13000, '감태 주먹밥과 미역국', 'Gamtae rice balls, seaweed soup'),
      ],
    },
    {
      section: say('술', 'To drink'),
      items: [
        dish(28000, '서천 소곡주 360ml', 'Sogokju from Seocheon, 360 ml'),
        dish(52000, '뮈스카데 한 병', 'A bottle of Muscadet'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 120,
  pacingCovers: 14,
  maxParty: 8,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 4, minutes: 120 },
    { partyMax: 8, minutes: 150 },
  ],
  periods: [
    { name: say('저녁', 'Dinner'), weekdays: [2, 3, 4, 5, 6], opensMinute: at(17, 30), lastSeatingMinute: at(21) },
    { name: say('일요일 오후', 'Sunday afternoon'), weekdays: [7], opensMinute: at(13), lastSeatingMinute: at(18) },
  ],
  specialDays: [{ inDays: 8, closed: true, reason: say('배가 그물을 손질하는 날', 'The boat mends its nets') }],
  areas: [area(1, [0, 0, 24, 5], '다찌', 'Counter'), area(2, [0, 6, 24, 10], '홀', 'Dining room')],
  tables: [
    counter(1, '다찌', 1, [2, 2, 14, 2], 8, 2),
    rect(2, '1물', 2, [1, 7, 2, 2], 2, 1),
    rect(3, '2물', 2, [4, 7, 2, 2], 2, 1),
    rect(4, '3물', 2, [8, 7, 3, 2], 4, 2),
    rect(5, '4물', 2, [12, 7, 3, 2], 4, 2),
    rect(6, '5물', 2, [18, 7, 3, 2], 4, 2),
    rect(7, '6물', 2, [1, 12, 3, 2], 4, 2),
    rect(8, '7물', 2, [5, 12, 3, 2], 4, 2),
    rect(9, '8물', 2, [10, 12, 2, 2], 2, 1),
    rect(10, '9물', 2, [13, 12, 2, 2], 2, 1),
    rect(11, '10물', 2, [18, 12, 4, 3], 6, 4),
  ],
  joins: [
    [2, 3],
    [4, 5],
    [7, 8],
    [9, 10],
  ],
  policy: deposit('per_person', 20000, [
    [48, 100],
    [24, 50],
  ]),
  demand: 0.58,
  coverTone: 'indigo',
};
