export { loadSetups, type RestaurantSetup, SetupCache } from './setup';
