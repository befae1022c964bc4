import { describe, expect, it } from 'vitest';
import { isExemptFromProxy } from './no-proxy.ts';

describe('NO_PROXY', () => {
  it.each<[string | undefined, string, number, boolean]>([
    [undefined, 'books.example', 80, false],
    ['', 'books.example', 80, false],
    ['*', 'books.example', 80, true],
    ['books.example', 'books.example', 80, true],
    ['books.example', 'api.Books.example', 80, true],
    ['.books.example', 'api.books.example', 80, true],
    ['*.books.example', 'api.books.example', 80, true],
    ['books.example', 'notbooks.example', 80, false],
    ['books.example:8080', 'books.example', 8080, true],
    ['books.example:8080', 'books.example', 80, false],
    ['a.example, b.example c.example', 'c.example', 80, true],
    ['10.0.0.5', '10.0.0.5', 80, true],
    ['10.0.0.0/8', '10.20.30.40', 80, true],
    ['10.0.0.0/8', '11.20.30.40', 80, false],
    ['10.0.0.0/8', 'books.example', 80, false],
    ['10.0.0.5:81', '10.0.0.5', 80, false],
    ['[fd00::1]:443', 'fd00::1', 443, true],
    ['fd00::/8', 'fd12::5', 443, true],
    ['0.0.5', '10.0.0.5', 80, false],
  ])('%s and %s:%d', (list, host, port, expected) => {
    expect(isExemptFromProxy(list, host, port)).toBe(expected);
  });
});
