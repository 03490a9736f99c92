import account from './account.json';
import bookings from './bookings.json';
import campaigns from './campaigns.json';
import checkout from './checkout.json';
import common from './common.json';
import coupons from './coupons.json';
import errors from './errors.json';
import home from './home.json';
import mail from './mail.json';
import money from './money.json';
import ops from './ops.json';
import owner from './owner.json';
import restaurant from './restaurant.json';
import room from './room.json';
import shell from './shell.json';
import status from './status.json';
import ui from './ui.json';

/** Every sentence in Korean, one file a subject; the file's name is the namespace. */
export default {
  account,
  bookings,
  campaigns,
  checkout,
  common,
  coupons,
  errors,
  home,
  mail,
  money,
  ops,
  owner,
  restaurant,
  room,
  shell,
  status,
  ui,
};
