export { tell, telling } from './tell';
