import { takeOrders } from './orders';

/** The real worker, which also takes the harness's orders. */
takeOrders();
await import('@/worker/main');
