/** A word of the product in both of its languages. */
export type Label = { ko: string; en: string };

/** Every cuisine a restaurant can have. The key is what is stored, searched by, and what covers are drawn from. */
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
} as const satisfies Record<string, Label>;

export type CuisineKey = keyof typeof CUISINES;
export const CUISINE_KEYS = Object.keys(CUISINES) as CuisineKey[];
export const isCuisine = (key: string): key is CuisineKey => Object.hasOwn(CUISINES, key);
