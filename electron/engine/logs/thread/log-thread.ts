import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import type { Clock } from '../../ports.ts';
import { schemaVersion } from '../../storage/migrate.ts';
import { createFoldWindow } from '../ingest/fold-window.ts';
import type { LogsCallName, LogsCalls, LogsNews, LogsSetup, SourceReport } from '../logs-messages.ts';
import { logsFile } from './logs-file.ts';
import { createNews } from './news.ts';
import { startLogRetention } from './log-retention.ts';
import { createSourceReading, readsAlike, type SourceReading } from './source-reading.ts';

export type LogThread = {
  [N in LogsCallName]: (
    params: LogsCalls[N]['params'],
  ) => LogsCalls[N]['answer'] | Promise<LogsCalls[N]['answer']>;
};

export interface LogThreadOptions {
  dataDir: string;
  clock: Clock;
  /** Any number below 2^32, another one at each start. */
  seed: number;
  tell: <N extends keyof LogsNews>(name: N, payload: LogsNews[N]) => void;
}

/** All that happens in the log thread. */
export function createLogThread({ dataDir, clock, seed, tell }: LogThreadOptions): LogThread {
  const file = logsFile(dataDir, clock);
  const window = createFoldWindow(seed);
  const readings = new Map<string, SourceReading>();
  const news = createNews({ clock, tell, reports, partials });
  const retention = startLogRetention({ file, clock });
  let zone = 'UTC';
  /** One change of the configuration after the other. */
  let changing = Promise.resolve();

  function reports(): SourceReport[] {
    return [...readings.values()].map((reading) => reading.report());
  }

  function partials() {
    return [...readings.values()].flatMap((reading) => reading.partials());
  }

  async function apply(setup: LogsSetup): Promise<void> {
    retention.configure(setup.retention);
    const wanted = new Map(setup.sources.map((source) => [source.id, source]));
    const ended = [...readings].filter(([id, reading]) => {
      const source = wanted.get(id);
      return source === undefined || zone !== setup.zone || !readsAlike(source, reading.source);
    });
    await Promise.all(ended.map(([, reading]) => reading.stop()));
    for (const [id] of ended) readings.delete(id);
    zone = setup.zone;
    for (const [id, source] of wanted) if (!readings.has(id)) begin(source);
    retention.keepSources(new Set(wanted.keys()));
    news.sourcesChanged();
  }

  function begin(source: LogSourceConfig): void {
    const reading = createSourceReading({
      source,
      zone,
      tables: () => file.tables(),
      window,
      clock,
      onState: () => news.sourcesChanged(),
      onCommitted: (committed) => news.committed(committed),
      onPartial: () => news.partialsChanged(),
    });
    readings.set(source.id, reading);
    reading.start();
  }

  async function stopAll(): Promise<void> {
    await changing;
    await Promise.all([...readings.values()].map((reading) => reading.stop()));
    readings.clear();
  }

  function changed(ids: readonly string[]): void {
    if (ids.length > 0) news.groupsChanged(ids);
  }

  return {
    status: () => ({ schema: schemaVersion(file.tables().db), bytes: file.bytes() }),
    async configure(setup) {
      changing = changing.then(() => apply(setup));
      await changing;
      return null;
    },
    sources: () => reports(),
    setErrorGroups({ ids, state }) {
      const { groups, transaction } = file.tables();
      const found = transaction(() => ids.filter((id) => groups.setState(id, state)));
      changed(found);
      return found.length;
    },
    mergeErrorGroups({ into, ids }) {
      const { groups, transaction } = file.tables();
      const unknown = transaction(() => groups.merge(into, ids));
      if (unknown === null) changed([into, ...ids]);
      return { unknown };
    },
    splitErrorGroup({ id }) {
      const { groups, transaction } = file.tables();
      const from = transaction(() => groups.split(id));
      if (from === null) return { unknown: id };
      changed([id, from]);
      return { unknown: null };
    },
    purge: () => ({ deleted: 0 }),
    flush() {
      for (const reading of readings.values()) reading.flush();
      return null;
    },
    async close() {
      retention.stop();
      news.stop();
      await stopAll();
      file.close();
      return null;
    },
  };
}
