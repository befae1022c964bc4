import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioName } from '../../fakes/contract-server/scenarios.ts';
import { startFakeContractServer, type FakeContractServer } from '../../fakes/contract-server/server.ts';
import {
  accessibilityProblems,
  chromiumPath,
  keepScreenshot,
  launchBrowser,
  NO_CHROMIUM,
  type BrowserOptions,
  type TestBrowser,
  type TestPage,
} from '../../fixtures/browser.ts';
import { buildWindow } from '../../fixtures/build-window.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const outDir = path.join(root, 'test-results/window-alerts');
const HOSTILE = '<img src=x onerror=alert(1)>';

let browser: TestBrowser;
let server: FakeContractServer | undefined;
let current: TestPage | undefined;

async function show(at: string, options: BrowserOptions & { scenario?: ScenarioName } = {}) {
  server = await startFakeContractServer(options.scenario ?? 'storm', { rendererDir: outDir });
  current = await browser.open(options);
  await current.page.goto(server.url + at);
  await current.page.locator('h1').first().waitFor();
  await current.page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  return { page: current.page, server, context: current.context };
}

const told = () => (server?.log ?? []).map(({ name, input }) => [name, input]);

if (chromiumPath === null) console.warn(NO_CHROMIUM);

describe.skipIf(chromiumPath === null)('incidents and alerts in the window', () => {
  beforeAll(async () => {
    buildWindow(outDir);
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const faults = current?.faults ?? [];
    await current?.context.close();
    await server?.close();
    [current, server] = [undefined, undefined];
    if (faults.length > 0) throw new Error(`The page did what it must not:\n${faults.join('\n')}`);
  });

  describe('are accessible and within the policy', () => {
    const views: [string, string, ScenarioName?][] = [
      ['incidents', 'incidents'],
      ['incidents-none', 'incidents', 'all-healthy'],
      ['incident', 'incidents/inc-118'],
      ['incident-closed', 'incidents/inc-110'],
      ['incident-gone', 'incidents/nothing'],
      ['rules', 'alerts'],
      ['rules-built-in', 'alerts', 'all-healthy'],
      ['fires-now', 'alerts/now'],
      ['why', 'alerts/why?subject=book-api'],
      ['why-nobody', 'alerts/why'],
      ['silences', 'alerts/silences'],
      ['silences-none', 'alerts/silences', 'all-healthy'],
      ['noise', 'alerts/noise'],
      ['audit', 'alerts/audit'],
      ['templates', 'alerts/rules/new'],
      ['editor', 'alerts/rules/p95-slow'],
      ['monitor-incidents', 'monitors/gateway'],
    ];
    for (const colorScheme of ['dark', 'light'] as const) {
      it.each(views)(`${colorScheme}: %s`, async (name, at, scenario = 'storm') => {
        const { page } = await show(at, { colorScheme, scenario });
        await page.waitForTimeout(300);
        await keepScreenshot(page, `alerts-${name}-${colorScheme}`);
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    }

    it.each([
      'incidents',
      'incidents/inc-118',
      'alerts',
      'alerts/now',
      'alerts/silences',
      'alerts/noise',
      'alerts/rules/p95-slow',
    ])('in a narrow window without a horizontal scroll bar: %s', async (at) => {
      const { page } = await show(at, { width: 620, height: 800 });
      const overflow = await page.locator('#content').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(overflow).toBe(0);
    });

    it('with a dialog open, and in other languages', async () => {
      const { page } = await show('alerts/silences', { locale: 'de-DE' });
      await page.getByRole('button', { name: 'Stummschalten' }).click();
      await page.getByRole('dialog', { name: 'Stummschalten' }).waitFor();
      await keepScreenshot(page, 'alerts-silence-dialog-de');
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  describe('incidents', () => {
    it('open with a sentence, and are filtered by state, words and day in the address', async () => {
      const { page } = await show('incidents');
      await page
        .getByRole('heading', { level: 1, name: '3 incidents are open. Gateway, Book Review API' })
        .waitFor();
      await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'Open' }).click();
      await expect.poll(() => page.url()).toContain('state=open');
      await expect.poll(() => page.locator('.incident-row').count()).toBe(3);
      await page.keyboard.press('/');
      await page.keyboard.type('flapping');
      await expect.poll(() => page.locator('.incident-row').count()).toBe(1);
      await page.goto(`${server?.url}incidents`);
      const bars = page.getByRole('toolbar', { name: 'Incidents a day, last 30 days' });
      await bars.getByRole('button').last().focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toMatch(/day=\d{4}-\d\d-\d\d/);
      await page.keyboard.press('ArrowLeft');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/: /);
      await page.getByRole('button', { name: 'All days' }).click();
      await expect.poll(() => page.url()).not.toContain('day=');
    });

    it('are reached and opened by keyboard alone', async () => {
      const { page } = await show('');
      await page.keyboard.press('g');
      await page.keyboard.press('i');
      await page.locator('[data-row=inc-118]').waitFor();
      for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
      await page
        .getByRole('heading', { level: 1, name: 'Gateway has been in trouble for 11 minutes.' })
        .waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.getByRole('heading', { level: 1, name: /^4 alerts fire/ }).waitFor();
      expect(page.url()).toMatch(/\/alerts$/);
    });

    it('are acknowledged with a note, and take notes', async () => {
      const { page } = await show('incidents/inc-118');
      await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('on it');
      await page.keyboard.press('Enter');
      await page.getByText('by ada,').first().waitFor();
      await page.getByRole('textbox', { name: 'Note' }).fill('<b>restarted</b>');
      await page.keyboard.press('Control+Enter');
      await page.getByText('ada: <b>restarted</b>').waitFor();
      expect(told()).toEqual([
        ['ack', { subject: 'gateway', text: 'on it' }],
        ['addNote', { incidentId: 'inc-118', text: '<b>restarted</b>' }],
      ]);
    });

    it('are copied and downloaded as Markdown in which nothing from outside is markup', async () => {
      const { page, context } = await show('incidents/inc-118');
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
      await page.getByText('Copied').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toMatch(/^# Gateway\n/);
      expect(copied).toContain('## What else happened then');
      expect(copied).toContain(String.raw`\<img src\=x onerror\=alert\(1\)\>`);
      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'Download as Markdown' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^incident-\d{4}-\d\d-\d\d-gateway\.md$/);
    });

    it('stand on the time axis of their monitor, and lead from there to their story', async () => {
      const { page } = await show('monitors/gateway');
      const lane = page.getByRole('group', { name: 'Incidents', exact: true });
      const mark = lane.getByRole('link').last();
      await mark.focus();
      const label = (await mark.getAttribute('aria-label')) ?? '';
      await page.locator('.tooltip', { hasText: label }).waitFor();
      await mark.press('Enter');
      await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/incidents/);
    });

    it('lead to the logs around them', async () => {
      const { page } = await show('incidents/inc-116');
      await page.getByRole('link', { name: 'Logs around it' }).click();
      await expect.poll(() => page.url()).toMatch(/\/logs\?source=[^&]+&at=\d+/);
    });
  });

  describe('alerts', () => {
    it('stand by what holds them, and the held ones unfold', async () => {
      const { page } = await show('alerts/now');
      const held = page.getByRole('button', { name: /12 held: behind Gateway/ });
      expect(await page.getByRole('link', { name: 'Edge service 12' }).count()).toBe(0);
      await held.click();
      await page.getByRole('link', { name: 'Edge service 12' }).waitFor();
      expect(await held.getAttribute('aria-expanded')).toBe('true');
    });

    it('are snoozed for an hour, and that is taken back', async () => {
      const { page } = await show('alerts/now');
      await page.getByRole('button', { name: 'Snooze 1 h: Gateway' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('No longer silenced.').waitFor();
      expect(told()).toMatchObject([
        ['addSilence', { match: { monitor: ['gateway'] }, reason: 'Snoozed' }],
        ['removeSilence', {}],
      ]);
    });

    it('say why for a monitor that is searched, with every decision page by page', async () => {
      const { page } = await show('alerts/why');
      await page.keyboard.press('/');
      await page.keyboard.type('book review');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toContain('subject=book-api');
      await page.getByText('A popup was shown: p95-slow fires, p95 1,184 ms.').waitFor();
      const rows = page.locator('.ledger tbody tr');
      await expect.poll(() => rows.count()).toBe(20);
      await page.getByRole('button', { name: 'Load more' }).click();
      await expect.poll(() => rows.count()).toBe(70);
    });

    it('are silenced by a match whose subjects are shown while it is written', async () => {
      const { page } = await show('alerts/silences');
      await page.getByRole('button', { name: 'Add a silence' }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('button', { name: 'Silence', exact: true }).isDisabled()).toBe(true);
      await dialog.getByPlaceholder('book-api, shop-*').fill('edge-*');
      await dialog.getByText('Fits 12 subjects. 12 alerts that fire will be quiet.').waitFor();
      await dialog.getByText('Until removed').click();
      await dialog.getByLabel('Reason').fill('moving');
      await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
      await page.getByText('moving · by ada').waitFor();
      expect(told()).toEqual([
        ['addSilence', { match: { monitor: ['edge-*'] }, from: null, until: null, reason: 'moving' }],
      ]);
      await page.getByRole('button', { name: 'End it: moving' }).click();
      await expect.poll(() => page.getByText('moving · by ada').count()).toBe(0);
    });

    it('offer a dependency that the history suggests', async () => {
      const { page } = await show('alerts');
      await page.getByRole('button', { name: 'Add: Book Review API depends on Redis cache' }).click();
      await page.getByText(/^Written to .*watchpost\.yaml\.$/).waitFor();
      expect(told()).toEqual([['addDependency', { child: 'book-api', parent: 'office-cache' }]]);
      await expect.poll(() => page.getByText('failures of Redis cache').count()).toBe(0);
    });

    it('leave a suggestion alone that is put off, unless that is taken back', async () => {
      const { page } = await show('alerts');
      const line = page.getByText('Book Review API failed in 9 of 10 failures of Redis cache.');
      await line.waitFor();
      const notNow = page.getByRole('button', { name: 'Not now: Book Review API depends on Redis cache' });
      await notNow.click();
      await expect.poll(() => line.count()).toBe(0);
      await page.getByRole('button', { name: 'Undo' }).click();
      await line.waitFor();
      await notNow.click();
      await page.reload();
      await page.getByRole('button', { name: /^Add: .* depends on / }).waitFor();
      expect(await line.count()).toBe(0);
      expect(told()).toEqual([]);
    });
  });

  describe('a rule', () => {
    it('is begun from a form, checked at its place, and saved after a question', async () => {
      const { page } = await show('alerts/rules/new', { scenario: 'all-healthy' });
      await page.getByRole('link', { name: /^Latency/ }).click();
      await page.getByText('True when p95 latency above 1s over 5m.').waitFor();
      await page.getByText('It would have fired 14 times,').waitFor();
      const field = page.getByRole('textbox', { name: 'Text of the rule' });
      await field.fill('id: slow\nwhen: { latency: p95, above: soon, over: 5m }\n');
      await page.getByRole('button', { name: /2:\d+ *when\.above/ }).press('Enter');
      await expect
        .poll(() =>
          field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart).slice(0, 4)),
        )
        .toBe('soon');
      expect(await page.getByRole('button', { name: 'Save rule' }).isDisabled()).toBe(true);
      await field.fill('id: slow\nwhen: { latency: p95, above: 2s, over: 5m }\n');
      await page.getByText('True when p95 latency above 2s over 5m.').waitFor();
      await page.getByRole('button', { name: 'Save rule' }).click();
      const question = page.getByRole('dialog', { name: 'Save slow' });
      await question.getByText(/The built-in rules unhealthy, degraded, .* end with it\./).waitFor();
      expect(told()).toEqual([]);
      await question.getByRole('button', { name: 'Save rule' }).click();
      await page.getByText(/^Saved in .*watchpost\.yaml\.$/).waitFor();
      await page.getByRole('link', { name: 'slow', exact: true }).waitFor();
    });

    it('is changed as the noise budget suggests, with what that would have meant', async () => {
      const { page } = await show('alerts/noise');
      await page.getByRole('link', { name: 'Try it: p95-slow' }).click();
      const field = page.getByRole('textbox', { name: 'Text of the rule' });
      await expect.poll(() => field.inputValue()).toContain('for: 5m');
      expect(await field.inputValue()).toContain('# Slow for the people who read reviews.');
      await page.getByText('It would have fired 9 times,').waitFor();
      await page.getByText('As saved it is 14 times.').waitFor();
      await page.getByText(/Exact from .* 5-minute summaries\.$/).waitFor();
    });

    it('says what its trial on the past rests on, and where there was none', async () => {
      const { page } = await show('alerts/rules/p95-slow');
      await page.getByText('It would have fired 14 times,').waitFor();
      await page.getByText(/^Nothing was recorded before /).waitFor();
      await page.getByText('Nothing is recorded of shop-9.').waitFor();
      const field = page.getByRole('textbox', { name: 'Text of the rule' });
      await field.fill('id: backup\nwhen: { file_age: true, above: 26h }\n');
      await page.getByText('Not tried on the past').waitFor();
      await page.getByText(/does not keep when files were written/).waitFor();
      await page.getByRole('button', { name: 'Save rule' }).click();
      const question = page.getByRole('dialog', { name: 'Save backup' });
      await question.waitFor();
      expect(await question.getByText('In the last 30 days').count()).toBe(0);
    });

    it('is removed only after a question, and a new line keeps its depth', async () => {
      const { page } = await show('alerts/rules/p95-slow');
      const field = page.getByRole('textbox', { name: 'Text of the rule' });
      await field.fill('id: a\nwhen:');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('state: unhealthy');
      expect(await field.inputValue()).toBe('id: a\nwhen:\n  state: unhealthy');
      await page.getByRole('button', { name: 'Remove rule' }).click();
      await page.keyboard.press('Escape');
      expect(told()).toEqual([]);
      await page.getByRole('button', { name: 'Remove rule' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove rule' }).click();
      await page.getByText(/^Removed from /).waitFor();
      expect(told()).toEqual([['removeRule', { id: 'p95-slow' }]]);
    });
  });

  describe('from everywhere', () => {
    it('an overview row silences and acknowledges', async () => {
      const { page } = await show('');
      await page.locator('[data-row=gateway]').hover();
      await page.getByRole('button', { name: 'Alerts of Gateway' }).click();
      await page.getByRole('menuitem', { name: 'Acknowledge …' }).click();
      await page.getByRole('dialog', { name: 'Acknowledge Gateway' }).waitFor();
      await page.keyboard.press('Enter');
      await expect.poll(told).toEqual([['ack', { subject: 'gateway', text: '' }]]);
    });

    it('the palette knows what can be done', async () => {
      const { page } = await show('monitors/gateway');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('snooze gateway');
      await page.keyboard.press('Enter');
      await expect.poll(told).toMatchObject([['addSilence', { match: { monitor: ['gateway'] } }]]);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('noise budget');
      await page.keyboard.press('Enter');
      await page.getByText('Popups of the last 28 days').waitFor();
    });

    it('a card tells on return what waited, until it is put away', async () => {
      const { page, server } = await show('alerts');
      const at = Date.now();
      server.tellDigest({
        at,
        from: at - 45e5,
        title: HOSTILE,
        over: 5,
        firing: [
          {
            subject: 'gateway',
            name: 'Gateway',
            severity: 'critical',
            text: 'connection refused',
          },
        ],
      });
      const card = page.getByRole('region', { name: 'While you were away' });
      await card.getByText(HOSTILE).waitFor();
      await card.getByText('5 others are over.').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await card.getByRole('button', { name: 'Done' }).click();
      await card.waitFor({ state: 'detached' });
    });

    it('a popup that could not be shown is shown here', async () => {
      const { page, server } = await show('alerts');
      server.tellNotification({
        at: Date.now(),
        channel: 'desktop',
        kind: 'problem',
        severity: 'critical',
        title: 'Gateway is down',
        body: HOSTILE,
        subjects: ['gateway'],
        outcome: 'failed',
        detail: 'No daemon answered.',
      });
      await page.getByText('desktop: could not be shown. No daemon answered.').waitFor();
      await page.getByText(HOSTILE, { exact: true }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page
        .getByRole('region', { name: 'Gateway is down' })
        .getByRole('button', { name: 'Close' })
        .click();
      await page.getByText('desktop: could not be shown').waitFor({ state: 'detached' });
    });
  });
});
