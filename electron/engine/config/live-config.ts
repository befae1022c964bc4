import type { Config, ConfigProblem } from '../../../shared/config/model.ts';
import type { Clock } from '../ports.ts';
import { loadConfig, type LoadDependencies } from './load.ts';
import type { RulePlaces } from './rule-places.ts';
import { watchConfig, type ConfigWatch } from './watch.ts';

/** What is known of the configuration file right now. */
export interface ConfigState {
  /** The last valid configuration, or null before the first. */
  config: Config | null;
  /** What is wrong with the file as it was last saved; empty when it is the running configuration. */
  problems: ConfigProblem[];
}

/** The configuration as it is saved: loaded once, then again after each change of any of its files. */
export interface LiveConfig {
  state(): ConfigState;
  /** Where the rules of the last valid configuration stand. */
  rulePlaces(): RulePlaces;
  /** Loads now, as after a change made by ourselves. Resolves when listeners have been told. */
  reload(): Promise<ConfigState>;
  close(): void;
}

/**
 * @param onChange told after each load whose outcome differs from the one before; a file that became invalid
 *   leaves `config` as it was
 */
export function createLiveConfig(
  file: string,
  deps: LoadDependencies & { clock: Clock; onChange: (state: ConfigState) => void },
): LiveConfig {
  let current: ConfigState = { config: null, problems: [] };
  let places: RulePlaces = {};
  let loading = Promise.resolve(current);
  let watch: ConfigWatch | null = null;
  let closed = false;

  async function load(): Promise<ConfigState> {
    // Watching begins before reading, so that a change in between is not missed.
    watch ??= watchConfig({ files: [file], clock: deps.clock, onChange: () => void reload() });
    const result = await loadConfig(file, deps);
    if (closed) return current;
    watch.update(result.files);
    if (result.ok) places = result.rulePlaces;
    const next: ConfigState = result.ok
      ? { config: result.config, problems: [] }
      : { config: current.config, problems: result.problems };
    const changed = JSON.stringify(next) !== JSON.stringify(current);
    current = next;
    if (changed) deps.onChange(next);
    return next;
  }

  /** One load at a time; a change during a load is a load of its own. */
  function reload(): Promise<ConfigState> {
    loading = loading.then(load, load);
    return loading;
  }

  return {
    state: () => current,
    rulePlaces: () => places,
    reload,
    close() {
      closed = true;
      watch?.close();
    },
  };
}
