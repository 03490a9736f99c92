import type { Language } from '../http/html';
import type { CardBehaviour, PaymentStatus } from './types';

interface PageText {
  notice: string;
  title: string;
  toPay: string;
  amount: string;
  order: string;
  orderId: string;
  validUntil: string;
  otherCards: string;
  card: string;
  behaviours: Record<CardBehaviour, readonly [string, string]>;
  approve: (money: string) => string;
  decline: string;
  cancel: string;
  abandon: string;
  abandonHint: string;
  abandonedTitle: string;
  abandonedText: string;
  resume: string;
  toShop: string;
  again: string;
  states: Record<PaymentStatus, readonly [string, string]>;
  cannotOpen: string;
  unknownPayment: string;
  fails: Record<'REJECT_CARD_COMPANY' | 'PAY_PROCESS_CANCELED' | 'PAY_PROCESS_ABORTED', string>;
}

const EN: PageText = {
  notice: 'Sandbox payment. No real money moves here.',
  title: 'Pay by card',
  toPay: 'To pay',
  amount: 'Amount',
  order: 'For',
  orderId: 'Order',
  validUntil: 'Open until',
  otherCards: 'Pay with a card that makes trouble',
  card: 'Card',
  behaviours: {
    approve: ['A card that works', 'Approved here and when the shop confirms.'],
    'refuse-company': ['A card its company refuses', 'Approved here, refused when the shop confirms.'],
    'refuse-funds': ['A card with too little on it', 'Approved here, over its limit when the shop confirms.'],
    slow: ['A card with a slow bank', 'The shop waits long for its answer.'],
    'lost-answer': ['A card whose answer gets lost', 'The money is taken, but the shop is not told.'],
  },
  approve: (money) => `Approve ${money}`,
  decline: 'Decline the card',
  cancel: 'Cancel and go back',
  abandon: 'Abandon',
  abandonHint: 'Abandoning is like closing the window: the shop hears nothing.',
  abandonedTitle: 'You left the payment',
  abandonedText: 'Nothing was sent to the shop. You can close this window.',
  resume: 'Back to the payment',
  toShop: 'Back to the shop',
  again: 'Continue to the shop',
  states: {
    READY: ['Waiting for you', ''],
    IN_PROGRESS: ['Approved', 'The shop has not confirmed yet. Nothing has been taken.'],
    WAITING_FOR_DEPOSIT: ['Waiting for the deposit', ''],
    DONE: ['Paid', 'The shop confirmed this payment.'],
    CANCELED: ['Refunded', 'The whole amount was given back.'],
    PARTIAL_CANCELED: ['Partly refunded', 'A part of the amount was given back.'],
    ABORTED: ['Refused', 'The card company refused. Nothing was taken.'],
    EXPIRED: ['Time is over', 'This payment was open too long. Nothing was taken.'],
  },
  cannotOpen: 'This payment cannot be opened',
  unknownPayment: 'There is no such payment.',
  fails: {
    REJECT_CARD_COMPANY: 'The card company refused the payment.',
    PAY_PROCESS_CANCELED: 'The payment was cancelled by the customer.',
    PAY_PROCESS_ABORTED: 'The payment was not finished.',
  },
};

const KO: PageText = {
  notice: '샌드박스 결제예요. 실제 돈은 오가지 않아요.',
  title: '카드 결제',
  toPay: '결제할 금액',
  amount: '금액',
  order: '내용',
  orderId: '주문번호',
  validUntil: '결제 가능 시간',
  otherCards: '문제가 생기는 카드로 결제해 보기',
  card: '카드',
  behaviours: {
    approve: ['정상 카드', '여기서도, 상점이 확정할 때도 승인돼요.'],
    'refuse-company': ['카드사가 거절하는 카드', '여기서는 승인되지만 상점이 확정할 때 거절돼요.'],
    'refuse-funds': ['잔액이 부족한 카드', '여기서는 승인되지만 확정할 때 한도를 넘어요.'],
    slow: ['응답이 느린 카드', '상점이 응답을 오래 기다려요.'],
    'lost-answer': ['응답이 사라지는 카드', '결제는 되지만 상점은 응답을 받지 못해요.'],
  },
  approve: (money) => `${money} 승인하기`,
  decline: '카드 거절하기',
  cancel: '취소하고 돌아가기',
  abandon: '그만두기',
  abandonHint: '그만두면 창을 닫은 것과 같아요. 상점에는 아무것도 전달되지 않아요.',
  abandonedTitle: '결제를 그만뒀어요',
  abandonedText: '상점에는 아무것도 전달되지 않았어요. 창을 닫아도 괜찮아요.',
  resume: '결제로 돌아가기',
  toShop: '상점으로 돌아가기',
  again: '상점으로 이어 가기',
  states: {
    READY: ['결제를 기다리고 있어요', ''],
    IN_PROGRESS: ['승인됐어요', '상점이 아직 확정하지 않아서 빠져나간 돈은 없어요.'],
    WAITING_FOR_DEPOSIT: ['입금을 기다리고 있어요', ''],
    DONE: ['결제됐어요', '상점이 결제를 확정했어요.'],
    CANCELED: ['환불됐어요', '전액을 돌려받았어요.'],
    PARTIAL_CANCELED: ['일부 환불됐어요', '금액의 일부를 돌려받았어요.'],
    ABORTED: ['거절됐어요', '카드사가 거절해서 빠져나간 돈은 없어요.'],
    EXPIRED: ['시간이 지났어요', '결제 시간이 지나서 빠져나간 돈은 없어요.'],
  },
  cannotOpen: '결제를 열 수 없어요',
  unknownPayment: '찾을 수 없는 결제예요.',
  fails: {
    REJECT_CARD_COMPANY: '카드사가 결제를 거절했어요.',
    PAY_PROCESS_CANCELED: '결제를 취소했어요.',
    PAY_PROCESS_ABORTED: '결제를 끝내지 못했어요.',
  },
};

export const PAGE_TEXT: Record<Language, PageText> = { en: EN, ko: KO };

export function won(amount: number, language: Language): string {
  const digits = amount.toLocaleString('en-US');
  return language === 'ko' ? `${digits}원` : `₩${digits}`;
}
