import { env } from '@/env';
import { createDatabase } from '../client';
import { type ImportResult, importRegister, NotARegister } from './import-register';
import { showProgress } from './progress';
import { REJECT_REASONS } from './register-row';

const CONNECTIONS = 4;
const grouped = (count: number) => count.toLocaleString('en-US');

function report(result: ImportResult, seconds: number): void {
  const rejected = [...result.rejected].sort((a, b) => b[1] - a[1]);
  const rejects = rejected.reduce((sum, [, count]) => sum + count, 0);
  if (result.added === 0 && rejects === 0)
    console.log('Nothing to add: every restaurant of the file is there already.');
  console.log(
    `${grouped(result.read)} rows read: ${grouped(result.added)} added, ${grouped(result.unchanged)} unchanged, ${grouped(rejects)} rejected, in ${seconds.toFixed(1)} s (${grouped(Math.round(result.read / seconds))} rows/s)`,
  );
  for (const [reason, count] of rejected) console.log(`  ${grouped(count)} × ${REJECT_REASONS[reason]}`);
  if (result.rejects) console.log(`The rejected rows are in ${result.rejects}`);
}

/** `node --import tsx db/import/main.ts FILE.csv`: reads a licence register; see `importRegister`. */
async function main(): Promise<number> {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error('Which file? npm run import -- FILE.csv');
    return 1;
  }
  const client = createDatabase(env.DATABASE_URL, CONNECTIONS);
  const started = performance.now();
  const progress = showProgress(process.stdout);
  try {
    const result = await importRegister(client, file, progress.update);
    progress.end();
    report(result, (performance.now() - started) / 1000);
    return 0;
  } catch (error) {
    if (!(error instanceof NotARegister)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await client.close();
  }
}

process.exitCode = await main();
