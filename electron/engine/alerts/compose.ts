/** The words of a notification. Pure; all parts come from outside and are made safe by each notifier. */
import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import type { CoreNotification, SpokenAlert } from './core/effects.ts';
import { cause, type SubjectFacts } from './cause.ts';
import { fillMessage } from './fill-message.ts';
import { mainCondition, matterInWords } from './words.ts';

export interface Words {
  title: string;
  body: string;
}

/** What composing may ask. */
export interface Known {
  facts: (subject: string) => SubjectFacts;
  rule: (id: string) => AlertRule | null;
  /** Clock time and durations as people read them. */
  clockTime: (at: number) => string;
  duration: (ms: number) => string;
  /** Now, by the wall clock. */
  now: number;
}

/** More subjects than this are counted, not listed. */
const LISTED = 3;

/** One subject of a notification with its alerts, the worst first. */
interface Told {
  facts: SubjectFacts;
  alerts: SpokenAlert[];
  since: number;
}

export function compose(notification: CoreNotification, known: Known): Words {
  const told = subjectsOf(notification, known);
  switch (notification.kind) {
    case 'recovery':
      return recovery(told, known);
    case 'flapping':
      return {
        title: `${naming(told)} ${told.length === 1 ? 'is' : 'are'} flapping`,
        body: lines([causes(told), behind(notification)]),
      };
    case 'digest':
      return digest(notification, told, known);
    case 'summary':
      return summary(notification, told);
    case 'offline':
      return {
        title: 'This machine is offline',
        body: 'Monitors beyond it are unknown until the network is back.',
      };
    case 'repeat': {
      const { title, body } = problem(notification, told, known);
      return { title: `Still: ${title}`, body };
    }
    default:
      return problem(notification, told, known);
  }
}

function subjectsOf({ subjects, alerts, root }: CoreNotification, { facts }: Known): Told[] {
  const told = subjects.map((subject) => {
    const own = alerts.filter((alert) => alert.subject === subject);
    const since = Math.min(...own.map((alert) => alert.since));
    return { facts: facts(subject), alerts: own, since: Number.isFinite(since) ? since : 0 };
  });
  const isRoot = (one: Told) => Number(one.facts.subject === root);
  return told.toSorted((a, b) => isRoot(b) - isRoot(a) || a.since - b.since);
}

function problem(notification: CoreNotification, told: Told[], known: Known): Words {
  const [first, ...others] = told;
  if (!first) return { title: 'Nothing is wrong', body: '' };
  const { facts } = first;
  if (others.length === 0) {
    const runbook = known.rule(first.alerts[0]?.rule ?? '')?.runbook ?? facts.runbook;
    return {
      title: headline(first, known),
      body: lines([
        ...details(first, known),
        behind(notification),
        `Since ${known.clockTime(first.since)}`,
        runbook ? `Runbook: ${runbook}` : '',
      ]),
    };
  }
  const listed = told
    .slice(0, LISTED)
    .map((one) => [one.facts.name, matter(one, known)].filter(Boolean).join(' '));
  const more = told.length - LISTED;
  return {
    title: `${naming(told)} ${told.every(isStateProblem(known)) ? `are ${worstWord(told)}` : 'need attention'}`,
    body: lines([
      ...listed,
      more > 0 ? `and ${more} more` : '',
      behind(notification),
      `Since ${known.clockTime(Math.min(...told.map(({ since }) => since)))}`,
    ]),
  };
}

/** The title of a notification about one subject. */
function headline(told: Told, known: Known): string {
  const { facts, alerts } = told;
  const [first] = alerts;
  const rule = first && known.rule(first.rule);
  if (!first || !rule) return `${facts.name} is ${facts.state}`;
  if (rule.message !== null)
    return fillMessage(rule.message, { rule, alert: first, facts, clockTime: known.clockTime });
  const main = mainCondition(rule.when);
  if (main.kind === 'state') return `${facts.name} is ${facts.state}`;
  if (main.kind === 'log_group') {
    const [one, several] =
      main.group === 'new' ? ['New error', 'new errors'] : ['Error came back', 'errors came back'];
    const what = first.count > 1 ? `${first.count} ${several}` : one;
    return `${what} in ${facts.name}${first.count === 1 && first.titles[0] ? `: ${first.titles[0]}` : ''}`;
  }
  return `${facts.name}: ${matterInWords(main, first.value)}`;
}

/** What stands beneath it: the cause, the titles of errors, other rules that fire. */
function details({ facts, alerts }: Told, known: Known): string[] {
  const [first, ...others] = alerts;
  const titles =
    first && first.count > 1
      ? [
          ...first.titles,
          first.count > first.titles.length ? `and ${first.count - first.titles.length} more` : '',
        ]
      : [];
  const also = others.flatMap((alert) => {
    const rule = known.rule(alert.rule);
    return rule && mainCondition(rule.when).kind !== 'state'
      ? [matterInWords(mainCondition(rule.when), alert.value)]
      : [];
  });
  return [cause(facts), ...titles, ...also];
}

/** Behind a name in a list. */
function matter(told: Told, known: Known): string {
  const why = cause(told.facts);
  if (why !== '' || isStateProblem(known)(told)) return why;
  const [first] = told.alerts;
  const rule = first && known.rule(first.rule);
  return rule ? `· ${matterInWords(mainCondition(rule.when), first.value)}` : '';
}

function isStateProblem({ rule }: Known): (told: Told) => boolean {
  return ({ alerts }) => alerts.some((alert) => rule(alert.rule)?.when.kind === 'state');
}

function worstWord(told: readonly Told[]): string {
  return told.some(({ facts }) => facts.state === 'unhealthy') ? 'unhealthy' : 'degraded';
}

function behind({ held }: CoreNotification): string {
  return held > 0 ? `${held} behind it` : '';
}

function causes(told: readonly Told[]): string {
  return told.length === 1 && told[0] ? cause(told[0].facts) : '';
}

/** What has ended for one subject; another of its alerts may go on. */
function endOf({ facts: { name, state }, alerts }: Told): string {
  if (state === 'healthy') return `${name} is healthy again`;
  if (state === 'degraded') return `${name} is better: degraded`;
  const rules = [...new Set(alerts.map(({ rule }) => rule))].join(', ');
  return state === 'unhealthy' ? `${name}: ${rules} over, still unhealthy` : `${name}: ${rules} over`;
}

function recovery(told: readonly Told[], { now, duration }: Known): Words {
  const [first, ...others] = told;
  if (!first) return { title: 'All is well again', body: '' };
  const took = `After ${duration(now - Math.min(...told.map(({ since }) => since)))}`;
  const still = told.filter(({ facts }) => facts.state === 'degraded');
  if (others.length === 0) {
    const title = endOf(first);
    return { title, body: lines([still.length > 0 ? cause(first.facts) : '', took]) };
  }
  const names = told.slice(0, LISTED).map(({ facts }) => facts.name);
  return {
    title: `${naming(told)} are ${still.length > 0 ? 'no longer unhealthy' : 'healthy again'}`,
    body: lines([
      names.join(', '),
      told.length > LISTED ? `and ${told.length - LISTED} more` : '',
      still.length > 0 ? `Still degraded: ${still.map(({ facts }) => facts.name).join(', ')}` : '',
      took,
    ]),
  };
}

function digest(notification: CoreNotification, told: Told[], known: Known): Words {
  const old = notification.alerts.filter(({ count, fires }) => count > 0 && !fires);
  if (old.length > 0) {
    const count = old.reduce((sum, alert) => sum + alert.count, 0);
    return {
      title: `${count} ${count === 1 ? 'error' : 'errors'} from before Watchpost was looking`,
      body: lines(old.flatMap(({ titles }) => titles)),
    };
  }
  const listed = told.slice(0, LISTED).map((one) => headline(one, known));
  const more = told.length - LISTED;
  const over = notification.over;
  return {
    title: `Meanwhile: ${told.length === 1 ? '1 problem' : `${told.length} problems`} still there`,
    body: lines([
      ...listed,
      more > 0 ? `and ${more} more` : '',
      over > 0 ? `${over} more came and went` : '',
    ]),
  };
}

function summary(notification: CoreNotification, told: Told[]): Words {
  const { length } = told;
  const names = told.slice(0, LISTED).map(({ facts }) => facts.name);
  return {
    title: `${length} more ${length === 1 ? 'monitor needs' : 'monitors need'} attention`,
    body: lines([
      names.join(', '),
      length > LISTED ? `and ${length - LISTED} more` : '',
      notification.over > 0 ? `${notification.over} of them are over` : '',
    ]),
  };
}

/** `A and B`, or `A and 4 more`. */
function naming(told: readonly Told[]): string {
  const [first = '', second = ''] = told.map(({ facts }) => facts.name);
  if (told.length === 1) return first;
  return told.length === 2 ? `${first} and ${second}` : `${first} and ${told.length - 1} more`;
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
