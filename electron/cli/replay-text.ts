/** What `alerts replay` prints. Pure. */
import { exactDuration } from '../../shared/domain/time-text.ts';
import { conditionInWords } from '../engine/alerts/condition-words.ts';
import type { ReplayedFiring, ReplayedRule } from '../engine/alerts/replay/trial.ts';
import { mainCondition, valueInWords } from '../engine/alerts/words.ts';
import { iso } from './iso.ts';
import { columns, plain, type Output } from './output.ts';

interface Span {
  /** Epoch milliseconds. */
  since: number;
  until: number;
}

type Rule = ReplayedRule['rule'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of each rule where all of them are shown. */
const MOST_SHOWN = 10;

export function replayDocument(replayed: readonly ReplayedRule[], { since, until }: Span) {
  return {
    since: iso(since),
    until: iso(until),
    rules: replayed.map(({ rule, firings, subjects, tried, exactFrom, recordedFrom, notes }) => ({
      id: rule.id,
      severity: rule.severity,
      condition: conditionInWords(rule.when),
      subjects,
      tried,
      times: firings.length,
      exactFrom: exactFrom === null ? null : iso(exactFrom),
      recordedFrom: recordedFrom === null ? null : iso(recordedFrom),
      notes,
      firings: firings.map(({ subject, name, from, to, value, approximate }) => ({
        subject,
        name,
        from: iso(from),
        to: to === null ? null : iso(to),
        durationMs: (to ?? until) - from,
        value,
        shown: shownValue(rule, value),
        approximate,
      })),
    })),
  };
}

/** @param all every firing, not only the newest ones of each rule */
export function replayLines(
  output: Pick<Output, 'style'>,
  replayed: readonly ReplayedRule[],
  { since, until, all }: Span & { all: boolean },
): string[] {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    `From ${clockTime(since)} to ${clockTime(until)}, ${zone}`,
    ...replayed.flatMap((one) => ['', ...ruleLines(output, one, until, all ? Infinity : MOST_SHOWN)]),
  ];
}

function ruleLines(
  output: Pick<Output, 'style'>,
  replayed: ReplayedRule,
  until: number,
  most: number,
): string[] {
  const { rule, firings, exactFrom, recordedFrom, notes } = replayed;
  const head = `${output.style('bold', plain(rule.id))} · ${rule.severity} · ${plain(conditionInWords(rule.when))}`;
  const newest = firings.toReversed().slice(0, most);
  const more = firings.length - newest.length;
  const rows = newest.map((firing) => firingRow(rule, firing, until));
  const aside = [
    more > 0 ? `and ${more} more before; --rule ${rule.id} shows all` : '',
    exactFrom !== null && exactFrom < until
      ? `exact from ${clockTime(exactFrom)} on; what began before (~) rests on 5-minute summaries`
      : '',
    exactFrom !== null && exactFrom >= until
      ? 'its window is longer than single results are kept: all of it (~) rests on 5-minute summaries'
      : '',
    recordedFrom === null ? '' : `nothing was recorded before ${clockTime(recordedFrom)}`,
    ...notes,
  ].filter((line) => line !== '');
  return [
    head,
    `  ${summary(output, replayed, until)}`,
    ...table(rows).map((line) => `  ${line}`),
    ...aside.map((line) => output.style('gray', `  ${plain(line)}`)),
  ];
}

const HEAD = [' ', 'from', 'to', 'lasted', 'subject', 'value'];

function table(rows: readonly string[][]): string[] {
  if (rows.length === 0) return [];
  const hasValues = rows.some((row) => row.at(-1) !== '');
  return columns(hasValues ? [HEAD, ...rows] : [HEAD, ...rows].map((row) => row.slice(0, -1)));
}

function firingRow(
  rule: Rule,
  { from, to, subject, value, approximate }: ReplayedFiring,
  until: number,
): string[] {
  return [
    approximate ? '~' : ' ',
    clockTime(from),
    to === null ? 'still' : clockTime(to),
    lasted((to ?? until) - from),
    plain(subject),
    plain(shownValue(rule, value) ?? ''),
  ];
}

function summary(
  output: Pick<Output, 'style'>,
  { firings, subjects, tried }: ReplayedRule,
  until: number,
): string {
  if (!tried) return output.style('gray', 'not tried');
  if (firings.length === 0) return output.style('green', 'would never have fired');
  const times = firings.length === 1 ? 'once' : `${firings.length} times`;
  const about = new Set(firings.map(({ subject }) => subject)).size;
  const total = firings.reduce((sum, { from, to }) => sum + (to ?? until) - from, 0);
  const of = `for ${about} of ${subjects} ${subjects === 1 ? 'subject' : 'subjects'}`;
  return `${output.style('yellow', `would have fired ${times}`)}, ${of}, ${lasted(total)} in all`;
}

function shownValue({ when }: Rule, value: number | null): string | null {
  return value === null ? null : valueInWords(mainCondition(when), value);
}

/** As exact as its length deserves. */
function lasted(ms: number): string {
  const unit = ms >= 48 * HOUR ? HOUR : ms >= 2 * HOUR ? MINUTE : 1000;
  return ms < 1000 ? exactDuration(Math.round(ms)) : exactDuration(Math.floor(ms / unit) * unit);
}

/** `2026-11-01 03:12:07`, in the machine's zone: what Swedish calls a time. */
function clockTime(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(at);
}
