import { afterEach, describe, expect, it } from 'vitest';
import type { DnsMonitor } from '../../shared/config/model.ts';
import { dnsCheck } from '../../electron/engine/monitors/checks/dns.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { dnsServer, type DnsAnswer, type DnsServer, type RecordType } from '../fixtures/dns-server.ts';
import { dnsMonitor } from '../fixtures/monitors.ts';

const servers: DnsServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: (type: RecordType, name: string) => DnsAnswer | null): Promise<DnsServer> {
  const server = await dnsServer(answer);
  servers.push(server);
  return server;
}

/** Asks a server that always gives the same answer. */
async function ask(answer: DnsAnswer | null, more: Partial<DnsMonitor> = {}): Promise<CheckOutcome> {
  const { port } = await serve(() => answer);
  return dnsCheck.run(dnsMonitor({ server: `127.0.0.1:${port}`, ...more }), checkContext());
}

describe('a dns check', () => {
  it('is healthy for any answer where none is expected, and shows it', async () => {
    const found = await ask({ records: [['203.0.113.7'], ['203.0.113.8']] });
    expect(found).toMatchObject({ state: 'healthy', failure: null, message: '203.0.113.7, 203.0.113.8' });
    expect(found.latencyMs).toBeGreaterThan(0);
  });

  it.each<[RecordType, string[][], string[]]>([
    ['A', [['203.0.113.8'], ['203.0.113.7']], ['203.0.113.7', '203.0.113.8']],
    ['AAAA', [['2001:db8::1']], ['2001:0DB8:0:0:0:0:0:1']],
    ['CNAME', [['shop.example']], ['Shop.Example.']],
    ['NS', [['ns1.example'], ['ns2.example']], ['ns2.example.', 'ns1.example.']],
    ['MX', [['10', 'mail.example']], ['10 mail.example.']],
    ['TXT', [['v=spf1 ', '-all']], ['v=spf1 -all']],
    ['SRV', [['0', '5', '5060', 'sip.example']], ['0 5 5060 sip.example']],
    ['PTR', [['books.example']], ['books.example']],
    [
      'SOA',
      [['ns.example', 'admin.example', '7', '1', '2', '3', '4']],
      ['ns.example admin.example 7 1 2 3 4'],
    ],
    ['CAA', [['0', 'issue', 'ca.example']], ['0 issue "ca.example"']],
  ])('reads records of type %s', async (type, records, answers) => {
    expect(await ask({ records }, { type, answers })).toMatchObject({ state: 'healthy', failure: null });
  });

  it('names missing and unexpected answers', async () => {
    const found = await ask({ records: [['203.0.113.9']] }, { answers: ['203.0.113.7'] });
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
      message: 'other answers than expected: missing 203.0.113.7; unexpected 203.0.113.9',
    });
  });

  it('asks for an address below in-addr.arpa', async () => {
    const server = await serve(() => ({ records: [['books.example']] }));
    const monitor = dnsMonitor({ server: `127.0.0.1:${server.port}`, type: 'PTR', query: '203.0.113.7' });
    expect((await dnsCheck.run(monitor, checkContext())).message).toBe('books.example');
    expect(server.asked).toEqual(['PTR 7.113.0.203.in-addr.arpa']);
  });

  it.each([
    [{ rcode: 'NXDOMAIN' }, 'assertion', 'books.example does not exist (NXDOMAIN)'],
    [{ records: [] }, 'assertion', 'books.example has no A record'],
    [{ rcode: 'SERVFAIL' }, 'transport', 'the DNS server could not answer for books.example (SERVFAIL)'],
    [{ rcode: 'REFUSED' }, 'assertion', 'the DNS server refused to answer for books.example (REFUSED)'],
    [{ rcode: 'FORMERR' }, 'assertion', 'the DNS server did not understand the query (FORMERR)'],
    [{ rcode: 'NOTIMP' }, 'assertion', 'the DNS server does not know queries of type A (NOTIMP)'],
  ] as const)('says in words what %j means', async (answer, failure, message) => {
    expect(await ask(answer as DnsAnswer)).toMatchObject({
      state: 'unhealthy',
      failure,
      message,
      latencyMs: null,
    });
  });

  it('is healthy where no answer is expected and none exists', async () => {
    expect(await ask({ rcode: 'NXDOMAIN' }, { answers: [] })).toMatchObject({
      state: 'healthy',
      message: 'no answer, as expected',
    });
  });

  it('counts silence with its timeout', async () => {
    expect(await ask(null, { timeoutMs: 200 })).toMatchObject({
      state: 'unhealthy',
      failure: 'timeout',
      latencyMs: 200,
      message: 'no answer from the DNS server within 200 ms',
    });
  });

  it('asks again when a packet is lost', async () => {
    let asked = 0;
    const { port } = await serve(() => {
      asked += 1;
      return asked === 1 ? null : { records: [['203.0.113.7']] };
    });
    const monitor = dnsMonitor({ server: `127.0.0.1:${port}`, timeoutMs: 4_000 });
    expect((await dnsCheck.run(monitor, checkContext())).state).toBe('healthy');
    expect(asked).toBe(2);
  });

  it('does not believe garbage', async () => {
    const found = await ask({ raw: Buffer.from('no dns message at all') }, { timeoutMs: 300 });
    expect(found.state).toBe('unhealthy');
  });

  it('calls a server that is not there refused, where it is on this machine', async () => {
    const server = await dnsServer(() => null);
    await server.close();
    const found = await dnsCheck.run(dnsMonitor({ server: `127.0.0.1:${server.port}` }), checkContext());
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'refused',
      message: 'no DNS server listens there',
    });
  });

  it('says how to write a server', async () => {
    const found = await dnsCheck.run(dnsMonitor({ server: 'http://10.0.0.1' }), checkContext());
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'internal' });
    expect(found.message).toContain('write an address such as 10.0.0.1');
  });

  it('keeps a long list of answers short', async () => {
    const found = await ask({ records: Array.from({ length: 12 }, (_, i) => [`203.0.113.${i}`]) });
    expect(found.message).toMatch(/ and 7 more$/);
  });

  it('rejects with the reason when it is cancelled', async () => {
    const controller = new AbortController();
    const { port } = await serve(() => {
      controller.abort(new Error('monitor removed'));
      return null;
    });
    const monitor = dnsMonitor({ server: `127.0.0.1:${port}` });
    const run = dnsCheck.run(monitor, checkContext({ signal: controller.signal }));
    await expect(run).rejects.toThrow('monitor removed');
  });

  it('asks the host of its server, else that of its name', () => {
    expect(dnsCheck.host(dnsMonitor({ server: '10.0.0.1:5353' }))).toBe('10.0.0.1');
    expect(dnsCheck.host(dnsMonitor())).toBe('books.example');
    expect(dnsCheck.describe(dnsMonitor({ server: '10.0.0.1' }))).toBe('dns A books.example @10.0.0.1');
  });
});
