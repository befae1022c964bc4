import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractFailure } from '../../../../shared/contract/failure.ts';
import { parseSearch, type SearchTerm } from './search-text.ts';

const word = (text: string): SearchTerm => ({ excludes: false, kind: 'text', text });
const field = (name: string, value: string): SearchTerm => ({ excludes: false, kind: 'field', name, value });
const pattern = (text: string, ignoreCase = false): SearchTerm => ({
  excludes: false,
  kind: 'pattern',
  pattern: text,
  ignoreCase,
});
const not = (term: SearchTerm): SearchTerm => ({ ...term, excludes: true });

describe('a search', () => {
  it.each<[string, SearchTerm[]]>([
    ['', []],
    ['  \t ', []],
    ['timeout', [word('timeout')]],
    ['  time   out ', [word('time'), word('out')]],
    ['"time out"', [word('time out')]],
    ['a"b c"d', [word('ab cd')]],
    [String.raw`"say \"hi\" C:\temp \\"`, [word(String.raw`say "hi" C:\temp \ `.trim())]],
    [String.raw`\"quoted\"`, [word('"quoted"')]],
    ['-debug', [not(word('debug'))]],
    ['-"not this"', [not(word('not this'))]],
    ['re-try', [word('re-try')]],
    ['--flag', [not(word('-flag'))]],
    ['"-"', [word('-')]],
    ['status:500', [field('status', '500')]],
    ['user.id:"a b"', [field('user.id', 'a b')]],
    ['-level:debug', [not(field('level', 'debug'))]],
    ['level:WARNING', [field('level', 'warn')]],
    ['path:/api/v1', [field('path', '/api/v1')]],
    ['"status:500"', [word('status:500')]],
    ['12:30:05', [word('12:30:05')]],
    ['TypeError:', [word('TypeError:')]],
    ['https://x.test/a', [word('https://x.test/a')]],
    [String.raw`C:\temp`, [word(String.raw`C:\temp`)]],
    ['x:1', [field('x', '1')]],
    ['/time ?out/', [pattern('time ?out')]],
    ['/a/i -/b/', [pattern('a', true), not(pattern('b'))]],
    [String.raw`/a\/b \d+/`, [pattern(String.raw`a/b \d+`)]],
    ['/api/v1/users', [word('/api/v1/users')]],
    ['/tmp', [word('/tmp')]],
    ['//', [word('//')]],
  ])('%s', (text, terms) => {
    expect(parseSearch(text)).toEqual(terms);
  });

  it.each([
    ['-', 'stands alone'],
    ['a - b', 'stands alone'],
    ['"open', 'not closed'],
    ['field:"open', 'not closed'],
    ['say"', 'not closed'],
    ['""', 'Nothing stands between'],
    ['/(/', 'no pattern that RE2 accepts'],
    [String.raw`/(a)\1/`, 'no pattern that RE2 accepts'],
    ['level:loud', 'no level "loud"'],
  ])('%s is refused in words', (text, reason) => {
    expect(outcomeOf(text)).toContain(reason);
    expect(outcomeOf(text)).not.toContain('\n');
  });

  it('is read or refused in words, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(outcomeOf(text)).not.toBe('another failure');
      }),
    );
  });

  it('finds any text again that was put in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const quoted = `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
        expect(parseSearch(quoted)).toEqual([word(text)]);
      }),
    );
  });
});

/** `read`, the words of a refusal, or `another failure`. */
function outcomeOf(text: string): string {
  try {
    parseSearch(text);
    return 'read';
  } catch (error) {
    return error instanceof ContractFailure && error.code === 'invalid-search'
      ? error.message
      : 'another failure';
  }
}
