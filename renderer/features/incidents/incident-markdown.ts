import type { Incident, IncidentEvent } from '../../../shared/contract/alert-schemas.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { dayKey } from '../../lib/last-days.ts';
import { codeBlockMarkdown, codeMarkdown, plainMarkdown } from '../../lib/markdown-text.ts';

/** The fixed words of the document in one language; what they are handed is Markdown already. */
export interface MarkdownWords {
  severity: string;
  state: string;
  states: Record<Incident['state'], string>;
  severities: Record<Incident['severity'], string>;
  started: string;
  ended: string;
  lasted: string;
  soFar: (duration: string) => string;
  rules: string;
  acked: string;
  ackedBy: (who: string, when: string) => string;
  timeline: string;
  elsewhere: string;
  kinds: Readonly<Record<string, string>>;
}

export interface MarkdownTimes {
  dateTime: (at: number) => string;
  clock: (at: number) => string;
  duration: (ms: number) => string;
}

/**
 * An incident as a Markdown document for a ticket or a review. Times are those of the reader's clock, with the zone
 * named once; everything that comes from outside is escaped or stands in code.
 */
export function incidentMarkdown(
  { incident, timeline, elsewhere }: CallOutput<'incident'> & { incident: Incident },
  { now, zone }: { now: number; zone: string },
  words: MarkdownWords,
  times: MarkdownTimes,
): string {
  const length = times.duration((incident.endedAt ?? now) - incident.startedAt);
  const facts: [string, string][] = [
    [words.severity, words.severities[incident.severity]],
    [words.state, words.states[incident.state]],
    [words.started, `${times.dateTime(incident.startedAt)} (${zone})`],
    ...(incident.endedAt === null
      ? []
      : [[words.ended, times.dateTime(incident.endedAt)] as [string, string]]),
    [words.lasted, incident.endedAt === null ? words.soFar(length) : length],
    [words.rules, incident.rules.map(codeMarkdown).join(', ')],
  ];
  if (incident.acked) {
    const { by, at, text } = incident.acked;
    facts.push([
      words.acked,
      [words.ackedBy(plainMarkdown(by), times.dateTime(at)), plainMarkdown(text)].filter(Boolean).join(': '),
    ]);
  }
  const line = (event: IncidentEvent, who: string) => entry(event, who, words, times);
  const parts = [
    `# ${plainMarkdown(incident.name)}`,
    plainMarkdown(incident.summary),
    facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n'),
    `## ${words.timeline}`,
    timeline.map((event) => line(event, '')).join('\n'),
    ...(elsewhere.length > 0
      ? [`## ${words.elsewhere}`, elsewhere.map((event) => line(event, event.name)).join('\n')]
      : []),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function entry(
  { at, kind, text }: IncidentEvent,
  who: string,
  words: MarkdownWords,
  times: MarkdownTimes,
): string {
  const word = Object.hasOwn(words.kinds, kind) ? (words.kinds[kind] ?? '') : plainMarkdown(kind);
  const head = `- ${times.clock(at)} ${[word, who && `**${plainMarkdown(who)}**`].filter(Boolean).join(' ')}`;
  if (kind !== 'evidence') return `${head}: ${plainMarkdown(text)}`;
  return text.includes('\n')
    ? `${head}:\n\n${codeBlockMarkdown(text, '  ')}\n`
    : `${head}: ${codeMarkdown(text)}`;
}

/** A file name that every system takes: `incident-2026-11-20-book-review-api.md`. */
export function markdownFileName({ name, startedAt }: Pick<Incident, 'name' | 'startedAt'>): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return `${['incident', dayKey(startedAt), words].filter(Boolean).join('-')}.md`;
}
