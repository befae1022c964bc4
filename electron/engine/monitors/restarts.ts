import type { ServiceFacts } from '../../../shared/domain/check-result.ts';

/** What two looks at the same service say about the time between them. */
export interface ServiceChange {
  /** Why its process is another one now; null where nothing says so. */
  restart: 'uptime-fell' | 'pid-changed' | null;
  /** A version that took the place of another; null where it stayed or one of the two is not known. */
  deploy: { from: string; to: string } | null;
}

/**
 * Compares what is known of a service with what its newest health body says: an uptime that fell or a pid that
 * changed is a restart, a version that changed is a deploy. A fact that one of the two does not tell says nothing.
 */
export function noticeChange(known: ServiceFacts | null, seen: ServiceFacts | null): ServiceChange {
  if (known === null || seen === null) return { restart: null, deploy: null };
  return { restart: noticeRestart(known, seen), deploy: noticeDeploy(known.version, seen.version) };
}

function noticeRestart(known: ServiceFacts, seen: ServiceFacts): ServiceChange['restart'] {
  if (known.pid !== undefined && seen.pid !== undefined && known.pid !== seen.pid) return 'pid-changed';
  if (known.uptimeMs !== undefined && seen.uptimeMs !== undefined && seen.uptimeMs < known.uptimeMs) {
    return 'uptime-fell';
  }
  return null;
}

function noticeDeploy(from: string | undefined, to: string | undefined): ServiceChange['deploy'] {
  return from === undefined || to === undefined || from === to ? null : { from, to };
}
