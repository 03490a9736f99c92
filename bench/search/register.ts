import { writeFileSync } from 'node:fs';
import { COLUMNS } from '@/db/import/register-row';
import { Random } from '@/db/seed/random';
import { DISTRICTS } from '@/server/domain/restaurant/places';

/** As the names over doors are made: whose or where, and what is cooked. */
const FIRST =
  `할머니 엄마손 옛날 원조 황금 진미 산골 바다 강변 역전 시골 고향 명동 남산 한강 북촌 서울 전주 부산 춘천 안동 제주 통영 속초 청학
  달빛 햇살 푸른 하얀 작은 큰집 우리 둘째네 삼거리 언덕 골목 정다운 소문난 행복한 봄날 여름 가을 겨울 은행나무 느티나무 소나무 대나무 연못 돌담`.split(
    /\s+/,
  );
const LAST =
  `식당 국수 칼국수 냉면 갈비 삼겹살 숯불구이 곱창 순대국 감자탕 해장국 설렁탕 곰탕 삼계탕 보쌈 족발 치킨 호프 포차 횟집 초밥 참치 아구찜
  낙지 반점 마라탕 양꼬치 분식 김밥 떡볶이 돈까스 우동 라멘 이자카야 파스타 피자 비스트로 스테이크 버거 커피 카페 베이커리 제과 디저트 샐러드
  쌀국수 한정식 백반 기사식당 뷔페`.split(/\s+/);
const SYLLABLES = [...'가나다라마바사아자차하고노도로모보소오조호구누두루무부수우주후미비시이지진선영은정민성현'];

/** A licence register of so many restaurants in Seoul; the same word writes the same file. Half say no floor area. */
export function writeRegister(file: string, restaurants: number, word = 'bench'): void {
  const random = new Random(word);
  const districts = Object.keys(DISTRICTS);
  const name = () => {
    const own = random.pick(SYLLABLES) + random.pick(SYLLABLES);
    const kind = random.pick(LAST);
    if (random.chance(0.4)) return `${random.pick(FIRST)}${kind}`;
    return random.chance(0.5) ? `${own}네 ${kind}` : `${random.pick(FIRST)} ${own} ${kind}`;
  };
  const lines = Array.from({ length: restaurants }, (_, index) => {
    const area = random.chance(0.1) ? '' : (12 + random.exponential(70)).toFixed(2);
    const year = random.whole(1980, 2025);
    return [`BENCH-${String(index).padStart(6, '0')}`, name(), random.pick(districts), `${year}-03-01`, area].join(',');
  });
  writeFileSync(file, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
}
