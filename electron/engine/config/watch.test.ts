import { mkdirSync, renameSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { nodeClock } from '../../host/node-clock.ts';
import { watchConfig } from './watch.ts';

/** A watch on real files under a clock that moves by hand, so that only the poll counts. */
function watched(names: string[]) {
  const folder = configFolder();
  const clock = new VirtualClock();
  let changes = 0;
  const begin = () => {
    const watch = watchConfig({ files: names.map(folder.path), clock, onChange: () => (changes += 1) });
    onTestFinished(() => watch.close());
    return watch;
  };
  return { folder, clock, begin, changes: () => changes };
}

describe('watching the configuration', () => {
  it('tells a change of content within a second, once', async () => {
    const { folder, clock, begin, changes } = watched(['watchpost.yaml']);
    folder.write('watchpost.yaml', 'a');
    begin();
    folder.write('watchpost.yaml', 'b');
    await clock.advance(1_000);
    expect(changes()).toBe(1);
    await clock.advance(5_000);
    expect(changes()).toBe(1);
  });

  it('does nothing where a file is touched or written anew with the same content', async () => {
    const { folder, clock, begin, changes } = watched(['watchpost.yaml']);
    const file = folder.write('watchpost.yaml', 'a');
    begin();
    utimesSync(file, 1, 1);
    await clock.advance(1_000);
    folder.write('new', 'a');
    renameSync(folder.path('new'), file);
    await clock.advance(1_000);
    expect(changes()).toBe(0);
  });

  it('sees a change of the same length within the same second', async () => {
    const { folder, clock, begin, changes } = watched(['watchpost.yaml']);
    const file = folder.write('watchpost.yaml', 'aaaa');
    utimesSync(file, 1_000, 1_000);
    begin();
    writeFileSync(file, 'bbbb');
    utimesSync(file, 1_000, 1_000);
    await clock.advance(1_000);
    expect(changes()).toBe(1);
  });

  it('sees files that editors replace by rename, that appear, and that go', async () => {
    const { folder, clock, begin, changes } = watched(['watchpost.yaml', '.env', 'gone.yaml']);
    const file = folder.write('watchpost.yaml', 'a');
    folder.write('gone.yaml', 'x');
    begin();
    folder.write('watchpost.yaml~', 'b');
    renameSync(folder.path('watchpost.yaml~'), file);
    await clock.advance(1_000);
    expect(changes()).toBe(1);
    folder.write('.env', 'A=1');
    await clock.advance(1_000);
    expect(changes()).toBe(2);
    unlinkSync(folder.path('gone.yaml'));
    await clock.advance(1_000);
    expect(changes()).toBe(3);
  });

  it('sees a file that appears in a folder that is watched, even when the folder did not exist', async () => {
    const { folder, clock, begin, changes } = watched(['conf.d']);
    begin();
    mkdirSync(folder.path('conf.d'));
    await clock.advance(1_000);
    expect(changes()).toBe(1);
    folder.write('conf.d/a.yaml', '');
    await clock.advance(1_000);
    expect(changes()).toBe(2);
    rmSync(folder.path('conf.d'), { recursive: true });
    await clock.advance(1_000);
    expect(changes()).toBe(3);
  });

  it('keeps what it knows of a file when the list of files changes', async () => {
    const { folder, clock, begin, changes } = watched(['watchpost.yaml']);
    folder.write('watchpost.yaml', 'a');
    const watch = begin();
    folder.write('watchpost.yaml', 'b');
    watch.update([folder.file, folder.write('more.yaml', 'x')]);
    await clock.advance(1_000);
    expect(changes()).toBe(1);
    folder.write('more.yaml', 'y');
    await clock.advance(1_000);
    expect(changes()).toBe(2);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { folder, clock, begin, changes } = watched(['watchpost.yaml']);
    const watch = begin();
    watch.close();
    watch.update([folder.file]);
    folder.write('watchpost.yaml', 'b');
    await clock.advance(5_000);
    expect(changes()).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('works by the clock and the events of the machine', async () => {
    const folder = configFolder();
    folder.write('watchpost.yaml', 'a');
    const changed = Promise.withResolvers<void>();
    const watch = watchConfig({ files: [folder.file], clock: nodeClock, onChange: changed.resolve });
    onTestFinished(() => watch.close());
    folder.write('watchpost.yaml', 'b');
    await expect(changed.promise).resolves.toBeUndefined();
  });
});
