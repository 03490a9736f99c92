import type { MailWords } from './words';

/** The amount as an object: won and yen end in a consonant, dollar and euro in a vowel. */
const object = (amount: string) => `${amount}${/원$|¥/.test(amount) ? '을' : '를'}`;

export const KO: MailWords = {
  labels: {
    day: '날짜',
    time: '시간',
    party: '인원',
    code: '예약 번호',
    guest: '예약자',
    address: '주소',
    phone: '전화',
    deposit: '예약금',
    refund: '환불',
    asked: '바꾸려던 예약',
    opened: '생긴 때',
  },
  codeHint: '도착하면 이 번호를 말씀해 주세요',
  party: (size) => `${size}명`,
  nightOf: (day) => `${day} 밤이에요`,
  noDeposit: '없음',
  depositPaid: (amount) => `${amount} 결제`,
  notCharged: '결제되지 않음',
  noRefund: '없음',
  at: (restaurant, when) => `${restaurant}, ${when}`,
  seeBooking: '예약 보기',
  seeDetails: '자세히 보기',
  calendar: '첨부 파일을 열면 캘린더에 일정이 들어가고, 두 시간 전에 알려 줘요.',
  refundArrives: '결제한 카드로 돌려드려요. 보통 영업일로 3~7일이 걸리고, 정확한 날짜는 카드사에 따라 달라요.',
  footer: 'TablePick에서 예약하신 분께 보내는 메일이에요.',
  confirmed: {
    status: '예약 확정',
    subject: '예약이 확정됐어요',
    lead: (guest) => `${guest}님, 자리를 준비해 둘게요.`,
  },
  cancelled: {
    status: '예약 취소',
    subject: '예약이 취소됐어요',
    lead: (guest) => `${guest}님의 예약이 취소됐어요.`,
    full: (amount) => `예약금 ${object(amount)} 모두 돌려드려요.`,
    part: (amount, paid) => `예약금 ${paid} 가운데 ${object(amount)} 돌려드려요.`,
    tooLate: (deadline) =>
      `돌려드리는 금액은 없어요. 예약금을 돌려받을 수 있는 때가 ${deadline}까지였는데, 그 뒤에 취소됐기 때문이에요.`,
    nothing: '예약할 때 안내한 환불 기준에 따라 돌려드리는 금액은 없어요.',
    noDeposit: '예약금이 없던 예약이라 결제되거나 환불되는 금액이 없어요.',
  },
  released: {
    status: '예약되지 않음',
    subject: '예약을 마치지 못했어요. 결제된 금액은 없어요',
    notCharged: '결제된 금액은 없어요.',
    declined: '카드사가 결제를 승인하지 않아 예약을 마치지 못했고, 잡아 둔 자리는 다시 열렸어요.',
    expired: '자리를 잡아 둔 시간이 지나 예약을 마치지 못했고, 그 자리는 다시 열렸어요.',
    again: '다른 카드로 다시 예약하실 수 있어요. 그사이 자리가 찼다면 가까운 시간을 보여 드려요.',
    refundedSubject: (amount) => `예약을 마치지 못해 ${object(amount)} 돌려드렸어요`,
    refunded: (amount) => `결제된 ${object(amount)} 모두 돌려드렸어요.`,
    'amount-differs':
      '결제된 금액이 예약금과 달라 예약을 마치지 못했고, 잡아 둔 자리는 다시 열렸어요. 다시 예약하실 수 있어요.',
  },
  cancelledByRestaurant: {
    status: '식당이 취소',
    subject: '식당이 예약을 취소했어요',
    lead: (guest, restaurant) => `${guest}님, ${restaurant}에서 이 예약을 받을 수 없게 됐어요.`,
    reason: (reason) => `식당이 남긴 말: ${reason}`,
    full: (amount) => `결제한 예약금 ${object(amount)} 모두 돌려드려요.`,
    free: '예약금이 없던 예약이라 결제되거나 환불되는 금액이 없어요.',
    sorry: '불편을 드려 죄송해요. 쿠폰을 쓰셨다면 내 쿠폰으로 돌아와요.',
  },
  changed: {
    status: '예약 변경',
    subject: '예약이 변경됐어요',
    lead: (guest) => `${guest}님, 바꾼 대로 자리를 준비해 둘게요.`,
    charged: (amount) => `늘어난 예약금 ${object(amount)} 더 결제했어요.`,
    refunded: (amount) => `예약금이 줄어 ${object(amount)} 돌려드려요.`,
    kept: (amount) => `환불 기한이 지난 뒤의 변경이라 식당에 남는 예약금은 ${amount}이에요.`,
    calendar: '첨부 파일을 열면 캘린더의 일정이 새 시간으로 바뀌어요.',
  },
  changeDropped: {
    status: '변경되지 않음',
    subject: '변경되지 않았어요. 예약은 그대로예요',
    lead: (guest) => `${guest}님, 예약이 변경되지 않았어요. 지금 예약은 그대로예요.`,
    ended: (guest) => `${guest}님, 예약이 변경되지 않았어요. 그사이 예약이 끝났어요.`,
    why: {
      declined: '카드사가 변경 차액 결제를 승인하지 않았어요.',
      'amount-differs': '결제된 금액이 변경 차액과 달랐어요.',
      closed: '바꾸려던 시간에 식당이 문을 닫게 됐어요.',
      'too-late': '결제가 끝났을 때는 변경 차액을 결제할 시간이 지난 뒤였어요.',
      'booking-ended': '결제가 끝났을 때는 예약을 더 바꿀 수 없었어요.',
    },
    refunded: (amount) => `변경하려고 결제하신 ${object(amount)} 모두 돌려드려요.`,
    notCharged: '더 결제된 금액은 없어요.',
  },
  refundLate: {
    status: '전액 환불',
    subject: (amount) => `${object(amount)} 모두 돌려드려요`,
    lead: (amount) => `결제하신 ${object(amount)} 모두 돌려드려요.`,
    why: {
      late: '결제가 끝났을 때는 자리를 잡아 둔 시간이 지나 그 자리를 더는 드릴 수 없었어요. 그래서 예약은 되지 않았어요.',
      'amount-differs': '결제된 금액이 예약금과 달랐어요. 그래서 예약은 되지 않았어요.',
    },
  },
  terms: {
    title: '계획이 바뀌면',
    graceWhen: (minutes) => `예약하고 ${minutes}분 안에`,
    until: (deadline) => `${deadline}까지`,
    untilStart: '예약 시간 전까지',
    after: '그 뒤',
    always: '언제 취소해도',
    all: '전액 환불',
    part: (percent, amount) => `${percent}% 환불 (${amount})`,
    nothing: '환불 없음',
    free: '예약금이 없어서 취소해도 비용이 들지 않아요. 못 오시게 되면 취소해 주세요. 다른 분이 앉을 수 있어요.',
    zone: (zone) => `모두 ${zone} 기준이에요.`,
  },
  alarm: {
    status: '확인 필요',
    subject: (title) => `확인이 필요해요 · ${title}`,
    action: '확인하러 가기',
    note: '누군가 확인할 때까지 이 건은 그대로 남아 있어요.',
    footer: 'TablePick 운영자에게 보내는 메일이에요.',
    reasons: {
      confirm_unresolved: {
        title: '결제 결과를 알 수 없어요',
        detail: '결제사가 최종 답을 주지 않았어요. 돈이 움직였을 수 있어서 자리는 그대로 잡아 두고 있어요.',
      },
      refund_unresolved: {
        title: '환불 결과를 알 수 없어요',
        detail: '결제사가 환불이 됐는지 답하지 않았어요. 다시 환불하기 전에 결제사 기록을 확인해 주세요.',
      },
      refund_refused: {
        title: '결제사가 환불을 거절했어요',
        detail: '돌려드려야 할 돈이 아직 돌아가지 않았어요. 다른 방법으로 환불해야 할 수 있어요.',
      },
      refund_failed: {
        title: '환불한 돈이 되돌아왔어요',
        detail:
          '환불이 끝났는데 손님의 은행이 그 돈을 결제사로 돌려보냈어요. 손님은 받지 못했어요. 다시 보내거나 다른 방법으로 돌려주세요.',
      },
      provider_config: {
        title: '결제사가 요청을 받아 주지 않아요',
        detail: '키나 설정이 맞지 않는 것 같아요. 고치기 전까지 새 결제도 확정되지 않을 수 있어요.',
      },
      amount_differs: {
        title: '결제 금액이 예약과 달라요',
        detail: '결제사가 말하는 금액과 예약 금액이 달라서 확정하지 않았어요.',
      },
      missing_here: {
        title: '결제사에만 있는 돈이 있어요',
        detail:
          '결제사 기록에는 있지만 우리 기록에는 없는 결제나 환불이 있어요. 양쪽을 비교해 보고 예약에 연결하거나, 환불하거나, 사유를 적고 닫아 주세요.',
      },
      missing_there: {
        title: '결제사가 모르는 돈이 있어요',
        detail: '우리 기록에는 있는 결제나 환불이 결제사 기록에는 없어요.',
      },
      transaction_differs: {
        title: '결제사 기록이 우리와 달라요',
        detail: '양쪽 모두 아는 결제인데 금액이 서로 달라요.',
      },
      settlement_differs: {
        title: '결제사 정산이 우리와 달라요',
        detail: '결제사가 정산한 금액이 그 결제의 기록과 맞지 않아요.',
      },
      ledger_differs: {
        title: '장부와 정산서가 달라요',
        detail: '식당의 정산서가 장부와 맞지 않아요. 이 정산서로는 지급하지 않았어요.',
      },
      provider_down: {
        title: '결제사가 응답하지 않아요',
        detail: '결제가 기다리고 있고, 결제사가 다시 응답할 때까지 새 결제는 받지 않아요.',
      },
      unexpected_capture: {
        title: '예상하지 못한 결제가 있어요',
        detail: '끝난 예약에 결제된 돈이 있어요. 돌려드려야 하는지 확인해 주세요.',
      },
    },
    unknown: (reason) => ({ title: '사람이 봐야 하는 건이 있어요', detail: `이유: ${reason}` }),
  },
};
