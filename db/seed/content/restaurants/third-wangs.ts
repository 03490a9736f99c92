import { NEIGHBOURHOODS } from '@/server/domain/restaurant';
import { area, at, dish, noDeposit, rect, round, say, story, WEEKDAYS, WEEKEND } from '../build';
import type { SeedRestaurant } from '../types';

export const thirdWangs: SeedRestaurant = {
  slug: 'third-wangs',
  name: say('왕씨네 셋째', 'The Third Wang'),
  tagline: say('인천에서 연남까지, 화교 삼대의 웍', 'Three generations at the wok, from Incheon to Yeonnam'),
  story: story(
    [
      '할아버지는 인천 부두 앞에서 만두를 빚었고, 아버지는 명동에서 코스를 차렸어요. 셋째 왕서린은 둘 다 하지 않으려다 결국 연남동에 웍을 걸었습니다. 간판의 글씨는 할아버지 장부에서 따왔어요.',
      '산둥식 찐만두와 오향장육은 첫 집의 맛 그대로예요. 짜장은 춘장을 직접 볶고 설탕을 넣지 않습니다. 단맛은 양배추와 양파가 내요. 둥근 식탁은 돌아가니 여럿이 오셔서 많이 시키고 조금씩 나눠 드세요.',
    ],
    [
      'Grandfather folded dumplings by the Incheon docks, Father laid out banquets in Myeongdong. Wang Seorin, the third, meant to do neither and ended up hanging a wok in Yeonnam. The lettering on the sign is from her grandfather’s ledger.',
      'Shandong steamed dumplings and five-spice shank taste as they did in the first house. The black-bean sauce is fried here and has no sugar; the sweetness is cabbage and onion. The round tables turn, so come with friends, order widely and take a little of each.',
    ],
  ),
  cuisine: 'chinese',
  tags: ['groups', 'private_room', 'kids_welcome', 'lunch', 'parking', 'step_free'],
  priceLevel: 2,
  district: '마포구',
  neighbourhood: NEIGHBOURHOODS.yeonnam,
  address: say('서울 마포구 연희로1길 811, 2층', '2F, 811 Yeonhui-ro 1-gil, Mapo-gu, Seoul'),
  phone: '02-000-0303',
  menu: [
    {
      section: say('만두', 'Dumplings'),
      items: [
        dish(11000, '산둥 찐만두 여덟 알', 'Eight Shandong steamed dumplings'),
        dish(12000, '부추 군만두', 'Pan-fried chive dumplings', '한 면만 바삭하게', 'Crisp on one side only'),
        dish(13000, '삼치 물만두', 'Boiled mackerel dumplings', '할아버지의 것', 'Grandfather’s'),
      ],
    },
    {
      section: say('요리', 'Dishes to share'),
      items: [
        dish(32000, '오향장육', 'Five-spice beef shank'),
        dish(28000, '목이버섯 달걀 돼지볶음', 'Pork with wood ear and egg'),
        dish(36000, '유린기', 'Crisp chicken in soy and vinegar'),
        dish(42000, '해삼과 대파', 'Sea cucumber braised with leek'),
        dish(22000, '마라 두부와 가지', 'Mala tofu and aubergine', '고기 없이 만들어요', 'Made without meat'),
        dish(30000, '찹쌀 탕수육', 'Sweet-and-sour pork', '소스는 따로 드려요', 'Sauce on the side'),
      ],
    },
    {
      section: say('식사', 'Noodles and rice'),
      items: [
        dish(10000, '옛날 짜장', 'Old-style black-bean noodles'),
        dish(12000, '백짬뽕', 'White seafood noodle soup'),
        dish(11000, '달걀볶음밥', 'Egg fried rice'),
      ],
    },
    {
      section: say('술', 'To drink'),
      items: [dish(26000, '연태 고량주 250ml', 'Yantai kaoliang, 250 ml'), dish(6000, '병맥주', 'Bottled beer')],
    },
  ],
  slotMinutes: 30,
  holdMinutes: 7,
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 30,
  pacingCovers: 30,
  maxParty: 16,
  turnTimes: [
    { partyMax: 4, minutes: 90 },
    { partyMax: 8, minutes: 120 },
    { partyMax: 16, minutes: 150 },
  ],
  periods: [
    { name: say('점심', 'Lunch'), weekdays: WEEKDAYS, opensMinute: at(11, 30), lastSeatingMinute: at(14) },
    { name: say('저녁', 'Dinner'), weekdays: WEEKDAYS, opensMinute: at(17), lastSeatingMinute: at(20, 30) },
    { name: say('주말', 'Weekend'), weekdays: WEEKEND, opensMinute: at(11, 30), lastSeatingMinute: at(20, 30) },
  ],
  areas: [area(1, [0, 0, 15, 16], '홀', 'Dining room'), area(2, [16, 0, 8, 16], '둥근방', 'Round-table rooms')],
  tables: [
    rect(1, '1', 1, [1, 1, 3, 2], 4, 1),
    rect(2, '2', 1, [5, 1, 3, 2], 4, 1),
    rect(3, '3', 1, [10, 1, 3, 2], 4, 2),
    rect(4, '4', 1, [1, 5, 3, 2], 4, 2),
    rect(5, '5', 1, [5, 5, 3, 2], 4, 2),
    rect(6, '6', 1, [10, 5, 2, 2], 2, 1),
    round(7, '7', 1, [1, 10, 4, 4], 8, 4),
    round(8, '8', 1, [6, 10, 4, 4], 8, 4),
    rect(9, '9', 1, [12, 10, 2, 2], 2, 1),
    round(10, '복', 2, [17, 1, 5, 4], 10, 6),
    round(11, '록', 2, [17, 6, 4, 4], 8, 5),
    round(12, '수', 2, [17, 11, 4, 4], 8, 5),
  ],
  joins: [
    [1, 2],
    [4, 5],
    [7, 8],
    [11, 12],
  ],
  policy: noDeposit(),
  demand: 0.55,
  coverTone: 'brick',
};
