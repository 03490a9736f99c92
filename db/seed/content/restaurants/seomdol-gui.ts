import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, deposit, dish, EVERY_DAY, rect, say, story, WEEKEND } from '../build';
import type { SeedRestaurant } from '../types';

export const seomdolGui: SeedRestaurant = {
  slug: 'seomdol-gui',
  name: say('섬돌구이', 'Seomdol'),
  tagline: say('현무암 판에 천천히 굽는 제주 흑돼지', 'Jeju black pork, cooked slowly on basalt'),
  story: story(
    [
      '섬돌은 마루에 오를 때 딛는 돌이에요. 저희에게는 섬에서 온 돌이기도 합니다. 한림의 돌집을 헐 때 나온 현무암을 다듬어 불판으로 써요. 쇠보다 늦게 달아오르고 늦게 식어서, 고기가 급해지지 않아요.',
      '석촌호수에서 두 블록, 주인 현승보 씨네 삼 남매가 함께 일해요. 멜젓은 추자도 멸치로 직접 담그고, 고사리는 4월에 한라산 자락에서 꺾어 말린 것을 한 해 동안 나눠 씁니다. 아이가 있는 자리에는 낮은 화로를 놓아 드릴게요. 예약에 적어 주세요.',
    ],
    [
      'Seomdol is the stone you step on to reach the porch; it can also be read as a stone from the island. Ours are basalt, cut from a farmhouse that came down in Hallim. They heat later than iron and cool later too, so the pork is never hurried.',
      'Two blocks from Seokchon Lake, run by Hyeon Seungbo and two siblings. The anchovy sauce is laid down here with fish from Chuja Island, and the bracken, picked below Hallasan in April, is dried to last the year. If children are coming, note it in the booking and we set the low hearth.',
    ],
  ),
  cuisine: 'bbq',
  tags: ['groups', 'kids_welcome', 'private_room', 'parking', 'step_free', 'korean_spirits'],
  priceLevel: 2,
  district: '송파구',
  neighbourhood: NEIGHBOURHOODS.seokchon,
  address: say('서울 송파구 백제고분로45길 816, 1층', '816 Baekjegobun-ro 45-gil, Songpa-gu, Seoul (ground floor)'),
  phone: '02-000-0640',
  menu: [
    {
      section: say('돌판', 'On the stone'),
      items: [
        dish(
          22000,
          '흑돼지 근고기 200g',
          'Thick-cut black pork, 200 g',
          '목살과 오겹을 섞어서',
          'Neck and belly together',
        ),
        dish(24000, '흑돼지 가브리살 160g', 'Blade-end loin, 160 g'),
        dish(26000, '뼈등심 300g', 'Bone-in pork loin, 300 g'),
        dish(
          12000,
          '제주 고사리 한 접시',
          'A plate of Jeju bracken',
          '돌판에 기름이 고일 때 올려요',
          'Goes on when the fat has run',
        ),
        dish(9000, '구운 가지와 멜젓', 'Grilled aubergine with anchovy sauce'),
      ],
    },
    {
      section: say('국과 밥', 'Soup and rice'),
      items: [
        dish(11000, '몸국', 'Gulfweed and pork soup', '잔칫날 먹던 국', 'What Jeju cooks for a feast'),
        dish(10000, '고기국수', 'Pork noodle soup'),
        dish(9000, '톳밥과 자리젓', 'Hijiki rice, damselfish relish'),
        dish(8000, '성게 미역국', 'Seaweed soup with sea urchin', '5월과 6월', 'May and June'),
      ],
    },
    {
      section: say('어린이', 'For children'),
      items: [dish(9000, '안 매운 국수와 주먹밥', 'Mild noodles and rice balls')],
    },
    {
      section: say('술', 'To drink'),
      items: [
        dish(7000, '제주 좁쌀막걸리', 'Millet makgeolli'),
        dish(24000, '고소리술 200ml', 'Gosori spirit, 200 ml'),
        dish(5000, '감귤 주스', 'Tangerine juice'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: at(10) },
  minNoticeMinutes: 30,
  pacingCovers: 28,
  maxParty: 14,
  turnTimes: [
    { partyMax: 4, minutes: 90 },
    { partyMax: 8, minutes: 120 },
    { partyMax: 14, minutes: 150 },
  ],
  periods: [
    { name: say('저녁', 'Dinner'), weekdays: EVERY_DAY, opensMinute: at(16, 30), lastSeatingMinute: at(21) },
    { name: say('주말 점심', 'Weekend lunch'), weekdays: WEEKEND, opensMinute: at(11, 30), lastSeatingMinute: at(14) },
  ],
  areas: [
    area(1, [0, 0, 15, 16], '홀', 'Dining room'),
    area(2, [16, 0, 8, 7], '호수방', 'Lake room'),
    area(3, [16, 8, 8, 8], '낮은 화로', 'Low hearths'),
  ],
  tables: [
    rect(1, '1', 1, [1, 1, 3, 2], 4, 2),
    rect(2, '2', 1, [5, 1, 3, 2], 4, 2),
    rect(3, '3', 1, [10, 1, 3, 2], 4, 2),
    rect(4, '4', 1, [1, 5, 3, 2], 4, 2),
    rect(5, '5', 1, [5, 5, 3, 2], 4, 2),
    rect(6, '6', 1, [10, 5, 3, 2], 4, 2),
    rect(7, '7', 1, [1, 9, 4, 2], 6, 3),
    rect(8, '8', 1, [6, 9, 4, 2], 6, 3),
    rect(9, '9', 1, [12, 9, 2, 2], 2, 1),
    rect(10, '10', 1, [12, 12, 2, 2], 2, 1),
    rect(11, '11', 1, [1, 13, 4, 2], 6, 3),
    rect(12, '호수1', 2, [17, 1, 5, 2], 8, 4),
    rect(13, '호수2', 2, [17, 4, 5, 2], 8, 4),
    rect(14, '화로1', 3, [17, 9, 3, 2], 4, 2),
    rect(15, '화로2', 3, [17, 12, 3, 2], 4, 2),
  ],
  joins: [
    [1, 2],
    [4, 5],
    [7, 8],
    [9, 10],
    [12, 13],
    [14, 15],
  ],
  policy: deposit(
    'per_booking',
    50000,
    [
      [24, 100],
      [3, 50],
    ],
    { fromParty: 6 },
  ),
  demand: 0.56,
  coverTone: 'brick',
};
