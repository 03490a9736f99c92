export { bookingCalendarFile } from './calendar-file';
export { readCancelReason } from './cancel-reason';
export { type BookingView, getBooking, getBookingInput } from './get-booking';
export { type BookingListItem, listBookings, listBookingsInput } from './list-bookings';
export { readMoney } from './read-money';
export { watchBooking } from './watch-booking';
