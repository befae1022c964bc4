import type { AlertServiceDeps } from '../../electron/engine/alerts/alert-service-port.ts';
import { silentLogger } from '../fixtures/history.ts';

type Own = 'clock' | 'store' | 'status' | 'dispatch' | 'newId';

/** Surroundings of the alert service in which nothing is there to be found, and nobody listens. */
export function alertServiceDeps(
  own: Pick<AlertServiceDeps, Own> & Partial<AlertServiceDeps>,
): AlertServiceDeps {
  return {
    noticeGaps: () => {},
    checkNow: () => {},
    isLocal: () => false,
    evidence: () => null,
    onIncident: () => {},
    dueEvidence: () => [],
    resumeEvidence: () => {},
    recall: () => Promise.resolve({ sums: [], results: [] }),
    logger: silentLogger,
    mark: () => {},
    changed: () => {},
    digest: () => {},
    zone: 'UTC',
    titlePrefix: '',
    words: { clockTime: (at) => `t${at / 1000}`, duration: (ms) => `${Math.floor(ms / 1000)} s` },
    ...own,
  };
}
