import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, dish, noDeposit, rect, round, say, story } from '../build';
import type { SeedRestaurant } from '../types';

export const rollingPinAtNoon: SeedRestaurant = {
  slug: 'rolling-pin-at-noon',
  name: say('정오의 홍두깨', 'The Rolling Pin at Noon'),
  tagline: say('해가 높을 때만 여는 손칼국수', 'Hand-cut noodles, only while the sun is high'),
  story: story(
    [
      '대학로 극장들이 잠든 낮에만 문을 열어요. 지순임 씨는 열한 시에 밀기 시작해 네 시에 홍두깨를 걸어 둡니다. 하루에 미는 반죽은 스물네 덩이, 한 덩이에서 다섯 그릇이 나와요. 남으면 수제비가 되고, 모자라면 그날은 조금 일찍 닫아요.',
      '국물은 두 가지뿐이에요. 남해 멸치와 디포리, 아니면 사골. 바지락이 좋은 봄에는 하나가 더 늘어요. 김치는 아침에 버무린 겉절이를 냅니다. 낮 공연 전에 드실 분은 예약에 시작 시각을 적어 주세요. 그 시간에 맞춰 드릴게요.',
    ],
    [
      'We open only by day, while the theatres of Daehangno sleep. Ji Sunim starts to roll at eleven and hangs up the pin at four. Twenty-four pieces of dough a day, five bowls from each. What is left becomes torn-dough soup; when there is none, we close a little early.',
      'There are two broths: Namhae anchovy and sardine, or beef bone. In spring, when clams are good, there is a third. The kimchi was dressed this morning. If you have a matinée, write the curtain time in your booking and you will be out for it.',
    ],
  ),
  cuisine: 'noodles',
  tags: ['lunch', 'solo_friendly', 'kids_welcome', 'step_free', 'vegan_options'],
  priceLevel: 1,
  district: '종로구',
  neighbourhood: NEIGHBOURHOODS.hyehwa,
  address: say('서울 종로구 대학로11길 704, 1층', '704 Daehak-ro 11-gil, Jongno-gu, Seoul (ground floor)'),
  phone: '02-000-1200',
  menu: [
    {
      section: say('칼국수', 'Knife-cut noodles'),
      items: [
        dish(10000, '멸치 칼국수', 'Anchovy broth'),
        dish(11000, '사골 칼국수', 'Beef-bone broth'),
        dish(12000, '바지락 칼국수', 'Clam broth', '3월부터 5월까지', 'March to May'),
        dish(
          11000,
          '팥칼국수',
          'Red-bean broth',
          '동짓달부터, 설탕은 상 위에',
          'From the solstice month; sugar is on the table',
        ),
        dish(11000, '들깨 칼국수', 'Perilla broth', '채소 국물로 끓여요', 'Made on vegetable stock'),
        dish(9000, '남은 반죽 수제비', 'Torn-dough soup', '세 시 이후에', 'After three'),
      ],
    },
    {
      section: say('만두와 전', 'Dumplings and pancakes'),
      items: [
        dish(9000, '김치만두 여섯 알', 'Six kimchi dumplings'),
        dish(9000, '고기만두 여섯 알', 'Six pork dumplings'),
        dish(10000, '부추전', 'Garlic-chive pancake'),
        dish(22000, '보쌈 작은 접시', 'Small plate of boiled pork'),
      ],
    },
    {
      section: say('마실 것', 'To drink'),
      items: [dish(4000, '수정과', 'Cinnamon punch'), dish(5000, '막걸리 한 사발', 'A bowl of makgeolli')],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 14, minute: 0 },
  minNoticeMinutes: 15,
  pacingCovers: 20,
  maxParty: 8,
  turnTimes: [{ partyMax: 8, minutes: 60 }],
  periods: [
    {
      name: say('한낮', 'Midday'),
      weekdays: [2, 3, 4, 5, 6, 7],
      opensMinute: at(11, 30),
      lastSeatingMinute: at(15, 30),
    },
  ],
  areas: [
    area(1, [0, 0, 16, 16], '홀', 'Dining room'),
    area(2, [17, 0, 7, 16], '홍두깨 옆', 'Beside the rolling board'),
  ],
  tables: [
    rect(1, '1', 1, [1, 1, 2, 2], 2, 1),
    rect(2, '2', 1, [4, 1, 2, 2], 2, 1),
    rect(3, '3', 1, [8, 1, 2, 2], 2, 1),
    rect(4, '4', 1, [11, 1, 2, 2], 2, 1),
    rect(5, '5', 1, [1, 6, 3, 2], 4, 1),
    rect(6, '6', 1, [5, 6, 3, 2], 4, 2),
    rect(7, '7', 1, [10, 6, 3, 2], 4, 2),
    rect(8, '8', 1, [1, 11, 3, 2], 4, 2),
    rect(9, '9', 1, [5, 11, 3, 2], 4, 2),
    round(10, '10', 1, [11, 11, 3, 3], 5, 3),
    rect(11, '11', 2, [19, 2, 2, 2], 2, 1),
    rect(12, '12', 2, [19, 5, 2, 2], 2, 1),
    rect(13, '13', 2, [19, 10, 2, 2], 2, 1),
  ],
  joins: [
    [1, 2],
    [3, 4],
    [5, 6],
    [8, 9],
    [11, 12],
  ],
  policy: noDeposit(),
  demand: 0.48,
  coverTone: 'wheat',
};
