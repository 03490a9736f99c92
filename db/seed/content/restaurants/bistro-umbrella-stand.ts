import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const bistroUmbrellaStand: SeedRestaurant = {
  slug: 'bistro-umbrella-stand',
  name: say('비스트로 우산꽂이', 'Bistro Umbrella Stand'),
  tagline: say('비가 오면 양파수프 솥을 하나 더 올려요', 'When it rains, a second pot of onion soup goes on'),
  story: story(
    [
      '서래마을 언덕, 빵집이 문을 닫은 자리에 주방만 그대로 두고 들어왔어요. 입구의 무쇠 우산꽂이는 리옹의 벼룩시장에서 산 것으로, 이 집에서 가장 무거운 물건이에요. 잊고 가신 우산이 아홉 개 있어요. 급하실 때 하나 가져가세요.',
      '요리는 마리옹 르페브르와 정하윤 부부가 합니다. 부르고뉴식 소고기찜과 닭간 파테처럼 오래 걸리는 것은 마리옹이, 그날의 생선과 채소는 하윤이 맡아요. 점심에는 이웃들이 혼자 와서 신문을 읽고, 저녁에는 두 시간을 넉넉히 드립니다.',
    ],
    [
      'On the Seorae hill, where a bakery closed and left its oven behind. The cast-iron stand at the door comes from a flea market in Lyon and is the heaviest thing we own. Nine forgotten umbrellas live in it; take one if you are caught out.',
      'Marion Lefèvre and Jeong Hayun, married, do the cooking. Hers is whatever takes time: beef in Burgundy, chicken-liver pâté. His is the day’s fish and the vegetables. At lunch the neighbours come alone and read the paper; at dinner the table is yours for two good hours.',
    ],
  ),
  cuisine: 'french',
  tags: ['wine', 'lunch', 'date_night', 'solo_friendly', 'corkage', 'terrace'],
  priceLevel: 3,
  district: '서초구',
  neighbourhood: NEIGHBOURHOODS.seorae,
  address: say('서울 서초구 서래로5길 703, 1층', '703 Seorae-ro 5-gil, Seocho-gu, Seoul (ground floor)'),
  phone: '02-000-0714',
  menu: [
    {
      section: say('앙트레', 'Entrées'),
      items: [
        dish(
          16000,
          '양파수프',
          'Onion soup',
          '비 오는 날은 한 그릇 더 드려요',
          'On rainy days the second bowl is ours',
        ),
        dish(17000, '닭간 파테와 무화과', 'Chicken-liver pâté, figs'),
        dish(19000, '대파 비네그레트와 삶은 달걀', 'Leeks vinaigrette, egg'),
        dish(24000, '반숙 가리비와 미역 버터', 'Scallops, seaweed butter'),
      ],
    },
    {
      section: say('플라', 'Plats'),
      items: [
        dish(42000, '뵈프 부르기뇽', 'Boeuf bourguignon', '이틀 걸려요', 'It takes two days'),
        dish(38000, '오리 다리 콩피와 렌틸', 'Duck confit, lentils'),
        dish(44000, '오늘의 생선 뫼니에르', 'Fish of the day, meunière'),
        dish(29000, '버섯 볼로방', 'Mushroom vol-au-vent', '고기가 들어가지 않아요', 'Without meat'),
      ],
    },
    {
      section: say('점심', 'Lunch'),
      items: [
        dish(26000, '평일 점심 두 접시', 'Two-plate weekday lunch'),
        dish(19000, '크로크 마담과 샐러드', 'Croque-madame and salad'),
      ],
    },
    {
      section: say('디저트와 술', 'Dessert and wine'),
      items: [
        dish(12000, '크렘 캐러멜', 'Crème caramel'),
        dish(13000, '사과 타르트 타탱', 'Tarte Tatin', '문경 사과가 나오는 동안', 'While Mungyeong apples last'),
        dish(14000, '잔 와인', 'Wine by the glass'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 45, minute: 0 },
  minNoticeMinutes: 60,
  pacingCovers: 12,
  maxParty: 8,
  turnTimes: [
    { partyMax: 2, minutes: 120 },
    { partyMax: 8, minutes: 150 },
  ],
  periods: [
    {
      name: say('점심', 'Lunch'),
      weekdays: [2, 3, 4, 5, 6, 7],
      opensMinute: at(11, 30),
      lastSeatingMinute: at(13, 30),
    },
    { name: say('저녁', 'Dinner'), weekdays: [2, 3, 4, 5, 6], opensMinute: at(17, 30), lastSeatingMinute: at(20, 30) },
  ],
  areas: [area(1, [0, 0, 17, 16], '홀', 'Dining room'), area(2, [18, 0, 6, 16], '차양 아래', 'Under the awning')],
  tables: [
    round(1, '1', 1, [1, 1, 2, 2], 2, 1),
    round(2, '2', 1, [4, 1, 2, 2], 2, 1),
    round(3, '3', 1, [8, 1, 2, 2], 2, 1),
    round(4, '4', 1, [11, 1, 2, 2], 2, 1),
    rect(5, '5', 1, [1, 6, 3, 2], 4, 2),
    rect(6, '6', 1, [5, 6, 3, 2], 4, 2),
    rect(7, '7', 1, [11, 6, 3, 2], 4, 2),
    rect(8, '8', 1, [1, 11, 3, 2], 4, 2),
    rect(9, '9', 1, [7, 11, 5, 3], 6, 4),
    round(10, 'T1', 2, [19, 1, 2, 2], 2, 1),
    round(11, 'T2', 2, [19, 4, 2, 2], 2, 1),
    round(12, 'T3', 2, [19, 9, 2, 2], 2, 1),
  ],
  joins: [
    [1, 2],
    [3, 4],
    [5, 6],
    [10, 11],
  ],
  policy: deposit(
    'per_person',
    20000,
    [
      [24, 100],
      [12, 50],
    ],
    { fromParty: 3 },
  ),
  demand: 0.57,
  coverTone: 'plum',
};
