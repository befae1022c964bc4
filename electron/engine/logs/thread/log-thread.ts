import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import type { Clock } from '../../ports.ts';
import { createBacklogThread } from '../backlog/backlog-thread.ts';
import { schemaVersion } from '../../storage/migrate.ts';
import { createFoldWindow } from '../ingest/fold-window.ts';
import type { LogsCallName, LogsCalls, LogsNews, LogsSetup, SourceReport } from '../logs-messages.ts';
import { startPurge } from '../purge/purge.ts';
import { startBlockFilters } from './block-filters.ts';
import { logsFile } from './logs-file.ts';
import { createNews } from './news.ts';
import { startLogRetention } from './log-retention.ts';
import { readingOf, readsAlike, type SourceReading } from './source-reading.ts';

export type LogThread = {
  [N in LogsCallName]: (
    params: LogsCalls[N]['params'],
  ) => LogsCalls[N]['answer'] | Promise<LogsCalls[N]['answer']>;
};

/** A query may read for some seconds. */
const TRIES = 100;
const TRY_AGAIN_MS = 100;

export interface LogThreadOptions {
  dataDir: string;
  clock: Clock;
  /** Entry of the thread that reads backlogs. */
  backlogWorker: URL;
  tell: <N extends keyof LogsNews>(name: N, payload: LogsNews[N]) => void;
}

/** All that happens in the log thread. */
export function createLogThread({ dataDir, clock, backlogWorker, tell }: LogThreadOptions): LogThread {
  const file = logsFile(dataDir, clock);
  const window = createFoldWindow();
  const readings = new Map<string, SourceReading>();
  const news = createNews({ clock, tell, reports, partials });
  const retention = startLogRetention({ file, clock });
  const filters = startBlockFilters({ file, clock });
  const backlog = createBacklogThread(backlogWorker, clock);
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
    const reading = readingOf(source, {
      zone,
      tables: () => file.tables(),
      window,
      clock,
      backlog,
      onState: () => news.sourcesChanged(),
      onCommitted(committed) {
        filters.stored();
        news.committed(committed);
      },
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

  /** Lets everything else have its turn. */
  function turn(): Promise<void> {
    return new Promise((resolve) => void clock.setTimeout(resolve, 0));
  }

  /** The write-ahead log still has what was deleted; whoever reads at this moment keeps it from being emptied. */
  async function emptyWriteAheadLog(): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const [result] = file.tables().db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (result?.busy === 0) return;
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, TRY_AGAIN_MS));
    }
  }

  /** Nothing is read meanwhile, and nothing that was read is remembered. */
  async function pausing(work: () => void): Promise<void> {
    await inTurn(async () => {
      const sources = [...readings.values()].map(({ source }) => source);
      await Promise.all([...readings.values()].map((reading) => reading.stop()));
      readings.clear();
      try {
        work();
      } finally {
        for (const source of sources) begin(source);
      }
    });
  }

  async function inTurn(work: () => Promise<void>): Promise<void> {
    const run = changing.then(work);
    changing = run.catch(() => undefined);
    await run;
  }

  function changed(ids: readonly string[]): void {
    if (ids.length > 0) news.groupsChanged(ids);
  }

  return {
    status: () => ({ schema: schemaVersion(file.tables().db), bytes: file.bytes() }),
    async configure(setup) {
      await inTurn(() => apply(setup));
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
    async purge({ search, sources }) {
      const patterns = new Map([...readings].map(([id, { source }]) => [id, source.pattern]));
      const purge = startPurge(file.tables(), { search, sources, pattern: (id) => patterns.get(id) ?? null });
      const done = new Set<number>();
      const pending = () => purge.blocks().filter((block) => !done.has(block));
      const step = (block: number) => {
        purge.block(block);
        done.add(block);
      };
      // Reading goes on beside the long part.
      for (const block of pending()) {
        step(block);
        await turn();
      }
      await pausing(() => {
        for (const block of pending()) step(block);
        purge.rest();
      });
      await emptyWriteAheadLog();
      return { deleted: purge.deleted() };
    },
    flush() {
      for (const reading of readings.values()) reading.flush();
      return null;
    },
    async close() {
      retention.stop();
      filters.stop();
      news.stop();
      await stopAll();
      await backlog.close();
      file.close();
      return null;
    },
  };
}
