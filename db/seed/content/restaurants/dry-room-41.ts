import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const dryRoom41: SeedRestaurant = {
  slug: 'dry-room-41',
  name: say('드라이룸 41', 'Dry Room 41'),
  tagline: say('마흔하루를 기다린 한우, 참나무 장작', 'Korean beef that waited forty-one days, over oak'),
  story: story(
    [
      '35일은 아쉽고 45일은 지나쳤어요. 두 해 동안 한 칸씩 바꿔 가며 기다린 끝에 마흔하루에서 멈췄습니다. 지하의 숙성실은 유리창 너머로 보실 수 있고, 자리마다 오늘 굽는 고기의 들어온 날과 농장을 적은 쪽지를 놓아 드려요.',
      '거세우 대신 새끼를 여러 번 낳은 암소를 씁니다. 기름은 적고 향은 깊어요. 셰프 강문수는 장작의 높이로만 불을 조절하고, 고기는 구운 시간만큼 쉬게 합니다. 곁들임은 소박해요. 감자, 대파, 그리고 뼈로 낸 국물 한 잔이면 충분하니까요.',
    ],
    [
      'Thirty-five days left something to wish for; forty-five had gone too far. After two years of moving one shelf at a time we stopped at forty-one. You can see the ageing room through glass, and a card at your place gives the farm and the day your beef came in.',
      'We buy mature cows rather than steers: less fat, more to say. Chef Kang Munsu governs the fire only by the height of the logs, and the meat rests as long as it cooked. What comes beside it is plain. Potatoes, leeks and a cup of bone broth are enough.',
    ],
  ),
  cuisine: 'steak',
  tags: ['wine', 'charcoal', 'private_room', 'corkage', 'parking', 'date_night', 'groups'],
  priceLevel: 4,
  district: '용산구',
  neighbourhood: NEIGHBOURHOODS.hannam,
  address: say('서울 용산구 한남대로20길 941, 지하 1층', 'B1, 941 Hannam-daero 20-gil, Yongsan-gu, Seoul'),
  phone: '02-000-4141',
  menu: [
    {
      section: say('먼저', 'First'),
      items: [
        dish(9000, '뼈국물 한 잔', 'A cup of bone broth'),
        dish(28000, '우둔살 타르타르와 감자칩', 'Rump tartare, potato crisps'),
        dish(22000, '훈제 골수와 구운 빵', 'Smoked marrow on toast'),
        dish(19000, '쌈채소 샐러드', 'Wrap-leaf salad', '깻잎, 적겨자, 당귀잎', 'Perilla, red mustard, angelica leaf'),
      ],
    },
    {
      section: say('장작', 'Over oak'),
      items: [
        dish(145000, '뼈등심 500g', 'Bone-in rib, 500 g', '마흔하루, 둘이 나눠 드세요', 'Forty-one days; for two'),
        dish(98000, '채끝 250g', 'Sirloin, 250 g'),
        dish(86000, '안심 180g', 'Fillet, 180 g', '이것만 14일 숙성해요', 'The one cut aged for only fourteen days'),
        dish(52000, '토시살 200g', 'Hanger, 200 g', '하루 열 접시', 'Ten plates a day'),
        dish(38000, '장작 콜리플라워', 'Oak-roasted cauliflower', '잣과 된장 버터', 'Pine nuts and soybean butter'),
      ],
    },
    {
      section: say('옆에', 'Beside'),
      items: [
        dish(14000, '소기름 감자', 'Potatoes in beef fat'),
        dish(13000, '재에 묻은 대파', 'Leeks from the ash'),
        dish(18000, '숙성육 볶음밥', 'Fried rice with aged trimmings'),
      ],
    },
    {
      section: say('끝', 'Last'),
      items: [
        dish(14000, '탄 우유 아이스크림', 'Burnt-milk ice cream'),
        dish(22000, '잔 와인, 붉은 것', 'A glass of red'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 60, minute: 0 },
  minNoticeMinutes: 180,
  pacingCovers: 16,
  maxParty: 10,
  turnTimes: [
    { partyMax: 2, minutes: 120 },
    { partyMax: 4, minutes: 150 },
    { partyMax: 10, minutes: 180 },
  ],
  periods: [
    { name: say('저녁', 'Dinner'), weekdays: [1, 2, 3, 4, 5, 6], opensMinute: at(17, 30), lastSeatingMinute: at(21) },
    { name: say('토요일 점심', 'Saturday lunch'), weekdays: [6], opensMinute: at(12), lastSeatingMinute: at(13) },
  ],
  areas: [
    area(1, [0, 0, 17, 5], '장작 앞', 'By the fire'),
    area(2, [0, 6, 17, 10], '홀', 'Dining room'),
    area(3, [18, 0, 6, 16], '숙성실 옆방', 'Rooms beside the dry room'),
  ],
  tables: [
    counter(1, '불 앞', 1, [2, 2, 12, 2], 6, 2),
    rect(2, '11', 2, [1, 7, 2, 2], 2, 1),
    rect(3, '12', 2, [4, 7, 2, 2], 2, 1),
    rect(4, '13', 2, [8, 7, 3, 2], 4, 2),
    rect(5, '14', 2, [12, 7, 3, 2], 4, 2),
    round(6, '21', 2, [1, 12, 3, 3], 4, 2),
    round(7, '22', 2, [6, 12, 3, 3], 4, 2),
    rect(8, '23', 2, [11, 12, 4, 2], 6, 4),
    rect(9, '서쪽방', 3, [19, 1, 4, 4], 8, 4),
    rect(10, '동쪽방', 3, [19, 10, 4, 5], 10, 6),
  ],
  joins: [
    [2, 3],
    [4, 5],
  ],
  policy: deposit(
    'per_person',
    30000,
    [
      [72, 100],
      [24, 50],
    ],
    { graceMinutes: 60 },
  ),
  demand: 0.68,
  coverTone: 'brick',
};
