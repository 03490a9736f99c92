import type { CuisineKey } from '@/server/domain/restaurant/cuisines';

/** What the names of restaurants in Korea say about what is cooked there. The first line that fits counts. */
const WORDS: readonly [CuisineKey, RegExp][] = [
  ['sushi', /스시|초밥|오마카세|sushi/],
  ['ramen', /라멘|라면집|ramen/],
  ['chinese', /반점|짜장|짬뽕|마라|양꼬치|중화|중국|훠궈|딤섬|차이나|(?<![생조])각$|china/],
  ['izakaya', /이자카야|야키토리|오뎅|꼬치|izakaya/],
  [
    'seafood',
    /횟집|회센[터타]|수산|해물|활어|조개|아구|아귀|낙지|쭈꾸미|주꾸미|문어|장어|대게|새우|물회|생선|어촌|바다|굴국밥|참치|꼼장어/,
  ],
  ['steak', /스테이크|steak/],
  ['italian', /피자|파스타|스파게티|이탈리|트라토리아|오스테리아|pizza|pasta|trattoria|osteria/],
  ['french', /비스트로|프렌치|브라세리|bistro|brasserie/],
  ['bbq', /갈비|고기|삼겹|구이|숯불|화로|정육|한우|막창|곱창|대창|목살|불판|돼지(?!국밥)|bbq/],
  ['noodles', /국수|칼국수|냉면|우동|소바|메밀|막국수|쌀국수|면옥|누들|noodle/],
  ['bakery_cafe', /커피|카페|베이커리|제과|브레드|빵|coffee|cafe|café|bakery/],
  ['dessert', /디저트|빙수|아이스크림|도넛|와플|마카롱|케이크|케익|dessert/],
  ['bar', /호프|주점|포차|맥주|비어|술집|펍$|소주|막걸리|와인|칵테일|이자까야|beer|pub|wine|^bar\b|\bbar$/],
  ['vegetarian', /비건|채식|샐러드|사찰|vegan|salad/],
  ['street', /떡볶이|분식|김밥|순대|토스트|핫도그|포장마차/],
  ['hansik', /한정식|수라|궁중/],
];

/** The cuisine a name suggests; Korean when it suggests none. */
export function guessCuisine(name: string): CuisineKey {
  const text = name.toLowerCase();
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? 'korean';
}
