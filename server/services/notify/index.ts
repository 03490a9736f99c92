export { alarmOperators, postAlarm } from './alarm';
export { sendCancellation, sendConfirmation, sendLateRefund, sendReleased } from './send-booking-mails';
