import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const osteriaPutgam: SeedRestaurant = {
  slug: 'osteria-putgam',
  name: say('오스테리아 풋감', 'Osteria Putgam'),
  tagline: say(
    '감나무 한 그루를 둘러싼 서촌의 이탈리아 식탁',
    'An Italian table in Seochon, built around one persimmon tree',
  ),
  story: story(
    [
      '이 집을 계약할 때 조건은 하나였어요. 마당의 감나무를 베지 않을 것. 그래서 주방이 나무를 비켜 꺾였고, 여름마다 떨어지는 풋감으로는 식초를 담급니다.',
      '셰프 임도현은 에밀리아로마냐의 시골 식당에서 반죽을 배웠어요. 면은 매일 오후 두 시, 마당 쪽 창가의 긴 나무판에서 밉니다. 지나가다 멈춰 보셔도 괜찮아요. 재료는 통인시장과 양평 텃밭에서 오고, 치즈와 올리브유만 멀리서 옵니다.',
      '11월이면 감이 익어요. 그때 오신 분께는 하나씩 따 드려요.',
    ],
    [
      'The lease had one condition: the persimmon tree in the yard must stay. So the kitchen bends around it, and the green fruit that drops each summer becomes our vinegar.',
      'Chef Im Dohyeon learned dough in a country trattoria in Emilia-Romagna. Pasta is rolled at two every afternoon on the long board at the courtyard window; stop and watch if you are passing. Vegetables come from Tongin Market and a plot in Yangpyeong, and only the cheese and oil travel far.',
      'In November the fruit ripens. Come then and we will pick you one.',
    ],
  ),
  cuisine: 'italian',
  tags: ['courtyard', 'wine', 'date_night', 'vegan_options', 'pets_welcome', 'lunch'],
  priceLevel: 3,
  district: '종로구',
  neighbourhood: NEIGHBOURHOODS.seochon,
  address: say('서울 종로구 필운대로9길 801', '801 Pirundae-ro 9-gil, Jongno-gu, Seoul'),
  phone: '02-000-1101',
  menu: [
    {
      section: say('처음', 'To begin'),
      items: [
        dish(18000, '풋감식초에 절인 정어리', 'Sardines in green-persimmon vinegar'),
        dish(
          16000,
          '구운 단호박과 리코타',
          'Roast squash, ricotta',
          '양평 단호박, 매일 아침 만든 리코타',
          'Squash from Yangpyeong, cheese from this morning',
        ),
        dish(22000, '육회와 안초비', 'Raw beef and anchovy'),
      ],
    },
    {
      section: say('파스타', 'Pasta'),
      items: [
        dish(26000, '탈리아텔레 라구', 'Tagliatelle al ragù', '여섯 시간, 소와 돼지', 'Beef and pork, six hours'),
        dish(25000, '고사리와 들깨 파파르델레', 'Pappardelle with bracken and perilla'),
        dish(28000, '토르텔리니 인 브로도', 'Tortellini in brodo', '첫눈 오는 날부터', 'From the first snow'),
        dish(
          29000,
          '바지락과 냉이 링귀네',
          'Linguine with clams and shepherd’s purse',
          '2월과 3월',
          'February and March',
        ),
      ],
    },
    {
      section: say('불', 'From the oven'),
      items: [
        dish(46000, '돼지 등심과 구운 감', 'Pork loin with roasted persimmon'),
        dish(52000, '반건조 농어와 회향', 'Half-dried sea bass, fennel'),
      ],
    },
    {
      section: say('단것과 술', 'Sweet things and wine'),
      items: [
        dish(12000, '올리브유 케이크', 'Olive-oil cake'),
        dish(11000, '감잎 젤라토', 'Persimmon-leaf gelato'),
        dish(62000, '람브루스코 한 병', 'A bottle of Lambrusco'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 45, minute: 0 },
  minNoticeMinutes: 120,
  pacingCovers: 14,
  maxParty: 8,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 4, minutes: 120 },
    { partyMax: 8, minutes: 150 },
  ],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: [4, 5, 6, 7], opensMinute: at(12), lastSeatingMinute: at(13, 30) },
    { name: say('저녁', 'Dinner'), weekdays: [3, 4, 5, 6, 7], opensMinute: at(17, 30), lastSeatingMinute: at(20, 30) },
  ],
  specialDays: [
    { inDays: 6, name: say('감 따는 날', 'Persimmon-picking day'), opensMinute: at(12), lastSeatingMinute: at(19) },
  ],
  areas: [
    area(1, [0, 0, 12, 16], '안채', 'House'),
    area(2, [13, 0, 11, 9], '마당', 'Courtyard'),
    area(3, [13, 10, 11, 6], '별채', 'Annexe'),
  ],
  tables: [
    rect(1, '1', 1, [1, 1, 2, 2], 2, 1),
    rect(2, '2', 1, [4, 1, 2, 2], 2, 1),
    rect(3, '3', 1, [8, 1, 3, 2], 4, 2),
    rect(4, '4', 1, [1, 6, 3, 2], 4, 2),
    rect(5, '5', 1, [5, 6, 3, 2], 4, 2),
    round(6, '6', 1, [1, 11, 2, 2], 2, 1),
    round(7, '7', 1, [4, 11, 2, 2], 2, 1),
    round(8, '감나무1', 2, [14, 1, 2, 2], 2, 2),
    round(9, '감나무2', 2, [20, 1, 2, 2], 2, 2),
    round(10, '감나무3', 2, [14, 5, 2, 2], 4, 2),
    round(11, '감나무4', 2, [20, 5, 2, 2], 4, 2),
    rect(12, '별채', 3, [15, 11, 6, 3], 8, 5),
  ],
  joins: [
    [1, 2],
    [4, 5],
    [6, 7],
  ],
  policy: deposit('per_person', 20000, [
    [48, 100],
    [24, 50],
  ]),
  demand: 0.74,
  coverTone: 'persimmon',
};
