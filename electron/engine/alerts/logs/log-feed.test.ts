import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../../tests/fixtures/history.ts';
import { VirtualClock } from '../../../../tests/fakes/virtual-clock.ts';
import { builtInRules } from '../../../../shared/config/alerts/built-in.ts';
import type { LogMatch } from '../core/inputs.ts';
import type { LogCursor } from './log-cursor.ts';
import { createLogFeed } from './log-feed.ts';

/** A feed over numbered records of which the reader hands over two at a time. */
function setUp(saved: LogCursor | null = null) {
  const clock = new VirtualClock(1000);
  const world = {
    newest: 0,
    store: 's',
    judges: true,
    fails: false,
    asked: 0,
    atOnce: 0,
    most: 0,
    rules: [] as string[],
    taken: [] as number[],
    cursor: saved,
  };
  const feed = createLogFeed({
    clock,
    logger: silentLogger,
    cursor: () => world.cursor,
    async read({ rules, cursor }) {
      world.asked += 1;
      world.atOnce += 1;
      world.most = Math.max(world.most, world.atOnce);
      await Promise.resolve();
      world.atOnce -= 1;
      if (world.fails) throw new Error('locked');
      world.rules = rules.map(({ id }) => id);
      const from = cursor.store === null || cursor.store === world.store ? cursor.after : 0;
      const after = Math.min(from + 2, world.newest);
      const matches = Array.from(
        { length: after - from },
        (_, index) => ({ count: from + index + 1 }) as LogMatch,
      );
      return { matches, cursor: { ...cursor, store: world.store, after }, more: after < world.newest };
    },
    take(matches, cursor) {
      if (!world.judges) return false;
      world.taken.push(...matches.map(({ count }) => count));
      world.cursor = cursor;
      return true;
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return { clock, feed, world, settle };
}

describe('the way of log records to alert rules', () => {
  it('takes each once, in order, one question at a time', async () => {
    const { feed, world, settle } = setUp();
    world.newest = 5;
    feed.configure(builtInRules('production'));
    for (let times = 0; times < 10; times += 1) feed.wake();
    await settle();
    world.newest = 7;
    feed.wake();
    await settle();
    expect(world.taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(world.most).toBe(1);
    expect(world.rules).toEqual(['new-error']);
  });

  it('notes where it begins before anything is judged', () => {
    const { feed, world } = setUp();
    feed.configure([]);
    expect(world.cursor).toEqual({ store: null, after: 0, since: 1000 });
  });

  it('goes on where the last run was', async () => {
    const { feed, world, settle } = setUp({ store: 's', after: 3, since: 0 });
    world.newest = 4;
    feed.start();
    await settle();
    expect(world.taken).toEqual([4]);
  });

  it('passes nothing while nobody judges', async () => {
    const { feed, world, settle } = setUp();
    world.newest = 2;
    world.judges = false;
    feed.configure(builtInRules('production'));
    await settle();
    expect([world.taken, world.cursor]).toEqual([[], null]);
    world.judges = true;
    feed.start();
    await settle();
    expect(world.taken).toEqual([1, 2]);
  });

  it('reads nothing anew for rules that changed', async () => {
    const { feed, world, settle } = setUp();
    world.newest = 2;
    feed.configure([]);
    await settle();
    feed.configure(builtInRules('production'));
    await settle();
    expect(world.taken).toEqual([1, 2]);
  });

  it('asks again some seconds after the reader failed', async () => {
    const { clock, feed, world, settle } = setUp();
    world.newest = 1;
    world.fails = true;
    feed.configure([]);
    await settle();
    expect(world.taken).toEqual([]);
    world.fails = false;
    await clock.advance(5_000);
    await settle();
    expect(world.taken).toEqual([1]);
  });

  it('ends', async () => {
    const { feed, world, settle } = setUp();
    feed.configure([]);
    await settle();
    feed.stop();
    world.newest = 1;
    feed.wake();
    await settle();
    expect(world.taken).toEqual([]);
  });
});
