import type { LogEvidence } from '../../../../shared/contract/log-schemas.ts';
import { countRecords } from './count.ts';
import { familiesOf, keysOf, occursIn } from './error-groups.ts';
import { seen, summariseGroups } from './group-summary.ts';
import { entryOf } from './hit.ts';
import { worstFirst, worstLevel } from './order.ts';
import { createRecordFilter } from './record-filter.ts';
import { scan } from './scan.ts';
import type { SourceSettings } from './settings.ts';
import { createNames, type LogTables } from './tables.ts';

export interface LogEvidenceInput {
  settings: readonly SourceSettings[];
  /** The log sources of the monitor. */
  sources: readonly string[];
  at: number;
  limit: number;
}

/** To either side of the instant. */
export const EVIDENCE_MS = 120_000;
const TREND_BUCKETS = 8;

/** What some log sources say about an instant: the worst records around it, and errors seen for the first time. */
export function logEvidenceQuery(tables: LogTables) {
  const summarise = summariseGroups(tables);
  const { rows } = tables;
  return ({ settings, sources, at, limit }: LogEvidenceInput): LogEvidence => {
    const [from, to] = [at - EVIDENCE_MS, at + EVIDENCE_MS];
    if (sources.length === 0) return { from, to, groups: [], records: [], more: 0 };
    const names = createNames(tables, settings);
    const until = to + 1;
    const filter = createRecordFilter(
      { sources: [...sources], level: null, service: null, search: '', from, to: until },
      names,
    );
    const order = worstFirst(at);
    const { hits } = scan(tables, names, {
      order,
      filter,
      limit,
      within: () => true,
      // Some minutes are never much.
      mostBytes: Number.POSITIVE_INFINITY,
      rows: rows.hotByTime.all(from, until).toSorted((a, b) => order.compare(a, b)),
      blocks: rows.blocksByTime.all(from, until).toSorted((a, b) => worstLevel(b) - worstLevel(a)),
    });
    const all = countRecords(tables, names, {
      filter,
      within: () => true,
      holdsAll: () => true,
      rows: rows.hotByTime.iterate(from, until),
      blocks: rows.blocksByTime.iterate(from, until),
    });
    const wanted = new Set(keysOf(tables, sources));
    const groups = familiesOf(tables, tables.groups.firstSeen.all(from, until))
      .filter((family) => seen(family).firstSeen >= from && occursIn(tables, family, wanted))
      .toSorted((a, b) => seen(a).firstSeen - seen(b).firstSeen);
    return {
      from,
      to,
      groups: groups.slice(0, limit).map((family) => summarise(family, { from, to, buckets: TREND_BUCKETS })),
      records: hits
        .toSorted((a, b) => a.stored.time - b.stored.time || a.stored.seq - b.stored.seq)
        .map((hit) => entryOf(hit, names)),
      more: Math.max(0, all - hits.length),
    };
  };
}
