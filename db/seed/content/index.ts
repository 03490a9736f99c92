import { bistroUmbrellaStand } from './restaurants/bistro-umbrella-stand';
import { bultiWorks } from './restaurants/bulti-works';
import { choharu } from './restaurants/choharu';
import { dryRoom41 } from './restaurants/dry-room-41';
import { godeungeoLantern } from './restaurants/godeungeo-lantern';
import { hansangni } from './restaurants/hansangni';
import { hundredDrawers } from './restaurants/hundred-drawers';
import { jogeumAndSari } from './restaurants/jogeum-and-sari';
import { jopanso } from './restaurants/jopanso';
import { kimFromLima } from './restaurants/kim-from-lima';
import { moseoriBapjip } from './restaurants/moseori-bapjip';
import { mullaeSoesot } from './restaurants/mullae-soesot';
import { namulInOrder } from './restaurants/namul-in-order';
import { neurindam } from './restaurants/neurindam';
import { osteriaPutgam } from './restaurants/osteria-putgam';
import { ramenHallo } from './restaurants/ramen-hallo';
import { rollingPinAtNoon } from './restaurants/rolling-pin-at-noon';
import { seomdolGui } from './restaurants/seomdol-gui';
import { silmariMyeonok } from './restaurants/silmari-myeonok';
import { sixThirtyDough } from './restaurants/six-thirty-dough';
import { sushiSoeon } from './restaurants/sushi-soeon';
import { tentNo23 } from './restaurants/tent-no-23';
import { thirdWangs } from './restaurants/third-wangs';
import { vineyardTenant } from './restaurants/vineyard-tenant';
import type { SeedRestaurant } from './types';

export { BOOKING_NOTES, DINERS } from './names';
export type * from './types';

/** The restaurants of the demo in the order they are shown: the first of the list gets the highest rank. Neighbours in it differ in cuisine and price. */
export const RESTAURANTS: readonly SeedRestaurant[] = [
  bultiWorks,
  sushiSoeon,
  osteriaPutgam,
  hundredDrawers,
  neurindam,
  kimFromLima,
  ramenHallo,
  dryRoom41,
  namulInOrder,
  jogeumAndSari,
  sixThirtyDough,
  jopanso,
  silmariMyeonok,
  bistroUmbrellaStand,
  godeungeoLantern,
  choharu,
  moseoriBapjip,
  vineyardTenant,
  thirdWangs,
  seomdolGui,
  hansangni,
  rollingPinAtNoon,
  tentNo23,
  mullaeSoesot,
];
