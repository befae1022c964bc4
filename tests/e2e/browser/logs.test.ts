import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../../fakes/contract-server/logs/log-lines.ts';
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
const outDir = path.join(root, 'test-results/logs-window');
const MINUTE = 60_000;

let browser: TestBrowser;
let server: FakeContractServer | undefined;
let current: TestPage | undefined;

/** Opens a page of the window over a scenario; what it must not do is checked after each test. */
async function show(scenario: ScenarioName, at = '', options: BrowserOptions = {}) {
  server = await startFakeContractServer(scenario, { rendererDir: outDir });
  current = await browser.open(options);
  await current.page.goto(server.url + at);
  await current.page.locator('h1').first().waitFor();
  const { page } = current;
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);
  return { page: current.page, server };
}

if (chromiumPath === null) console.warn(NO_CHROMIUM);

describe.skipIf(chromiumPath === null)('the logs in the window', () => {
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

  describe('say first how things stand', () => {
    it.each<[string, ScenarioName, string, RegExp]>([
      ['errors', 'redis-down', 'logs', /^\d+ errors in the last hour, most from Book Review API\.$/],
      [
        'one source',
        'redis-down',
        'logs?source=books',
        /^\d+ errors in the last hour, all from Book Review API\.$/,
      ],
      ['quiet', 'all-healthy', 'logs', /^Quiet: no errors for \d+ hours\.$/],
      ['no source', 'empty', 'logs', /^Logs$/],
      [
        'errors to deal with',
        'redis-down',
        'errors',
        /^4 errors are unresolved, 3 are new, one came back\.$/,
      ],
    ])('%s', async (_, scenario, at, sentence) => {
      const { page } = await show(scenario, at);
      await expect.poll(() => page.locator('h1').innerText()).toMatch(sentence);
    });
  });

  describe('are accessible and within their policy', () => {
    const views: [string, ScenarioName, string][] = [
      ['logs', 'redis-down', 'logs'],
      ['logs-of-a-day', 'redis-down', 'logs?range=24h&level=warn'],
      ['logs-around', 'redis-down', `logs?at=${Date.now() - 5 * MINUTE}&source=books`],
      ['logs-with-record', 'redis-down', 'logs?record=8600'],
      ['logs-nothing-fits', 'redis-down', 'logs?q=zebra&level=error'],
      ['logs-no-source', 'empty', 'logs'],
      ['errors', 'redis-down', 'errors?state=all'],
      ['errors-none', 'all-healthy', 'errors?range=1h'],
      ['error-group', 'redis-down', 'errors/books-redis'],
      ['error-gone', 'redis-down', 'errors/nothing'],
      ['related-logs', 'redis-down', 'monitors/book-api'],
    ];
    for (const colorScheme of ['dark', 'light'] as const) {
      it.each(views)(`${colorScheme}: %s`, async (name, scenario, at) => {
        const { page } = await show(scenario, at, { colorScheme });
        await page.waitForTimeout(300);
        await keepScreenshot(page, `${name}-${colorScheme}`);
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    }

    it.each(['logs', 'logs?record=8600', 'errors', 'errors/books-redis'])(
      'in a narrow window, without a horizontal scroll bar: %s',
      async (at) => {
        const { page } = await show('redis-down', at, { width: 760, height: 620 });
        const overflow = await page
          .locator('#content')
          .evaluate((main) => main.scrollWidth - main.clientWidth);
        expect(overflow).toBe(0);
        expect(await accessibilityProblems(page)).toEqual([]);
      },
    );

    it('with menus, help, a span to choose and a table open', async () => {
      const { page } = await show('redis-down', 'logs');
      for (const name of ['Log sources: All sources', 'What a search can say', 'Choose a span']) {
        await page.getByRole('button', { name }).click();
        expect({ name, problems: await accessibilityProblems(page) }).toEqual({ name, problems: [] });
        await page.keyboard.press('Escape');
      }
      await page.getByRole('button', { name: 'Table' }).click();
      expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
        'Time',
        'fatal',
        'error',
        'warn',
        'info',
        'debug',
        'trace',
      ]);
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    it('with error groups chosen', async () => {
      const { page } = await show('redis-down', 'errors');
      await page.getByRole('checkbox').first().check();
      await page.getByRole('checkbox').nth(1).check();
      await page.getByRole('button', { name: 'Merge into' }).click();
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  describe('work by keyboard alone', () => {
    it('go from page to page, from record to record, and into one', async () => {
      const { page } = await show('redis-down');
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      await page.getByRole('heading', { name: /errors in the last hour/ }).waitFor();
      await page.locator('[data-seq]').first().waitFor();
      const seqs = await shownSeqs(page);
      for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
      await expect.poll(() => focusedSeq(page)).toBe(seqs[1]);
      await page.keyboard.press('Enter');
      await page.getByRole('complementary', { name: 'Record' }).waitFor();
      expect(page.url()).toContain(`record=${seqs[1]}`);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.url()).toContain(`record=${seqs[2]}`);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('complementary').count()).toBe(0);
      await expect.poll(() => focusedSeq(page)).toBe(seqs[2]);
      await page.keyboard.press('g');
      await page.keyboard.press('e');
      await page.getByRole('heading', { name: /unresolved/ }).waitFor();
    });

    it('search with /, keep the search in the address, and clear it with Escape', async () => {
      const { page } = await show('redis-down', 'logs');
      await page.keyboard.press('/');
      await page.keyboard.type('"review cache"');
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('"review cache"');
      await expect.poll(() => distinctMessages(page)).toEqual(['could not read the review cache']);
      await page.reload();
      await expect.poll(() => distinctMessages(page)).toEqual(['could not read the review cache']);
      await page.keyboard.press('/');
      await page.keyboard.press('Escape');
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBeNull();
    });

    it('say what is wrong with a search beside it, and keep what was shown', async () => {
      const { page } = await show('redis-down', 'logs');
      await page.keyboard.press('/');
      await page.keyboard.type('/(/');
      await page.getByRole('alert').filter({ hasText: 'missing closing )' }).waitFor();
      expect(await page.locator('[data-seq]').count()).toBeGreaterThan(5);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    });

    it('choose a span in the histogram, and go back', async () => {
      const { page } = await show('redis-down', 'logs');
      await page.getByRole('application', { name: /Log records by level/ }).focus();
      await page.keyboard.press('End');
      for (let step = 0; step < 8; step += 1) await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toMatch(/from=\d+&to=\d+/);
      await page.getByRole('button', { name: 'Back to the wider range' }).click();
      await expect.poll(() => page.url()).not.toContain('from=');
    });

    it('choose, resolve and undo error groups', async () => {
      const { page, server } = await show('redis-down', 'errors');
      await page.locator('[data-group]').first().waitFor();
      const [first, second] = await page
        .locator('[data-group]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-group')));
      for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
      await page.getByText('2 chosen').waitFor();
      await page.keyboard.press('e');
      await page.getByText('2 errors resolved.').waitFor();
      await expect.poll(() => page.locator('[data-group]').count()).toBe(2);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => page.locator('[data-group]').count()).toBe(4);
      expect(server.log).toEqual([
        { name: 'setErrorGroups', input: { ids: [first, second], state: 'resolved' } },
        { name: 'setErrorGroups', input: { ids: [first, second], state: 'open' } },
      ]);
    });
  });

  describe('follow what is read', () => {
    it('show new records at once, and an unfinished line marked as such', async () => {
      const { page, server } = await show('redis-down', 'logs');
      await page.locator('[data-seq]').first().waitFor();
      server.readLogs('books', 1, { level: 'info', service: 'book-api', message: 'the newest of all' });
      await expect.poll(() => page.locator('[data-seq]').first().innerText()).toContain('the newest of all');
      server.partialLine('books', 'half a li');
      await page.locator('.is-partial', { hasText: 'half a li' }).getByText('unfinished').waitFor();
      server.partialLine('books', null);
      await expect.poll(() => page.locator('.is-partial').count()).toBe(0);
    });

    it('show what fits of a flood and count the rest', async () => {
      const { page, server } = await show('redis-down', 'logs?source=books');
      await page.locator('[data-seq]').first().waitFor();
      server.readLogs('books', 1300);
      await page.locator('[data-log-list]').evaluate((list) => list.scrollTo(0, 60 * 26 - 200));
      const gap = page.getByRole('button', { name: '1,240 more not shown' });
      await expect.poll(() => gap.count()).toBe(1);
    });

    it('stop when one scrolls away, count what comes, and go on from the pill', async () => {
      const { page, server } = await show('redis-down', 'logs');
      await page.locator('[data-seq]').first().waitFor();
      await page.locator('[data-log-list]').evaluate((list) => list.scrollTo(0, 1000));
      await page.getByRole('button', { name: 'Paused' }).waitFor();
      const before = await shownSeqs(page);
      server.readLogs('writer', 12, { level: 'warn', service: 'writer-api', message: 'came meanwhile' });
      await page.getByRole('button', { name: '12 new' }).waitFor();
      expect(await shownSeqs(page)).toEqual(before);
      await page.getByRole('button', { name: '12 new' }).click();
      await expect.poll(() => page.locator('[data-seq]').first().innerText()).toContain('came meanwhile');
      await page.getByRole('button', { name: 'Live' }).waitFor();
    });

    it('stop and go on with f', async () => {
      const { page, server } = await show('redis-down', 'logs');
      await page.locator('[data-seq]').first().waitFor();
      await page.keyboard.press('f');
      await page.getByRole('button', { name: 'Paused' }).waitFor();
      server.readLogs('books', 3);
      await page.getByRole('button', { name: '3 new' }).waitFor();
      await page.keyboard.press('f');
      await page.getByRole('button', { name: 'Live' }).waitFor();
      await expect.poll(() => page.getByRole('button', { name: '3 new' }).count()).toBe(0);
    });

    it('leave out what the filter does not let through', async () => {
      const { page, server } = await show('redis-down', 'logs?level=error&source=books');
      await page.locator('[data-seq]').first().waitFor();
      server.readLogs('books', 1, { level: 'info', service: null, message: 'not wanted' });
      server.readLogs('writer', 1, { level: 'error', service: null, message: 'elsewhere' });
      server.readLogs('books', 1, { level: 'error', service: null, message: 'wanted' });
      await expect.poll(() => page.locator('[data-seq]').first().innerText()).toContain('wanted');
      expect(await page.getByText('not wanted').count()).toBe(0);
      expect(await page.getByText('elsewhere').count()).toBe(0);
    });

    it('go on after the connection was lost', async () => {
      const { page, server } = await show('redis-down', 'logs');
      await page.locator('[data-seq]').first().waitFor();
      server.disconnect();
      await page.getByText(/Not connected to the engine/).waitFor();
      server.readLogs('books', 1, { level: 'info', service: null, message: 'read meanwhile' });
      server.restore();
      await expect
        .poll(() => page.locator('[data-seq]').first().innerText(), { timeout: 30_000 })
        .toContain('read meanwhile');
      // A refused connection is what this test is about.
      current?.faults.splice(0, Infinity, ...current.faults.filter((fault) => !/WebSocket|ERR_/.test(fault)));
    });
  });

  describe('are narrowed', () => {
    it('by level, source and service, all of it in the address', async () => {
      const { page } = await show('redis-down', 'logs');
      await page.getByRole('group', { name: 'Level' }).getByRole('button', { name: 'warn' }).click();
      await page.getByRole('button', { name: 'Log sources: All sources' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Book Review API' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Services: All services' }).click();
      await page.getByRole('menuitemradio', { name: 'recommendations' }).click();
      await expect
        .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
        .toEqual({ source: 'books', level: 'warn', service: 'recommendations' });
      await expect
        .poll(() =>
          page
            .locator('.log-service')
            .allInnerTexts()
            .then((names) => [...new Set(names)]),
        )
        .toEqual(['recommendations']);
    });

    it('by the value of a field, and its opposite', async () => {
      const { page } = await show('redis-down', 'logs?level=error&source=books&q="review+cache"');
      await page.locator('[data-seq]').first().click();
      await page.getByRole('button', { name: 'Filter by this value of redis.attempt' }).click();
      await expect
        .poll(() => new URL(page.url()).searchParams.get('q'))
        .toMatch(/^"review cache" redis\.attempt:\d$/);
      await page.getByRole('button', { name: 'Exclude this value of redis.attempt' }).click();
      await expect
        .poll(() => new URL(page.url()).searchParams.get('q'))
        .toMatch(/^"review cache" -redis\.attempt:\d$/);
      await page.getByPlaceholder('Search log records').waitFor();
      expect(await page.getByPlaceholder('Search log records').inputValue()).toMatch(/-redis\.attempt:\d$/);
    });

    it('to nothing, and say which filter to drop', async () => {
      const { page } = await show('redis-down', 'logs?q=zebra&level=error');
      await page.getByRole('button', { name: 'Drop the search' }).click();
      await page.locator('[data-seq]').first().waitFor();
      expect(new URL(page.url()).search).toBe('?level=error');
    });

    it('to a span that was typed in', async () => {
      const { page } = await show('redis-down', 'logs');
      await page.getByRole('button', { name: 'Choose a span' }).click();
      const from = page.getByLabel('From', { exact: true });
      await from.fill(await page.getByLabel('To', { exact: true }).inputValue());
      await page.getByRole('alert').filter({ hasText: 'half a minute' }).waitFor();
      await from.fill('2026-01-01T00:00:00');
      await page.getByRole('button', { name: 'Show' }).click();
      await expect.poll(() => page.url()).toMatch(/from=\d+&to=\d+/);
    });
  });

  describe('lead from one to another', () => {
    it('to two minutes around an instant, which is marked and in sight', async () => {
      const at = Date.now() - 6 * MINUTE;
      const { page } = await show('redis-down', `logs?at=${at}&source=books`);
      await page.locator('.log-marker').waitFor();
      const inSight = await page.locator('.log-marker').evaluate((marker) => {
        const own = marker.getBoundingClientRect();
        const list = marker.closest('[data-log-list]')?.getBoundingClientRect();
        return list !== undefined && own.top >= list.top && own.bottom <= list.bottom;
      });
      expect(inSight).toBe(true);
      await page.getByRole('heading', { name: /errors around \d\d:\d\d:\d\d/ }).waitFor();
    });

    it('from a record to its error group and to what stood around it', async () => {
      const { page } = await show('redis-down', 'logs?level=error&q="review+cache"');
      await page.locator('[data-seq]').first().click();
      await page.getByRole('link', { name: 'Its error group' }).click();
      await page.getByRole('heading', { level: 1, name: /ECONNREFUSED/ }).waitFor();
      await page.getByRole('link', { name: 'See its records' }).click();
      await page.getByText('Only one error').waitFor();
      await page.locator('[data-seq]').first().click();
      await page.getByRole('link', { name: '2 minutes around it' }).click();
      await expect.poll(() => page.locator('.log-marker').count()).toBe(1);
    });

    it('from a point of a monitor’s chart and from its related logs', async () => {
      const { page } = await show('redis-down', 'monitors/book-api');
      await page.getByRole('application', { name: /Latency of Book Review API/ }).focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.locator('.picked').getByRole('link', { name: 'Logs around this' }).click();
      await expect.poll(() => page.url()).toMatch(/logs\?source=books&at=\d+$/);
      await page.goBack();
      const related = page.getByRole('region', { name: 'Related logs' });
      await related.getByRole('list', { name: 'Errors seen for the first time' }).waitFor();
      await related.getByRole('link', { name: /could not read the review cache/ }).click();
      await page.getByRole('complementary', { name: 'Record' }).getByText('Stack').waitFor();
    });

    it('show nothing of logs on the page of a monitor that has no source', async () => {
      const { page } = await show('redis-down', 'monitors/dns');
      await page.getByText('Last results').waitFor();
      expect(await page.getByText('Related logs').count()).toBe(0);
    });

    it('from the palette to a search', async () => {
      const { page } = await show('redis-down');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('review cache');
      await page.getByRole('option', { name: 'Search logs for “review cache”' }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('review cache');
    });
  });

  describe('are understood', () => {
    it('with stacks folded, opened, and copied as text and JSON', async () => {
      const { page } = await show('redis-down', 'logs?level=error&q="review+cache"');
      await current?.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.locator('[data-seq]').first().click();
      const record = page.getByRole('complementary', { name: 'Record' });
      await record.getByText('ReviewCache.get').waitFor();
      expect(await record.getByText('socket.js').count()).toBe(0);
      await record.getByRole('button', { name: '3 frames in libraries' }).click();
      expect(await record.getByText('socket.js').count()).toBe(2);
      await record.getByRole('button', { name: 'Copy as text' }).click();
      await page.getByText('Copied.').waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text).toMatch(
        /^\S+Z ERROR book-api could not read the review cache\nError: connect ECONNREFUSED/,
      );
      await record.getByRole('button', { name: 'As written' }).click();
      await record.locator('.raw-lines').getByText('"status":503').waitFor();
    });

    it('also when a source cannot be read, with its reason', async () => {
      const { page } = await show('redis-down', 'logs');
      const notice = page.getByRole('list', { name: 'Log sources that cannot be read' });
      await expect
        .poll(() => notice.innerText())
        .toContain('Shop is not read. /srv/shop/log cannot be read: permission denied.');
    });
  });

  describe('are dealt with', () => {
    it('merging groups, taking one out again, resolving and reopening', async () => {
      const { page, server } = await show('redis-down', 'errors');
      await page.getByRole('checkbox', { name: /ECONNREFUSED/ }).check();
      await page.getByRole('checkbox', { name: /index out of range/ }).check();
      await page.getByRole('button', { name: 'Merge into' }).click();
      await page.getByRole('menuitem', { name: /ECONNREFUSED/ }).click();
      await page.getByText('2 errors merged.').waitFor();
      await expect.poll(() => page.locator('[data-group]').count()).toBe(3);
      await page.getByRole('link', { name: /ECONNREFUSED/ }).click();
      await page.getByRole('button', { name: 'Take out' }).first().click();
      await page.getByText('Taken out again.').waitFor();
      await page.getByRole('button', { name: 'Resolve' }).click();
      await page.getByRole('button', { name: 'Reopen' }).click();
      await page.getByRole('button', { name: 'Resolve' }).waitFor();
      expect(server.log.map(({ name }) => name)).toEqual([
        'mergeErrorGroups',
        'splitErrorGroup',
        'setErrorGroups',
        'setErrorGroups',
      ]);
    });

    it('narrowed by words, state and order', async () => {
      const { page } = await show('redis-down', 'errors');
      await page.keyboard.press('/');
      await page.keyboard.type('cuda');
      await expect.poll(() => page.locator('[data-group]').count()).toBe(1);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Ignored/ }).click();
      await expect
        .poll(() => page.locator('.group-link').allInnerTexts())
        .toEqual([expect.stringContaining('QuotaExceededException')]);
      await page.getByRole('button', { name: /^All / }).click();
      await page.getByRole('button', { name: 'Sort by: Last seen' }).click();
      await page.getByRole('menuitemradio', { name: 'Most often' }).click();
      // Most often first, however often that is by now.
      await expect.poll(() => groupCounts(page)).toHaveLength(5);
      const counts = await groupCounts(page);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    });
  });

  describe('are text and nothing else', () => {
    it('in rows, inspector, groups and titles', async () => {
      const { page, server } = await show('redis-down', 'logs');
      await page.locator('[data-seq]').first().waitFor();
      for (const line of HOSTILE) server.readLogs('books', 1, line);
      await page.getByText('<img src=x onerror="alert(1)">').first().waitFor();
      await page.getByText('\\u202egnp.exe\\u202c').first().waitFor();
      await page.locator('[data-seq]', { hasText: '<img src=x' }).first().click();
      const record = page.getByRole('complementary', { name: 'Record' });
      await record.getByText('<svg onload=alert(4)>').waitFor();
      await record.getByText('<i>key</i>').waitFor();
      await record.getByRole('button', { name: 'As written' }).click();
      await keepScreenshot(page, 'logs-hostile');
      expect(await foreignParts(page)).toBe(0);
      await page.getByRole('link', { name: 'Its error group' }).click();
      await page.getByRole('heading', { level: 1, name: '<u>TypeError</u>' }).waitFor();
      expect(await foreignParts(page)).toBe(0);
      await page.goto(`${server.url}errors`);
      await page.getByText('<b>not-a-service</b>').waitFor();
      expect(await foreignParts(page)).toBe(0);
      await page.goto(`${server.url}monitors/book-api`);
      await page.getByRole('region', { name: 'Related logs' }).getByText('<img src=x').waitFor();
      expect(await foreignParts(page)).toBe(0);
    });

    it('also where a record is as wide as a book', async () => {
      const { page, server } = await show('redis-down', 'logs');
      server.readLogs('books', 1, { level: 'info', service: 'w'.repeat(400), message: 'x'.repeat(60_000) });
      await page.locator('[data-seq]', { hasText: 'xxxx' }).first().click();
      await page.getByRole('complementary', { name: 'Record' }).waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });

  describe('stay light with a hundred thousand records', () => {
    it('draw only the rows in sight, read on while one scrolls, and come back', async () => {
      const { page } = await show('thousand', 'logs?range=24h');
      await page.locator('[data-seq]').first().waitFor();
      const newest = (await shownSeqs(page))[0];
      const list = page.locator('[data-log-list]');
      for (let page_ = 0; page_ < 25; page_ += 1) {
        const before = await list.evaluate((element) => element.scrollHeight);
        await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await expect.poll(() => list.evaluate((element) => element.scrollHeight)).toBeGreaterThan(before);
      }
      await expect.poll(() => page.locator('.log-row.is-empty').count()).toBe(0);
      expect(await page.locator('.log-row').count()).toBeLessThan(120);
      await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
      await expect.poll(() => page.locator('[data-seq]').count()).toBeGreaterThan(10);
      await expect.poll(() => page.locator('.log-row.is-empty').count()).toBe(0);
      await list.evaluate((element) => element.scrollTo(0, 0));
      await expect.poll(() => shownSeqs(page).then(([first]) => first)).toBe(newest);
    });
  });

  describe('help at the first start', () => {
    it('add a log directory where there is none, and say what is wrong with it', async () => {
      const { page, server } = await show('empty', 'logs');
      await page.getByPlaceholder('/var/log/my-app').fill('logs/here');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('The directory must be a whole path').waitFor();
      await page.getByPlaceholder('/var/log/my-app').fill('/var/log/shop');
      await page.keyboard.press('Enter');
      await page.getByText('Nothing was logged in this time').first().waitFor();
      expect(server.log.at(-1)).toEqual({
        name: 'addLogDirectory',
        input: { name: 'shop', dir: '/var/log/shop' },
      });
    });
  });
});

function shownSeqs(page: TestPage['page']): Promise<(string | null)[]> {
  return page
    .locator('[data-seq]')
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.getAttribute('data-seq')),
    );
}

async function groupCounts(page: TestPage['page']): Promise<number[]> {
  return (await page.locator('.group-count').allInnerTexts()).map(Number);
}

function focusedSeq(page: TestPage['page']): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-seq') ?? null);
}

async function distinctMessages(page: TestPage['page']): Promise<string[]> {
  const rows = await page
    .locator('.log-message')
    .evaluateAll((cells) => cells.map((cell) => cell.firstChild?.textContent ?? ''));
  return [...new Set(rows)];
}

/** Elements and links that can only have come out of a log. */
function foreignParts(page: TestPage['page']): Promise<number> {
  return page
    .locator('#content :is(img, script, b, u, i), #content a[href*="evil"], #content a[href^="javascript"]')
    .count();
}
