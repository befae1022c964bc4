import { describe, expect, it } from 'vitest';
import { BROKEN, FINE } from '../../../tests/fakes/scripted-checks.ts';
import { ME, watchedAlerts } from '../../../tests/fakes/watched-alerts.ts';
import { remote } from '../../../tests/fakes/watched-fleet.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const OPEN = { from: null, until: null, reason: '' };

async function outage(evidence: Parameters<typeof watchedAlerts>[2] = () => null) {
  const monitors = [remote('api', { group: 'Web' }), remote('db', { group: 'Data' })];
  const fleet = watchedAlerts(monitors, {}, evidence);
  await fleet.clock.advance(60 * SECOND);
  fleet.says('api', BROKEN);
  return fleet;
}

describe('a silence', () => {
  it('ends by time, and what still fires is told then', async () => {
    const { clock, hand, titles } = await outage();
    await hand().addSilence({ match: { group: ['W*'] }, ...OPEN, until: clock.now() + 600 * SECOND });
    await clock.advance(599 * SECOND);
    expect(titles()).toEqual([]);
    await clock.advance(30 * SECOND);
    expect(titles()).toEqual(['api is unhealthy']);
  });

  it('goes on where another one that overlaps it still holds', async () => {
    const { clock, hand, titles } = await outage();
    const first = await hand().addSilence({ match: { monitor: ['api'] }, ...OPEN });
    await hand().addSilence({ match: { monitor: ['*'] }, ...OPEN, until: clock.now() + 600 * SECOND });
    await clock.advance(120 * SECOND);
    await hand().removeSilence(first);
    await clock.advance(300 * SECOND);
    expect(titles()).toEqual([]);
    await clock.advance(300 * SECOND);
    expect(titles()).toEqual(['api is unhealthy']);
  });

  it('begins when it says', async () => {
    const { clock, hand, titles, says } = watchedAlerts([remote('api')]);
    const at = clock.now();
    await hand().addSilence({
      match: { monitor: ['api'] },
      from: at + HOUR,
      until: at + 2 * HOUR,
      reason: '',
    });
    says('api', BROKEN);
    await clock.advance(120 * SECOND);
    expect(titles()).toEqual(['api is unhealthy']);
    says('api', FINE);
    await clock.advance(HOUR + 120 * SECOND);
    says('api', BROKEN);
    await clock.advance(600 * SECOND);
    expect(titles()).toEqual(['api is unhealthy', 'api is healthy again']);
  });

  it('ends at the time on the wall, also where that clock was set back', async () => {
    const { clock, hand, titles } = await outage();
    const until = clock.now() + HOUR;
    await hand().addSilence({ match: { monitor: ['api'] }, ...OPEN, until });
    await clock.advance(600 * SECOND);
    clock.stepWall(-1800 * SECOND);
    await clock.advance(until - clock.now() - 5 * SECOND);
    expect(titles()).toEqual([]);
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['api is unhealthy']);
  });

  it('is taken over by a next run, also where the state of the alerts was lost', async () => {
    const { clock, hand, titles, restart } = await outage();
    await hand().addSilence({ match: { monitor: ['api'] }, ...OPEN });
    for (const lost of [false, true]) {
      await clock.advance(120 * SECOND);
      restart(lost);
    }
    await clock.advance(300 * SECOND);
    expect(titles()).toEqual([]);
  });

  it('is refused where it would be over at once, fits everything by mistake, or is not known', async () => {
    const { clock, hand } = await outage();
    const add = (match: Record<string, string[]>, until: number | null) => async () =>
      hand().addSilence({ match, ...OPEN, until });
    await expect(add({ monitor: ['api'] }, clock.now())()).rejects.toMatchObject({ code: 'invalid-span' });
    await expect(add({}, null)()).rejects.toMatchObject({ code: 'empty-match' });
    await expect(add({ grp: ['x'] }, null)()).rejects.toThrow(
      /"grp" is nothing to match by; known are monitor/u,
    );
    await expect((async () => hand().removeSilence({ id: 's' }))()).rejects.toMatchObject({
      code: 'unknown-silence',
    });
  });

  it('is written down with who and when before it is answered', async () => {
    const { clock, hand, store } = await outage();
    const { id } = await hand().addSilence({ match: { monitor: ['api'] }, ...OPEN, reason: 'moving' });
    const at = clock.now();
    expect(store.byHand).toEqual([
      { kind: 'silence', row: expect.objectContaining({ id, by: ME, createdAt: at, reason: 'moving' }) },
      {
        kind: 'audit',
        entry: { at, by: ME, action: 'silence', text: `silence ${id}: monitor=api · moving` },
      },
    ]);
  });
});

describe('an acknowledgement', () => {
  it('is kept with its text, and its end with the recovery', async () => {
    const { clock, hand, store, says } = await outage();
    expect(await hand().ack({ subject: 'api', text: 'early' })).toEqual({ acked: false });
    await clock.advance(120 * SECOND);
    expect(await hand().ack({ subject: 'api', text: 'on it' })).toEqual({ acked: true });
    says('api', FINE);
    await clock.advance(120 * SECOND);
    const changes = store.byHand.flatMap((write) => (write.kind === 'ack' ? [write.change] : []));
    expect(changes.map(({ subject, ack }) => [subject, ack])).toEqual([
      ['api', { by: ME, text: 'on it' }],
      ['api', null],
    ]);
  });
});

describe('what somebody does while a popup waits for its evidence', () => {
  it('is answered when it is written down, and not before', async () => {
    const asked: string[] = [];
    const never = (subject: string) => {
      asked.push(subject);
      return new Promise<null>(() => {});
    };
    const { clock, hand, store } = await outage(never);
    while (asked.length === 0) await clock.advance(100);
    let answered = false;
    const adding = Promise.resolve(hand().addSilence({ match: { monitor: ['db'] }, ...OPEN })).then(() => {
      answered = true;
    });
    await clock.advance(100);
    expect([answered, store.byHand]).toEqual([false, []]);
    await clock.advance(1000);
    await adding;
    expect(store.byHand.map(({ kind }) => kind)).toEqual(['silence', 'audit']);
  });
});

describe('incidents after the state of the alerts was lost', () => {
  it('go on under their id where the same still fires', async () => {
    const { clock, store, restart } = await outage();
    await clock.advance(120 * SECOND);
    const [opened] = store.openIncidents();
    restart(true);
    await clock.advance(120 * SECOND);
    expect([...store.incidents.values()]).toEqual([opened]);
    expect(store.events.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['how it went on is not known', 'fires again: unhealthy']),
    );
  });

  it('are closed where nothing fires any more', async () => {
    const { clock, store, restart, says } = await outage();
    await clock.advance(120 * SECOND);
    store.incidents.set('i-old', {
      id: 'i-old',
      subject: 'db',
      severity: 'warning',
      startedAt: 1,
      endedAt: null,
      rules: ['degraded'],
    });
    says('api', FINE);
    await clock.advance(120 * SECOND);
    restart();
    await clock.advance(SECOND);
    expect(store.openIncidents()).toEqual([]);
    expect(store.incidents.get('i-old')).toMatchObject({ startedAt: 1, endedAt: expect.any(Number) });
  });

  it('never get an id that was given before, even at the same instant', async () => {
    const first = await outage();
    const second = await outage();
    for (const { clock } of [first, second]) await clock.advance(120 * SECOND);
    const ids = [first, second].map(({ store }) => [...store.incidents.keys()]);
    // The same world twice gives the same id; only the run tells them apart.
    expect(ids[0]).toEqual(ids[1]);
    const third = await outage();
    third.restart(true);
    await third.clock.advance(120 * SECOND);
    const [other] = third.store.incidents.keys();
    expect(other).toMatch(/^i[0-9a-z]+-\d+-00000002$/u);
    expect(ids[0]).not.toContain(other);
  });
});

describe('a message that is too old to be sent', () => {
  async function undelivered() {
    const fleet = await outage();
    await fleet.clock.advance(120 * SECOND);
    const old = fleet.sent[0];
    if (!old) throw new Error('nothing was sent');
    return { ...fleet, old };
  }

  it('says instead how it stands now, under an id of its own', async () => {
    const { clock, alerts, old } = await undelivered();
    await clock.advance(1200 * SECOND);
    const now = alerts().instead(old);
    expect(now).toMatchObject({
      kind: 'problem',
      title: 'api is unhealthy',
      at: clock.now(),
      subjects: ['api'],
    });
    expect(now?.id).not.toBe(old.id);
    expect(now?.incidentId).toBe(old.incidentId);
  });

  it('says nothing where all of it is over, or silenced', async () => {
    const { clock, alerts, hand, says, old } = await undelivered();
    const silence = await hand().addSilence({ match: { monitor: ['api'] }, ...OPEN });
    expect(alerts().instead(old)).toBeNull();
    await hand().removeSilence(silence);
    expect(alerts().instead(old)).not.toBeNull();
    says('api', FINE);
    await clock.advance(120 * SECOND);
    expect(alerts().instead(old)).toBeNull();
  });

  it('tells of an end only while that is still so', async () => {
    const { clock, alerts, says, sent } = await undelivered();
    says('api', FINE);
    await clock.advance(120 * SECOND);
    const end = sent.at(-1);
    if (!end) throw new Error('no end was told');
    expect(end.kind).toBe('recovery');
    expect(alerts().instead(end)).toMatchObject({ kind: 'recovery', title: end.title, at: clock.now() });
    says('api', BROKEN);
    await clock.advance(120 * SECOND);
    expect(alerts().instead(end)).toBeNull();
  });
});

/** A user who locks the screen after a minute, and an outage in that time. */
async function outageWhileAway() {
  const world = watchedAlerts([remote('api')]);
  const { clock, alerts, says } = world;
  await clock.advance(60 * SECOND);
  const left = clock.now();
  alerts().presence({ idleMs: 0, locked: true });
  says('api', BROKEN);
  await clock.advance(120 * SECOND);
  return { ...world, left };
}

describe('the card for a return', () => {
  it('leads with what still fires, counts what is over, and goes when it is dismissed', async () => {
    const { clock, alerts, hand, says, digests } = watchedAlerts([remote('api'), remote('db')]);
    await clock.advance(60 * SECOND);
    const left = clock.now();
    alerts().presence({ idleMs: 0, locked: true });
    says('api', BROKEN);
    await clock.advance(120 * SECOND);
    expect(await hand().digest({})).toEqual({ digest: null });
    alerts().presence({ idleMs: 0, locked: false });
    await clock.advance(15 * SECOND);
    const { digest } = await hand().digest({});
    expect(digest).toMatchObject({
      from: left,
      firing: [{ subject: 'api', name: 'api', severity: 'critical', text: 'unhealthy' }],
      over: 0,
    });
    expect(digests).toEqual([digest]);
    await hand().dismissDigest({});
    expect(digests).toEqual([digest, null]);
  });

  it('is still there after a restart, until it is dismissed', async () => {
    const { clock, alerts, hand, digests, restart } = await outageWhileAway();
    alerts().presence({ idleMs: 0, locked: false });
    await clock.advance(15 * SECOND);
    const { digest } = await hand().digest({});
    expect(digest).not.toBeNull();
    restart();
    expect(await hand().digest({})).toEqual({ digest });
    expect(digests).toEqual([digest, digest]);
    await hand().dismissDigest({});
    restart();
    expect(await hand().digest({})).toEqual({ digest: null });
  });

  it('tells of the whole absence, also where Watchpost was started anew in it', async () => {
    const { clock, alerts, hand, restart, left } = await outageWhileAway();
    restart();
    alerts().presence({ idleMs: 0, locked: true });
    await clock.advance(120 * SECOND);
    expect(await hand().digest({})).toEqual({ digest: null });
    alerts().presence({ idleMs: 0, locked: false });
    await clock.advance(15 * SECOND);
    expect((await hand().digest({})).digest).toMatchObject({ from: left, firing: [{ subject: 'api' }] });
  });

  it('comes where the user had come back before Watchpost did', async () => {
    const { clock, alerts, hand, restart } = await outageWhileAway();
    restart();
    alerts().presence({ idleMs: 0, locked: false });
    await clock.advance(15 * SECOND);
    expect((await hand().digest({})).digest).toMatchObject({ firing: [{ subject: 'api' }] });
  });

  it('comes where nobody can tell any more whether somebody is there', async () => {
    const { clock, hand, restart } = await outageWhileAway();
    restart();
    await clock.advance(120 * SECOND);
    expect((await hand().digest({})).digest).toMatchObject({ firing: [{ subject: 'api' }] });
  });
});
