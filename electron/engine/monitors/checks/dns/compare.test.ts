import { describe, expect, it } from 'vitest';
import { compareAnswers, normalForm } from './compare.ts';

const SAME = { missing: [], unexpected: [] };

describe('answers of a name', () => {
  it('are the same in any order and however often', () => {
    expect(compareAnswers('A', ['10.0.0.2', '10.0.0.1'], ['10.0.0.1', '10.0.0.2', '10.0.0.1'])).toEqual(SAME);
  });

  it('are named where they are missing or unexpected', () => {
    expect(compareAnswers('A', ['10.0.0.1', '10.0.0.2'], ['10.0.0.2', '10.0.0.3'])).toEqual({
      missing: ['10.0.0.1'],
      unexpected: ['10.0.0.3'],
    });
  });

  it.each([
    ['AAAA', '2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
    ['CNAME', 'Books.Example.', 'books.example'],
    ['NS', 'ns1.example.', 'NS1.example'],
    ['MX', '10  mail.example.', '10 MAIL.example'],
    ['SRV', '0 5 5060 sip.example.', '0 5 5060 sip.example'],
    ['CAA', '0 issue ca.example', '0 issue "ca.example"'],
    ['TXT', '"v=spf1 -all"', 'v=spf1 -all'],
    ['SOA', 'ns.example. admin.example. 7 1 2 3 4', 'ns.example admin.example 7 1 2 3 4'],
  ] as const)('of type %s are the same as %s and as %s', (type, one, other) => {
    expect(compareAnswers(type, [one], [other])).toEqual(SAME);
  });

  it('differ by letter case where they are text', () => {
    expect(normalForm('TXT', 'Key')).not.toBe(normalForm('TXT', 'key'));
  });

  it('are compared as they are where they are no addresses', () => {
    expect(compareAnswers('A', ['not an address'], ['10.0.0.1']).missing).toEqual(['not an address']);
  });
});
