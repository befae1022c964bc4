import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioName } from '../../fakes/contract-server/scenarios.ts';
import { startFakeContractServer, type FakeContractServer } from '../../fakes/contract-server/server.ts';
import { buildWindow } from '../../fixtures/build-window.ts';
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

const root = path.resolve(import.meta.dirname, '../../..');
const outDir = path.join(root, 'test-results/window');

let browser: TestBrowser;
let server: FakeContractServer | undefined;
let current: TestPage | undefined;

/** Opens a page of the window over a scenario; what it must not do is checked after each test. */
async function show(scenario: ScenarioName, at = '', options: BrowserOptions = {}) {
  server = await startFakeContractServer(scenario, { rendererDir: outDir });
  current = await browser.open(options);
  await current.page.goto(server.url + at);
  await current.page.locator('h1').first().waitFor();
  await current.page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  return { page: current.page, server };
}

if (chromiumPath === null) console.warn(NO_CHROMIUM);

describe.skipIf(chromiumPath === null)('the window', () => {
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

  describe('says first how things stand', () => {
    it.each<[ScenarioName, RegExp]>([
      ['redis-down', /^Redis is down\. Book Review API and one more feel it\.$/],
      ['all-healthy', /^All 40 are healthy, for \d+ hours\.$/],
      ['empty', /^Nothing is watched yet\.$/],
      ['config-invalid', /^The configuration is not valid\. Nothing is watched\.$/],
      ['paused', /^Monitoring is paused until \d\d:\d\d:\d\d\.$/],
    ])('in the scenario %s', async (scenario, sentence) => {
      const { page } = await show(scenario);
      await expect.poll(() => page.locator('h1').innerText()).toMatch(sentence);
    });
  });

  describe('is accessible and within its policy', () => {
    const views: [string, ScenarioName, string][] = [
      ['overview', 'redis-down', ''],
      ['overview-healthy', 'all-healthy', ''],
      ['first-start', 'demo', ''],
      ['nothing-configured', 'empty', ''],
      ['configuration-invalid', 'config-invalid', ''],
      ['notices', 'troubled', ''],
      ['monitor', 'redis-down', 'monitors/book-api'],
      ['monitor-unknown', 'redis-down', 'monitors/office-cache?range=6h'],
      ['what-happened', 'redis-down', 'activity'],
      ['popups', 'redis-down', 'activity?show=popups'],
      ['popover', 'redis-down', 'popover'],
      ['no-tray', 'all-healthy', '?notice=no-tray'],
      ['not-found', 'all-healthy', 'nowhere/at/all'],
      ['monitor-gone', 'all-healthy', 'monitors/gone'],
    ];
    for (const colorScheme of ['dark', 'light'] as const) {
      it.each(views)(`${colorScheme}: %s`, async (name, scenario, at) => {
        const { page } = await show(scenario, at, { colorScheme });
        await page.waitForTimeout(300);
        await keepScreenshot(page, `${name}-${colorScheme}`);
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    }

    it.each([
      ['wide', 1680, 1050],
      ['narrow', 900, 700],
    ])('at the size %s, without a horizontal scroll bar', async (name, width, height) => {
      const { page } = await show('redis-down', '', { width, height });
      await page.locator('.strip').first().waitFor();
      await keepScreenshot(page, `overview-${name}`);
      const overflow = await page.locator('#content').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(overflow).toBe(0);
    });

    it('with the palette, the help and a menu open', async () => {
      const { page } = await show('redis-down', 'monitors/book-api');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await keepScreenshot(page, 'palette');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await keepScreenshot(page, 'help');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('menu').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  describe('works by keyboard alone', () => {
    it('goes from row to row, opens one, and comes back', async () => {
      const { page } = await show('redis-down');
      await page.locator('[data-row=book-api]').waitFor();
      for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
      await expect.poll(() => focusedRow(page)).toBe('book-api');
      await page.keyboard.press('j');
      await expect.poll(() => focusedRow(page)).toBe('recommendations');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Recommendations' }).waitFor();
      expect(page.url()).toMatch(/\/monitors\/recommendations$/);
      await page.keyboard.press('g');
      await page.keyboard.press('o');
      await page.getByRole('heading', { level: 1, name: 'Redis is down' }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('w');
      await page.getByRole('heading', { level: 1, name: 'What happened' }).waitFor();
    });

    it('filters, keeps the filter in the address, and clears it', async () => {
      const { page } = await show('redis-down');
      await page.keyboard.press('/');
      await page.keyboard.type('redis');
      await expect.poll(() => page.url()).toContain('q=redis');
      await expect.poll(() => rowNames(page)).toEqual(['Book Review API', 'Redis cache']);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.url()).not.toContain('q=');
      await page.getByRole('button', { name: /degraded/ }).click();
      await expect.poll(() => rowNames(page)).toEqual(['T5 model', 'Recommendations']);
      await page.reload();
      await expect.poll(() => rowNames(page)).toEqual(['T5 model', 'Recommendations']);
    });

    it('finds a monitor and a command in the palette', async () => {
      const { page, server } = await show('redis-down');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('t5');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'T5 model' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('check everything');
      await page.keyboard.press('Enter');
      await page.getByText('Checking 40 monitors now.').waitFor();
      expect(server.log).toEqual([{ name: 'checkNow', input: { monitorIds: null } }]);
    });

    it('reaches everything with Tab, with a visible ring, and the skip link first', async () => {
      const { page } = await show('redis-down');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
      const seen = new Set<string>();
      for (let step = 0; step < 14; step += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const ringed = [
            element,
            ...document.querySelectorAll('.row:has(:focus-visible), .search-field:focus-within'),
          ];
          const visible = ringed.some((part) => getComputedStyle(part).outlineStyle !== 'none');
          return { name: element.getAttribute('aria-label') ?? element.textContent ?? '', visible };
        });
        expect(focus.visible, `the focus on "${focus.name}" cannot be seen`).toBe(true);
        seen.add(focus.name);
      }
      expect([...seen].some((name) => name.startsWith('Overview'))).toBe(true);
      expect([...seen].some((name) => name.startsWith('Filter by name'))).toBe(true);
    });

    it('says on the page of a monitor how its body is read, and why', async () => {
      const { page } = await show('redis-down', 'monitors/book-api');
      const facts = page.locator('.fact-list');
      await facts.getByText('generic-json').waitFor();
      expect(await facts.innerText()).toMatch(
        /Reads body as\s+generic-json\s+Known by\s+words and lists of health/,
      );
    });

    it('zooms into a chart with the keyboard and returns', async () => {
      const { page } = await show('redis-down', 'monitors/book-api');
      const chart = page.getByRole('application', { name: /Latency of Book Review API/ });
      await chart.focus();
      await page.keyboard.press('End');
      for (let step = 0; step < 20; step += 1) await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toMatch(/from=\d+&to=\d+/);
      await page.getByRole('button', { name: 'Back to the wider range' }).click();
      await expect.poll(() => page.url()).not.toContain('from=');
    });
  });

  describe('follows the engine', () => {
    it('shows and announces a change as it happens', async () => {
      const { page, server } = await show('all-healthy');
      await page.getByText('All 40 are healthy').waitFor();
      server.change('dns', { state: 'unhealthy', since: Date.now(), message: 'SERVFAIL' });
      await page.getByRole('heading', { name: 'DNS of example.org is down.' }).waitFor();
      await expect
        .poll(() => page.locator('[data-announcer]').innerText())
        .toBe('DNS of example.org is unhealthy.');
      await expect.poll(() => rowNames(page).then(([first]) => first)).toBe('DNS of example.org');
    });

    it('says that it is not connected, keeps what was known, and catches up', async () => {
      const { page, server } = await show('all-healthy');
      server.disconnect();
      await page.getByText(/Not connected to the engine, showing what was known at/).waitFor();
      await page.getByText('All 40 are healthy').waitFor();
      await keepScreenshot(page, 'disconnected');
      server.change('dns', { state: 'unhealthy', since: Date.now() });
      server.restore();
      await page.getByRole('heading', { name: 'DNS of example.org is down.' }).waitFor();
      expect(await page.getByText(/Not connected/).count()).toBe(0);
      // A refused connection is what this test is about.
      current?.faults.splice(0, Infinity, ...current.faults.filter((fault) => !/WebSocket|ERR_/.test(fault)));
    });

    it('pauses and resumes a monitor', async () => {
      const { page, server } = await show('redis-down', 'monitors/mongodb');
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('menuitem', { name: '30 minutes' }).click();
      await page.getByText(/Paused until/).waitFor();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      expect(server.log).toEqual([
        { name: 'pause', input: { monitorIds: ['mongodb'], forMs: 1_800_000 } },
        { name: 'resume', input: { monitorIds: ['mongodb'] } },
      ]);
    });

    it('loads older results without losing its place', async () => {
      const { page } = await show('redis-down', 'monitors/mongodb');
      const rows = page.locator('.results tbody tr');
      await expect.poll(() => rows.count()).toBe(25);
      await page.getByRole('button', { name: 'Load more' }).click();
      await expect.poll(() => rows.count()).toBe(50);
    });
  });

  describe('helps at the first start', () => {
    it('adds an endpoint, says what is wrong with it, and sends a test popup', async () => {
      const { page, server } = await show('demo');
      await page.getByPlaceholder('https://example.org/health').fill('ftp://shop.example');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('The address must begin with http:// or https://.').waitFor();
      await page.getByPlaceholder('https://example.org/health').fill('https://shop.example/health');
      await page.keyboard.press('Enter');
      await page.getByPlaceholder('/var/log/my-app').fill('/srv/shop/logs');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Sent: notify-send showed it').waitFor();
      expect(await page.getByText('Make it yours').count()).toBe(0);
      expect(server.log.map(({ name }) => name)).toEqual([
        'addEndpoint',
        'addEndpoint',
        'addLogDirectory',
        'notifyTest',
      ]);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByText('Make it yours').count()).toBe(0);
    });
  });

  describe('shows what comes from outside as text only', () => {
    it('in names, messages and evidence', async () => {
      const { page, server } = await show('redis-down', 'activity');
      await page.getByText('<b>not bold</b>').waitFor();
      server.change('dns', {
        name: '<img src=x onerror=alert(1)>',
        message: '<script>alert(1)</script>',
        state: 'unhealthy',
        runbook: 'javascript:alert(1)',
      });
      await page.keyboard.press('g');
      await page.keyboard.press('o');
      await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
      await page.goto(`${server.url}monitors/dns`);
      await page.getByText('javascript:alert(1)').waitFor();
      expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    });
  });

  describe('keeps a person’s choices', () => {
    it('of theme, density and language', async () => {
      const { page } = await show('redis-down', '', { colorScheme: 'dark' });
      for (const command of ['theme light', 'density compact', 'language deutsch']) {
        await page.keyboard.press('Control+k');
        await page.keyboard.type(command);
        await page.keyboard.press('Enter');
      }
      await page.getByText('Redis ist ausgefallen.').waitFor();
      await page.reload();
      await page.getByText('Redis ist ausgefallen.').waitFor();
      await keepScreenshot(page, 'german-compact');
      expect(await page.evaluate(() => Object.assign({}, document.documentElement.dataset))).toEqual({
        theme: 'light',
        density: 'compact',
      });
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    it('and speaks the language of the browser', async () => {
      const { page } = await show('redis-down', 'monitors/book-api', { locale: 'zh-CN' });
      await page.getByRole('button', { name: '立即检查' }).waitFor();
      await keepScreenshot(page, 'chinese');
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    });
  });

  describe('stays light with a thousand monitors', () => {
    it('draws only the rows in sight, and reaches the last one by keyboard', async () => {
      const { page } = await show('thousand');
      await page.locator('.strip').first().waitFor();
      await keepScreenshot(page, 'thousand');
      expect(await page.locator('.row').count()).toBeLessThan(60);
      await page.locator('#content').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await page.getByText('Service 0999').waitFor();
      expect(await page.locator('.row').count()).toBeLessThan(60);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });
});

function focusedRow(page: TestPage['page']): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? null);
}

function rowNames(page: TestPage['page']): Promise<string[]> {
  return page.locator('.row-link').allInnerTexts();
}
