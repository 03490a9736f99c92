import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, dish, noDeposit, rect, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const moseoriBapjip: SeedRestaurant = {
  slug: 'moseori-bapjip',
  name: say('모서리밥집', 'Moseori, the Corner Rice House'),
  tagline: say('주문이 들어와야 불을 켜는 솥밥', 'Pot rice; the flame is lit when you order'),
  story: story(
    [
      '망원시장에서 두 골목 들어온 모서리 건물, 창문이 두 길로 나 있어서 모서리밥집이에요. 자매 둘이 운영합니다. 언니 오정선 씨가 솥을 보고 동생 오정례 씨가 반찬을 맡아요.',
      '솥밥은 22분이 걸려요. 그 사이 아침에 시장에서 고른 것으로 만든 반찬 여섯 가지가 먼저 나옵니다. 가을에는 홍합과 표고, 겨울에는 굴과 무, 봄에는 냉이와 바지락을 올려요. 다 드시면 솥에 뜨거운 물을 부어 드릴게요. 숭늉까지가 한 끼입니다.',
    ],
    [
      'Two lanes in from Mangwon Market, in a wedge-shaped building with windows on both streets. Two sisters run it: Oh Jeongseon minds the pots, Oh Jeongnye makes the side dishes.',
      'A pot takes twenty-two minutes. Meanwhile six small plates arrive, made from whatever looked best at the market that morning. Autumn puts mussels and shiitake on the rice, winter oysters and radish, spring shepherd’s purse and clams. When you reach the bottom we pour in hot water; the meal ends with that toasted broth.',
    ],
  ),
  cuisine: 'korean',
  tags: ['lunch', 'solo_friendly', 'counter', 'kids_welcome', 'vegan_options'],
  priceLevel: 1,
  district: '마포구',
  neighbourhood: NEIGHBOURHOODS.mangwon,
  address: say('서울 마포구 포은로6길 808, 1층', '808 Poeun-ro 6-gil, Mapo-gu, Seoul (ground floor)'),
  phone: '02-000-2200',
  menu: [
    {
      section: say('솥밥', 'Pot rice'),
      items: [
        dish(17000, '홍합 표고 솥밥', 'Mussel and shiitake', '가을부터 첫눈까지', 'Autumn until the first snow'),
        dish(18000, '통영 굴 무 솥밥', 'Tongyeong oyster and radish', '11월부터 2월까지', 'November to February'),
        dish(
          14000,
          '가지와 들깨 솥밥',
          'Aubergine and perilla seed',
          '고기와 생선이 들어가지 않아요',
          'No meat or fish',
        ),
        dish(19000, '도미 솥밥', 'Sea bream', '머리는 맑은국으로 내요', 'The head comes as a clear soup'),
        dish(16000, '차돌 우엉 솥밥', 'Brisket and burdock'),
      ],
    },
    {
      section: say('찬과 국', 'Sides and soup'),
      items: [
        dish(9000, '오징어 미나리전', 'Squid and water-parsley pancake'),
        dish(12000, '고등어 반 마리 구이', 'Half a grilled mackerel'),
        dish(6000, '달걀 세 알 뚝배기찜', 'Three-egg steamed custard'),
        dish(8000, '언니네 청국장', 'Older sister’s fermented bean stew'),
      ],
    },
    {
      section: say('마실 것', 'To drink'),
      items: [
        dish(4000, '보리 식혜', 'Barley sikhye'),
        dish(7000, '포천 생막걸리 반 되', 'Half a measure of fresh makgeolli'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 21, minute: 0 },
  minNoticeMinutes: 30,
  pacingCovers: 16,
  maxParty: 8,
  turnTimes: [
    { partyMax: 2, minutes: 60 },
    { partyMax: 8, minutes: 90 },
  ],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: [1, 2, 4, 5, 6, 7], opensMinute: at(11, 30), lastSeatingMinute: at(14) },
    { name: say('저녁', 'Dinner'), weekdays: [1, 2, 4, 5, 6], opensMinute: at(17, 30), lastSeatingMinute: at(20) },
  ],
  specialDays: [{ inDays: 20, closed: true, reason: say('김장하는 날', 'Kimchi-making day') }],
  areas: [area(1, [0, 0, 24, 10], '홀', 'Dining room'), area(2, [0, 11, 24, 5], '창가', 'Window')],
  tables: [
    rect(1, 'A1', 1, [1, 1, 2, 2], 2, 1),
    rect(2, 'A2', 1, [4, 1, 2, 2], 2, 1),
    rect(3, 'A3', 1, [8, 1, 3, 2], 4, 2),
    rect(4, 'A4', 1, [12, 1, 3, 2], 4, 2),
    rect(5, 'B1', 1, [1, 6, 3, 2], 4, 2),
    rect(6, 'B2', 1, [5, 6, 3, 2], 4, 2),
    rect(7, 'B3', 1, [10, 6, 2, 2], 2, 1),
    rect(8, 'B4', 1, [13, 6, 2, 2], 2, 1),
    rect(9, 'C1', 1, [18, 3, 4, 3], 6, 3),
    counter(10, '창가', 2, [2, 13, 14, 1], 6, 2),
  ],
  joins: [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
  ],
  policy: noDeposit(),
  demand: 0.61,
  coverTone: 'wheat',
};
