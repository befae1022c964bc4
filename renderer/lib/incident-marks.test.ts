import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/contract/alert-schemas.ts';
import { incidentMarks } from './incident-marks.ts';

function incident(
  id: string,
  startedAt: number,
  endedAt: number | null,
  more: Partial<Incident> = {},
): Incident {
  const state = endedAt === null ? 'open' : 'closed';
  const said = { subject: 'api', name: 'API', summary: 'down', rules: [], acked: null };
  return { id, severity: 'warning', state, startedAt, endedAt, ...said, ...more };
}

const shown = (incidents: Incident[]) =>
  incidentMarks(incidents, 1000, 2000).map(({ incidents: own, left, width }) => [
    own.map(({ id }) => id).join(' '),
    left,
    width,
  ]);

describe('incidents on a time axis', () => {
  it('stand where they began, as long as they lasted; open ones reach its end', () => {
    expect(shown([incident('b', 1500, null), incident('a', 1100, 1200)])).toEqual([
      ['a', 10, 10],
      ['b', 50, 50],
    ]);
  });

  it('are cut at its edges, and left out where they lie beyond', () => {
    expect(
      shown([incident('early', 500, 999), incident('over', 900, 1100), incident('later', 2000, 2100)]),
    ).toEqual([['over', 0, 10]]);
  });

  it('are one mark where they lie too close to be met one by one, of the worst severity', () => {
    const close = [incident('a', 1100, 1110), incident('b', 1120, 1130, { severity: 'critical' })];
    expect(shown(close)).toEqual([['a b', 10, 3]]);
    const [mark] = incidentMarks(close, 1000, 2000);
    expect(mark).toMatchObject({ severity: 'critical', from: 1100, to: 1130 });
    const [open] = incidentMarks([incident('long', 1100, null), incident('short', 1200, 1210)], 1000, 2000);
    expect(open).toMatchObject({ to: null, left: 10, width: 90 });
  });
});
