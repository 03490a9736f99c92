import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, dish, noDeposit, rect, round, say, story, WEEKEND } from '../build';
import type { SeedRestaurant } from '../types';

export const sixThirtyDough: SeedRestaurant = {
  slug: 'six-thirty-dough',
  name: say('여섯시반죽', 'Six-Thirty Dough'),
  tagline: say('여섯 시 반에 반죽하고 여덟 시에 문을 엽니다', 'Dough at half past six, doors at eight'),
  story: story(
    [
      '이름은 여섯 시 반과 반죽이 겹친 말이에요. 그 시간에 서울숲 쪽 창을 열고 첫 반죽을 시작합니다. 밀은 구례 금강밀과 진주 앉은뱅이밀, 발효종의 이름은 순덕이에요. 올해로 여섯 살이 됐어요.',
      '예약은 앉아서 드시는 브런치만 받아요. 빵만 사 가실 때는 그냥 들러 주세요. 식빵은 열 시, 깜빠뉴는 열한 시 반, 소금빵은 두 번 나와요. 아이 의자가 넷 있고, 유아차는 창가 자리 옆에 두시면 편해요.',
    ],
    [
      'The name runs half past six into the Korean word for dough, and that is when the window toward Seoul Forest opens and the first batch begins. The wheat is Geumgang from Gurye and dwarf wheat from Jinju. The starter is called Sundeok; she turned six this year.',
      'Bookings are for brunch at a table. For bread alone, simply come by: sandwich loaves at ten, campagne at half past eleven, salt rolls twice a day. There are four high chairs, and prams fit beside the window seats.',
    ],
  ),
  cuisine: 'bakery_cafe',
  tags: ['brunch', 'kids_welcome', 'pets_welcome', 'terrace', 'solo_friendly', 'vegan_options', 'step_free'],
  priceLevel: 2,
  district: '성동구',
  neighbourhood: NEIGHBOURHOODS.seongsu,
  address: say('서울 성동구 서울숲4길 807, 1층', '807 Seoulsup 4-gil, Seongdong-gu, Seoul (ground floor)'),
  phone: '02-000-0630',
  menu: [
    {
      section: say('브런치', 'Brunch'),
      items: [
        dish(
          17000,
          '깜빠뉴와 달걀 두 알',
          'Campagne and two eggs',
          '그날의 채소 절임과 함께',
          'With the day’s pickles',
        ),
        dish(18000, '봄동 시저샐러드', 'Spring-cabbage Caesar'),
        dish(19000, '훈제 송어 타르틴', 'Smoked trout tartine', '평창 송어', 'Trout from Pyeongchang'),
        dish(16000, '버섯 두부 스크램블', 'Mushroom and tofu scramble', '달걀과 유제품 없이', 'No egg, no dairy'),
        dish(15000, '프렌치토스트와 사과조림', 'French toast, stewed apples'),
        dish(9000, '어린이 접시', 'Children’s plate'),
      ],
    },
    {
      section: say('빵', 'Bread'),
      items: [
        dish(3800, '소금빵', 'Salt roll'),
        dish(4800, '감자 포카치아', 'Potato focaccia'),
        dish(9500, '순덕이 깜빠뉴', 'Sundeok’s campagne'),
        dish(5500, '팥과 버터', 'Red bean and butter'),
      ],
    },
    {
      section: say('마실 것', 'To drink'),
      items: [
        dish(5000, '필터 커피', 'Filter coffee'),
        dish(6000, '보리 라테', 'Barley latte'),
        dish(6500, '금귤 소다', 'Kumquat soda'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 14, minute: 0 },
  minNoticeMinutes: 30,
  pacingCovers: 18,
  maxParty: 6,
  turnTimes: [
    { partyMax: 2, minutes: 60 },
    { partyMax: 6, minutes: 90 },
  ],
  periods: [
    {
      name: say('평일 브런치', 'Weekday brunch'),
      weekdays: [2, 3, 4, 5],
      opensMinute: at(8),
      lastSeatingMinute: at(14),
    },
    { name: say('주말 아침', 'Weekend morning'), weekdays: WEEKEND, opensMinute: at(8), lastSeatingMinute: at(11, 30) },
    {
      name: say('주말 오후', 'Weekend afternoon'),
      weekdays: WEEKEND,
      opensMinute: at(12, 30),
      lastSeatingMinute: at(16),
    },
  ],
  specialDays: [
    { inDays: 13, closed: true, reason: say('구례 밀밭에 다녀와요', 'We are visiting the wheat in Gurye') },
  ],
  areas: [
    area(1, [0, 0, 16, 11], '오븐 앞', 'By the oven'),
    area(2, [0, 12, 16, 4], '창가', 'Window'),
    area(3, [17, 0, 7, 16], '테라스', 'Terrace'),
  ],
  tables: [
    rect(1, '1', 1, [1, 1, 2, 2], 2, 1),
    rect(2, '2', 1, [4, 1, 2, 2], 2, 1),
    round(3, '3', 1, [9, 1, 2, 2], 2, 1),
    round(4, '4', 1, [13, 1, 2, 2], 2, 1),
    rect(5, '5', 1, [1, 6, 3, 2], 4, 2),
    rect(6, '6', 1, [6, 6, 3, 2], 4, 2),
    rect(7, '7', 1, [11, 6, 4, 3], 6, 3),
    counter(8, '창가', 2, [2, 14, 12, 1], 6, 2),
    round(9, 'T1', 3, [18, 1, 2, 2], 2, 1),
    round(10, 'T2', 3, [21, 1, 2, 2], 2, 1),
    round(11, 'T3', 3, [18, 6, 2, 2], 2, 1),
    rect(12, 'T4', 3, [18, 11, 3, 2], 4, 2),
  ],
  joins: [
    [1, 2],
    [9, 10],
  ],
  policy: noDeposit(),
  demand: 0.64,
  coverTone: 'wheat',
};
