import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  payload: AdapterPayload;
  expiresAt: number;
}

/**
 * Where sign-ins under way are kept: in memory, a sign-in takes seconds. Returns a factory whose adapters share one
 * store, so that two providers in one process do not see each other's sessions.
 */
export function memoryAdapters(): (model: string) => Adapter {
  const store = new Map<string, Stored>();
  const read = (key: string): AdapterPayload | undefined => {
    const stored = store.get(key);
    if (!stored) return undefined;
    if (stored.expiresAt > Date.now()) return stored.payload;
    store.delete(key);
    return undefined;
  };
  const forgetExpired = () => {
    const now = Date.now();
    for (const [key, stored] of store) if (stored.expiresAt <= now) store.delete(key);
  };
  const findWhere = (model: string, field: 'uid' | 'userCode', value: string) => {
    for (const [key, { payload }] of store) {
      if (key.startsWith(`${model}:`) && payload[field] === value) return read(key);
    }
    return undefined;
  };
  return (model) => ({
    async upsert(id, payload, expiresIn) {
      if (store.size > 1000) forgetExpired();
      store.set(`${model}:${id}`, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
    },
    async find(id) {
      return read(`${model}:${id}`);
    },
    async findByUid(uid) {
      return findWhere(model, 'uid', uid);
    },
    async findByUserCode(userCode) {
      return findWhere(model, 'userCode', userCode);
    },
    async consume(id) {
      const payload = read(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      store.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of store) if (payload.grantId === grantId) store.delete(key);
    },
  });
}
