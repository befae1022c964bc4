/**
 * What a mutant of the rule engine has to survive: the rule tests, the unit tests beside the code, and those of the service
 * that carries it. Left out are tests that say the same more slowly: rule tests that restart at every step, random histories
 * beside the model, and hundreds of monitors that lose the network.
 */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { QuickFirst } from './quick-first.ts';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: [
      'tests/mutation/rules.test.ts',
      'electron/engine/alerts/{alert,alert-service,by-hand,log-cursor,why}.test.ts',
      'electron/engine/alerts/{core,conditions,windows,schedule,logs}/**/*.test.ts',
    ],
    exclude: ['electron/engine/alerts/core/model.property.test.ts'],
    setupFiles: ['tests/mutation/fixed-seed.ts', 'tests/mutation/stop-at-failure.ts'],
    sequence: { sequencer: QuickFirst },
    globalSetup: ['tests/mutation/read-rule-tests.ts'],
    environment: 'node',
    // Pure code keeps nothing between files: one worker loads it once.
    isolate: false,
  },
});
