import type { Incident } from '../../shared/contract/alert-schemas.ts';

/** Incidents on a time axis as one mark; several where they lie too close to be told apart. */
export interface IncidentMark {
  /** Oldest first. */
  incidents: readonly Incident[];
  /** In percent of the axis. */
  left: number;
  width: number;
  severity: Incident['severity'];
  from: number;
  /** Null where one of them is open. */
  to: number | null;
}

/** Marks closer than this, in percent of the axis, could not be met one by one. */
const NEAR = 3;
const RANK = { info: 0, warning: 1, critical: 2 } as const;

/** What of the incidents falls into [from, to), as marks from the oldest to the newest. */
export function incidentMarks(incidents: readonly Incident[], from: number, to: number): IncidentMark[] {
  const percent = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * 100;
  const inside = incidents
    .filter(({ startedAt, endedAt }) => startedAt < to && (endedAt ?? to) >= from)
    .toSorted((a, b) => a.startedAt - b.startedAt);
  const marks: IncidentMark[] = [];
  for (const incident of inside) {
    const { startedAt, endedAt, severity } = incident;
    const left = percent(startedAt);
    const right = percent(endedAt ?? to);
    const last = marks.at(-1);
    if (!last || left - (last.left + last.width) >= NEAR) {
      const own = { left, width: right - left, severity, from: startedAt, to: endedAt };
      marks.push({ incidents: [incident], ...own });
      continue;
    }
    marks[marks.length - 1] = {
      incidents: [...last.incidents, incident],
      left: last.left,
      width: Math.max(last.left + last.width, right) - last.left,
      severity: RANK[severity] > RANK[last.severity] ? severity : last.severity,
      from: last.from,
      to: last.to === null || endedAt === null ? null : Math.max(last.to, endedAt),
    };
  }
  return marks;
}
