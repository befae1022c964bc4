import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { AlertRule, Condition, Threshold } from '../../../../shared/config/alerts/model.ts';
import { buildNotify } from '../../../../shared/config/notify/notify.ts';
import { AlertCore } from './core.ts';
import type { CoreConfig } from './facts.ts';
import type { LogMatch, SourceSight } from './inputs.ts';
import { loadState, saveState } from './save.ts';

const MINUTE = 60_000;
const SUBJECT = 'log:app';

function rule(id: string, when: Condition): AlertRule {
  const rest = { monitors: [], forMs: 0, keepFiringForMs: 0, labels: {}, runbook: null, message: null };
  return { id, severity: 'warning', when, ...rest };
}

const counting = (threshold: Threshold): Condition => ({
  kind: 'log_count',
  filter: EVERY_RECORD,
  rate: false,
  threshold,
  overMs: 5 * MINUTE,
});

const CONFIG: CoreConfig = {
  monitors: [],
  sources: [{ id: 'app', name: 'App', group: null, environment: 'production', monitors: [] }],
  rules: [
    rule('silent', counting({ direction: 'below', limit: 1 })),
    rule('many', counting({ direction: 'above', limit: 2 })),
    rule('new', { kind: 'log_group', filter: EVERY_RECORD, group: 'new' }),
  ],
  notify: buildNotify(undefined),
  maintenance: [],
  zone: 'UTC',
};

/** A core that has read the source for ten minutes, one record a minute. */
function reading() {
  let core = new AlertCore(CONFIG, 0);
  core.configure(CONFIG, 0);
  let now = 0;
  const records = (count: number, error = false): void => {
    const match: LogMatch = {
      source: 'app',
      hits: CONFIG.rules.map(({ id }) => ({ condition: `${id}\n`, value: null })),
      time: now,
      readAt: now,
      count,
      group: error ? { fingerprint: 'boom', title: 'boom', isNew: true, isRegressed: false } : null,
      backfilled: false,
    };
    core.advance(now, [{ type: 'logs', match }]);
  };
  const pass = (minutes: number, recordsAMinute: number): void => {
    for (let minute = 0; minute < minutes; minute += 1) {
      now += MINUTE;
      core.advance(now, []);
      if (recordsAMinute > 0) records(recordsAMinute);
    }
  };
  pass(10, 1);
  return {
    pass,
    records,
    see: (reads: SourceSight) => void core.advance(now, [{ type: 'source', source: 'app', reads }]),
    stands: (id: string) => {
      const { phase, frozen } = core.standing(id, SUBJECT);
      return frozen ? `${phase}, unknown` : phase;
    },
    restart: () => {
      core = new AlertCore(CONFIG, now, loadState(saveState(core.state)));
      core.configure(CONFIG, now);
    },
  };
}

describe('a log source that cannot be read', () => {
  it('is not silent, however long that lasts, nor when it is back, until a whole window was read', () => {
    const { pass, see, stands } = reading();
    expect(stands('silent')).toBe('inactive');
    see('none');
    expect(stands('silent')).toBe('inactive, unknown');
    pass(30, 0);
    expect(stands('silent')).toBe('inactive, unknown');
    see('all');
    pass(4, 0);
    expect(stands('silent')).toBe('inactive, unknown');
    pass(1, 0);
    expect(stands('silent')).toBe('firing');
  });

  it('leaves what fires as it was last known, and nothing begins to fire', () => {
    const { pass, see, stands } = reading();
    expect(stands('many')).toBe('firing');
    see('none');
    pass(30, 0);
    expect(stands('many')).toBe('firing, unknown');
    expect(stands('new')).toBe('inactive, unknown');
    see('all');
    pass(10, 0);
    expect(stands('many')).toBe('inactive');
    expect(stands('new')).toBe('inactive');
  });

  it('stays unknown over a restart', () => {
    const { pass, see, stands, restart } = reading();
    see('none');
    restart();
    pass(30, 0);
    expect(stands('silent')).toBe('inactive, unknown');
  });

  it('in part says nothing about silence, and yet what it does say is heard', () => {
    const { pass, see, stands, records } = reading();
    see('some');
    pass(10, 0);
    expect(stands('silent')).toBe('inactive, unknown');
    records(5, true);
    expect(stands('many')).toBe('firing');
    expect(stands('new')).toBe('firing');
  });
});

describe('a machine that wakes', () => {
  it('has not begun to read again what it could not read before', () => {
    const core = new AlertCore(CONFIG, 0);
    core.configure(CONFIG, 0);
    core.advance(MINUTE, [{ type: 'source', source: 'app', reads: 'none' }]);
    core.advance(2 * MINUTE, [{ type: 'blind', cause: 'asleep', on: true }]);
    core.advance(3 * MINUTE, [{ type: 'blind', cause: 'asleep', on: false }]);
    for (let at = 4; at < 40; at += 1) core.advance(at * MINUTE, []);
    expect(core.standing('silent', SUBJECT)).toEqual({ phase: 'inactive', frozen: true });
  });
});
