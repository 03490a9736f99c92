import { type Refusal, refuse } from '../shared/errors';
import { type CampaignProblem, ruleProblems, type StoredRule } from './rules';
import type { CampaignStatus, CampaignWay } from './states';
import type { Words } from './words';

/** A campaign as its maker writes it. Instants are epoch milliseconds; windows end before their `until`. */
export type CampaignDraft = {
  name: string;
  nameEn: string | null;
  way: CampaignWay;
  /** What has to be known, where it is handed out by code. */
  code: string | null;
  /** May be used together with others that are. */
  stackable: boolean;
  /** How many there are; null is no limit. */
  quantity: number | null;
  perPerson: number;
  issueFromMs: number;
  issueUntilMs: number;
  useFromMs: number;
  useUntilMs: number;
  rules: StoredRule[];
};

const MOST_QUANTITY = 10_000_000;
const MOST_PER_PERSON = 100;
const YEAR_2200_MS = 7_258_118_400_000;
const CODE = /^[A-Z0-9-]{4,24}$/;

/** Everything wrong with a draft at `nowMs`, in words and with its field; empty when it can be saved. */
export function campaignProblems(draft: CampaignDraft, nowMs: number): CampaignProblem[] {
  const problems: CampaignProblem[] = [];
  const wrong = (field: string, problem: keyof typeof WORDS) =>
    problems.push({ field, problem, words: WORDS[problem] });
  const { quantity, perPerson, issueFromMs, issueUntilMs, useFromMs, useUntilMs } = draft;
  const isCount = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
  if (draft.name.trim() === '') wrong('name', 'no-name');
  if (quantity !== null && !isCount(quantity, MOST_QUANTITY)) wrong('quantity', 'quantity');
  if (!isCount(perPerson, MOST_PER_PERSON)) wrong('perPerson', 'per-person');
  else if (quantity !== null && perPerson > quantity) wrong('perPerson', 'above-quantity');
  if (draft.way === 'code' && !CODE.test(draft.code ?? '')) wrong('code', 'code');
  const isInstant = (ms: number) => Number.isSafeInteger(ms) && ms >= 0 && ms < YEAR_2200_MS;
  for (const field of ['issueFromMs', 'issueUntilMs', 'useFromMs', 'useUntilMs'] as const)
    if (!isInstant(draft[field])) wrong(field, 'no-time');
  if (issueUntilMs <= issueFromMs) wrong('issueUntilMs', 'order');
  else if (issueUntilMs <= nowMs) wrong('issueUntilMs', 'past');
  if (useUntilMs <= useFromMs) wrong('useUntilMs', 'order');
  else if (useUntilMs <= nowMs) wrong('useUntilMs', 'past');
  else if (useUntilMs < issueUntilMs) wrong('useUntilMs', 'before-issue-ends');
  return [...problems, ...ruleProblems(draft.rules)];
}

const WORDS = {
  'no-name': { ko: '이름을 적어 주세요.', en: 'Give it a name.' },
  quantity: {
    ko: '수량은 1 이상이어야 해요. 제한이 없으면 비워 두세요.',
    en: 'The quantity must be at least 1. Leave it empty for no limit.',
  },
  'per-person': { ko: '한 사람이 받을 수 있는 수는 1에서 100 사이예요.', en: 'Each person may have from 1 to 100.' },
  'above-quantity': {
    ko: '한 사람이 받을 수 있는 수가 전체 수량보다 많아요.',
    en: 'Each person may have more than there are.',
  },
  code: {
    ko: '코드는 영어 대문자, 숫자, 하이픈으로 4~24자예요.',
    en: 'A code is 4 to 24 capital letters, digits or hyphens.',
  },
  'code-taken': { ko: '이미 쓰고 있는 코드예요.', en: 'This code is in use.' },
  'no-time': { ko: '시각을 골라 주세요.', en: 'Choose a time.' },
  order: { ko: '끝나는 때가 시작보다 늦어야 해요.', en: 'It must end after it begins.' },
  past: { ko: '이미 지난 기간이에요.', en: 'That time is over already.' },
  'before-issue-ends': {
    ko: '쓸 수 있는 기간이 나눠 주는 기간보다 먼저 끝나요.',
    en: 'It can no longer be used while it is still handed out.',
  },
  'no-restaurant': { ko: '찾는 레스토랑이 없어요.', en: 'There is no such restaurant.' },
  'other-restaurant': {
    ko: '내 레스토랑의 쿠폰만 만들 수 있어요.',
    en: 'You can make coupons for your own restaurant only.',
  },
} satisfies Record<string, Words>;

/** A problem by its word, for those that only the database can find. */
export const campaignProblem = (field: string, problem: keyof typeof WORDS): CampaignProblem => ({
  field,
  problem,
  words: WORDS[problem],
});

/** What decides whether one more may be handed out. */
export type ClaimFacts = {
  nowMs: number;
  status: CampaignStatus;
  issueFromMs: number;
  issueUntilMs: number;
  quantity: number | null;
  issued: number;
  perPerson: number;
  /** How many of them the person has had, whatever became of them. */
  mine: number;
};

/** Why one more is not handed out to somebody, or null when it is. What they have already comes before all else. */
export function claimRefusal(facts: ClaimFacts): Refusal | null {
  const { nowMs, status, quantity, issued } = facts;
  if (facts.mine >= facts.perPerson) return refuse('COUPON_ALREADY_YOURS', { limit: facts.perPerson });
  if (status === 'ended' || nowMs >= facts.issueUntilMs) return refuse('COUPON_OVER');
  if (nowMs < facts.issueFromMs) return refuse('COUPON_NOT_YET', { opensAtMs: facts.issueFromMs });
  if (status === 'paused') return refuse('COUPON_PAUSED');
  if (quantity !== null && issued >= quantity) return refuse('COUPON_SOLD_OUT', { quantity });
  return null;
}
