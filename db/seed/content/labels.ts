/** The same words in both languages of the product; neither is ever empty. */
export type Text = { ko: string; en: string };

/** Every cuisine key a restaurant may have, with its labels. Covers are drawn from this key. */
export const CUISINES = {
  korean: { ko: '한식', en: 'Korean' },
  bbq: { ko: '구이', en: 'Korean barbecue' },
  hansik: { ko: '한정식', en: 'Korean fine dining' },
  noodles: { ko: '국수', en: 'Noodles' },
  seafood: { ko: '해산물', en: 'Seafood' },
  sushi: { ko: '스시', en: 'Sushi' },
  izakaya: { ko: '이자카야', en: 'Izakaya' },
  ramen: { ko: '라멘', en: 'Ramen' },
  italian: { ko: '이탈리아 요리', en: 'Italian' },
  french: { ko: '프랑스 요리', en: 'French' },
  chinese: { ko: '중식', en: 'Chinese' },
  vegetarian: { ko: '채식', en: 'Vegetarian' },
  bakery_cafe: { ko: '베이커리 카페', en: 'Bakery and café' },
  bar: { ko: '바', en: 'Bar' },
  dessert: { ko: '디저트', en: 'Dessert' },
  steak: { ko: '스테이크', en: 'Steak' },
  fusion: { ko: '퓨전', en: 'Fusion' },
  street: { ko: '포장마차', en: 'Street food' },
} as const satisfies Record<string, Text>;

/** What a diner can filter by beside cuisine and place. */
export const TAGS = {
  counter: { ko: '카운터석', en: 'Counter seats' },
  private_room: { ko: '룸', en: 'Private room' },
  terrace: { ko: '테라스', en: 'Terrace' },
  courtyard: { ko: '마당', en: 'Courtyard' },
  hanok: { ko: '한옥', en: 'Hanok' },
  late_night: { ko: '심야 영업', en: 'Late night' },
  lunch: { ko: '점심 영업', en: 'Open for lunch' },
  brunch: { ko: '브런치', en: 'Brunch' },
  wine: { ko: '와인', en: 'Wine list' },
  korean_spirits: { ko: '전통주', en: 'Korean spirits' },
  cocktails: { ko: '칵테일', en: 'Cocktails' },
  corkage: { ko: '콜키지 가능', en: 'Corkage welcome' },
  vegan_options: { ko: '비건 메뉴', en: 'Vegan options' },
  solo_friendly: { ko: '혼자 오기 좋은', en: 'Good for one' },
  date_night: { ko: '둘이 오기 좋은', en: 'Good for two' },
  groups: { ko: '모임하기 좋은', en: 'Good for groups' },
  kids_welcome: { ko: '아이와 함께', en: 'Children welcome' },
  pets_welcome: { ko: '반려동물 동반', en: 'Pets welcome' },
  step_free: { ko: '문턱 없는 입구', en: 'Step-free entrance' },
  parking: { ko: '주차 가능', en: 'Parking' },
  view: { ko: '전망', en: 'A view' },
  quiet: { ko: '조용한 자리', en: 'Quiet' },
  charcoal: { ko: '숯불', en: 'Charcoal' },
  tasting_menu: { ko: '코스 요리', en: 'Tasting menu' },
} as const satisfies Record<string, Text>;

/** Districts (구) of the neighbourhoods below. Korean names are the keys, as registers write them. */
export const DISTRICTS = {
  강남구: { ko: '강남구', en: 'Gangnam-gu' },
  마포구: { ko: '마포구', en: 'Mapo-gu' },
  서초구: { ko: '서초구', en: 'Seocho-gu' },
  성동구: { ko: '성동구', en: 'Seongdong-gu' },
  송파구: { ko: '송파구', en: 'Songpa-gu' },
  영등포구: { ko: '영등포구', en: 'Yeongdeungpo-gu' },
  용산구: { ko: '용산구', en: 'Yongsan-gu' },
  종로구: { ko: '종로구', en: 'Jongno-gu' },
  중구: { ko: '중구', en: 'Jung-gu' },
} as const satisfies Record<string, Text>;

/** The parts of town people say when they say where they eat; each lies in one district here. */
export const NEIGHBOURHOODS = {
  apgujeong: { key: 'apgujeong', ko: '압구정', en: 'Apgujeong', district: '강남구' },
  bukchon: { key: 'bukchon', ko: '북촌', en: 'Bukchon', district: '종로구' },
  euljiro: { key: 'euljiro', ko: '을지로', en: 'Euljiro', district: '중구' },
  haebangchon: { key: 'haebangchon', ko: '해방촌', en: 'Haebangchon', district: '용산구' },
  hannam: { key: 'hannam', ko: '한남', en: 'Hannam', district: '용산구' },
  hyehwa: { key: 'hyehwa', ko: '혜화', en: 'Hyehwa', district: '종로구' },
  mangwon: { key: 'mangwon', ko: '망원', en: 'Mangwon', district: '마포구' },
  mullae: { key: 'mullae', ko: '문래', en: 'Mullae', district: '영등포구' },
  seochon: { key: 'seochon', ko: '서촌', en: 'Seochon', district: '종로구' },
  seokchon: { key: 'seokchon', ko: '석촌', en: 'Seokchon', district: '송파구' },
  seongsu: { key: 'seongsu', ko: '성수', en: 'Seongsu', district: '성동구' },
  seorae: { key: 'seorae', ko: '서래마을', en: 'Seorae Village', district: '서초구' },
  yeonnam: { key: 'yeonnam', ko: '연남', en: 'Yeonnam', district: '마포구' },
  yeouido: { key: 'yeouido', ko: '여의도', en: 'Yeouido', district: '영등포구' },
} as const;

/** Palettes a drawn cover can ask for; without one it takes its cuisine's own. */
export const COVER_TONES = [
  'persimmon',
  'pine',
  'ink',
  'clay',
  'tide',
  'grain',
  'plum',
  'moss',
  'ember',
  'snow',
] as const;

export type CuisineKey = keyof typeof CUISINES;
export type TagKey = keyof typeof TAGS;
export type District = keyof typeof DISTRICTS;
export type Neighbourhood = (typeof NEIGHBOURHOODS)[keyof typeof NEIGHBOURHOODS];
export type CoverTone = (typeof COVER_TONES)[number];
