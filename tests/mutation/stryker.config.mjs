/**
 * Mutation testing of the rule engine: the pure parts that decide what is an alert and what becomes a popup. What is around
 * them (service, stores, words for people, the runner of rule tests) is held by other tests, over real files and processes.
 */
const ENGINE = 'electron/engine/alerts';
const RESULTS = 'test-results/mutation';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
  mutate: [
    `${ENGINE}/alert.ts`,
    `${ENGINE}/{core,conditions,windows,schedule,logs}/**/*.ts`,
    '!**/*.test.ts',
    // Effects at the rim: it waits for a thread, and has tests of its own.
    `!${ENGINE}/logs/log-feed.ts`,
  ],
  // TypeScript 7 has no API to read this file with, and nothing that runs here needs it.
  ignorePatterns: [
    'tsconfig.json',
    'out',
    'dist',
    'coverage',
    'test-results',
    'renderer',
    'bench',
    'docs',
    'resources/icons',
  ],
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: 'node_modules/.cache/mutation/incremental.json',
  tempDirName: `${RESULTS}/sandbox`,
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, allowEmojis: false, reportTests: false },
  jsonReporter: { fileName: `${RESULTS}/report.json` },
  htmlReporter: { fileName: `${RESULTS}/report.html` },
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 1,
  // The tests stop at the first failure by themselves: see stop-at-failure.ts.
  disableBail: true,
  timeoutMS: 6_000,
  allowEmpty: false,
};
