export { alarmOperators, sendCancellation, sendConfirmation, sendLateRefund, sendReleased } from './send-booking-mails';
