import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const neurindam: SeedRestaurant = {
  slug: 'neurindam',
  name: say('느린담', 'Neurindam'),
  tagline: say('장독 서른 개로 차리는 북촌 한옥의 저녁', 'Thirty jars of jang and a hanok dinner in Bukchon'),
  story: story(
    [
      '돌담을 따라 천천히 걷다 보면 나오는 1936년 도시형 한옥이에요. 마당 서른 개의 항아리에서 셰프 남궁은의 요리가 시작됩니다. 가장 오래된 씨간장은 열일곱 해, 막내는 올봄에 담갔어요.',
      '저녁은 아홉 차례로 나와요. 두릅과 햇녹두, 민어와 애호박, 송이와 닭, 무와 청어처럼 절기가 짝을 지어 줍니다. 어느 접시에도 장이 두 번 겹치지 않아요. 밥은 그 주에 도정한 쌀로 손님마다 따로 짓습니다.',
      '신을 벗고 올라오시지만 바닥에 앉지는 않으세요. 마루 아래로 다리를 내리는 자리예요.',
    ],
    [
      'Walk slowly along the stone wall and you reach a city hanok of 1936. Chef Namgung Eun’s cooking begins in the thirty jars of its courtyard: the oldest soy is seventeen years old, the youngest was laid down this spring.',
      'Dinner comes in nine turns, paired by the season: angelica shoots with new mung beans, croaker with young squash, pine mushroom with chicken, radish with herring. No jang appears twice. The rice is milled that week and cooked for each table alone.',
      'Shoes come off, but nobody sits on the floor; there is a well beneath each table for your legs.',
    ],
  ),
  cuisine: 'hansik',
  tags: ['hanok', 'tasting_menu', 'courtyard', 'private_room', 'quiet', 'korean_spirits', 'vegan_options'],
  priceLevel: 4,
  district: '종로구',
  neighbourhood: NEIGHBOURHOODS.bukchon,
  address: say('서울 종로구 북촌로11나길 806', '806 Bukchon-ro 11na-gil, Jongno-gu, Seoul'),
  phone: '02-000-1936',
  menu: [
    {
      section: say('점심', 'Lunch'),
      items: [
        dish(78000, '다섯 차례 점심', 'Five-turn lunch'),
        dish(
          78000,
          '다섯 차례 채소 점심',
          'Five-turn vegetable lunch',
          '이틀 전까지 예약해 주세요',
          'Please book two days ahead',
        ),
      ],
    },
    {
      section: say('저녁', 'Dinner'),
      items: [
        dish(
          168000,
          '아홉 차례 저녁',
          'Nine-turn dinner',
          '절기마다 바뀌어요',
          'Changes with each of the twenty-four seasons',
        ),
        dish(158000, '아홉 차례 채소 저녁', 'Nine-turn vegetable dinner'),
        dish(38000, '씨간장 한우 더하기', 'Add beef in seventeen-year soy'),
      ],
    },
    {
      section: say('술과 차', 'Drinks'),
      items: [
        dish(65000, '약주 다섯 잔', 'Five clear rice wines', '해남에서 평창까지', 'From Haenam to Pyeongchang'),
        dish(85000, '와인 다섯 잔', 'Five wines'),
        dish(
          40000,
          '우린 것 다섯 잔',
          'Five infusions',
          '솔잎, 우엉, 배, 메밀, 구운 쌀',
          'Pine needle, burdock, pear, buckwheat, toasted rice',
        ),
        dish(90000, '진도 홍주 한 병', 'A bottle of Jindo red spirit'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 60, minute: 0 },
  minNoticeMinutes: 1440,
  pacingCovers: 12,
  maxParty: 8,
  turnTimes: [
    { partyMax: 4, minutes: 150 },
    { partyMax: 8, minutes: 180 },
  ],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: [3, 4, 5, 6, 7], opensMinute: at(12), lastSeatingMinute: at(13) },
    { name: say('저녁', 'Dinner'), weekdays: [2, 3, 4, 5, 6], opensMinute: at(18), lastSeatingMinute: at(19, 30) },
  ],
  specialDays: [
    { inDays: 15, closed: true, reason: say('메주 쑤는 날', 'Boiling the soybeans for next year') },
    { inDays: 16, closed: true, reason: say('메주 빚는 날', 'Shaping them into bricks') },
  ],
  areas: [
    area(1, [0, 0, 14, 7], '대청', 'Main hall'),
    area(2, [15, 0, 9, 16], '사랑방', 'Guest rooms'),
    area(3, [0, 8, 14, 8], '마당 곁 툇마루', 'Courtyard porch'),
  ],
  tables: [
    rect(1, '대청1', 1, [1, 2, 3, 2], 4, 2),
    rect(2, '대청2', 1, [5, 2, 3, 2], 4, 2),
    rect(3, '대청3', 1, [10, 2, 3, 2], 4, 2),
    rect(4, '매화', 2, [17, 1, 4, 3], 6, 4),
    rect(5, '난초', 2, [17, 6, 4, 3], 6, 4),
    rect(6, '국화', 2, [17, 12, 5, 3], 8, 5),
    round(7, '툇1', 3, [1, 9, 2, 2], 2, 1),
    round(8, '툇2', 3, [5, 9, 2, 2], 2, 1),
    round(9, '툇3', 3, [9, 9, 2, 2], 2, 2),
    round(10, '툇4', 3, [5, 12, 2, 2], 2, 2),
  ],
  joins: [
    [1, 2],
    [8, 10],
  ],
  policy: deposit(
    'per_person',
    50000,
    [
      [72, 100],
      [48, 70],
      [24, 30],
    ],
    { graceMinutes: 60 },
  ),
  demand: 0.78,
  coverTone: 'brick',
};
