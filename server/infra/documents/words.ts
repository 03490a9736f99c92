import type { EntryKind } from '@/server/domain/ledger/accounts';

/** What stands on a statement, in one language. */
export type StatementWords = {
  title: string;
  no: (no: number) => string;
  period: string;
  made: string;
  due: string;
  payout: string;
  carriedOut: string;
  nothing: string;
  totals: Record<'deposit' | 'coupon' | 'fee' | 'vat' | 'deduction' | 'carriedIn', string>;
  columns: Record<
    | 'date'
    | 'time'
    | 'booking'
    | 'code'
    | 'guest'
    | 'party'
    | 'kind'
    | 'deposit'
    | 'coupon'
    | 'ownCoupon'
    | 'fee'
    | 'vat'
    | 'deduction'
    | 'net'
    | 'currency'
    | 'reason',
    string
  >;
  kinds: Partial<Record<EntryKind, string>>;
  later: Record<'kind' | 'why', string>;
  party: (size: number) => string;
  /** Why an entry of a booking was taken back where nobody wrote why. */
  byRestaurant: string;
  ownCoupon: (amount: string) => string;
  page: (no: number) => string;
  footer: string;
};

const KO: StatementWords = {
  title: '정산서',
  no: (no) => `제 ${no} 호`,
  period: '정산 기간',
  made: '작성일',
  due: '지급 예정일',
  payout: '지급액',
  carriedOut: '다음 정산으로 넘어가는 금액',
  nothing: '이번 정산에는 지급할 금액이 없어요.',
  totals: {
    deposit: '예약금',
    coupon: '플랫폼 부담 쿠폰',
    fee: '중개 수수료',
    vat: '수수료 부가세',
    deduction: '환불·정정',
    carriedIn: '지난 정산에서 넘어온 금액',
  },
  columns: {
    date: '방문일',
    time: '시각',
    booking: '예약',
    code: '예약 코드',
    guest: '손님',
    party: '인원',
    kind: '내용',
    deposit: '예약금',
    coupon: '쿠폰',
    ownCoupon: '식당 부담 쿠폰',
    fee: '수수료',
    vat: '부가세',
    deduction: '환불·정정',
    net: '정산액',
    currency: '통화',
    reason: '사유',
  },
  kinds: {
    visit: '방문',
    no_show: '오지 않음',
    cancellation: '늦은 취소',
    change: '예약 변경',
    goodwill: '방문 뒤 환불',
    reversal: '정정',
  },
  later: { kind: '나중에 기록됨', why: '정산서를 만든 뒤에 기록되어 다음 정산서에 반영돼요.' },
  party: (size) => `${size}명`,
  byRestaurant: '식당이 예약을 취소함',
  ownCoupon: (amount) => `식당 부담 쿠폰 ${amount}`,
  page: (no) => `${no}쪽`,
  footer: '금액은 원장에 기록된 그대로예요. 수수료와 부가세는 예약마다 원 단위 아래를 버려요.',
};

const EN: StatementWords = {
  title: 'Settlement statement',
  no: (no) => `No. ${no}`,
  period: 'Period',
  made: 'Made on',
  due: 'Payout due',
  payout: 'Payout',
  carriedOut: 'Carried to the next statement',
  nothing: 'Nothing is paid out with this statement.',
  totals: {
    deposit: 'Deposits',
    coupon: 'Coupons the platform pays for',
    fee: 'Platform fee',
    vat: 'VAT on the fee',
    deduction: 'Refunds and corrections',
    carriedIn: 'Carried from the statement before',
  },
  columns: {
    date: 'Date',
    time: 'Time',
    booking: 'Booking',
    code: 'Code',
    guest: 'Guest',
    party: 'Party',
    kind: 'What happened',
    deposit: 'Deposit',
    coupon: 'Coupon',
    ownCoupon: 'Own coupon',
    fee: 'Fee',
    vat: 'VAT',
    deduction: 'Refunds and corrections',
    net: 'Net',
    currency: 'Currency',
    reason: 'Reason',
  },
  kinds: {
    visit: 'Visit',
    no_show: 'No-show',
    cancellation: 'Late cancellation',
    change: 'Change',
    goodwill: 'Refund after a visit',
    reversal: 'Correction',
  },
  later: { kind: 'Booked later', why: 'Booked after this statement was made; settled with a later one.' },
  party: (size) => `${size} guests`,
  byRestaurant: 'cancelled by the restaurant',
  ownCoupon: (amount) => `Own coupon ${amount}`,
  page: (no) => `Page ${no}`,
  footer: 'Amounts are those of the journal. Fee and VAT are rounded down to the minor unit, booking by booking.',
};

export type DocumentLocale = 'ko' | 'en';
export const wordsOf = (locale: DocumentLocale): StatementWords => (locale === 'en' ? EN : KO);
