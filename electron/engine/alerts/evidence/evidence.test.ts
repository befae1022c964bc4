import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../../tests/fakes/virtual-clock.ts';
import { silentLogger } from '../../../../tests/fixtures/history.ts';
import type { LogEvidence } from '../../../../shared/contract/log-schemas.ts';
import type { Activity } from '../../../../shared/contract/schemas.ts';
import type { CoreNotification, IncidentChange, IncidentEvent } from '../core/effects.ts';
import type { DueEvidence } from './due-evidence.ts';
import { createEvidence } from './evidence.ts';
import { PopupEvidence } from './popup-evidence.ts';

const MINUTE = 60_000;

function setUp() {
  const clock = new VirtualClock(10 * MINUTE);
  const lines: { seq: number; time: number }[] = [];
  const happened: Activity[] = [];
  const told: IncidentEvent[] = [];
  const world = { asked: [] as number[], failing: false };
  const begin = () =>
    createEvidence({
      clock,
      logger: silentLogger,
      failedAt: () => 9 * MINUTE,
      async logs(_, at) {
        world.asked.push(at);
        if (world.failing) throw new Error('locked');
        const records = lines.map(({ seq, time }) => ({
          seq,
          time,
          level: 'error',
          message: `line ${seq}`,
          error: null,
        }));
        return { from: 0, to: 0, groups: [], records, more: 0 } as unknown as LogEvidence;
      },
      happened: async () => happened,
      clockTime: (at) => `t${at / MINUTE}`,
      tell: (events) => void told.push(...events),
    });
  const evidence = begin();
  const incident = (more: Partial<IncidentChange> = {}): IncidentChange => ({
    id: 'i1',
    subject: 'api',
    severity: 'critical',
    startedAt: clock.now(),
    endedAt: null,
    rules: [],
    ...more,
  });
  return {
    clock,
    lines,
    happened,
    told,
    world,
    evidence,
    begin,
    incident,
    texts: () => told.map(({ text }) => text),
  };
}

describe('the evidence of an incident', () => {
  it('is what is there when it opens, and what comes within two minutes of the failure, each once', async () => {
    const { clock, lines, evidence, incident, texts, world } = setUp();
    lines.push({ seq: 1, time: 9 * MINUTE });
    evidence.follow(incident());
    evidence.follow(incident());
    await clock.advance(1000);
    expect(texts()).toEqual(['ERROR line 1']);
    lines.push({ seq: 2, time: 10.5 * MINUTE });
    await clock.advance(2 * MINUTE);
    expect(texts()).toEqual(['ERROR line 1', 'ERROR line 2']);
    expect(world.asked).toEqual([9 * MINUTE, 9 * MINUTE]);
    expect(clock.pending).toBe(0);
  });

  it('stays a few lines, however much is logged', async () => {
    const { clock, lines, evidence, incident, texts } = setUp();
    for (let seq = 0; seq < 4; seq += 1) lines.push({ seq, time: 9 * MINUTE });
    evidence.follow(incident());
    await clock.advance(1000);
    for (let seq = 4; seq < 50; seq += 1) lines.push({ seq, time: 9 * MINUTE });
    await clock.advance(5 * MINUTE);
    expect(texts()).toHaveLength(5);
  });

  it('has the components that changed before it, since its own timeline has the others', async () => {
    const { clock, happened, evidence, incident, texts } = setUp();
    const redis = { kind: 'component', monitorId: 'api', state: null, evidence: null } as const;
    happened.push({ ...redis, at: 9 * MINUTE, text: 'redis degraded' });
    happened.push({ ...redis, at: 11 * MINUTE, text: 'redis unhealthy' });
    evidence.follow(incident());
    await clock.advance(5 * MINUTE);
    expect(texts()).toEqual(['redis degraded']);
  });

  it('is looked for again where it could not be at first', async () => {
    const { clock, lines, evidence, incident, texts, world } = setUp();
    lines.push({ seq: 1, time: 9 * MINUTE });
    world.failing = true;
    evidence.follow(incident());
    await clock.advance(1000);
    world.failing = false;
    await clock.advance(5 * MINUTE);
    expect(texts()).toEqual(['ERROR line 1']);
  });

  it('is not looked for where it opened long ago, is over, or is about a log itself', async () => {
    const { clock, evidence, incident, world } = setUp();
    evidence.follow(incident({ startedAt: clock.now() - MINUTE }));
    evidence.follow(incident({ endedAt: clock.now() }));
    evidence.follow(incident({ subject: 'log:app' }));
    await clock.advance(5 * MINUTE);
    expect(world.asked).toEqual([]);
  });

  it('is looked for by the next run where this one ends before, each thing once', async () => {
    const { clock, lines, evidence, begin, incident, texts } = setUp();
    lines.push({ seq: 1, time: 9 * MINUTE });
    evidence.follow(incident());
    await clock.advance(1000);
    const due = JSON.parse(JSON.stringify(evidence.due())) as DueEvidence[];
    evidence.stop();
    lines.push({ seq: 2, time: 10.5 * MINUTE });
    await clock.advance(60 * MINUTE);
    expect(texts()).toEqual(['ERROR line 1']);
    const next = begin();
    next.resume(due);
    expect(next.due()).toEqual(due);
    await clock.advance(10_000);
    expect(texts()).toEqual(['ERROR line 1', 'ERROR line 2']);
    expect(next.due()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('stays a few lines over a restart, too', async () => {
    const { clock, lines, evidence, begin, incident, texts } = setUp();
    for (let seq = 0; seq < 4; seq += 1) lines.push({ seq, time: 9 * MINUTE });
    evidence.follow(incident());
    await clock.advance(1000);
    for (let seq = 4; seq < 50; seq += 1) lines.push({ seq, time: 9 * MINUTE });
    const due = evidence.due();
    evidence.stop();
    begin().resume(due);
    await clock.advance(5 * MINUTE);
    expect(texts()).toHaveLength(5);
  });

  it('is given up at the end', async () => {
    const { clock, lines, evidence, incident, texts } = setUp();
    evidence.follow(incident());
    await clock.advance(1000);
    evidence.stop();
    lines.push({ seq: 1, time: 9 * MINUTE });
    await clock.advance(5 * MINUTE);
    expect(texts()).toEqual([]);
  });
});

describe('a popup that waits for its evidence', () => {
  const said = (id: string, more: Partial<CoreNotification> = {}) =>
    ({ id, kind: 'problem', subjects: ['api'], root: null, ...more }) as CoreNotification;

  function waiting(evidence: (subject: string) => Promise<{ title: string; lines: string[] } | null> | null) {
    const clock = new VirtualClock(0);
    let done = 0;
    const popups = new PopupEvidence({ clock, evidence, onAll: () => (done += 1) });
    return { clock, popups, done: () => done };
  }

  it('has it once it is found', async () => {
    const { clock, popups, done } = waiting(async (subject) => ({ title: subject, lines: [] }));
    popups.lookFor(said('n1'), 0);
    popups.lookFor(said('n2', { subjects: ['a', 'b'], root: 'b' }), 0);
    expect(popups.waiting).toBe(true);
    await clock.advance(1);
    expect([popups.waiting, done()]).toEqual([false, 1]);
    expect([popups.take('n1')?.title, popups.take('n2')?.title, popups.take('n1')]).toEqual([
      'api',
      'b',
      null,
    ]);
  });

  it('goes without after half a second, and where nobody can look', async () => {
    const { clock, popups, done } = waiting((subject) =>
      subject === 'broken' ? Promise.reject(new Error('locked')) : new Promise(() => undefined),
    );
    popups.lookFor(said('n1'), 0);
    popups.lookFor(said('n2', { subjects: ['broken'] }), 0);
    await clock.advance(499);
    expect(done()).toBe(0);
    await clock.advance(1);
    expect([popups.waiting, done(), popups.take('n1')]).toEqual([false, 1, null]);
  });

  it('waits for nothing that has no failure of a monitor to tell', () => {
    const { popups } = waiting(() => Promise.resolve(null));
    popups.lookFor(said('n1', { kind: 'recovery' }), 0);
    popups.lookFor(said('n2', { kind: 'digest' }), 0);
    popups.lookFor(said('n3', { subjects: ['log:app'] }), 0);
    popups.lookFor(said('n4', { subjects: [] }), 0);
    expect(popups.waiting).toBe(false);
  });
});
