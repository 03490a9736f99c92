import type { Label } from './cuisines';

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
} as const satisfies Record<string, Label>;

export type TagKey = keyof typeof TAGS;
export const TAG_KEYS = Object.keys(TAGS) as TagKey[];
export const isTag = (key: string): key is TagKey => Object.hasOwn(TAGS, key);

/** The inks a drawn cover can be asked to use; without one it takes its cuisine's own. */
export const COVER_TONES = ['persimmon', 'pine', 'indigo', 'wheat', 'brick', 'ink', 'plum', 'celadon', 'rose'] as const;
export type CoverTone = (typeof COVER_TONES)[number];
export const isCoverTone = (key: string): key is CoverTone => (COVER_TONES as readonly string[]).includes(key);
