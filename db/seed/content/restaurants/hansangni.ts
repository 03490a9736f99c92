import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, deposit, dish, rect, round, say, story, WEEKDAYS, WEEKEND } from '../build';
import type { SeedRestaurant } from '../types';

export const hansangni: SeedRestaurant = {
  slug: 'hansangni',
  name: say('한상리', 'Hansangni'),
  tagline: say(
    '첫 상견례부터 칠순까지, 방마다 한 상',
    'One table to a room, from first meetings to seventieth birthdays',
  ),
  story: story(
    [
      '한 상에 둘러앉는 마을이라는 뜻으로 이름을 지었어요. 방이 아홉이고 방마다 문이 닫힙니다. 여의도에서 가장 많은 상견례가 이곳에서 있었을 거예요. 적어도 파혼했다는 소식은 아직 듣지 못했어요.',
      '차림은 개성 외가의 잔치 음식을 뼈대로 합니다. 보쌈김치와 조랭이, 제육과 편수, 도미면. 지배인 노경숙 씨는 스물여섯 해째 어른이 먼저 앉을 자리를 살펴요. 드시는 속도에 맞춰 한 번에 차리거나 차례로 내 드리니, 어느 쪽이 편하신지만 말씀해 주세요.',
    ],
    [
      'The name means the village of one table. There are nine rooms, and every one has a door that closes. More families have probably met for the first time here than anywhere else in Yeouido; we have yet to hear of one that called it off.',
      'The cooking is built on the feast food of Gaeseong: wrapped kimchi, cocoon rice cakes, pork, square dumplings, sea bream with noodles. For twenty-six years Roh Gyeongsuk has known which seat the eldest should have. We lay everything at once or bring it in turns; tell us which is easier for you.',
    ],
  ),
  cuisine: 'hansik',
  tags: ['private_room', 'groups', 'parking', 'quiet', 'lunch', 'kids_welcome', 'step_free'],
  priceLevel: 3,
  district: '영등포구',
  neighbourhood: NEIGHBOURHOODS.yeouido,
  address: say(
    '서울 영등포구 국제금융로 980, 한상빌딩 4층',
    '4F Hansang Building, 980 Gukjegeumyung-ro, Yeongdeungpo-gu, Seoul',
  ),
  phone: '02-000-0909',
  menu: [
    {
      section: say('점심', 'Lunch'),
      items: [
        dish(38000, '반상', 'Half table', '일곱 가지, 한 시간에 맞춰', 'Seven dishes, within the hour'),
        dish(55000, '점심 한 상', 'Lunch table'),
      ],
    },
    {
      section: say('한 상', 'The table'),
      items: [
        dish(
          75000,
          '뜰 상',
          'Garden table',
          '편수와 보쌈김치, 열 가지',
          'Ten dishes, with square dumplings and wrapped kimchi',
        ),
        dish(
          98000,
          '마루 상',
          'Hall table',
          '도미면과 한우 너비아니, 열두 가지',
          'Twelve, with sea bream noodles and grilled beef',
        ),
        dish(140000, '잔치 상', 'Feast table', '열다섯 가지와 떡케이크', 'Fifteen, and a rice cake for candles'),
        dish(18000, '어린이 상', 'Children’s table'),
      ],
    },
    {
      section: say('더하기', 'To add'),
      items: [
        dish(45000, '신선로', 'Royal hot pot', '하루 전까지 말씀해 주세요', 'Please tell us the day before'),
        dish(32000, '전복찜 네 마리', 'Four braised abalone'),
        dish(24000, '개성 편수 한 접시', 'A plate of Gaeseong square dumplings'),
      ],
    },
    {
      section: say('술', 'To drink'),
      items: [
        dish(58000, '감홍로 375ml', 'Gamhongno, 375 ml'),
        dish(38000, '경주 찹쌀약주 360ml', 'Clear rice wine from Gyeongju, 360 ml'),
      ],
    },
  ],
  slotMinutes: 60,
  holdMinutes: 10,
  opening: { kind: 'rolling', daysAhead: 90, minute: 0 },
  minNoticeMinutes: 180,
  pacingCovers: 40,
  maxParty: 20,
  turnTimes: [
    { partyMax: 4, minutes: 120 },
    { partyMax: 20, minutes: 180 },
  ],
  periods: [
    { name: say('평일 점심', 'Weekday lunch'), weekdays: WEEKDAYS, opensMinute: at(11), lastSeatingMinute: at(13) },
    { name: say('평일 저녁', 'Weekday dinner'), weekdays: WEEKDAYS, opensMinute: at(17), lastSeatingMinute: at(19) },
    { name: say('주말', 'Weekend'), weekdays: WEEKEND, opensMinute: at(11), lastSeatingMinute: at(19) },
  ],
  specialDays: [{ inDays: 24, closed: true, reason: say('건물 소방 점검', 'Fire inspection of the building') }],
  areas: [
    area(1, [0, 0, 24, 5], '동쪽 방', 'East rooms'),
    area(2, [0, 6, 24, 5], '서쪽 방', 'West rooms'),
    area(3, [0, 12, 24, 4], '창가 방', 'Window rooms'),
  ],
  tables: [
    rect(1, '개성', 1, [1, 1, 5, 3], 10, 5),
    rect(2, '송도', 1, [7, 1, 5, 3], 10, 5),
    rect(3, '박연', 1, [14, 1, 4, 3], 8, 4),
    rect(4, '선죽', 1, [20, 1, 3, 3], 6, 3),
    rect(5, '만월', 2, [1, 7, 4, 3], 8, 4),
    rect(6, '자하', 2, [6, 7, 4, 3], 8, 4),
    round(7, '용수', 2, [13, 7, 3, 3], 6, 3),
    rect(8, '밤섬1', 3, [2, 13, 3, 2], 4, 1),
    rect(9, '밤섬2', 3, [8, 13, 3, 2], 4, 1),
  ],
  joins: [
    [1, 2],
    [5, 6],
  ],
  policy: deposit(
    'per_booking',
    100000,
    [
      [72, 100],
      [48, 70],
      [24, 30],
    ],
    { fromParty: 6, graceMinutes: 120 },
  ),
  demand: 0.54,
  coverTone: 'pine',
};
