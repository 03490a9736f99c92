import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const namulInOrder: SeedRestaurant = {
  slug: 'namul-in-order',
  name: say('나물의 순서', 'Namul in Order'),
  tagline: say('날것에서 묵은 것까지, 풀과 뿌리만으로', 'From raw to aged, with leaves and roots alone'),
  story: story(
    [
      '나물에도 먹는 순서가 있어요. 생것, 데친 것, 볶은 것, 말린 것, 묵은 것. 담백한 데서 시작해 깊은 데서 끝나는 그 순서대로 접시가 나옵니다. 공혜인 셰프는 지리산 자락 암자의 공양간에서 일곱 해를 보내며 이것을 배웠어요.',
      '오신채 없이도 차려 드려요. 예약할 때 적어 주시면 마늘과 파가 들어간 것을 모두 바꿉니다. 곰취는 인제, 고사리는 구례, 시래기는 양구에서 오고, 들기름은 주문이 들어온 주에만 짜요. 고기를 찾지 않게 되는 저녁이었으면 해요.',
    ],
    [
      'Namul has an order: raw, blanched, fried, dried, aged. The plates follow it, beginning plain and ending deep. Chef Gong Hyein learned it over seven years in the kitchen of a hermitage below Jirisan.',
      'We also cook without the five pungent roots; say so in your booking and everything with garlic or leek is replaced. Gomchwi comes from Inje, bracken from Gurye, dried radish leaves from Yanggu, and the perilla oil is pressed only in the week it is needed. We hope for an evening on which you forget to ask about meat.',
    ],
  ),
  cuisine: 'vegetarian',
  tags: ['vegan_options', 'tasting_menu', 'quiet', 'hanok', 'counter', 'solo_friendly', 'lunch'],
  priceLevel: 2,
  district: '종로구',
  neighbourhood: NEIGHBOURHOODS.bukchon,
  address: say('서울 종로구 계동길 912', '912 Gyedong-gil, Jongno-gu, Seoul'),
  phone: '02-000-0505',
  menu: [
    {
      section: say('차림', 'Set meals'),
      items: [
        dish(24000, '점심 다섯 나물 밥상', 'Five-namul lunch', '밥, 국, 나물 다섯', 'Rice, soup, five namul'),
        dish(52000, '저녁 열 나물의 순서', 'Ten namul in order', '여섯 차례로 나눠 나와요', 'Served in six turns'),
        dish(52000, '오신채 없는 저녁', 'Dinner without the five roots'),
      ],
    },
    {
      section: say('한 접시', 'Single plates'),
      items: [
        dish(14000, '곰취 쌈과 강된장', 'Gomchwi leaves with thick soybean paste'),
        dish(15000, '더덕구이', 'Grilled deodeok', '고추장은 붓으로 한 번만', 'One brush of gochujang, no more'),
        dish(13000, '연근 들깨탕', 'Lotus root in perilla broth'),
        dish(
          16000,
          '능이와 두부 지짐',
          'Pan-fried tofu with hawk’s-wing mushroom',
          '9월과 10월',
          'September and October',
        ),
        dish(12000, '시래기 메밀전병', 'Buckwheat roll with dried radish leaves'),
      ],
    },
    {
      section: say('단것과 차', 'Sweets and tea'),
      items: [
        dish(7000, '도라지정과', 'Candied bellflower root'),
        dish(8000, '쑥 인절미와 홍시', 'Mugwort rice cake, soft persimmon'),
        dish(7000, '뽕잎차', 'Mulberry-leaf tea'),
        dish(9000, '막걸리 식초 소다', 'Makgeolli-vinegar soda'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 180,
  pacingCovers: 12,
  maxParty: 6,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 6, minutes: 120 },
  ],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: [1, 2, 4, 5, 6, 7], opensMinute: at(11, 30), lastSeatingMinute: at(14) },
    { name: say('저녁', 'Dinner'), weekdays: [4, 5, 6, 7], opensMinute: at(17, 30), lastSeatingMinute: at(19, 30) },
  ],
  areas: [area(1, [0, 0, 15, 16], '마루', 'Wooden hall'), area(2, [16, 0, 8, 16], '부엌 앞', 'By the kitchen')],
  tables: [
    rect(1, '1', 1, [1, 1, 2, 2], 2, 1),
    rect(2, '2', 1, [4, 1, 2, 2], 2, 1),
    rect(3, '3', 1, [8, 1, 2, 2], 2, 1),
    rect(4, '4', 1, [12, 1, 2, 2], 2, 1),
    rect(5, '5', 1, [1, 6, 3, 2], 4, 2),
    rect(6, '6', 1, [6, 6, 3, 2], 4, 2),
    rect(7, '7', 1, [11, 6, 3, 2], 4, 2),
    round(8, '8', 1, [1, 11, 3, 3], 4, 3),
    rect(9, '9', 1, [7, 11, 4, 3], 6, 4),
    counter(10, '부엌', 2, [18, 2, 2, 11], 6, 2),
  ],
  joins: [[1, 2]],
  policy: deposit('per_person', 15000, [
    [24, 100],
    [6, 50],
  ]),
  demand: 0.52,
  coverTone: 'pine',
};
