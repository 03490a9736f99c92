import type { Label as Text } from '@/server/domain/restaurant';

/** People who have booked in the demo. Invented: common family and given names, combined. */
export const DINERS: readonly Text[] = [
  { ko: '김서윤', en: 'Kim Seoyun' },
  { ko: '이도윤', en: 'Lee Doyun' },
  { ko: '박지솔', en: 'Park Jisol' },
  { ko: '최하준', en: 'Choi Hajun' },
  { ko: '정은설', en: 'Jeong Eunseol' },
  { ko: '강민택', en: 'Kang Mintaek' },
  { ko: '조수린', en: 'Cho Surin' },
  { ko: '윤태오', en: 'Yoon Taeo' },
  { ko: '장예린', en: 'Jang Yerin' },
  { ko: '임건우', en: 'Lim Geonu' },
  { ko: '한소율', en: 'Han Soyul' },
  { ko: '오세온', en: 'Oh Seon' },
  { ko: '서가은', en: 'Seo Gaeun' },
  { ko: '신우진', en: 'Shin Ujin' },
  { ko: '권나연', en: 'Kwon Nayeon' },
  { ko: '황정빈', en: 'Hwang Jeongbin' },
  { ko: '안채원', en: 'Ahn Chaewon' },
  { ko: '송지완', en: 'Song Jiwan' },
  { ko: '류다인', en: 'Ryu Dain' },
  { ko: '홍석진', en: 'Hong Seokjin' },
  { ko: '전유나', en: 'Jeon Yuna' },
  { ko: '고은성', en: 'Ko Eunseong' },
  { ko: '문하람', en: 'Moon Haram' },
  { ko: '양준서', en: 'Yang Junseo' },
  { ko: '손미래', en: 'Son Mirae' },
  { ko: '배시우', en: 'Bae Siu' },
  { ko: '백아린', en: 'Baek Arin' },
  { ko: '허동현', en: 'Heo Donghyeon' },
  { ko: '유하영', en: 'Yu Hayeong' },
  { ko: '남기훈', en: 'Nam Gihun' },
  { ko: '심보라', en: 'Shim Bora' },
  { ko: '노승현', en: 'Noh Seunghyeon' },
  { ko: '하다솜', en: 'Ha Dasom' },
  { ko: '곽재민', en: 'Kwak Jaemin' },
  { ko: '성유겸', en: 'Sung Yugyeom' },
  { ko: '차민서', en: 'Cha Minseo' },
  { ko: '주한결', en: 'Joo Hangyeol' },
  { ko: '우지안', en: 'Woo Jian' },
  { ko: '구본결', en: 'Koo Bongyeol' },
  { ko: '나혜진', en: 'Na Hyejin' },
  { ko: '민경수', en: 'Min Gyeongsu' },
  { ko: '진서아', en: 'Jin Seoa' },
  { ko: '지현겸', en: 'Ji Hyeongyeom' },
  { ko: '엄태리', en: 'Eom Taeri' },
  { ko: '채윤슬', en: 'Chae Yunseul' },
  { ko: '원정호', en: 'Won Jeongho' },
  { ko: '천보람', en: 'Cheon Boram' },
  { ko: '방준영', en: 'Bang Junyeong' },
  { ko: '공예솔', en: 'Kong Yesol' },
  { ko: '현승아', en: 'Hyun Seunga' },
  { ko: '함영재', en: 'Ham Yeongjae' },
  { ko: '변수현', en: 'Byun Suhyeon' },
  { ko: '염가온', en: 'Yeom Gaon' },
  { ko: '여한별', en: 'Yeo Hanbyeol' },
  { ko: '추서현', en: 'Choo Seohyeon' },
  { ko: '도민재', en: 'Do Minjae' },
  { ko: '소이담', en: 'So Idam' },
  { ko: '석주원', en: 'Seok Juwon' },
  { ko: '선우해', en: 'Sunwoo Hae' },
  { ko: '남궁설', en: 'Namgung Seol' },
  { ko: '김태겸', en: 'Kim Taegyeom' },
  { ko: '이수령', en: 'Lee Suryeong' },
  { ko: '박현서', en: 'Park Hyeonseo' },
  { ko: '최지온', en: 'Choi Jion' },
  { ko: '정민기', en: 'Jeong Mingi' },
  { ko: '강다현', en: 'Kang Dahyeon' },
  { ko: '조은찬', en: 'Cho Eunchan' },
  { ko: '윤서진', en: 'Yoon Seojin' },
  { ko: '장동하', en: 'Jang Dongha' },
  { ko: '임수아', en: 'Lim Sua' },
  { ko: '한재이', en: 'Han Jaei' },
  { ko: '오미경', en: 'Oh Migyeong' },
  { ko: '서준혁', en: 'Seo Junhyeok' },
  { ko: '신혜원', en: 'Shin Hyewon' },
  { ko: '권도하', en: 'Kwon Doha' },
  { ko: '황시은', en: 'Hwang Sieun' },
  { ko: '안병호', en: 'Ahn Byeongho' },
  { ko: '송가람', en: 'Song Garam' },
  { ko: '홍나래', en: 'Hong Narae' },
  { ko: '전성학', en: 'Jeon Seonghak' },
];

/** What a note is about, so that an allergy can be shown louder than a wish. */
export type NoteKind = 'allergy' | 'diet' | 'occasion' | 'access' | 'children' | 'wish';

/** Notes diners leave with a booking, as they would write them in either language. `minParty` is the smallest party that would write it, `starts` the minutes between which its table begins. */
export const BOOKING_NOTES: readonly {
  kind: NoteKind;
  minParty: number;
  starts?: readonly [from: number, to: number];
  text: Text;
}[] = [
  {
    kind: 'allergy',
    minParty: 1,
    text: {
      ko: '갑각류 알레르기가 있어요. 육수에도 새우가 없으면 좋겠습니다.',
      en: 'Shellfish allergy. Please check the stocks for shrimp too.',
    },
  },
  { kind: 'allergy', minParty: 2, text: { ko: '한 명이 땅콩 알레르기예요.', en: 'One of us is allergic to peanuts.' } },
  { kind: 'allergy', minParty: 1, text: { ko: '메밀을 못 먹어요.', en: 'I cannot eat buckwheat.' } },
  {
    kind: 'allergy',
    minParty: 2,
    text: {
      ko: '달걀 알레르기가 심해서 교차 오염도 조심해야 해요.',
      en: 'Severe egg allergy; cross-contact matters as well.',
    },
  },
  { kind: 'allergy', minParty: 1, text: { ko: '호두와 잣은 빼 주세요.', en: 'No walnuts or pine nuts, please.' } },
  {
    kind: 'allergy',
    minParty: 1,
    text: { ko: '복숭아가 들어간 소스가 있으면 알려 주세요.', en: 'Please tell me if any sauce contains peach.' },
  },
  { kind: 'diet', minParty: 2, text: { ko: '두 명 중 한 명은 비건이에요.', en: 'One of the two of us is vegan.' } },
  { kind: 'diet', minParty: 1, text: { ko: '돼지고기를 먹지 않아요.', en: 'I do not eat pork.' } },
  {
    kind: 'diet',
    minParty: 2,
    text: { ko: '임신 중이라 날생선은 어려워요.', en: 'One guest is pregnant, so no raw fish for her.' },
  },
  {
    kind: 'diet',
    minParty: 1,
    text: {
      ko: '글루텐을 피하고 있어요. 간장도 조금만 부탁드려요.',
      en: 'Avoiding gluten, and going easy on soy sauce.',
    },
  },
  { kind: 'diet', minParty: 1, text: { ko: '매운 것을 잘 못 먹어요.', en: 'I do not do well with spicy food.' } },
  {
    kind: 'diet',
    minParty: 1,
    text: {
      ko: '술은 마시지 않아요. 논알코올 메뉴가 궁금합니다.',
      en: 'No alcohol for me; I would love to hear what else there is.',
    },
  },
  {
    kind: 'occasion',
    minParty: 2,
    text: {
      ko: '결혼 10주년이에요. 창가 자리면 더 좋겠습니다.',
      en: 'Our tenth anniversary. A window seat would be lovely.',
    },
  },
  {
    kind: 'occasion',
    minParty: 4,
    text: {
      ko: '어머니 칠순이에요. 케이크를 가져가도 될까요?',
      en: 'My mother’s seventieth birthday. May we bring a cake?',
    },
  },
  {
    kind: 'occasion',
    minParty: 2,
    text: { ko: '생일인데 노래는 없이 조용히 부탁드려요.', en: 'It is a birthday, but quietly please, no singing.' },
  },
  {
    kind: 'occasion',
    minParty: 4,
    text: {
      ko: '상견례라 조용한 자리를 부탁드립니다.',
      en: 'Our families are meeting for the first time; somewhere quiet, please.',
    },
  },
  {
    kind: 'occasion',
    minParty: 2,
    text: {
      ko: '프러포즈를 하려고 해요. 전날 전화드리겠습니다.',
      en: 'I am planning to propose. I will ring the day before.',
    },
  },
  {
    kind: 'occasion',
    minParty: 4,
    text: { ko: '팀 송별회예요. 영수증은 한 장으로 부탁해요.', en: 'A farewell for a colleague. One receipt, please.' },
  },
  {
    kind: 'occasion',
    minParty: 2,
    text: { ko: '시험에 붙어서 축하하러 가요.', en: 'We are celebrating an exam passed.' },
  },
  { kind: 'access', minParty: 2, text: { ko: '휠체어를 타는 일행이 있어요.', en: 'One of us uses a wheelchair.' } },
  {
    kind: 'access',
    minParty: 2,
    text: {
      ko: '무릎이 불편하신 분이 있어 계단이 없는 자리였으면 해요.',
      en: 'One guest has bad knees; a table without stairs, please.',
    },
  },
  {
    kind: 'access',
    minParty: 1,
    text: {
      ko: '한쪽 귀가 잘 안 들려서 벽 쪽 자리가 편해요.',
      en: 'I am deaf in one ear, so a seat by the wall is easier.',
    },
  },
  { kind: 'access', minParty: 1, text: { ko: '안내견과 함께 가요.', en: 'I come with a guide dog.' } },
  {
    kind: 'children',
    minParty: 2,
    text: {
      ko: '두 살 아이가 있어요. 아기 의자 하나 부탁드려요.',
      en: 'A two-year-old is with us; one high chair, please.',
    },
  },
  { kind: 'children', minParty: 3, text: { ko: '유아차를 둘 곳이 있을까요?', en: 'Is there room to leave a pram?' } },
  {
    kind: 'children',
    minParty: 3,
    text: {
      ko: '초등학생 둘이 같이 가요. 맵지 않은 메뉴가 필요해요.',
      en: 'Two schoolchildren with us; something mild for them, please.',
    },
  },
  {
    kind: 'wish',
    minParty: 1,
    text: { ko: '가능하면 카운터 끝자리로 부탁드려요.', en: 'The end of the counter, if it is free.' },
  },
  {
    kind: 'wish',
    minParty: 1,
    starts: [16 * 60 + 30, 18 * 60],
    text: {
      ko: '8시 공연이라 7시 20분에는 일어나야 해요.',
      en: 'We have a show at eight and must leave by twenty past seven.',
    },
  },
  {
    kind: 'wish',
    minParty: 2,
    text: {
      ko: '와인 한 병 가져갈게요. 콜키지 알려 주세요.',
      en: 'We will bring a bottle; please let us know the corkage.',
    },
  },
  {
    kind: 'wish',
    minParty: 3,
    text: { ko: '한 명은 20분쯤 늦을 것 같아요.', en: 'One of us will be about twenty minutes late.' },
  },
  {
    kind: 'wish',
    minParty: 2,
    text: { ko: '지난번 앉았던 안쪽 자리가 좋았어요.', en: 'We liked the table at the back last time.' },
  },
  {
    kind: 'wish',
    minParty: 1,
    text: {
      ko: '책을 읽으며 먹고 싶어요. 조금 밝은 자리면 좋겠습니다.',
      en: 'I would like to read while I eat; a brighter seat, please.',
    },
  },
];
