/** A report in words, short enough for a message. Pure. */
import { exactDuration, shortDuration } from '../../../shared/domain/time-text.ts';
import { cut, safeTitle } from '../notify/text.ts';
import type { GroupFigures, ReportFigures } from './figures.ts';

export interface ReportText {
  title: string;
  body: string;
  /** Titles of new errors come from outside: how much of them leaves is up to the channel. */
  evidence: { title: string; lines: string[] } | null;
}

const NAMED = 3;
const NAME_LENGTH = 40;
const ERROR_LINES = 10;
/** What a body can hold, less the line that tells how many groups are left out. */
const ROOM = 960;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** @param dueAt when it was due; with `now` much later, it says so */
export function composeReport(
  figures: ReportFigures,
  { dueAt, now, zone }: { dueAt: number; now: number; zone: string },
): ReportText {
  const when = dateIn(zone);
  const { incidents, uptime, span } = figures;
  const period = exactDuration(span.to - span.from);
  const known = uptime === null ? 'nothing known' : `${percent(uptime)} up`;
  const lines = [
    `${when(span.from)} to ${when(span.to)}`,
    uptimeLine(figures),
    incidentLine(figures, when),
    latencyLine(figures),
    changedLine(figures),
    noiseLine(figures),
    errorLine(figures),
    now - dueAt > 15 * MINUTE_MS
      ? `Sent late: it was due ${when(dueAt)}, when Watchpost was not running or asleep.`
      : '',
  ].filter((line) => line !== '');
  return {
    title: `Report of ${period}: ${known}, ${count(incidents.count, 'incident')}`,
    body: [...lines, ...groupLines(figures.groups, ROOM - lines.join('\n').length)].join('\n'),
    evidence: errorEvidence(figures),
  };
}

function uptimeLine({ monitors, uptime, lowest }: ReportFigures): string {
  if (monitors === 0) return 'No monitor is configured.';
  const over = count(monitors, 'monitor');
  if (uptime === null) return `Uptime: nothing is known of ${over} in this time.`;
  if (lowest.length === 0) return `Uptime: ${percent(uptime)}, ${over}.`;
  const named = listed(lowest, (one) => `${name(one.name)} ${percent(one.uptime)}`);
  return `Uptime: ${percent(uptime)}, ${over}. Lowest: ${named}.`;
}

function incidentLine({ incidents }: ReportFigures, when: (at: number) => string): string {
  const { longest, open, totalMs } = incidents;
  if (!longest) return 'Incidents: none.';
  const still = open > 0 ? `, ${open} still open` : '';
  const parts = `${incidents.count}, ${lasting(totalMs)} in all${still}`;
  return `Incidents: ${parts}. Longest: ${name(longest.subject)}, ${lasting(longest.ms)}, ${when(longest.at)}.`;
}

function latencyLine({ slowest }: ReportFigures): string {
  if (slowest.length === 0) return '';
  return `Slowest (p95): ${listed(slowest, (one) => `${name(one.name)} ${latency(one.p95Ms)}`)}.`;
}

function changedLine({ changed }: ReportFigures): string {
  if (changed.length === 0) return '';
  const words = listed(changed, ({ name: who, p95Ms, beforeMs }) => {
    const was = beforeMs === null ? '' : ` (was ${latency(beforeMs)})`;
    return `${name(who)} ${latency(p95Ms)}${was}`;
  });
  return `Changed most (p95): ${words}.`;
}

function noiseLine({ noise }: ReportFigures): string {
  if (noise.length === 0) return 'Popups: none.';
  return `Noisiest rules: ${listed(noise, ({ rule, popups }) => `${name(rule)} ${count(popups, 'popup')}`)}.`;
}

function errorLine({ newErrors }: ReportFigures): string {
  return newErrors.length === 0 ? 'New errors: none.' : `New errors: ${newErrors.length}.`;
}

function errorEvidence({ newErrors }: ReportFigures): ReportText['evidence'] {
  if (newErrors.length === 0) return null;
  const lines = newErrors
    .slice(0, ERROR_LINES)
    .map(({ title, count: times }) => `${times} × ${safeTitle(title)}`);
  return { title: `New errors: ${listed(newErrors, ({ title }) => name(title))}`, lines };
}

/** A line for each group where there are several, as many as there is room for. */
function groupLines(groups: readonly GroupFigures[], room: number): string[] {
  if (groups.length < 2) return [];
  const lines: string[] = [];
  let left = room;
  for (const group of groups) {
    const line = groupLine(group);
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  const more = groups.length - lines.length;
  return more > 0 ? [...lines, `and ${count(more, 'more group')}`] : lines;
}

function groupLine({ name: group, monitors, uptime, incidents, p95Ms }: GroupFigures): string {
  const parts = [
    uptime === null ? 'nothing known' : `${percent(uptime)} up`,
    count(incidents, 'incident'),
    ...(p95Ms === null ? [] : [`p95 ${latency(p95Ms)}`]),
  ];
  return `${group === null ? 'Without a group' : name(group)} (${monitors}): ${parts.join(', ')}`;
}

function listed<T>(items: readonly T[], words: (item: T) => string): string {
  const named = items.slice(0, NAMED).map(words).join(', ');
  const more = items.length - NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Names come from outside and may be long. */
function name(text: string): string {
  return cut(safeTitle(text), NAME_LENGTH);
}

/** Rounded down: what was not always up never shows as 100 %. */
function percent(ratio: number): string {
  const hundredths = Math.floor(ratio * 10_000 + 1e-6);
  return `${Number((hundredths / 100).toFixed(2))}%`;
}

function latency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** To the minute, days to the hour. */
function lasting(ms: number): string {
  if (ms < MINUTE_MS) return shortDuration(ms);
  const step = ms >= DAY_MS ? HOUR_MS : MINUTE_MS;
  return exactDuration(Math.floor(ms / step) * step);
}

function dateIn(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => format.format(at);
}
