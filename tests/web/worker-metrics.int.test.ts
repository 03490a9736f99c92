import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { makeDatabase } from '../support/database';
import { makeContext, makeRestaurant, makeUser, unique } from '../support/factories';
import { holdAs } from '../support/holds';
import { type Provider, startProvider } from '../support/provider';
import { waitFor } from '../support/wait-for';
import { freePort, startWorker, type WorkerProcess } from '../support/worker-process';

let url: string;
let client: DatabaseClient;
let provider: Provider;
let worker: WorkerProcess;
beforeAll(async () => {
  url = await makeDatabase(unique('background'));
  client = createDatabase(url, 4);
  provider = await startProvider();
});
afterAll(async () => {
  await worker?.stop();
  await provider.close();
  await client.close();
});

it('the worker tells on its own port what waits in the outbox and what its functions do', async () => {
  const port = await freePort();
  worker = await startWorker(url, provider, port);
  const figure = async (name: string) => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  };
  expect(await figure('tablepick_runs_running')).toBe(0);
  // A hold sets off the function that waits for its end.
  const restaurant = await makeRestaurant(client);
  await holdAs(makeContext(client), await makeUser(client), restaurant.id);
  await waitFor('its run to be told', async () => (await figure('tablepick_runs_running')) > 0);
  await waitFor('the outbox to be empty', async () => (await figure('tablepick_outbox_waiting')) === 0);
  expect(await figure('tablepick_outbox_oldest_age_seconds')).toBe(0);
  expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(0);
}, 90_000);
