import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, deposit, dish, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const choharu: SeedRestaurant = {
  slug: 'choharu',
  name: say('초하루 다과', 'Choharu'),
  tagline: say('음력 초하루마다 바뀌는 다과 한 상', 'A table of sweets that changes with each new moon'),
  story: story(
    [
      '음력 초하루면 메뉴판을 새로 써요. 시월상달에는 감과 잣, 동지에는 팥과 유자, 정월에는 엿과 곶감. 달이 찰수록 단맛을 조금씩 줄였다가 그믐에 가장 담백해집니다.',
      '과자장 서유진은 궁중병과를 배우고 파리의 과자점에서 네 해를 보냈어요. 약과는 여덟 겹으로 접고, 주악은 앉으신 다음에 튀깁니다. 따뜻할 때의 주악은 여기서만 드실 수 있어요. 차는 다과에 맞춰 다섯 가지를 골라 두었고, 원하시면 같은 찻잎을 세 번까지 우려 드려요.',
    ],
    [
      'On the first day of each lunar month we rewrite the card. Persimmon and pine nut for the tenth moon, red bean and yuja for the solstice, malt taffy and dried persimmon for the new year. As the moon fills the sweetness recedes, and the last nights are the plainest.',
      'Seo Yujin trained in the sweets of the Joseon court, then spent four years in a Paris pâtisserie. Her yakgwa is folded eight times, and the juak is fried after you sit down, because a warm one cannot be carried home. Five teas are chosen to match, and the same leaves can be poured three times.',
    ],
  ),
  cuisine: 'dessert',
  tags: ['counter', 'quiet', 'solo_friendly', 'tasting_menu', 'vegan_options', 'date_night'],
  priceLevel: 2,
  district: '종로구',
  neighbourhood: NEIGHBOURHOODS.seochon,
  address: say('서울 종로구 자하문로7길 705, 2층', '2F, 705 Jahamun-ro 7-gil, Jongno-gu, Seoul'),
  phone: '02-000-0001',
  menu: [
    {
      section: say('다과상', 'Tasting'),
      items: [
        dish(38000, '초하루 다과 다섯 가지', 'Five sweets of the month', '차 두 잔과 함께', 'With two teas'),
        dish(24000, '작은 다과상', 'Three sweets', '차 한 잔과 함께', 'With one tea'),
      ],
    },
    {
      section: say('하나씩', 'One at a time'),
      items: [
        dish(6000, '여덟 겹 약과', 'Eight-fold yakgwa'),
        dish(7000, '개성주악', 'Juak, fried to order', '앉으신 다음에 튀겨요', 'Only after you sit down'),
        dish(8500, '홍시 셔벗과 잣', 'Soft-persimmon sorbet, pine nuts'),
        dish(9000, '유자단자', 'Yuja rice cake', '동지 무렵부터', 'From around the solstice'),
        dish(9000, '흑임자 다식과 초콜릿', 'Black-sesame dasik with chocolate'),
      ],
    },
    {
      section: say('차', 'Tea'),
      items: [
        dish(9000, '하동 세작', 'Hadong sejak green tea'),
        dish(9000, '보성 홍차', 'Black tea from Boseong'),
        dish(8000, '볶은 메밀차', 'Roasted buckwheat tea'),
        dish(
          14000,
          '이화주 한 종지',
          'A spoonful bowl of ihwaju',
          '떠먹는 막걸리',
          'Rice wine thick enough for a spoon',
        ),
      ],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 60,
  pacingCovers: 10,
  maxParty: 4,
  turnTimes: [{ partyMax: 4, minutes: 90 }],
  periods: [
    { name: say('낮', 'Afternoon'), weekdays: [3, 4, 5, 6, 7], opensMinute: at(13), lastSeatingMinute: at(18) },
    { name: say('저녁 다과', 'Evening'), weekdays: [5, 6], opensMinute: at(19), lastSeatingMinute: at(20, 30) },
  ],
  areas: [area(1, [0, 0, 11, 16], '카운터', 'Counter'), area(2, [12, 0, 12, 16], '인왕산 창', 'Inwangsan window')],
  tables: [
    counter(1, '카운터', 1, [4, 2, 2, 11], 6, 2),
    round(2, '1', 2, [13, 1, 2, 2], 2, 1),
    round(3, '2', 2, [17, 1, 2, 2], 2, 1),
    round(4, '3', 2, [21, 1, 2, 2], 2, 1),
    rect(5, '4', 2, [13, 6, 2, 2], 2, 1),
    rect(6, '5', 2, [16, 6, 2, 2], 2, 1),
    rect(7, '6', 2, [20, 6, 3, 2], 4, 2),
    rect(8, '7', 2, [13, 12, 3, 2], 4, 2),
    rect(9, '8', 2, [19, 12, 3, 2], 4, 2),
  ],
  joins: [[5, 6]],
  policy: deposit('per_person', 10000, [
    [24, 100],
    [3, 50],
  ]),
  demand: 0.6,
  coverTone: 'celadon',
};
