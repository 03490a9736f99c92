export { tell } from './tell';
