import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StandingClock } from '../../tests/fakes/standing-clock.ts';
import { pm2Log, pm2Prefix } from './pm2-log.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-pm2-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = (name: string): string => readFileSync(join(dir, name), 'utf8');

describe('the logs of pm2', () => {
  it('prefix local time and zone, which name the same instant', () => {
    const now = Date.UTC(2026, 6, 4, 12, 30, 5);
    const prefix = pm2Prefix(now);
    expect(prefix).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d: $/);
    expect(
      Date.parse(
        prefix
          .slice(0, 26)
          .replace(/^(\S+) (\S+) (\S+):?$/, '$1T$2$3')
          .replace(/:$/, ''),
      ),
    ).toBe(now);
  });

  it('hold stdout in out.log, stderr in error.log and both in combined.log', () => {
    const log = pm2Log(dir, new StandingClock(), 1_000_000);
    log.out('hello');
    log.error('Error: no\n    at x (y.js:1:2)');
    expect(file('out.log')).toMatch(/: hello\n$/);
    expect(file('error.log')).toMatch(/^\S+ \S+ \S+ Error: no\n {4}at x \(y\.js:1:2\)\n$/);
    expect(file('combined.log')).toBe(file('out.log') + file('error.log'));
  });

  it('are renamed when they have grown, and two older ones are kept', () => {
    const log = pm2Log(dir, new StandingClock(), 200);
    for (let number = 0; number < 40; number += 1) log.out(`line ${number}`);
    const names = readdirSync(dir).filter((name) => name.startsWith('out'));
    expect(names.toSorted()).toEqual(['out-1.log', 'out-2.log', 'out.log']);
    const lines = ['out-2.log', 'out-1.log', 'out.log'].flatMap((name) => file(name).trimEnd().split('\n'));
    const numbers = lines.map((line) => Number(line.split(' ').at(-1)));
    expect(numbers.at(-1)).toBe(39);
    expect(numbers).toEqual(
      Array.from({ length: numbers.length }, (_, index) => 40 - numbers.length + index),
    );
  });
});
