import { longDuration } from '../../../shared/domain/time-text.ts';
import type { StoredIncident } from '../../engine/history/queries/incidents.ts';
import type { IncidentEvent } from '../../../shared/contract/alert-schemas.ts';
import type { Action, CliCommand } from '../command.ts';
import { EXIT } from '../failure.ts';
import { durationOption } from '../options.ts';
import { plain, type Output } from '../output.ts';
import { withHistory } from '../with-history.ts';
import { iso } from '../iso.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const MOST = 1000;

type Told = StoredIncident & { timeline: IncidentEvent[] };

const incidents: Action<{ since: number }> = async (context, { since }) => {
  const { output, clock } = context;
  const now = clock.now();
  const found = withHistory(context, (history): Told[] => {
    if (!history) return [];
    const { incidents } = history.query('incidents', { since: now - since, limit: MOST });
    return incidents.map((incident) => ({
      ...incident,
      timeline: history.query('incident', { id: incident.id }).timeline,
    }));
  });
  output.document(found.map(asDocument));
  print(output, found, now);
  return EXIT.ok;
};

function asDocument({ id, subject, severity, state, startedAt, endedAt, rules, timeline }: Told) {
  return {
    id,
    subject,
    severity,
    state,
    startedAt: iso(startedAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    rules,
    timeline: timeline.map(({ at, kind, text }) => ({ at: iso(at), kind, text })),
  };
}

function print(output: Output, found: readonly Told[], now: number): void {
  if (found.length === 0) output.line('No incidents.');
  for (const { subject, severity, startedAt, endedAt, summary, acked, timeline } of found) {
    const lasted = longDuration((endedAt ?? now) - startedAt, 'en');
    const length = endedAt === null ? `open for ${lasted}` : `lasted ${lasted}`;
    const by = acked ? ` · acknowledged by ${plain(acked.by)}` : '';
    const title = output.style(endedAt === null ? 'red' : 'bold', plain(summary || subject));
    output.line(`${title} · ${severity} · ${length}${by}`);
    for (const { at, kind, text } of timeline) output.line(`  ${iso(at)}  ${plain(kind)}  ${plain(text)}`);
  }
}

export const incidentsCommand: CliCommand = {
  register(program, run) {
    program
      .command('incidents')
      .description('print incidents with their timelines, the newest first')
      .option('--since <duration>', 'how far back', durationOption, THIRTY_DAYS_MS)
      .action(run(incidents));
  },
};
