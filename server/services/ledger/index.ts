export { earningOf } from './earning';
export { posting } from './posting';
