import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '**/.next/**', '**/.tablepick/**', 'tests/e2e/**'];
const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };

/**
 * Two projects: `unit` needs nothing but Node (plain and property tests), `int` needs the database and Redis that
 * `npm test` provides. One process per file of `int`, so that each worker has a database of its own.
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
          // They keep nothing in their modules: loaded once a worker, the whole takes half the time.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'int',
          include: ['**/*.int.test.ts'],
          exclude: elsewhere,
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
