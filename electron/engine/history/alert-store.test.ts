import { expect, it } from 'vitest';
import type { AwayMemory } from '../alerts/alert-store.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { silentLogger } from '../../../tests/fixtures/history.ts';
import { alertCommit } from '../../../tests/fixtures/notifications.ts';
import { openHistoryWriter } from './writer.ts';

it('who was away, the card that waits and the evidence that is due are found again when the history is opened anew', () => {
  const dataDir = temporaryDataDir();
  const open = () => openHistoryWriter(dataDir, { clock: new VirtualClock(), logger: silentLogger });
  const away: AwayMemory = {
    away: true,
    from: 1000,
    card: {
      at: 5000,
      from: 1000,
      title: 'Meanwhile: 1 problem still there',
      firing: [{ subject: 'api', name: 'API', severity: 'critical', text: 'unhealthy' }],
      over: 2,
    },
  };
  const evidence = [
    {
      incident: 'i1',
      subject: 'api',
      startedAt: 2000,
      failedAt: 1000,
      told: ['record 1'],
      left: { group: 3, change: 5, record: 4 },
    },
  ];
  const first = open();
  expect(first.alerts.loadAway()).toBeNull();
  expect(first.alerts.loadDueEvidence()).toEqual([]);
  first.alerts.commit(alertCommit({ memory: { core: '{}', alerts: [], away, evidence } }));
  first.close();
  const second = open();
  expect(second.alerts.loadAway()).toEqual(away);
  expect(second.alerts.loadDueEvidence()).toEqual(evidence);
  second.close();
});
