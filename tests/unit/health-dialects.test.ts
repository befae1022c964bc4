import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../electron/engine/health/dialects.ts';
import { claimants, dialectsPage } from '../fixtures/health/dialects-page.ts';
import { loadHealthFixtures } from '../fixtures/health/load-fixtures.ts';

const PAGE = join(import.meta.dirname, '../../docs/health-dialects.md');
const fixtures = loadHealthFixtures();

describe('every health body against every recogniser', () => {
  it.each(fixtures)('$name is claimed by its own particular dialect alone', (fixture) => {
    const particular = claimants(fixture).filter(({ general }) => !general);
    const own = dialects.find(({ name }) => name === fixture.expect.dialect);
    expect(particular.map(({ name }) => name)).toEqual(own === undefined || own.general ? [] : [own.name]);
  });

  it('is published', async () => {
    await expect(dialectsPage(fixtures)).toMatchFileSnapshot(PAGE);
  });
});

describe('the registry of dialects', () => {
  it('asks the general ones last', () => {
    const general = dialects.map((dialect) => dialect.general === true);
    expect(general).toEqual(general.toSorted((a, b) => Number(a) - Number(b)));
  });

  it('says of each by what it is known', () => {
    expect(dialects.filter(({ because }) => because.length < 20).map(({ name }) => name)).toEqual([]);
  });
});
