import type { Config, MonitorConfig } from '../../shared/config/model.ts';
import { CliFailure } from './failure.ts';

/**
 * The monitors that `--monitor` names, in the order of the configuration; all that are enabled where it names none.
 * @throws CliFailure for an id that the configuration does not have
 */
export function chooseMonitors(config: Config, ids: readonly string[] | undefined): MonitorConfig[] {
  const unknown = ids?.find((id) => !config.monitors.some((monitor) => monitor.id === id));
  if (unknown !== undefined) throw new CliFailure('unknown-monitor', `There is no monitor "${unknown}".`);
  return config.monitors.filter(({ id, enabled }) => (ids ? ids.includes(id) : enabled));
}
