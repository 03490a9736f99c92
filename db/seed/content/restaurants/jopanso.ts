import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const jopanso: SeedRestaurant = {
  slug: 'jopanso',
  name: say('조판소', 'Jopanso, the Composing Room'),
  tagline: say('활자 대신 생면을 늘어놓는 파스타 카운터', 'A pasta counter that sets fresh dough instead of type'),
  story: story(
    [
      '을지로에서 마지막까지 납활자를 쓰던 조판소 자리예요. 활자 서랍은 이제 면을 말리는 데 씁니다. 가로 열두 칸, 세로 여덟 칸. 오늘의 면은 맨 윗줄에 있어요.',
      '주방은 하나뿐인 카운터 안에 있고, 요리사 셋이 여덟 자리를 마주 봅니다. 메뉴는 면의 이름 하나와 소스 하나, 두 단어로만 적어요. 혼자 오신 분께는 반 접시를 두 번 내어 드리기도 합니다. 여러 가지를 드시고 싶어 하시니까요. 인쇄기가 멈추는 저녁 일곱 시부터 골목이 조용해져요.',
    ],
    [
      'The last composing room in Euljiro to set lead by hand. The type cases now dry pasta: twelve boxes across, eight down, today’s shapes in the top row.',
      'There is one counter with the kitchen inside it, three cooks facing eight seats. The menu is two words a line, a shape and a sauce. If you come alone we will gladly make two half plates, because nobody alone wants only one. After seven the presses stop and the alley goes quiet.',
    ],
  ),
  cuisine: 'italian',
  tags: ['counter', 'solo_friendly', 'wine', 'lunch', 'vegan_options', 'date_night'],
  priceLevel: 2,
  district: '중구',
  neighbourhood: NEIGHBOURHOODS.euljiro,
  address: say('서울 중구 마른내로 913, 2층', '2F, 913 Mareunnae-ro, Jung-gu, Seoul'),
  phone: '02-000-0808',
  menu: [
    {
      section: say('면', 'Pasta'),
      items: [
        dish(
          18000,
          '스파게토네, 고추',
          'Spaghettone, chilli',
          '영양 고추와 마늘, 그뿐',
          'Yeongyang chilli, garlic, nothing more',
        ),
        dish(
          22000,
          '오레키에테, 열무',
          'Orecchiette, young radish',
          '6월부터 9월까지 열무, 그 밖에는 브로콜리',
          'Radish tops in summer, broccoli the rest of the year',
        ),
        dish(24000, '카바텔리, 바지락', 'Cavatelli, clams'),
        dish(23000, '부카티니, 명란', 'Bucatini, cod roe'),
        dish(
          26000,
          '라비올리, 갈비',
          'Ravioli, short rib',
          '식힌 갈비찜을 다져 넣어요',
          'Filled with yesterday’s galbi-jjim',
        ),
        dish(20000, '트로피에, 깻잎', 'Trofie, perilla', '치즈를 빼면 비건이에요', 'Vegan without the cheese'),
      ],
    },
    {
      section: say('앞뒤로', 'Before and after'),
      items: [
        dish(9000, '구운 빵과 젓갈 버터', 'Toast, salted-seafood butter'),
        dish(14000, '참나물과 부라타', 'Burrata with chamnamul'),
        dish(12000, '양파 한 알 구이', 'One whole roast onion'),
        dish(9000, '우유 푸딩, 에스프레소', 'Milk pudding, espresso'),
      ],
    },
    {
      section: say('잔', 'Glasses'),
      items: [
        dish(11000, '하우스 화이트', 'House white'),
        dish(11000, '하우스 레드', 'House red'),
        dish(8000, '레몬 탄산수', 'Lemon soda'),
      ],
    },
  ],
  slotMinutes: 15,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 21, minute: 0 },
  minNoticeMinutes: 30,
  pacingCovers: 8,
  maxParty: 6,
  turnTimes: [
    { partyMax: 2, minutes: 75 },
    { partyMax: 6, minutes: 105 },
  ],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: [1, 2, 3, 4, 5], opensMinute: at(11, 30), lastSeatingMinute: at(13, 30) },
    {
      name: say('저녁', 'Dinner'),
      weekdays: [1, 2, 3, 4, 5, 6],
      opensMinute: at(17, 30),
      lastSeatingMinute: at(20, 45),
    },
  ],
  areas: [area(1, [0, 0, 12, 16], '카운터', 'Counter'), area(2, [13, 0, 11, 16], '창가', 'Window side')],
  tables: [
    counter(1, '카운터', 1, [3, 2, 6, 11], 8, 3),
    rect(2, '가', 2, [14, 1, 2, 2], 2, 1),
    rect(3, '나', 2, [17, 1, 2, 2], 2, 1),
    rect(4, '다', 2, [20, 1, 2, 2], 2, 1),
    rect(5, '라', 2, [14, 6, 3, 2], 4, 2),
    rect(6, '마', 2, [19, 6, 3, 2], 4, 2),
    rect(7, '바', 2, [14, 11, 2, 2], 2, 1),
    rect(8, '사', 2, [17, 11, 2, 2], 2, 1),
    rect(9, '아', 2, [20, 11, 3, 3], 6, 4),
  ],
  joins: [
    [2, 3],
    [3, 4],
    [7, 8],
  ],
  policy: deposit(
    'per_person',
    10000,
    [
      [24, 100],
      [3, 50],
    ],
    { fromParty: 3 },
  ),
  demand: 0.65,
  coverTone: 'ink',
};
