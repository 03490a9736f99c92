#!/usr/bin/env node
/** `npm run check`: formatting and lint, types, import rules, migrations. Two at a time; prints each result. */
import { CHECKS, runChecks } from './lib/checks.mjs';

const results = await runChecks(CHECKS);
process.exit(results.every((result) => result.ok) ? 0 : 1);
