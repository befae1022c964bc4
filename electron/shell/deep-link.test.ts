import { expect, it } from 'vitest';
import { pageOfArguments, pageOfLink } from './deep-link.ts';

it('reads a link as a page of the window', () => {
  expect(pageOfLink('watchpost://monitors/book-api')).toBe('/monitors/book-api');
  expect(pageOfLink('watchpost://monitors/book-api?range=7d')).toBe('/monitors/book-api?range=7d');
  expect(pageOfLink('watchpost://')).toBe('/');
});

it.each([
  'https://example.org/monitors/a',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'watchpost://user:pw@monitors/a',
  'not a link',
  '',
])('takes %s for no link', (link) => expect(pageOfLink(link)).toBeNull());

it('finds the link among the arguments of a second start', () => {
  expect(pageOfArguments(['/usr/bin/watchpost', '--flag', 'watchpost://monitors/a'])).toBe('/monitors/a');
  expect(pageOfArguments(['/usr/bin/watchpost'])).toBeNull();
});
