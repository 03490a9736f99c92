import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, counter, dish, noDeposit, rect, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const ramenHallo: SeedRestaurant = {
  slug: 'ramen-hallo',
  name: say('라멘 한로', 'Ramen Hallo'),
  tagline: say('찬 이슬 내리던 날 문을 연 맑은 닭 라멘', 'Clear chicken ramen, opened on the day of cold dew'),
  story: story(
    [
      '한로(寒露)는 찬 이슬이 맺히는 절기예요. 2019년 그날, 구두 공방이던 여덟 평에 솥 두 개를 걸었습니다. 외국에서 오신 손님은 간판을 인사로 읽으시는데, 굳이 고쳐 드리지는 않아요.',
      '국물은 토종닭과 바지락, 다시마뿐이에요. 끓이지 않고 92도에서 여섯 시간을 지킵니다. 면은 앉은뱅이밀을 섞어 옆 골목 제면소에서 점심과 저녁 두 번 뽑아 와요. 앉으시고 7분이면 그릇이 놓이고, 보통 20분이면 일어나세요. 서두르시라는 뜻은 아니에요.',
    ],
    [
      'Hallo is how you say cold dew in Korean, and the name of the day in October when it first falls. On that day in 2019 we hung two pots in a former shoemaker’s room. Visitors read the sign as a greeting, and we do not correct them.',
      'The broth is native chicken, clams and kelp, never boiled, kept at 92 degrees for six hours. The noodles carry some Korean dwarf wheat and are pressed in the next lane twice a day. A bowl is in front of you seven minutes after you sit, and most people are up again in twenty. Nobody is hurrying you.',
    ],
  ),
  cuisine: 'ramen',
  tags: ['counter', 'solo_friendly', 'lunch', 'vegan_options', 'step_free'],
  priceLevel: 1,
  district: '성동구',
  neighbourhood: NEIGHBOURHOODS.seongsu,
  address: say('서울 성동구 성수이로18길 804, 1층', '804 Seongsui-ro 18-gil, Seongdong-gu, Seoul (ground floor)'),
  phone: '02-000-1008',
  menu: [
    {
      section: say('라멘', 'Ramen'),
      items: [
        dish(12000, '한로 시오', 'Hallo shio', '맑은 닭과 바지락, 소금', 'Clear chicken and clam, salt'),
        dish(12500, '한로 쇼유', 'Hallo shoyu', '두 해 묵은 조선간장', 'With two-year Korean soy'),
        dish(
          13500,
          '들깨 탄탄',
          'Perilla tantan',
          '고기 없이, 표고 국물로도 돼요',
          'Can be made with shiitake broth, without meat',
        ),
        dish(14000, '상강 미소', 'First-frost miso', '10월 하순부터 1월까지', 'From late October to January'),
        dish(13000, '냉라멘', 'Cold ramen', '6월부터 9월 15일까지', 'June to the fifteenth of September'),
      ],
    },
    {
      section: say('더하기', 'On top'),
      items: [
        dish(4000, '닭 가슴살 차슈', 'Chicken breast chashu'),
        dish(4500, '목살 차슈', 'Pork neck chashu'),
        dish(2000, '간장 달걀', 'Soy egg'),
        dish(1500, '면 더', 'More noodles'),
      ],
    },
    {
      section: say('옆에', 'On the side'),
      items: [
        dish(4500, '닭기름밥', 'Rice with chicken fat'),
        dish(7000, '손만두 네 알', 'Four dumplings'),
        dish(5000, '생맥주 작은 잔', 'Small draught beer'),
      ],
    },
  ],
  slotMinutes: 15,
  holdMinutes: 5,
  opening: { kind: 'rolling', daysAhead: 14, minute: 0 },
  minNoticeMinutes: 15,
  pacingCovers: 8,
  maxParty: 4,
  turnTimes: [
    { partyMax: 2, minutes: 30 },
    { partyMax: 4, minutes: 45 },
  ],
  periods: [
    {
      name: say('점심', 'Lunch'),
      weekdays: [1, 3, 4, 5, 6, 7],
      opensMinute: at(11, 30),
      lastSeatingMinute: at(14, 45),
    },
    { name: say('저녁', 'Dinner'), weekdays: [1, 3, 4, 5, 6, 7], opensMinute: at(17), lastSeatingMinute: at(20, 30) },
  ],
  areas: [area(1, [0, 0, 24, 8], '카운터', 'Counter'), area(2, [0, 9, 24, 7], '안쪽', 'At the back')],
  tables: [
    counter(1, '카운터', 1, [2, 3, 16, 2], 10, 3),
    rect(2, '1', 2, [2, 11, 2, 2], 2, 1),
    rect(3, '2', 2, [5, 11, 2, 2], 2, 1),
    rect(4, '3', 2, [10, 11, 3, 2], 4, 2),
    rect(5, '4', 2, [16, 11, 3, 2], 4, 2),
  ],
  joins: [[2, 3]],
  policy: noDeposit(),
  demand: 0.69,
  coverTone: 'wheat',
};
