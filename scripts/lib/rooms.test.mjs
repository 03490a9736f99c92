import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rooms } from './checks.mjs';
import { ROOT } from './sources.mjs';

const { forbidden } = createRequire(import.meta.url)(path.join(ROOT, '.dependency-cruiser.cjs'));

/** For each rule a file that breaks it, and what it must not import. */
const PLANTED = {
  'no-cycles': ['server/infra/left.ts', './right'],
  'nothing-unresolved': ['server/infra/lost.ts', '@/server/infra/nowhere'],
  'inside-the-repository': ['server/infra/stray.ts', '../../../outside'],
  'domain-is-pure': ['server/domain/rule.ts', 'node:fs'],
  'domain-time-is-pure': ['server/domain/shared/time.ts', '@/db/client'],
  'domain-tests-are-pure': ['server/domain/rule.test.ts', '@/db/client'],
  'events-know-only-domain': ['server/events/fact.ts', 'drizzle-orm'],
  'db-is-a-leaf': ['db/schema.ts', '@/server/services/booking'],
  'infra-knows-no-service': ['server/infra/mail.ts', '@/server/services/booking'],
  'services-know-no-transport': ['server/services/paying/index.ts', '@trpc/server'],
  'edges-call-services-only': ['app/page.tsx', '@/db/client'],
  'trpc-and-jobs-apart': ['server/trpc/router.ts', '@/components/ui/button'],
  'jobs-know-no-trpc': ['inngest/functions/job.ts', '@/server/trpc/init'],
  'trpc-knows-no-jobs': ['server/trpc/jobs.ts', '@/inngest/client'],
  'feature-entry-only': ['app/inside.tsx', '@/server/services/booking/hold'],
  'feature-entry-only-inside': ['server/services/paying/confirm.ts', '@/server/services/booking/hold'],
  'ui-kit-is-leaf': ['components/ui/dialog.tsx', '@/server/domain/money'],
  'components-take-types-or-domain': ['components/booking/panel.tsx', '@/server/services/booking'],
  'components-know-no-app': ['components/booking/link.tsx', '@/app/layout'],
  'audiences-apart': ['app/(diner)/page.tsx', '@/app/(owner)/page'],
  'words-are-a-leaf': ['i18n/words.ts', '@/db/client'],
  'processes-are-roots': ['server/infra/loop.ts', '@/web/main'],
  'web-and-worker-apart': ['web/shared.ts', '@/worker/main'],
  'worker-and-web-apart': ['worker/shared.ts', '@/web/main'],
  'sandbox-is-for-trying': ['server/infra/fake.ts', '@/sandbox/main'],
  'sandbox-is-a-third-party': ['sandbox/peek.ts', '@/db/client'],
  'product-knows-no-tests': ['server/infra/helped.ts', '@/tests/support/factory'],
  'scripts-need-no-packages': ['scripts/tool.mjs', 'zod'],
};

/** Files that the planted ones reach for, and imports that are allowed. */
const ALLOWED = {
  'server/infra/right.ts': "import './left';",
  'server/domain/money.ts': "import 'zod';",
  'server/domain/money.test.ts': "import 'vitest'; import './money';",
  'db/client.ts': "import 'drizzle-orm'; import '@/server/domain/money';",
  'server/services/booking/index.ts': "export * from './hold';",
  'server/services/booking/hold.ts': "import '@/db/client'; export const hold = 1;",
  'server/trpc/init.ts': "import '@trpc/server';",
  'inngest/client.ts': "import 'inngest';",
  'inngest/engine/run.ts': "import '@/db/client';",
  'components/ui/button.tsx': "import 'react';",
  'components/booking/typed.tsx':
    "import type { hold } from '@/server/services/booking'; export type Hold = typeof hold;",
  'app/layout.tsx': "import '@/components/ui/button';",
  'app/(owner)/page.tsx': 'export {};',
  'web/main.ts': "import '@/server/trpc/init';",
  'worker/main.ts': "import '@/inngest/client';",
  'sandbox/main.ts': "import 'node:http';",
  'tests/support/factory.ts': "import '@/db/client'; import '@/web/main'; import '@/sandbox/main';",
  'scripts/start.mjs': "import 'node:fs';",
};

describe('the import rules', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tablepick-rooms-'));
  const root = path.join(folder, 'repository');
  let result;
  beforeAll(async () => {
    mkdirSync(root);
    writeFileSync(path.join(folder, 'outside.ts'), '');
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
    const planted = Object.values(PLANTED).map(([file, target]) => [file, `import '${target}';`]);
    const tsconfig =
      '{ "compilerOptions": { "moduleResolution": "bundler", "module": "ESNext", "paths": { "@/*": ["./*"] } } }';
    for (const [file, text] of [...planted, ...Object.entries(ALLOWED), ['tsconfig.json', tsconfig]]) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    result = await rooms(root);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('have a planted violation each', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });
  it.each(Object.entries(PLANTED))('%s: the violation is found', (rule, [file]) => {
    expect(result.violations.filter((one) => one.rule.name === rule).map((one) => one.from)).toContain(file);
  });
  it('do not complain about what is allowed', () => {
    const innocent = Object.keys(ALLOWED).filter((file) => file !== 'server/infra/right.ts');
    expect(result.violations.filter((one) => innocent.includes(one.from))).toEqual([]);
  });
  it('look at every source file', () => {
    expect(result.missed).toEqual([]);
  });
});
