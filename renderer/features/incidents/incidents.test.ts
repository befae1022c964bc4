import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { createI18n } from '../../i18n/i18n.tsx';
import { midnight } from '../../lib/by-day.ts';
import { codeBlockMarkdown, codeMarkdown, plainMarkdown } from '../../lib/markdown-text.ts';
import { incidentMarkdown, markdownFileName } from './incident-markdown.ts';
import { incidentSentence, incidentTitle } from './incident-sentence.ts';
import { fittingIncidents, readIncidentView, writeIncidentView } from './incident-view.ts';

const NOW = new Date(2026, 10, 20, 14, 40).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { t, f } = createI18n('en', 'en-GB');

function incident(more: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    subject: 'book-api',
    name: 'Book Review API',
    severity: 'critical',
    state: 'open',
    startedAt: NOW - 11 * MINUTE,
    endedAt: null,
    rules: ['unhealthy'],
    acked: null,
    summary: 'redis: connection refused',
    ...more,
  };
}

const closed = (more: Partial<Incident> = {}) =>
  incident({ state: 'closed', startedAt: NOW - 4 * HOUR, endedAt: NOW - 3 * HOUR, ...more });

describe('the sentence of the Incidents page', () => {
  const said = (...incidents: Incident[]) => {
    const { tone, lead, rest, detail } = incidentSentence(incidents, NOW, t.incidents.sentence, f.long);
    return { tone, text: `${lead} ${rest}`.trim(), detail };
  };

  it('names what is open, the worst first, and for how long', () => {
    const warning = incident({
      subject: 'c',
      name: 'Cache',
      severity: 'warning',
      startedAt: NOW - 42 * MINUTE,
    });
    expect(said(warning, incident())).toMatchObject({
      tone: 'unhealthy',
      text: '2 incidents are open. Book Review API and Cache, the longest for 42 minutes.',
    });
    expect(said(warning).tone).toBe('degraded');
  });

  it('counts beyond two names, and says when somebody is on all of them', () => {
    const acked = { at: NOW, by: 'ada', text: '' };
    const three = ['a', 'b', 'c'].map((name) => incident({ subject: name, name, acked }));
    expect(said(...three).text).toBe(
      '3 incidents are open. a, b and 1 more, the longest for 11 minutes. Somebody is on it.',
    );
  });

  it('says when the last one ended, how many there were and where most of them', () => {
    const often = [1, 2, 3].map(() => closed({ subject: 's', name: 'Shop 3' }));
    expect(said(closed(), ...often)).toEqual({
      tone: 'healthy',
      text: 'No incident is open. The last one ended 3 hours ago.',
      detail: '4 in the last 30 days, 4 hours in all. Most often Shop 3, 3 times.',
    });
  });

  it('is calm where there was none', () => {
    expect(said()).toEqual({
      tone: 'healthy',
      text: 'No incident is open.',
      detail: 'None in the last 30 days either.',
    });
  });

  it('tells of one incident whether it goes on', () => {
    const title = (one: Incident) => incidentTitle(one, NOW, t.incidents.sentence, f.long);
    expect(title(incident())).toBe('has been in trouble for 11 minutes.');
    expect(title(closed())).toBe('was in trouble for 1 hour.');
  });
});

describe('what the Incidents page is narrowed to', () => {
  const all = [incident(), closed({ id: 'i2', subject: 'dns', name: 'DNS', rules: ['p95-slow'] })];
  const ids = (query: string) =>
    fittingIncidents(all, readIncidentView(new URLSearchParams(query)), NOW).map(({ id }) => id);

  it('lives in the address, and comes out of it again', () => {
    const query = 'state=open&subject=log%3Abooks&q=redis&range=7d&day=2026-11-20';
    expect(writeIncidentView(readIncidentView(new URLSearchParams(query))).toString()).toBe(query);
    expect(
      writeIncidentView(readIncidentView(new URLSearchParams('state=x&day=2026-02-31'))).toString(),
    ).toBe('');
  });

  it('fits by state, subject, words and day', () => {
    expect(ids('')).toEqual(['i1', 'i2']);
    expect(ids('state=open')).toEqual(['i1']);
    expect(ids('subject=dns')).toEqual(['i2']);
    expect(ids('q=P95')).toEqual(['i2']);
    expect(ids('q=redis+nothing')).toEqual([]);
    expect(ids('day=2026-11-20')).toEqual(['i1', 'i2']);
    expect(ids('day=2026-11-19')).toEqual([]);
  });

  it('finds an incident on every day that it touches', () => {
    const long = closed({ startedAt: midnight(NOW) - 30 * HOUR, endedAt: midnight(NOW) + 1 });
    const on = (day: string) =>
      fittingIncidents([long], readIncidentView(new URLSearchParams({ day })), NOW).length;
    expect(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].map(on)).toEqual([0, 1, 1, 1]);
  });
});

describe('an incident as Markdown', () => {
  const words = {
    ...t.incidents.facts,
    states: t.incidents.states,
    kinds: t.incidents.kinds,
    soFar: t.incidents.soFar,
    timeline: 'Timeline',
    elsewhere: 'Elsewhere',
    severities: t.alerts.severities,
  };
  const times = { dateTime: f.dateTime, clock: f.clock, duration: f.rough };
  const document = (one: Incident, events: { at: number; kind: string; text: string }[] = []) =>
    incidentMarkdown(
      {
        incident: one,
        timeline: events,
        elsewhere: events.map((event) => ({ ...event, subject: 's', name: '[x](y)' })),
      },
      { now: NOW, zone: 'Europe/Berlin' },
      words,
      times,
    );

  it('tells facts and times, with the zone named', () => {
    expect(document(incident(), [{ at: NOW, kind: 'fired', text: 'unhealthy' }])).toBe(
      [
        '# Book Review API',
        String.raw`redis\: connection refused`,
        '- **Severity:** critical\n- **State:** Open\n- **Began:** 20 Nov 2026, 14:29:00 (Europe/Berlin)\n' +
          '- **Lasted:** 11 min so far\n- **Rules:** `unhealthy`',
        '## Timeline',
        '- 14:40:00 fired: unhealthy',
        '## Elsewhere',
        String.raw`- 14:40:00 fired **\[x\]\(y\)**: unhealthy` + '\n',
      ].join('\n\n'),
    );
  });

  it('shows evidence as code, whatever it holds', () => {
    const text = document(incident(), [
      { at: NOW, kind: 'evidence', text: 'a ``` b\n# not a heading' },
      { at: NOW, kind: 'evidence', text: 'one `tick`' },
    ]);
    expect(text).toContain('  ````text\n  a ``` b\n  # not a heading\n  ````');
    expect(text).toContain('`` one `tick` ``');
  });

  it('makes no markup, link or mention of text from outside', () => {
    expect(plainMarkdown('<b>*x*</b> [a](javascript:b) @here\n# h')).toBe(
      String.raw`\<b\>\*x\*\<\/b\> \[a\]\(javascript\:b\) ` + '@\u2060here ' + String.raw`\# h`,
    );
    expect(plainMarkdown('a\u202eb')).toBe(String.raw`a\\u202eb`);
  });

  it('leaves no mark unescaped and never closes its code early, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const plain = plainMarkdown(text).replaceAll(/\\[!-/:-@[-`{-~]|@\u2060/g, '');
        expect(plain).not.toMatch(/[!-/:-@[-`{-~\n]/);
        const code = codeMarkdown(text);
        const fence = /^`+/.exec(code)?.[0] ?? '';
        expect(code.slice(fence.length, -fence.length || undefined)).not.toContain(fence || '\n');
        const lines = codeBlockMarkdown(text).split('\n');
        expect(lines.slice(1, -1).some((line) => line.includes(lines.at(-1) ?? ''))).toBe(false);
      }),
    );
  });

  it('has a name that every file system takes', () => {
    expect(markdownFileName(incident({ name: '../Ä: b\u0000*' }))).toBe('incident-2026-11-20-ä-b.md');
    expect(markdownFileName(incident({ name: '///' }))).toBe('incident-2026-11-20.md');
  });
});
