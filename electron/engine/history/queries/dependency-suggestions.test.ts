import { onTestFinished, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { openWriter } from '../../../../tests/fixtures/history.ts';
import type { State } from '../../../../shared/domain/state.ts';
import { openHistory } from '../open-history.ts';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const LATE = { lateMs: 40_000 };

it('suggests dependencies from the confirmed states that were written down', () => {
  const dataDir = temporaryDataDir();
  const writer = openWriter(dataDir);
  const change = (monitorId: string, since: number, from: State, to: State) =>
    writer.recordStateChange({
      monitorId,
      at: since + 20_000,
      since,
      from,
      to,
      message: '',
      components: [],
      reason: null,
    });
  for (const [id, later] of [
    ['redis', 0],
    ['api', 9_000],
  ] as const) {
    change(id, START, 'unknown', 'healthy');
    for (const hours of [1, 5, 12, 30]) {
      change(id, START + hours * HOUR + later, 'healthy', 'unhealthy');
      change(id, START + (hours + 0.5) * HOUR + later, 'unhealthy', 'healthy');
    }
  }
  writer.close();
  const history = openHistory(dataDir);
  onTestFinished(() => history.close());

  const span = { from: START, to: START + 48 * HOUR };
  const monitors = [
    { id: 'api', dependsOn: [], ...LATE },
    { id: 'redis', dependsOn: [], ...LATE },
    { id: 'never-checked', dependsOn: [], ...LATE },
  ];
  expect(history.query('dependencySuggestions', { monitors, ...span })).toEqual({
    suggestions: [{ child: 'api', parent: 'redis', together: 4, of: 4 }],
  });
  expect(
    history.query('dependencySuggestions', {
      monitors,
      from: START + 4 * HOUR,
      to: START + 13 * HOUR,
    }),
  ).toEqual({ suggestions: [] });
});
