import { describe, expect, it } from 'vitest';
import type { LogEvidence } from '../../../../shared/contract/log-schemas.ts';
import type { Activity } from '../../../../shared/contract/schemas.ts';
import type { LogLevel } from '../../../../shared/domain/log-level.ts';
import { few, findings, popupEvidence } from './findings.ts';

type Group = LogEvidence['groups'][number];
type Entry = LogEvidence['records'][number];

const group = (title: string, firstSeen: number, state: Group['state'] = 'open') =>
  ({ id: title, title, firstSeen, state }) as Group;
const record = (seq: number, level: LogLevel, message: string, error: string | null = null) =>
  ({ seq, time: seq, level, message, error }) as Entry;
const change = (kind: Activity['kind'], at: number, text: string): Activity => ({
  at,
  kind,
  text,
  monitorId: 'api',
  state: null,
  evidence: null,
});

function logs(more: Partial<LogEvidence> = {}): LogEvidence {
  return { from: 0, to: 100, groups: [], records: [], more: 0, ...more };
}

const clockTime = (at: number) => `t${at}`;

describe('what happened around a failure', () => {
  it('is told by time: new errors, changes and log lines', () => {
    const found = findings(
      logs({ groups: [group('pool exhausted', 3)], records: [record(5, 'warn', 'slow')] }),
      [
        change('deploy', 2, 'version 1.2'),
        change('component', 4, 'redis unhealthy'),
        change('restart', 1, 'restarted'),
      ],
    );
    expect(found.map(({ at, kind, text }) => `${at} ${kind} ${text}`)).toEqual([
      '1 restart restarted',
      '2 mark version 1.2',
      '3 evidence New error: pool exhausted',
      '4 component redis unhealthy',
      '5 evidence WARN slow',
    ]);
  });

  it('leaves out popups and states, which everybody knows already, and errors that somebody ignores', () => {
    const happened = [change('notification', 1, 'API is unhealthy'), change('state', 2, 'unhealthy')];
    expect(findings(logs({ groups: [group('noise', 3, 'ignored')] }), happened)).toEqual([]);
  });

  it('is told by mild log lines only where there is no warning', () => {
    const mild = [record(1, 'info', 'hello'), record(2, 'debug', 'well')];
    const textsOf = (records: Entry[]) => findings(logs({ records }), []).map(({ text }) => text);
    expect(textsOf(mild)).toEqual(['INFO hello', 'DEBUG well']);
    expect(textsOf([...mild, record(3, 'error', '', 'Error: no words')])).toEqual(['ERROR Error: no words']);
  });

  it('is bounded for each kind of thing', () => {
    const many = Array.from({ length: 40 }, (_, index) => index);
    const all = findings(
      logs({
        groups: many.map((at) => group(`g${at}`, at)),
        records: many.map((at) => record(at, 'error', `r${at}`)),
      }),
      many.map((at) => change('mark', at, `m${at}`)),
    );
    const of = few(all).map((finding) => finding.of);
    expect(['group', 'change', 'record'].map((kind) => of.filter((one) => one === kind).length)).toEqual([
      3, 5, 5,
    ]);
  });
});

describe('the evidence in a popup', () => {
  it('is headed by the first new error', () => {
    const found = findings(
      logs({ groups: [group('second', 4), group('first', 3)], records: [record(5, 'error', 'broke')] }),
      [],
    );
    expect(popupEvidence(found, clockTime)).toEqual({
      title: 'New error: first',
      lines: ['t4 New error: second', 't5 ERROR broke'],
    });
  });

  it('says so where no error is new, and is none where nothing happened', () => {
    const found = findings(logs(), [change('deploy', 2, 'version 1.2')]);
    expect(popupEvidence(found, clockTime)).toEqual({
      title: 'Around the failure',
      lines: ['t2 version 1.2'],
    });
    expect(popupEvidence([], clockTime)).toBeNull();
  });
});
