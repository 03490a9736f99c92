import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '**/.next/**', '**/.tablepick/**', 'tests/e2e/**'];
const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };

/**
 * Two projects: `unit` needs nothing but Node (plain and property tests), `int` needs the database and Redis that
 * `npm test` provides, with a database for each worker. Neither keeps anything in its modules, so they are loaded once a
 * worker: the whole takes a quarter less time.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...elsewhere, '**/*.int.test.ts'],
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'int',
          include: ['**/*.int.test.ts'],
          exclude: elsewhere,
          isolate: false,
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
