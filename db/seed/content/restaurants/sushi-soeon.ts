import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const sushiSoeon: SeedRestaurant = {
  slug: 'sushi-soeon',
  name: say('스시 소언', 'Sushi Soeon'),
  tagline: say('열두 자리, 하루 두 번, 말수 적은 스시', 'Twelve seats, twice a night, sushi of few words'),
  story: story(
    [
      '소언(素言)은 꾸미지 않은 말이라는 뜻이에요. 오너 셰프 윤재하는 부산 자갈치에서 생선을 손질하는 일로 시작해 스물두 해를 스시 앞에 섰고, 지금은 히노키 판 하나와 열두 자리만 지킵니다.',
      '밥은 두 번 지어요. 흰 살에는 쌀식초, 등푸른 생선에는 삼 년 묵힌 적초를 씁니다. 겨울에는 거제 대구의 이리와 통영 생굴, 봄에는 서해 갑오징어, 한여름에는 여수 갯장어가 차례를 맡아요. 생선의 이름은 내어 드리며 한 번만 말씀드릴게요.',
      '다음 달 예약은 매달 1일 정오에 한꺼번에 열려요. 향이 강한 향수만 쉬어 주시면 나머지는 저희가 맞출게요.',
    ],
    [
      'Soeon means words without ornament. Chef Yoon Jaeha began by gutting fish at Busan’s Jagalchi docks, has stood behind a sushi board for twenty-two years, and now keeps one slab of hinoki and twelve seats.',
      'The rice is cooked twice: with clear vinegar for white fish, with a three-year red vinegar for the oily ones. Winter belongs to cod milt from Geoje and oysters from Tongyeong, spring to cuttlefish from the west coast, high summer to pike eel from Yeosu. You will hear the name of each fish once, as it is set down.',
      'On the first of each month, at noon, all of the next month opens at once. Please leave strong perfume at home; we will see to the rest.',
    ],
  ),
  cuisine: 'sushi',
  tags: ['counter', 'tasting_menu', 'quiet', 'solo_friendly', 'date_night', 'step_free'],
  priceLevel: 4,
  district: '강남구',
  neighbourhood: NEIGHBOURHOODS.apgujeong,
  address: say(
    '서울 강남구 선릉로157길 902, 소언재 지하 1층',
    'B1 Soeonjae, 902 Seolleung-ro 157-gil, Gangnam-gu, Seoul',
  ),
  phone: '02-000-1212',
  menu: [
    {
      section: say('오마카세', 'Omakase'),
      items: [
        dish(
          150000,
          '점심 오마카세',
          'Lunch omakase',
          '두 가지 안주와 스시 열두 점',
          'Two small dishes and twelve pieces',
        ),
        dish(
          280000,
          '저녁 오마카세',
          'Dinner omakase',
          '다섯 가지 안주와 스시 열네 점, 국물과 다마고',
          'Five small dishes, fourteen pieces, broth and tamago',
        ),
      ],
    },
    {
      section: say('더하기', 'To add'),
      items: [
        dish(18000, '우니 한 점 더', 'One more sea urchin'),
        dish(15000, '참다랑어 뱃살 한 점 더', 'One more bluefin belly'),
        dish(14000, '박고지 말이', 'Gourd roll', '마지막에 어울려요', 'A good last bite'),
      ],
    },
    {
      section: say('술과 차', 'Sake and tea'),
      items: [
        dish(90000, '니혼슈 다섯 잔 차림', 'Five sakes, poured with the courses'),
        dish(48000, '전통주 네 잔 차림', 'Four Korean spirits and rice wines'),
        dish(
          35000,
          '차 차림',
          'Tea pairing',
          '보성 첫물차에서 메밀차까지',
          'From first-flush Boseong to roasted buckwheat',
        ),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 5,
  opening: { kind: 'monthly', dayOfMonth: 1, minute: at(12) },
  minNoticeMinutes: 240,
  pacingCovers: 12,
  maxParty: 4,
  turnTimes: [{ partyMax: 4, minutes: 120 }],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: [5, 6, 7], opensMinute: at(12, 30), lastSeatingMinute: at(12, 30) },
    {
      name: say('저녁 1부', 'First seating'),
      weekdays: [2, 3, 4, 5, 6, 7],
      opensMinute: at(18),
      lastSeatingMinute: at(18),
    },
    {
      name: say('저녁 2부', 'Second seating'),
      weekdays: [2, 3, 4, 5, 6, 7],
      opensMinute: at(20, 30),
      lastSeatingMinute: at(20, 30),
    },
  ],
  specialDays: [
    {
      inDays: 12,
      closed: true,
      reason: say('셰프가 통영에 굴을 보러 가요', 'The chef is in Tongyeong, choosing oysters'),
    },
  ],
  areas: [area(1, [2, 4, 20, 8], '히노키 카운터', 'Hinoki counter')],
  tables: [counter(1, '카운터', 1, [4, 7, 16, 2], 12, 4)],
  joins: [],
  policy: deposit(
    'per_person',
    100000,
    [
      [72, 100],
      [24, 50],
    ],
    { graceMinutes: 60 },
  ),
  demand: 0.97,
  famous: true,
  coverTone: 'indigo',
};
