import type { ProviderDefinition } from '../provider';
import { createTossProvider } from './client';

export const toss: ProviderDefinition = {
  name: 'toss',
  fromEnv: (env) => createTossProvider({ apiUrl: env.TOSS_API_URL, secretKey: env.TOSS_SECRET_KEY }),
};
