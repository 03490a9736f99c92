import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, deposit, dish, EVERY_DAY, rect, round, say, story, WEEKEND } from '../build';
import type { SeedRestaurant } from '../types';

export const bultiWorks: SeedRestaurant = {
  slug: 'bulti-works',
  name: say('불티공업사', 'Bulti Works'),
  tagline: say('선반이 돌던 자리에서 굽는 참숯 돼지고기', 'Pork over oak charcoal, where the lathes used to turn'),
  story: story(
    [
      '1983년부터 여기는 베어링 깎던 공장이었어요. 주인 한기정 씨는 이 공장에서 자랐고, 아버지가 기계를 넘긴 다음 해에 같은 바닥에 화로를 놓았습니다. 간판은 그대로 두고 두 글자만 고쳐 썼어요.',
      '고기는 강원도 횡성의 한 농장에서 월요일과 목요일에만 들어와요. 꽃목살은 두께 3센티미터로 썰어 겉을 먼저 세게 굽고, 화로 가장자리에서 천천히 속을 익힙니다. 불판을 바꾸고 뒤집는 일은 저희가 할게요. 이야기하시는 동안 고기는 알아서 익어 있을 거예요.',
      '주말 저녁 여섯 시 반이 가장 붐벼요. 조용히 드시고 싶다면 중층 자리나 평일 다섯 시를 권해 드려요.',
    ],
    [
      'From 1983 this was a shop that cut bearings. Han Gijeong grew up between its machines, and the year after her father sold them she set hearths into the same floor. She kept the sign and repainted two letters.',
      'The pork comes from one farm in Hoengseong, on Mondays and Thursdays only. Neck is cut three centimetres thick, seared hard, then moved to the edge of the fire to finish slowly. We turn the meat and change the grates; you can go on talking.',
      'Saturday at half past six is the loudest hour of the week. For a quieter dinner, ask for the mezzanine or come at five on a weekday.',
    ],
  ),
  cuisine: 'bbq',
  tags: ['charcoal', 'groups', 'courtyard', 'corkage', 'korean_spirits', 'step_free'],
  priceLevel: 2,
  district: '성동구',
  neighbourhood: NEIGHBOURHOODS.seongsu,
  address: say('서울 성동구 연무장길 917, 불티공업사 1층', '917 Yeonmujang-gil, Seongdong-gu, Seoul (ground floor)'),
  phone: '02-000-1983',
  menu: [
    {
      section: say('숯불', 'From the fire'),
      items: [
        dish(
          21000,
          '꽃목살 180g',
          'Pork neck, 180 g',
          '3센티미터 두께, 소금만',
          'Cut three centimetres thick, salt and nothing else',
        ),
        dish(22000, '항정살 170g', 'Pork jowl, 170 g', '청귤 소금을 곁들여요', 'With green-tangerine salt'),
        dish(
          20000,
          '껍데기 붙은 오겹살 180g',
          'Skin-on belly, 180 g',
          '칼집을 넣어 바삭하게',
          'Scored and grilled until the skin cracks',
        ),
        dish(34000, '소 늑간살 150g', 'Beef rib fingers, 150 g', '하루 스무 접시', 'Twenty plates a day'),
        dish(
          26000,
          '공장식 양념갈비 250g',
          'Machine-shop pork ribs, 250 g',
          '사과와 간장에 사흘',
          'Three days in apple and soy',
        ),
      ],
    },
    {
      section: say('곁들임', 'Beside it'),
      items: [
        dish(8000, '구운 대파와 겨자장', 'Charred leeks, mustard dressing'),
        dish(9000, '숯에 구운 두부와 들기름', 'Charcoal tofu with perilla oil'),
        dish(
          7000,
          '생미나리 무침',
          'Dressed water parsley',
          '언양 미나리, 3월부터 5월까지',
          'From Eonyang, March to May',
        ),
      ],
    },
    {
      section: say('마무리', 'To finish'),
      items: [
        dish(9000, '살얼음 동치미국수', 'Noodles in iced radish broth'),
        dish(
          11000,
          '된장술밥',
          'Soybean-paste rice from the grill pan',
          '남은 고기를 넣어 자작하게 끓여요',
          'With what is left of your meat',
        ),
        dish(4000, '누룽지 아이스크림', 'Scorched-rice ice cream'),
      ],
    },
    {
      section: say('술', 'To drink'),
      items: [
        dish(12000, '횡성 더덕막걸리', 'Deodeok makgeolli from Hoengseong'),
        dish(32000, '문경 사과증류주 375ml', 'Mungyeong apple spirit, 375 ml'),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 45, minute: 0 },
  minNoticeMinutes: 60,
  pacingCovers: 24,
  maxParty: 12,
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 6, minutes: 120 },
    { partyMax: 12, minutes: 150 },
  ],
  periods: [
    { name: say('주말 점심', 'Weekend lunch'), weekdays: WEEKEND, opensMinute: at(12), lastSeatingMinute: at(14) },
    { name: say('저녁', 'Dinner'), weekdays: EVERY_DAY, opensMinute: at(17), lastSeatingMinute: at(21) },
    {
      name: say('늦은 저녁', 'Late dinner'),
      weekdays: [4, 5],
      opensMinute: at(21, 30),
      lastSeatingMinute: at(22),
    },
  ],
  specialDays: [
    { inDays: 17, closed: true, reason: say('화로 내화벽돌 교체', 'The hearths get new firebrick') },
    { inDays: 26, name: say('옛 공장의 밤', 'Old factory night'), opensMinute: at(17), lastSeatingMinute: at(22, 30) },
  ],
  areas: [
    area(1, [0, 0, 16, 16], '작업장', 'Shop floor'),
    area(2, [17, 0, 7, 7], '중층', 'Mezzanine'),
    area(3, [17, 8, 7, 8], '뒷마당', 'Back yard'),
  ],
  tables: [
    rect(1, 'A1', 1, [1, 1, 3, 2], 4, 2),
    rect(2, 'A2', 1, [5, 1, 3, 2], 4, 2),
    rect(3, 'A3', 1, [9, 1, 3, 2], 4, 2),
    rect(4, 'A4', 1, [13, 1, 2, 2], 2, 1),
    rect(5, 'B1', 1, [1, 5, 3, 2], 4, 2),
    rect(6, 'B2', 1, [5, 5, 3, 2], 4, 2),
    rect(7, 'B3', 1, [9, 5, 3, 2], 4, 2),
    rect(8, 'B4', 1, [13, 5, 2, 2], 2, 1),
    rect(9, 'C1', 1, [1, 9, 4, 2], 6, 3),
    rect(10, 'C2', 1, [6, 9, 4, 2], 6, 3),
    rect(11, 'C3', 1, [12, 9, 3, 2], 4, 2),
    round(12, 'D1', 1, [1, 13, 2, 2], 2, 1),
    round(13, 'D2', 1, [4, 13, 2, 2], 2, 1),
    rect(14, 'M1', 2, [18, 1, 4, 2], 6, 3),
    rect(15, 'M2', 2, [18, 4, 4, 2], 6, 3),
    round(16, 'Y1', 3, [18, 9, 2, 2], 4, 2),
    round(17, 'Y2', 3, [21, 9, 2, 2], 4, 2),
    round(18, 'Y3', 3, [18, 13, 2, 2], 4, 2),
  ],
  joins: [
    [1, 2],
    [2, 3],
    [5, 6],
    [6, 7],
    [9, 10],
    [14, 15],
    [16, 17],
  ],
  policy: deposit(
    'per_person',
    10000,
    [
      [24, 100],
      [6, 50],
    ],
    { fromParty: 4 },
  ),
  demand: 0.86,
  owner: 'demo-owner',
  coverTone: 'brick',
};
