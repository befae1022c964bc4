import { describe, expect, it } from 'vitest';
import { queryName } from './query-name.ts';

describe('the name a query asks for', () => {
  it('is the configured one without its trailing dot', () => {
    expect(queryName('A', 'books.example.')).toBe('books.example');
    expect(queryName('SRV', '_sip._tcp.books.example')).toBe('_sip._tcp.books.example');
  });

  it('is in ASCII where the configured one is not', () => {
    expect(queryName('A', 'bücher.example')).toBe('xn--bcher-kva.example');
  });

  it('turns an address round for PTR only', () => {
    expect(queryName('PTR', '10.0.0.7')).toBe('7.0.0.10.in-addr.arpa');
    expect(queryName('PTR', '2001:db8::1')).toBe(
      '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    );
    expect(queryName('PTR', '7.0.0.10.in-addr.arpa')).toBe('7.0.0.10.in-addr.arpa');
    expect(queryName('A', '10.0.0.7')).toBe('10.0.0.7');
  });
});
