import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { diffConfig } from './diff.ts';

const monitor = (id: string, more = '') => `  - { id: ${id}, kind: tcp, host: localhost, port: 1${more} }\n`;
const log = (id: string, dir: string) => `  - { id: ${id}, dir: ${dir} }\n`;

describe('the difference of two configurations', () => {
  it('names what was added, removed, changed and left alone', async () => {
    const folder = configFolder();
    const before = await folder.config(
      `monitors:\n${monitor('same')}${monitor('gone')}${monitor('moved')}logs:\n${log('a', '/a')}${log('b', '/b')}`,
    );
    const after = await folder.config(
      `monitors:\n${monitor('new')}${monitor('moved', ', interval: 5s')}${monitor('same')}logs:\n${log('a', '/a')}${log('b', '/c')}`,
    );
    const { monitors, logs } = diffConfig(before, after);
    expect(monitors.added.map(({ id }) => id)).toEqual(['new']);
    expect(monitors.removed.map(({ id }) => id)).toEqual(['gone']);
    expect(monitors.unchanged.map(({ id }) => id)).toEqual(['same']);
    expect(monitors.changed.map((change) => [change.before.intervalMs, change.after.intervalMs])).toEqual([
      [30_000, 5_000],
    ]);
    expect(logs.unchanged.map(({ id }) => id)).toEqual(['a']);
    expect(logs.changed.map(({ after: source }) => source.dir)).toEqual(['/c']);
  });

  it('sees no change where the same is written in another way', async () => {
    const folder = configFolder();
    const before = await folder.config(`defaults: { interval: 90s }\nmonitors:\n${monitor('a')}`);
    const after = await folder.config(`monitors:\n${monitor('a', ', interval: 1m30s')}`);
    expect(diffConfig(before, after).monitors.unchanged).toHaveLength(1);
  });
});
