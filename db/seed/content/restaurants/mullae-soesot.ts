import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, dish, noDeposit, rect, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const mullaeSoesot: SeedRestaurant = {
  slug: 'mullae-soesot',
  name: say('문래 쇠솥', 'The Mullae Cauldron'),
  tagline: say('옆집 대장장이가 부은 솥에서 끓는 곰탕', 'Beef broth in a cauldron cast by the smith next door'),
  story: story(
    [
      '문래동 철공소들이 셔터를 올리는 일곱 시, 저희도 같이 엽니다. 가게 한가운데 걸린 쇠솥은 옆집 이 반장님이 석 달 걸려 부어 주신 것이에요. 값은 곰탕 천 그릇으로 치렀고, 지금까지 412그릇을 드셨어요.',
      '양지와 사골을 나눠 끓이고, 소금만 놓습니다. 깍두기는 이틀 익힌 것과 열흘 익힌 것 두 가지를 내요. 아침에는 용접공과 화가가 나란히 앉고, 저녁에는 수육에 소주 한 병을 천천히 비우는 분들이 많아요. 토요일 아침에는 혼자 오시기 좋아요.',
    ],
    [
      'The ironworks of Mullae raise their shutters at seven and so do we. The cauldron in the middle of the room took Foreman Lee next door three months to cast. We paid him in a thousand bowls of soup. He has eaten 412.',
      'Brisket and marrow bones are simmered apart and seasoned with nothing but salt. There are two radish kimchis, one two days old and one ten. In the morning welders and painters share a table; in the evening people empty a bottle slowly over boiled beef. Saturday mornings are good alone.',
    ],
  ),
  cuisine: 'korean',
  tags: ['solo_friendly', 'counter', 'lunch', 'groups', 'step_free', 'kids_welcome'],
  priceLevel: 1,
  district: '영등포구',
  neighbourhood: NEIGHBOURHOODS.mullae,
  address: say('서울 영등포구 도림로128길 902, 1층', '902 Dorim-ro 128-gil, Yeongdeungpo-gu, Seoul (ground floor)'),
  phone: '02-000-0412',
  menu: [
    {
      section: say('탕', 'Broths'),
      items: [
        dish(13000, '맑은 곰탕', 'Clear beef soup', '소금은 끓일 때만 넣어요', 'Salted in the pot, not at the table'),
        dish(16000, '특 곰탕', 'Clear beef soup, more of it', '양지와 차돌, 머릿고기까지', 'Brisket, plate and cheek'),
        dish(14000, '우거지탕', 'Cabbage-leaf and beef soup'),
        dish(18000, '꼬리곰탕', 'Oxtail soup', '겨울, 하루 서른 그릇', 'Winter only, thirty bowls a day'),
      ],
    },
    {
      section: say('접시', 'Plates'),
      items: [
        dish(38000, '모둠 수육', 'Boiled beef, mixed cuts'),
        dish(24000, '도가니 초무침', 'Ox-knee in vinegar dressing'),
        dish(12000, '배추전 두 장', 'Two cabbage pancakes'),
        dish(15000, '육전', 'Beef slices in egg', '주문받고 부쳐요', 'Fried as you order'),
      ],
    },
    {
      section: say('더하기', 'Extras'),
      items: [
        dish(2000, '밥 한 공기', 'Bowl of rice'),
        dish(3000, '소면 사리', 'Wheat noodles for the broth'),
        dish(5000, '소주', 'Soju'),
        dish(8000, '영등포 막걸리', 'Yeongdeungpo makgeolli'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 14, minute: 0 },
  minNoticeMinutes: 15,
  pacingCovers: null,
  maxParty: 12,
  turnTimes: [
    { partyMax: 4, minutes: 60 },
    { partyMax: 12, minutes: 90 },
  ],
  periods: [
    { name: say('아침', 'Breakfast'), weekdays: [1, 2, 3, 4, 5, 6], opensMinute: at(7), lastSeatingMinute: at(9, 30) },
    { name: say('점심', 'Lunch'), weekdays: [1, 2, 3, 4, 5, 6], opensMinute: at(11), lastSeatingMinute: at(14) },
    { name: say('저녁', 'Dinner'), weekdays: [1, 2, 3, 4, 5], opensMinute: at(17), lastSeatingMinute: at(20, 30) },
  ],
  areas: [area(1, [0, 0, 15, 16], '솥 둘레', 'Around the cauldron'), area(2, [16, 0, 8, 16], '안채', 'Back room')],
  tables: [
    counter(1, '솥 앞', 1, [3, 7, 9, 2], 8, 2),
    rect(2, '1', 1, [1, 1, 2, 2], 2, 1),
    rect(3, '2', 1, [4, 1, 2, 2], 2, 1),
    rect(4, '3', 1, [8, 1, 2, 2], 2, 1),
    rect(5, '4', 1, [11, 1, 2, 2], 2, 1),
    rect(6, '5', 1, [1, 12, 3, 2], 4, 2),
    rect(7, '6', 1, [5, 12, 3, 2], 4, 2),
    rect(8, '7', 1, [10, 12, 3, 2], 4, 2),
    rect(9, '8', 2, [17, 1, 4, 2], 6, 3),
    rect(10, '9', 2, [17, 4, 4, 2], 6, 3),
    rect(11, '10', 2, [17, 9, 3, 2], 4, 2),
    rect(12, '11', 2, [17, 12, 3, 2], 4, 2),
  ],
  joins: [
    [2, 3],
    [4, 5],
    [6, 7],
    [9, 10],
    [11, 12],
  ],
  policy: noDeposit(),
  demand: 0.44,
  coverTone: 'ink',
};
