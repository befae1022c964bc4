import type { Handlers } from '../../../shared/contract/contract.ts';
import type { Clock } from '../ports.ts';
import type { Reader } from '../storage/reader-client.ts';
import type { AlertService } from './alert-service.ts';

export interface DependencyHandlerDeps {
  clock: Pick<Clock, 'now'>;
  service: Pick<AlertService, 'present'>;
  reader: Pick<Reader, 'query'>;
}

type DependencyHandlers = Pick<Handlers, 'dependencySuggestions'>;

const LOOKED_BACK_MS = 30 * 86_400_000;

/** What monitors depend on: what the past suggests. */
export function dependencyHandlers({ clock, service, reader }: DependencyHandlerDeps): DependencyHandlers {
  return {
    async dependencySuggestions() {
      const monitors = service.present()?.core.settings.config.monitors ?? [];
      const to = clock.now();
      return reader.query('dependencySuggestions', {
        monitors: monitors.map(({ id, dependsOn, intervalMs, timeoutMs }) => ({
          id,
          dependsOn,
          lateMs: intervalMs + timeoutMs,
        })),
        from: to - LOOKED_BACK_MS,
        to,
      });
    },
  };
}
