export { createRedis, type RedisHandle, type RedisOptions } from './create-redis';
