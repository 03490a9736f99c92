import type { Label } from './cuisines';

/** The 25 districts (구) of Seoul. The Korean name is the key, as licence registers write it. */
export const DISTRICTS = {
  강남구: { ko: '강남구', en: 'Gangnam-gu' },
  강동구: { ko: '강동구', en: 'Gangdong-gu' },
  강북구: { ko: '강북구', en: 'Gangbuk-gu' },
  강서구: { ko: '강서구', en: 'Gangseo-gu' },
  관악구: { ko: '관악구', en: 'Gwanak-gu' },
  광진구: { ko: '광진구', en: 'Gwangjin-gu' },
  구로구: { ko: '구로구', en: 'Guro-gu' },
  금천구: { ko: '금천구', en: 'Geumcheon-gu' },
  노원구: { ko: '노원구', en: 'Nowon-gu' },
  도봉구: { ko: '도봉구', en: 'Dobong-gu' },
  동대문구: { ko: '동대문구', en: 'Dongdaemun-gu' },
  동작구: { ko: '동작구', en: 'Dongjak-gu' },
  마포구: { ko: '마포구', en: 'Mapo-gu' },
  서대문구: { ko: '서대문구', en: 'Seodaemun-gu' },
  서초구: { ko: '서초구', en: 'Seocho-gu' },
  성동구: { ko: '성동구', en: 'Seongdong-gu' },
  성북구: { ko: '성북구', en: 'Seongbuk-gu' },
  송파구: { ko: '송파구', en: 'Songpa-gu' },
  양천구: { ko: '양천구', en: 'Yangcheon-gu' },
  영등포구: { ko: '영등포구', en: 'Yeongdeungpo-gu' },
  용산구: { ko: '용산구', en: 'Yongsan-gu' },
  은평구: { ko: '은평구', en: 'Eunpyeong-gu' },
  종로구: { ko: '종로구', en: 'Jongno-gu' },
  중구: { ko: '중구', en: 'Jung-gu' },
  중랑구: { ko: '중랑구', en: 'Jungnang-gu' },
} as const satisfies Record<string, Label>;

export type District = keyof typeof DISTRICTS;
export const isDistrict = (name: string): name is District => Object.hasOwn(DISTRICTS, name);

type Place = Label & { key: string; district: District };

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
} as const satisfies Record<string, Place>;

export type NeighbourhoodKey = keyof typeof NEIGHBOURHOODS;
export const isNeighbourhood = (key: string): key is NeighbourhoodKey => Object.hasOwn(NEIGHBOURHOODS, key);
