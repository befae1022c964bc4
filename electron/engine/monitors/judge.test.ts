import { describe, expect, it } from 'vitest';
import { outcome, type CheckOutcome } from '../../../shared/domain/check-result.ts';
import { judge, NO_MEMORY, type Circumstances, type JudgeMemory } from './judge.ts';

const PLAIN: Circumstances = { interrupted: null, network: 'usable', loopback: false, restarted: false };
const SETTINGS = { absent: 'unhealthy' as const, graceMs: 0, intervalMs: 30_000 };
const refused = outcome('unhealthy', 'connection refused', { failure: 'refused' });
const timeout = outcome('unhealthy', 'no answer in 10 s', { failure: 'timeout', latencyMs: 10_000 });
const healthy = outcome('healthy', '', { latencyMs: 12 });
const failing = outcome('unhealthy', 'status 503', { failure: 'assertion', httpStatus: 503 });

/** Judges outcomes one after the other, `at` seconds after the start, and tells state and reason of each. */
function story(steps: [number, CheckOutcome, Partial<Circumstances>?][], settings = {}) {
  let memory: JudgeMemory = NO_MEMORY;
  return steps.map(([second, found, circumstances]) => {
    const finished = { outcome: found, startedAt: second * 1000, endedAt: second * 1000 };
    const judged = judge(memory, finished, { ...PLAIN, ...circumstances }, { ...SETTINGS, ...settings });
    memory = judged.memory;
    return { ...judged, told: [judged.outcome.state, judged.reason].filter(Boolean).join(' ') };
  });
}
const told = (...args: Parameters<typeof story>): string[] => story(...args).map((step) => step.told);

describe('a judgement', () => {
  it('believes an undisturbed result as it is', () => {
    expect(story([[0, timeout]])[0]).toMatchObject({ outcome: timeout, reason: null });
  });

  it('blames neither the target for a sleep nor for a stall, whatever the check found', () => {
    expect(told([[0, timeout, { interrupted: 'asleep' }]])).toEqual(['unknown asleep']);
    const [stalled] = story([[0, healthy, { interrupted: 'stalled' }]]);
    expect(stalled).toMatchObject({ reason: 'stalled', outcome: { state: 'unknown', latencyMs: null } });
  });

  it('reads transport failures of other machines as unknown while offline', () => {
    const offline = { network: 'offline' as const };
    const transport = outcome('unhealthy', 'name not found', { failure: 'transport' });
    expect(
      told([
        [0, timeout, offline],
        [1, refused, offline],
        [2, transport, offline],
      ]),
    ).toEqual(['unknown offline', 'unknown offline', 'unknown offline']);
  });

  it('still believes an answer, and anything on this machine, while offline', () => {
    const offline = { network: 'offline' as const };
    expect(
      told([
        [0, failing, offline],
        [1, refused, { ...offline, loopback: true }],
      ]),
    ).toEqual(['unhealthy', 'unhealthy']);
  });

  it('reads everything in a silent zone as unknown', () => {
    const zone = { network: 'zone-offline' as const };
    expect(
      told([
        [0, healthy, zone],
        [1, timeout, zone],
      ]),
    ).toEqual(['unknown zone-offline', 'unknown zone-offline']);
  });

  it('says that a body called itself unknown', () => {
    expect(told([[0, outcome('unknown', 'status UNKNOWN')]])).toEqual(['unknown said-unknown']);
  });

  it('drops the components of an answer that it does not believe', () => {
    const body = outcome('unhealthy', '', {
      components: [{ path: 'db', state: 'unhealthy' }],
      dialect: 's2',
      because: 'its services',
    });
    const [step] = story([[0, body, { interrupted: 'stalled' }]]);
    expect(step?.outcome).toMatchObject({ components: [], dialect: null, because: null });
  });
});

describe('absent: unknown', () => {
  const absent = { absent: 'unknown' };

  it('reads a refused connection on this machine as "not running"', () => {
    const [step] = story([[0, refused, { loopback: true }]], absent);
    expect(step).toMatchObject({ told: 'unknown not-running', outcome: { message: 'not running' } });
  });

  it('does so for no other failure and for no other machine', () => {
    expect(
      told(
        [
          [0, timeout, { loopback: true }],
          [1, refused],
        ],
        absent,
      ),
    ).toEqual(['unhealthy', 'unhealthy']);
  });
});

describe('grace', () => {
  const grace = { graceMs: 40_000 };

  it('calls refusals "starting" for its time from the first of them', () => {
    const steps = story(
      [
        [0, healthy],
        [30, refused],
        [60, refused],
        [70, refused],
        [100, refused],
      ],
      grace,
    );
    expect(steps.map((step) => step.told)).toEqual([
      'healthy',
      'degraded',
      'degraded',
      'unhealthy',
      'unhealthy',
    ]);
    expect(steps[1]?.outcome.message).toBe('starting: connection refused');
  });

  it('calls a failing answer "starting" for its time from the last refusal', () => {
    expect(
      told(
        [
          [0, refused],
          [60, refused],
          [70, failing],
          [99, failing],
          [100, failing],
        ],
        grace,
      ),
    ).toEqual(['degraded', 'unhealthy', 'degraded', 'degraded', 'unhealthy']);
  });

  it('calls a failing answer "starting" for its time from a restart seen in the body', () => {
    const restarted = { restarted: true };
    expect(
      told(
        [
          [0, healthy],
          [30, failing, restarted],
          [60, failing],
          [70, failing],
        ],
        grace,
      ),
    ).toEqual(['healthy', 'degraded', 'degraded', 'unhealthy']);
  });

  it('begins anew once the service has done its work', () => {
    expect(
      told(
        [
          [0, refused],
          [50, refused],
          [60, healthy],
          [90, refused],
        ],
        grace,
      ),
    ).toEqual(['degraded', 'unhealthy', 'healthy', 'degraded']);
  });

  it('excuses nothing without a refusal or a restart, and nothing when it is not configured', () => {
    expect(
      told(
        [
          [0, healthy],
          [1, failing],
        ],
        grace,
      ),
    ).toEqual(['healthy', 'unhealthy']);
    expect(told([[0, refused]])).toEqual(['unhealthy']);
  });
});

describe('a target that asks to be left alone', () => {
  const limited = (retryAfterMs: number | null): CheckOutcome =>
    outcome('unknown', 'rate limited by the target', { failure: 'rate-limited', retryAfterMs });
  const notBefore = (...args: Parameters<typeof story>): (number | null)[] =>
    story(...args).map((step) => step.memory.rateLimit.notBefore);

  it('is unknown, with the words of the check', () => {
    const [step] = story([[0, limited(1000)]]);
    expect(step).toMatchObject({
      told: 'unknown rate-limited',
      outcome: { message: 'rate limited by the target' },
    });
  });

  it('is sent nothing before Retry-After, but waited for 15 minutes at most', () => {
    expect(notBefore([[0, limited(120_000)]])).toEqual([120_000]);
    expect(notBefore([[0, limited(86_400_000)]])).toEqual([900_000]);
  });

  it('is asked at an interval that doubles while it lasts', () => {
    // Half an interval before the tick that is meant: after 2, 4 and 8 intervals.
    expect(
      notBefore([
        [0, limited(null)],
        [60, limited(null)],
        [180, limited(null)],
      ]),
    ).toEqual([45_000, 165_000, 405_000]);
  });

  it('is never left alone for longer than 15 minutes or its interval', () => {
    const often = Array.from({ length: 30 }, (): [number, CheckOutcome] => [0, limited(null)]);
    expect(notBefore(often).at(-1)).toBe(900_000 - 15_000);
    expect(notBefore(often, { intervalMs: 3_600_000 }).at(-1)).toBe(1_800_000);
  });

  it('is asked as usual again after another answer', () => {
    expect(
      notBefore([
        [0, limited(null)],
        [60, healthy],
        [90, limited(null)],
      ]),
    ).toEqual([45_000, null, 135_000]);
  });
});

it('what a judgement remembers survives being written down', () => {
  const memory = story([[0, refused]], { graceMs: 1000 })[0]?.memory;
  expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
});
