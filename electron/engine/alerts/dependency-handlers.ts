import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { DependencyFile } from '../config/edit/edit-dependency.ts';
import { refuseInDemo } from '../config/edit/refuse-in-demo.ts';
import type { Clock } from '../ports.ts';
import type { Reader } from '../storage/reader-client.ts';
import type { AlertService } from './alert-service-port.ts';

export interface DependencyHandlerDeps {
  clock: Pick<Clock, 'now'>;
  service: Pick<AlertService, 'present'>;
  reader: Pick<Reader, 'query'>;
  dependencies: DependencyFile;
  /** Whether the configuration is the demo's, which nobody changes. */
  isDemo: boolean;
  /** Applies what was written. */
  reload: () => Promise<unknown>;
}

type DependencyHandlers = Pick<Handlers, 'dependencySuggestions' | 'addDependency'>;

const LOOKED_BACK_MS = 30 * 86_400_000;

/** What monitors depend on: what the past suggests, and what is written down. */
export function dependencyHandlers({
  clock,
  service,
  reader,
  dependencies,
  isDemo,
  reload,
}: DependencyHandlerDeps): DependencyHandlers {
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

    async addDependency({ child, parent }) {
      refuseInDemo(isDemo, 'configuration');
      const placed = await dependencies.place(child, parent);
      if (!placed.ok) throw new ContractFailure(placed.why, placed.message);
      dependencies.write(placed.file, placed.text);
      await reload();
      return { file: placed.file };
    },
  };
}
