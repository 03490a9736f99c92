/**
 * What a room's line is in Redis, all keys of a room on one node:
 * 1 `state` hash: `served`, `credit` (calls saved up, a fraction), `at` (when it was reckoned);
 * 2 `called` sorted set: place → until when it is kept; 3 `inside`: place → until when;
 * 4 `late` : place → until when it stands before those not yet called; 5 `gone` set: places that were given up;
 * 6 `leader`: who calls, for the length of a lease.
 * Instants are milliseconds of the database's clock, handed in: no process's own clock decides anything.
 * All of it can be lost: the database has what it is built from.
 */

/** Keeps or takes the lead. Answers 1 when `ARGV[1]` has it. */
export const LEAD = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/**
 * Calls whoever is next: as many as the rate and the free places allow. ARGV: me, now, rate a minute, places, last place there is,
 * served by the record, how long a call is kept, 1 to call, and JSON { done: [place], stay: [[place, until]] } of those inside.
 * Answers { 0 } when somebody else leads, { 2 } when the line must be built again, else { 1, served, called, inside }.
 */
export const TICK = `
if redis.call('GET', KEYS[6]) ~= ARGV[1] then return {0} end
local now = tonumber(ARGV[2])
local served = tonumber(redis.call('HGET', KEYS[1], 'served'))
if not served or served < tonumber(ARGV[6]) then return {2} end
local known = cjson.decode(ARGV[9])
for _, place in ipairs(known.done) do redis.call('ZREM', KEYS[3], place) end
for _, one in ipairs(known.stay) do redis.call('ZADD', KEYS[3], 'XX', one[2], one[1]) end
for index = 2, 4 do redis.call('ZREMRANGEBYSCORE', KEYS[index], '-inf', now) end
local perMs = tonumber(ARGV[3]) / 60000
local since = now - (tonumber(redis.call('HGET', KEYS[1], 'at')) or now)
local burst = math.max(1, perMs * 2000)
local credit = math.min(burst, (tonumber(redis.call('HGET', KEYS[1], 'credit')) or burst) + math.max(0, since) * perMs)
local free = tonumber(ARGV[4]) - redis.call('ZCARD', KEYS[2]) - redis.call('ZCARD', KEYS[3]) - redis.call('ZCARD', KEYS[4])
local most = tonumber(ARGV[5])
local left = 0
if ARGV[8] == '1' then left = math.floor(math.min(credit, free)) end
local steps = 0
while left > 0 and served < most and steps < 10000 do
  served = served + 1
  steps = steps + 1
  if redis.call('SREM', KEYS[5], served) == 0 then
    redis.call('ZADD', KEYS[2], now + tonumber(ARGV[7]), served)
    left = left - 1
    credit = credit - 1
  end
end
redis.call('HSET', KEYS[1], 'served', served, 'credit', tostring(credit), 'at', now)
for index = 1, 5 do redis.call('PEXPIRE', KEYS[index], 86400000) end
return {1, served, redis.call('ZCARD', KEYS[2]), redis.call('ZCARD', KEYS[3])}`;

/** Builds the line again from the record. ARGV: me, JSON { served, called: [[place, until]], inside: [[place, until]], gone: [place] }. */
export const RESTORE = `
if redis.call('GET', KEYS[6]) ~= ARGV[1] then return 0 end
local known = cjson.decode(ARGV[2])
for index = 1, 5 do redis.call('DEL', KEYS[index]) end
redis.call('HSET', KEYS[1], 'served', known.served)
for _, one in ipairs(known.called) do redis.call('ZADD', KEYS[2], one[2], one[1]) end
for _, one in ipairs(known.inside) do redis.call('ZADD', KEYS[3], one[2], one[1]) end
for _, place in ipairs(known.gone) do redis.call('SADD', KEYS[5], place) end
return 1`;

/**
 * Somebody at the door. ARGV: place, now, until when they may stay, places, until when a late one stands before others.
 * Answers { 0, served } before the turn, { 1, until } inside (again the same), { 2 } when the line is lost for the moment, { 3 } when
 * a late one has to wait for a place.
 */
export const ENTER = `
local place = tonumber(ARGV[1])
local now = tonumber(ARGV[2])
local served = tonumber(redis.call('HGET', KEYS[1], 'served'))
if not served then return {2} end
if place > served then return {0, served} end
local inside = tonumber(redis.call('ZSCORE', KEYS[3], place))
if inside and inside > now then return {1, inside} end
local kept = tonumber(redis.call('ZSCORE', KEYS[2], place))
if not kept or kept <= now then
  for index = 2, 4 do redis.call('ZREMRANGEBYSCORE', KEYS[index], '-inf', now) end
  if redis.call('ZCARD', KEYS[2]) + redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[4]) then
    redis.call('ZADD', KEYS[4], ARGV[5], place)
    return {3}
  end
end
redis.call('ZREM', KEYS[2], place)
redis.call('ZREM', KEYS[4], place)
redis.call('ZADD', KEYS[3], ARGV[3], place)
return {1, tonumber(ARGV[3])}`;

/** Somebody gives their place up. ARGV: place. */
export const LEAVE = `
for index = 2, 4 do redis.call('ZREM', KEYS[index], ARGV[1]) end
local served = tonumber(redis.call('HGET', KEYS[1], 'served'))
if served and tonumber(ARGV[1]) > served then redis.call('SADD', KEYS[5], ARGV[1]) end
return 1`;
