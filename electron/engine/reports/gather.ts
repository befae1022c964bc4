import type { Config } from '../../../shared/config/model.ts';
import type { LogReader, Reader } from '../storage/reader-client.ts';
import { reportFigures, type ReportFigures, type ReportSpan } from './figures.ts';

const DAY_MS = 86_400_000;
const MOST_INCIDENTS = 1000;
const MOST_GROUPS = 1000;

/** Asks the history, in its own threads, for what a report tells. */
export async function gatherFigures(
  span: ReportSpan,
  config: Config,
  { reader, logReader }: { reader: Pick<Reader, 'query'>; logReader: Pick<LogReader, 'query'> },
): Promise<ReportFigures> {
  const { from, to } = span;
  const monitors = config.monitors.filter(({ enabled }) => enabled);
  const monitorIds = monitors.map(({ id }) => id);
  const lengthMs = to - from;
  const [metrics, before, { incidents }, { rules }, groups] = await Promise.all([
    reader.query('metrics', { monitorIds, from, to }),
    reader.query('metrics', { monitorIds, from: from - lengthMs, to: from }),
    reader.query('incidents', { since: from, until: to, limit: MOST_INCIDENTS }),
    reader.query('noise', { days: lengthMs / DAY_MS, now: to }),
    logReader.query('errorGroups', {
      sources: null,
      since: from,
      states: null,
      search: '',
      limit: MOST_GROUPS,
      trendBuckets: 1,
      now: to,
    }),
  ]);
  return reportFigures({
    span,
    monitors,
    metrics,
    before,
    incidents,
    noise: rules,
    newErrors: groups.filter(({ firstSeen }) => firstSeen >= from && firstSeen < to),
  });
}
