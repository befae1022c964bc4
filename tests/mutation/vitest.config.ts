/**
 * What a mutant of the rule engine has to survive: the rule tests and the unit tests beside the code. Left out are tests
 * that say the same more slowly: rule tests that restart at every step, random histories, and those of the service around
 * the core, which is no part of what is mutated.
 */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: [
      'tests/mutation/rules.test.ts',
      'electron/engine/alerts/alert.test.ts',
      'electron/engine/alerts/why.test.ts',
      'electron/engine/alerts/{core,conditions,windows,schedule,logs}/**/*.test.ts',
    ],
    exclude: ['electron/engine/alerts/core/model.property.test.ts'],
    setupFiles: ['tests/mutation/fixed-seed.ts'],
    globalSetup: ['tests/mutation/read-rule-tests.ts'],
    environment: 'node',
  },
});
