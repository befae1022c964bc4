import { isMap, parseDocument } from 'yaml';
import type { CallOutput } from '../../../../shared/contract/contract.ts';
import { seeded } from '../random.ts';

type Checked = CallOutput<'checkRule'>;
type Problem = Checked['problems'][number];

const DAY = 86_400_000;
const FORMS = ['state', 'latency', 'error_rate', 'uptime', 'component', 'cert_expires', 'file_age', 'logs'];
const FORMS_2 = ['no_data', 'restarts', 'burn_rate', 'all', 'any'];
const KEYS = ['id', 'severity', 'monitors', 'when', 'for', 'keep_firing_for', 'labels', 'runbook', 'message'];

/** A small part of what the real engine checks, with true places. */
export function checkFakeRule(text: string): Checked {
  const document = parseDocument(text);
  const problems: Problem[] = [];
  const add = (offset: number, path: string, message: string) => {
    const before = text.slice(0, offset).split('\n');
    problems.push({ line: before.length, column: (before.at(-1) ?? '').length + 1, path, message });
  };
  for (const { pos, message } of document.errors) add(pos[0], '', message.split(' at line')[0] ?? message);
  const { contents } = document;
  if (!isMap(contents)) {
    if (problems.length === 0) add(0, '', 'expected one rule: a map that begins with "id:"');
    return { problems, id: null, condition: null };
  }
  for (const { key } of contents.items) {
    const { value, range } = key as { value: unknown; range?: [number, number, number] };
    const name = String(value);
    if (!KEYS.includes(name))
      add(range?.[0] ?? 0, name, `unknown key "${name}"; there are ${KEYS.join(', ')}`);
  }
  const rule = document.toJS() as Record<string, unknown>;
  const when = contents.get('when', true) as { range?: [number, number, number] } | undefined;
  if (!rule['id']) add(0, 'id', 'a rule needs an id');
  if (!when) add(0, 'when', 'a rule needs a condition: when');
  const condition = rule['when'];
  const form = [...FORMS, ...FORMS_2].find((name) => Object.hasOwn(Object(condition), name));
  if (when && !form) add(when.range?.[0] ?? 0, 'when', 'expected one of state, latency, error_rate, logs …');
  const above = (condition as Record<string, unknown> | null)?.['above'];
  if (above === 'soon') {
    add(text.indexOf('soon'), 'when.above', 'expected a duration such as "30s", got "soon"');
  }
  const said = problems.length > 0 ? null : wordsOf(form ?? '', Object(condition));
  return { problems, id: typeof rule['id'] === 'string' ? rule['id'] : null, condition: said };
}

function wordsOf(form: string, when: Record<string, string | undefined>): string {
  const over = when['over'] ? ` over ${when['over']}` : '';
  const above = when['above'] ? ` above ${when['above']}` : '';
  return form === 'latency' ? `${when['latency']} latency${above}${over}` : `${form}${above}${over}`;
}

/** Fourteen firings over thirty days, fewer with a longer `for`; those before the last eight days are approximate. */
export function replayFakeRule(text: string, since: number, now: number): CallOutput<'replayRule'> {
  const { problems, id } = checkFakeRule(text);
  const exactFrom = now - 8 * DAY;
  if (problems.length > 0)
    return { problems, alerts: [], tried: false, exactFrom, recordedFrom: null, notes: [] };
  if (/file_age/u.test(text)) {
    const notes = ['The history does not keep when files were written: that part is left out.'];
    return { problems: [], alerts: [], tried: false, exactFrom: null, recordedFrom: null, notes };
  }
  const random = seeded('replay');
  const wait = /^for: (\d+)m/m.exec(text)?.[1];
  const most = wait ? Math.max(3, 14 - Number(wait)) : 14;
  const alerts = Array.from({ length: most }, (_, index) => {
    const from = since + ((index + 0.5 * random()) / most) * (now - since);
    const open = index === most - 1;
    const subject = index % 3 === 0 ? 'shop-3' : 'book-api';
    return {
      rule: id ?? 'new',
      subject,
      name: subject === 'shop-3' ? 'Shop 3' : 'Book Review API',
      from,
      to: open ? null : from + (3 + random() * 40) * 60_000,
      value: `${(1 + random()).toFixed(2)} s`,
      approximate: from < exactFrom,
    };
  });
  return {
    problems: [],
    alerts,
    tried: true,
    exactFrom,
    recordedFrom: since + 2 * DAY,
    notes: ['Nothing is recorded of shop-9.'],
  };
}
