import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';
import { readClock, writeClock } from '@/components/owner/settings/clock-text';
import { type CampaignDraft, campaignProblems } from '@/server/domain/coupon/campaign';
import { RULES, type Rule, type RuleField, type StoredRule } from '@/server/domain/coupon/rules';
import { CAMPAIGN_WAYS } from '@/server/domain/coupon/states';
import type { Words } from '@/server/domain/coupon/words';
import { minorDigits } from '@/server/domain/shared/money';
import { addDays, dateAt, instantFrom, minuteAt } from '@/server/domain/shared/time';
import type { CampaignReport } from '@/server/services/coupon';
import type { CampaignScope } from './scope';

/** A day and a clock, as they are written on a wall where the restaurant is. */
const wallTime = z.object({ date: z.string(), time: z.string() });

const fields = z.object({
  name: z.string().trim().max(80),
  nameEn: z.string().trim().max(80),
  way: z.enum(CAMPAIGN_WAYS),
  code: z.string().trim().max(40),
  stackable: z.boolean(),
  limited: z.boolean(),
  /** NaN while the field is empty. */
  quantity: z.any(),
  perPerson: z.any(),
  issueFrom: wallTime,
  issueUntil: wallTime,
  useFrom: wallTime,
  useUntil: wallTime,
  /** The kind of the one rule that says what is taken off. */
  discount: z.string(),
  /** The kinds of the rules that say for which bookings. */
  conditions: z.array(z.string()),
  /** By kind, then by field's name, as they are typed; also of kinds that are not chosen. */
  params: z.record(z.string(), z.record(z.string(), z.any())),
});

export type CampaignValues = z.infer<typeof fields>;
type Place = Pick<CampaignScope, 'restaurantId' | 'currency' | 'timeZone'>;
export type CampaignField = FieldPath<CampaignValues>;

const WINDOWS = {
  issueFrom: 'issueFromMs',
  issueUntil: 'issueUntilMs',
  useFrom: 'useFromMs',
  useUntil: 'useUntilMs',
} as const;
export type WindowField = keyof typeof WINDOWS;

/** The kinds a form offers: a restaurant's own coupons are good there anyway. */
export const offeredRules = (role: Rule['role'], { restaurantId }: Pick<Place, 'restaurantId'>) =>
  RULES.filter(
    (rule) => rule.role === role && !(restaurantId !== null && rule.fields.some(({ type }) => type === 'restaurant')),
  );

/** What is typed into a field, from what is stored, by the field's type. */
function typed({ type }: RuleField, stored: unknown, digits: number): unknown {
  if (type === 'weekdays') return Array.isArray(stored) ? stored : [];
  if (type === 'restaurant') return typeof stored === 'string' ? stored : '';
  if (typeof stored !== 'number') return '';
  if (type === 'minute') return writeClock(stored);
  return type === 'money' ? stored / 10 ** digits : stored;
}

/** What is stored, from what is typed. What is no value is left out, and the rule then asks for it. */
function stored({ type, optional }: RuleField, value: unknown, digits: number): unknown {
  const none = optional ? null : undefined;
  if (type === 'weekdays') return value ?? [];
  if (value === '' || value === undefined || value === null || Number.isNaN(value)) return none;
  if (type === 'minute') return readClock(String(value)) ?? undefined;
  if (type === 'restaurant') return value;
  const number = Number(value);
  return type === 'money' ? Math.round(number * 10 ** digits) : number;
}

const toRule = (rule: Rule, params: CampaignValues['params'], digits: number): StoredRule => ({
  kind: rule.kind,
  ...Object.fromEntries(
    rule.fields.map((field) => [field.name, stored(field, params[rule.kind]?.[field.name], digits)]),
  ),
});

const toMs = ({ date, time }: { date: string; time: string }, timeZone: string): number => {
  const minute = readClock(time);
  return date === '' || minute === null ? Number.NaN : instantFrom(date, minute, timeZone);
};

/** A form as the service takes it, at its place's clock and in its currency. */
export function toDraft(values: CampaignValues, { currency, timeZone, restaurantId }: Place): CampaignDraft {
  const digits = minorDigits(currency);
  const chosen = RULES.filter((rule) =>
    rule.role === 'discount' ? rule.kind === values.discount : values.conditions.includes(rule.kind),
  ).filter((rule) => offeredRules(rule.role, { restaurantId }).includes(rule));
  return {
    name: values.name.trim(),
    nameEn: values.nameEn.trim() || null,
    way: values.way,
    code: values.way === 'code' ? values.code.normalize('NFKC').trim().toUpperCase() : null,
    stackable: values.stackable,
    quantity: values.limited ? Number(values.quantity) : null,
    perPerson: Number(values.perPerson),
    issueFromMs: toMs(values.issueFrom, timeZone),
    issueUntilMs: toMs(values.issueUntil, timeZone),
    useFromMs: toMs(values.useFrom, timeZone),
    useUntilMs: toMs(values.useUntil, timeZone),
    rules: chosen.map((rule) => toRule(rule, values.params, digits)),
  };
}

const emptyParams = (rules: readonly StoredRule[], digits: number): CampaignValues['params'] =>
  Object.fromEntries(
    RULES.map(({ kind, fields: own }) => {
      const known = rules.find((rule) => rule.kind === kind);
      return [kind, Object.fromEntries(own.map((field) => [field.name, typed(field, known?.[field.name], digits)]))];
    }),
  );

/** An existing campaign as the form shows it. */
export function toValues(campaign: CampaignReport, { timeZone, restaurantId }: Place): CampaignValues {
  const digits = minorDigits(campaign.currency);
  const wall = (ms: number) => {
    const date = dateAt(ms, timeZone);
    return { date, time: writeClock(minuteAt(ms, date, timeZone)) };
  };
  const kinds = new Set(campaign.rules.map((rule) => rule.kind));
  return {
    name: campaign.name,
    nameEn: campaign.nameEn ?? '',
    way: campaign.way,
    code: campaign.code ?? '',
    stackable: campaign.stackable,
    limited: campaign.quantity !== null,
    quantity: campaign.quantity ?? 100,
    perPerson: campaign.perPerson,
    issueFrom: wall(campaign.issueFromMs),
    issueUntil: wall(campaign.issueUntilMs),
    useFrom: wall(campaign.useFromMs),
    useUntil: wall(campaign.useUntilMs),
    discount: RULES.find((rule) => rule.role === 'discount' && kinds.has(rule.kind))?.kind ?? '',
    conditions: offeredRules('condition', { restaurantId })
      .filter((rule) => kinds.has(rule.kind))
      .map((rule) => rule.kind),
    params: emptyParams(campaign.rules, digits),
  };
}

/** A new one: handed out for a week from tomorrow morning, to be used within a month. */
export function newValues(nowMs: number, { timeZone }: Place): CampaignValues {
  const tomorrow = addDays(dateAt(nowMs, timeZone), 1);
  return {
    name: '',
    nameEn: '',
    way: 'first-come',
    code: '',
    stackable: false,
    limited: true,
    quantity: 100,
    perPerson: 1,
    issueFrom: { date: tomorrow, time: '09:00' },
    issueUntil: { date: addDays(tomorrow, 7), time: '00:00' },
    useFrom: { date: tomorrow, time: '09:00' },
    useUntil: { date: addDays(tomorrow, 31), time: '00:00' },
    discount: 'percent',
    conditions: [],
    params: emptyParams([], 0),
  };
}

/** The field of the form beside which a problem is said; `rules` and whole rules stand at their choice. */
export function campaignField(field: string): CampaignField {
  const window = Object.entries(WINDOWS).find(([, ms]) => ms === field)?.[0];
  if (window) return `${window as WindowField}.date`;
  const [kind, name] = field.split('.');
  const rule = RULES.find((one) => one.kind === kind);
  if (!rule) return field === 'rules' ? 'discount' : (field as CampaignField);
  const shown = name ?? rule.fields[0]?.name;
  return shown ? `params.${kind}.${shown}` : 'discount';
}

/** Checked by the same function that the server decides with; a message is finished words. */
export const campaignSchema = (place: Place, nowMs: () => number, say: (words: Words) => string) =>
  fields.superRefine((values, ctx) => {
    for (const { field, words } of campaignProblems(toDraft(values, place), nowMs())) {
      ctx.addIssue({ code: 'custom', path: campaignField(field).split('.'), message: say(words) });
    }
  });
