/** What is told of the minutes around a failure. Pure; all texts come from outside and are shown as text. */
import type { LogEvidence } from '../../../../shared/contract/log-schemas.ts';
import type { Activity } from '../../../../shared/contract/schemas.ts';
import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import type { IncidentEvent } from '../core/effects.ts';

/** One thing that was found. */
export interface Finding {
  /** The same for the same thing, however often it is found. */
  key: string;
  at: number;
  kind: Extract<IncidentEvent['kind'], 'evidence' | 'component' | 'restart' | 'mark'>;
  of: 'group' | 'change' | 'record';
  text: string;
}

/** So many of each, in a popup as in a timeline. */
export const MOST: Record<Finding['of'], number> = { group: 3, change: 5, record: 5 };

const WARN = LOG_LEVELS.indexOf('warn');

/** Everything of note, by time. Where something was at least a warning, milder log lines say nothing. */
export function findings(logs: LogEvidence, happened: readonly Activity[]): Finding[] {
  const loud = logs.records.filter(({ level }) => LOG_LEVELS.indexOf(level) >= WARN);
  const records = loud.length > 0 ? loud : logs.records;
  const all: Finding[] = [
    ...logs.groups
      .filter(({ state }) => state !== 'ignored')
      .map(({ id, firstSeen, title }) => ({
        key: `group ${id}`,
        at: firstSeen,
        kind: 'evidence' as const,
        of: 'group' as const,
        text: `New error: ${title}`,
      })),
    ...happened.flatMap(changeOf),
    ...records.map(({ seq, time, level, message, error }) => ({
      key: `record ${seq}`,
      at: time,
      kind: 'evidence' as const,
      of: 'record' as const,
      text: `${level.toUpperCase()} ${message || (error ?? '')}`,
    })),
  ];
  return all.toSorted((a, b) => a.at - b.at);
}

/** The first so many of each. */
export function few(all: readonly Finding[], most: Record<Finding['of'], number> = MOST): Finding[] {
  const left = { ...most };
  return all.filter(({ of }) => (left[of] -= 1) >= 0);
}

/** As popups carry it: the first new error as its title, then what changed and what the logs say. */
export function popupEvidence(
  all: readonly Finding[],
  clockTime: (at: number) => string,
): { title: string; lines: string[] } | null {
  const shown = few(all);
  const [first, ...groups] = shown.filter(({ of }) => of === 'group');
  const rest = shown.filter(({ of }) => of !== 'group');
  const lines = [...groups, ...rest].map(({ at, text }) => `${clockTime(at)} ${text}`);
  if (first) return { title: first.text, lines };
  return lines.length === 0 ? null : { title: 'Around the failure', lines };
}

function changeOf({ at, kind, text, monitorId }: Activity): Finding[] {
  if (kind !== 'component' && kind !== 'mark' && kind !== 'deploy' && kind !== 'restart') return [];
  const key = `${kind} ${at} ${monitorId ?? ''} ${text}`;
  return [{ key, at, kind: kind === 'deploy' ? 'mark' : kind, of: 'change', text }];
}
