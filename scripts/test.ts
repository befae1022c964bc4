/** npm test: format, lint, types, then every spec but the long fault runs. The last line counts all of it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './ensure-built.ts';
import { root } from './sources.ts';
import { ensureSystemPackages } from './system-packages.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const resultsDir = path.join(root, 'test-results');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

/** A tool that either passes or fails as a whole. */
function check(title: string, program: string, args: readonly string[]): Count {
  console.log(`\n— ${title}`);
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** Specs of some vitest projects, counted one by one. */
function specs(title: string, projects: readonly string[]): Count {
  console.log(`\n— ${title}`);
  const file = path.join(resultsDir, `${projects.join('-')}.json`);
  const { status } = spawnSync(
    bin('vitest'),
    [
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } },
  );
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
    // A file that cannot even be loaded fails the run without a failed test.
    const failed = status !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
    return { passed, failed, skipped: numPendingTests + numTodoTests };
  } catch (error) {
    console.error(`The run left no report: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function main(): Promise<number> {
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });
  ensureSystemPackages(console.log);
  await ensureBuilt(() => console.log('Building …'));
  const counts = [
    check('format', bin('oxfmt'), ['--check', '.']),
    check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings']),
    ...['shared', 'electron', 'renderer', 'tests'].map((layer) =>
      check(`types of ${layer}`, bin('tsc'), ['-p', layer]),
    ),
    specs('unit', ['unit', 'renderer']),
    specs('integration', ['integration']),
    specs('browser and desktop', ['browser', 'desktop']),
  ];
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 ? 0 : 1;
}

process.exitCode = await main();
