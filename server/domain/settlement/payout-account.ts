import { z } from 'zod';

/** Banks a payout can go to, by the code Korean banks know each other by. */
export const BANKS = [
  { code: '004', ko: 'KB국민은행', en: 'KB Kookmin Bank' },
  { code: '088', ko: '신한은행', en: 'Shinhan Bank' },
  { code: '020', ko: '우리은행', en: 'Woori Bank' },
  { code: '081', ko: '하나은행', en: 'Hana Bank' },
  { code: '011', ko: 'NH농협은행', en: 'NH NongHyup Bank' },
  { code: '003', ko: 'IBK기업은행', en: 'Industrial Bank of Korea' },
  { code: '090', ko: '카카오뱅크', en: 'KakaoBank' },
  { code: '092', ko: '토스뱅크', en: 'Toss Bank' },
  { code: '089', ko: '케이뱅크', en: 'K bank' },
  { code: '023', ko: 'SC제일은행', en: 'SC First Bank Korea' },
  { code: '027', ko: '한국씨티은행', en: 'Citibank Korea' },
  { code: '002', ko: '산업은행', en: 'Korea Development Bank' },
  { code: '007', ko: '수협은행', en: 'Suhyup Bank' },
  { code: '045', ko: '새마을금고', en: 'MG Community Credit' },
  { code: '048', ko: '신협', en: 'Credit Unions' },
  { code: '071', ko: '우체국', en: 'Korea Post' },
  { code: '031', ko: 'iM뱅크(대구)', en: 'iM Bank' },
  { code: '032', ko: '부산은행', en: 'Busan Bank' },
  { code: '034', ko: '광주은행', en: 'Kwangju Bank' },
  { code: '035', ko: '제주은행', en: 'Jeju Bank' },
  { code: '037', ko: '전북은행', en: 'Jeonbuk Bank' },
  { code: '039', ko: '경남은행', en: 'Kyongnam Bank' },
] as const;
export type BankCode = (typeof BANKS)[number]['code'];

/** How long ago somebody may have signed in to change where money goes. */
export const FRESH_SIGN_IN_MS = 5 * 60_000;

/** Whether somebody who signed in at that time is surely still the one who sits there. Not known is no. */
export const isFreshSignIn = (signedInAtMs: number | null | undefined, nowMs: number): boolean =>
  typeof signedInAtMs === 'number' && nowMs - signedInAtMs <= FRESH_SIGN_IN_MS;

const codes = BANKS.map(({ code }) => code) as [BankCode, ...BankCode[]];

/** Where a restaurant's money goes. The number is kept as digits, however it was typed; messages are problems' names. */
export const payoutAccountSchema = z.object({
  bankCode: z.enum(codes, 'bank'),
  number: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{8,16}$/, 'number')),
  holder: z
    .string()
    // Full-width brackets are what a Korean keyboard often writes, and are not what a bank's file has.
    .transform((text) => text.normalize('NFC').replaceAll('（', '(').replaceAll('）', ')').trim().replace(/\s+/g, ' '))
    // What a bank's file can carry: letters of any language, digits, and what stands in names of companies, as `(주)` does in front.
    .pipe(z.string().regex(/^[\p{L}\p{M}\d(㈜][\p{L}\p{M}\d .,&()'·㈜-]{0,39}$/u, 'holder')),
});
export type PayoutAccount = z.output<typeof payoutAccountSchema>;

/** As it may be shown: the last four digits. */
export const maskAccount = (number: string): string => `••••${number.slice(-4)}`;
