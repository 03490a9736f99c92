/**
 * Who may import whom (docs/architecture.md). `npm run check` runs these rules over every source file, and
 * scripts/lib/rooms.test.mjs plants a violation of each one and sees it found.
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
// Tests, and the helpers that a room keeps for its own tests.
const TEST = '(\\.test\\.(ts|tsx|mjs)$|/(testing|differential)/)';
const modules = (...names) => `node_modules/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    forbid('no-cycles', 'two modules that need each other are one module', {}, { circular: true }),
    forbid(
      'nothing-unresolved',
      'an import nobody can follow hides from all other rules',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'inside-the-repository',
      'a fresh clone has nothing beside it',
      {},
      { path: '^\\.\\./', pathNot: 'node_modules/' },
    ),
    forbid(
      'domain-is-pure',
      'rules run without I/O; time.ts alone knows the calendar library',
      { path: '^server/domain/', pathNot: `${TEST}|^server/domain/shared/time\\.ts$` },
      { pathNot: `^server/domain/|${modules('zod')}` },
    ),
    forbid(
      'domain-time-is-pure',
      'the one place that converts instants',
      { path: '^server/domain/shared/time\\.ts$' },
      { pathNot: `^server/domain/|${modules('zod', 'temporal-polyfill')}` },
    ),
    forbid(
      'domain-tests-are-pure',
      'a rule that needs a service to be tested is no rule',
      { path: `^server/domain/.*${TEST}` },
      { pathNot: `^server/domain/|${modules('zod', 'vitest', 'fast-check', 'temporal-polyfill')}` },
    ),
    forbid(
      'events-know-only-domain',
      'the catalogue is shared by all',
      { path: '^server/events/', pathNot: TEST },
      { pathNot: `^server/(events|domain)/|${modules('zod')}` },
    ),
    forbid(
      'db-is-a-leaf',
      'the schema knows no verb',
      { path: '^db/', pathNot: TEST },
      { path: '^(app|components|inngest|web|worker|sandbox)/|^server/(?!domain/)' },
    ),
    forbid(
      'infra-knows-no-service',
      'the outside world is called, it does not call',
      { path: '^server/infra/', pathNot: TEST },
      { path: '^server/(services|trpc)/|^(app|components|inngest)/' },
    ),
    forbid(
      'services-know-no-transport',
      'a verb is the same over HTTP, in a job and in a test',
      { path: '^server/services/' },
      { path: `^server/trpc/|^(app|components|inngest)/|${modules('@trpc', 'next', 'react', 'react-dom', 'inngest')}` },
    ),
    forbid(
      'edges-call-services-only',
      'pages, procedures and functions are thin',
      { path: '^(server/trpc|inngest/functions|app)/', pathNot: TEST },
      { path: `^db/|^server/infra/|${modules('drizzle-orm', 'mysql2')}` },
    ),
    forbid(
      'trpc-and-jobs-apart',
      'neither draws pages',
      { path: '^(server/trpc|inngest)/' },
      { path: '^(app|components)/' },
    ),
    forbid(
      'jobs-know-no-trpc',
      'a job calls services',
      { path: '^inngest/', pathNot: TEST },
      { path: '^server/trpc/' },
    ),
    forbid(
      'trpc-knows-no-jobs',
      'a procedure writes to the outbox',
      { path: '^server/trpc/', pathNot: TEST },
      { path: '^inngest/' },
    ),
    forbid(
      'feature-entry-only',
      'a feature has one door, its index.ts',
      { path: '^(?!server/services/)' },
      { path: '^server/services/[^/]+/(?!index\\.ts$)' },
    ),
    forbid(
      'feature-entry-only-inside',
      'for sibling features too',
      { path: '^server/services/([^/]+)/' },
      { path: '^server/services/[^/]+/(?!index\\.ts$)', pathNot: '^server/services/$1/' },
    ),
    forbid(
      'ui-kit-is-leaf',
      'primitives know no domain',
      { path: '^components/ui/' },
      { path: '^components/(?!ui/)|^(app|server|db|inngest|web|worker)/|^env\\.ts$' },
    ),
    forbid(
      'components-take-types-or-domain',
      'what runs in a browser carries no server code',
      { path: '^components/', pathNot: TEST },
      { path: '^(db|inngest|web|worker)/|^env\\.ts$|^server/(?!domain/)', dependencyTypesNot: ['type-only'] },
    ),
    forbid('components-know-no-app', 'pages use components', { path: '^components/' }, { path: '^app/' }),
    forbid(
      'audiences-apart',
      'diner, owner and operator pages share through components',
      { path: '^app/\\(([^)]+)\\)/' },
      { path: '^app/\\([^)]+\\)/', pathNot: '^app/\\($1\\)/' },
    ),
    forbid(
      'words-are-a-leaf',
      'the languages know no page and no table',
      { path: '^i18n/', pathNot: TEST },
      { path: '^(app|components|db|inngest|web|worker)/|^server/(?!domain/)' },
    ),
    forbid(
      'processes-are-roots',
      'web and worker put the rooms together; nothing is built on them',
      { pathNot: `^(web|worker|tests|bench)/|${TEST}` },
      { path: '^(web|worker)/' },
    ),
    forbid('web-and-worker-apart', 'each can be deployed alone', { path: '^web/' }, { path: '^worker/' }),
    forbid('worker-and-web-apart', 'each can be deployed alone', { path: '^worker/' }, { path: '^web/' }),
    forbid(
      'sandbox-is-for-trying',
      'stand-ins of third parties never become part of the product',
      { pathNot: '^(sandbox|tests|scripts)/' },
      { path: '^sandbox/' },
    ),
    forbid(
      'sandbox-is-a-third-party',
      'it speaks the real protocols, so it needs none of our rooms',
      { path: '^sandbox/', pathNot: TEST },
      { path: '^(app|components|db|inngest|web|worker|bench)/|^server/(?!infra/log|domain/)' },
    ),
    forbid(
      'product-knows-no-tests',
      'what tests and benchmarks share stays there',
      { pathNot: `^(tests|bench)/|${TEST}` },
      { path: `^(tests|bench)/|${TEST}` },
    ),
    forbid(
      'scripts-need-no-packages',
      'they run before npm ci',
      { path: '^scripts/', pathNot: TEST },
      { pathNot: '^scripts/', dependencyTypesNot: ['core'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
