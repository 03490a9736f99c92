import { defineConfig } from 'drizzle-kit';

/** Only for `drizzle-kit generate`: migrations are applied by `db/migrate.ts`. */
export default defineConfig({
  dialect: 'mysql',
  schema: './db/schema/index.ts',
  out: './db/migrations',
  casing: 'snake_case',
});
