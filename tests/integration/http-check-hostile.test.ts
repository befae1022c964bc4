import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpCheck } from '../../electron/engine/monitors/checks/http/http-check.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { blackhole, type Blackhole } from '../fixtures/blackhole.ts';
import { AUTHORITY_FILE } from '../fixtures/certificates.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { httpMonitor } from '../fixtures/http-monitor.ts';
import { startHostileServers, type HostileName, type HostileServers } from '../fixtures/servers/hostile.ts';

const TIMEOUT_MS = 1_500;
const check = createHttpCheck({});

function ask(url: string, timeoutMs = TIMEOUT_MS): Promise<CheckOutcome> {
  const tls = { ca: AUTHORITY_FILE };
  return check.run(httpMonitor({ url, timeoutMs, tls }), checkContext());
}

type Expected = Pick<CheckOutcome, 'state' | 'failure' | 'httpStatus' | 'latencyMs'> & { message: unknown };

const words = (message: string | RegExp): unknown =>
  typeof message === 'string' ? message : expect.stringMatching(message);
const transport = (message: string | RegExp, httpStatus: number | null = null): Expected => ({
  state: 'unhealthy',
  failure: 'transport',
  httpStatus,
  latencyMs: null,
  message: words(message),
});
const timeout = (step: string, httpStatus: number | null = null): Expected => ({
  state: 'unhealthy',
  failure: 'timeout',
  httpStatus,
  latencyMs: TIMEOUT_MS,
  message: `no answer within 1.5 s (${step})`,
});
const answered = (
  state: CheckOutcome['state'],
  message: string | RegExp = '',
  httpStatus = 200,
): Expected => ({
  state,
  failure: null,
  httpStatus,
  latencyMs: expect.any(Number) as number,
  message: words(message),
});
const redirect = (message: RegExp): Expected => ({
  state: 'unhealthy',
  failure: 'assertion',
  httpStatus: 302,
  latencyMs: null,
  message: words(message),
});

const EXPECTED: Record<HostileName, Expected> = {
  refused: { ...transport(/^127\.0\.0\.1:\d+: connection refused/), failure: 'refused' },
  silent: timeout('waiting for the answer'),
  resets: transport('the target reset the connection without an answer'),
  hangsUp: transport('the target closed the connection without an answer'),
  noHeaders: answered('healthy'),
  noStatusLine: transport(/^the answer is not valid HTTP \(.+\), it begins "SSH-2\.0-OpenSSH_9\.2"$/),
  drips: timeout('reading the body', 200),
  dripsHeaders: timeout('waiting for the answer'),
  endlessHeaders: transport('the headers of the answer are larger than 64 KiB'),
  endlessHeader: transport('the headers of the answer are larger than 64 KiB'),
  endlessHints: transport('more than 100 interim answers (1xx) and no final one'),
  endlessTrailers: transport('the headers of the answer are larger than 64 KiB', 200),
  endlessBody: answered('healthy', 'body cut at 1 MiB'),
  endlessCrumbs: answered('healthy', 'body cut after 32768 pieces'),
  hugeBody: answered('healthy', 'body cut at 1 MiB'),
  tooShort: transport('the answer broke off after 4 of 100 bytes', 200),
  tooLong: transport('the answer is longer than its Content-Length', 200),
  twoLengths: transport(/^the answer is not valid HTTP \(.*content-length.*\)$/),
  oddLength: transport(/^the answer is not valid HTTP \(.*content-length.*\)$/),
  truncatedChunk: transport('the answer broke off after 5 bytes', 200),
  missingLastChunk: transport('the answer broke off after 2 bytes', 200),
  oddChunk: transport(/^the answer is not valid HTTP \(.*chunk size.*\)$/, 200),
  http10: answered('healthy'),
  noContent: answered('healthy', '', 204),
  hintsFirst: answered('healthy'),
  upgrades: {
    ...answered('unhealthy', 'HTTP 101 Switching Protocols, expected 200-399', 101),
    failure: 'assertion',
  },
  tlsAlert: transport('the port speaks TLS: write https:// in the url'),
  gzipBomb: answered('degraded', 'health body is not valid JSON; body cut at 1 MiB'),
  chainedBomb: answered('degraded', 'health body is not valid JSON; body cut at 1 MiB'),
  emptyBlocks: answered('healthy', 'body cut at 1 MiB'),
  redirectLoop: redirect(/^redirect loop: it leads back to http:\/\/127\.0\.0\.1:\d+\/a$/),
  endlessRedirects: redirect(/^more than 5 redirects, the next one to http:\/\/127\.0\.0\.1:\d+\/xxxxxx$/),
  redirectToFile: redirect(/^redirected to a file: address, only http and https are followed$/),
  invalidUtf8: answered('healthy'),
  byteOrderMark: answered('healthy'),
  truncatedJson: answered('degraded', 'health body is not valid JSON'),
  deepJson: answered('degraded', /not valid JSON.*body cut at 1 MiB/),
  quotedOk: answered('healthy'),
  bareNumber: answered('healthy'),
  loginPage: answered('healthy'),
  expiredCertificate: transport(
    /^the certificate, or one in its chain, has expired \(it ends \d{4}-\d\d-\d\d\)$/,
  ),
  selfSignedCertificate: transport('the certificate is self-signed'),
  wrongHostCertificate: transport(/^the certificate is for .+, not for localhost$/),
  oldTls: transport('the target speaks no TLS version that Watchpost accepts (1.2 and 1.3)'),
  closesAfterHandshake: transport('the target closed the connection without an answer'),
};

describe('a check of a hostile target', () => {
  let servers: HostileServers;
  let hole: Blackhole;

  beforeAll(async () => {
    [servers, hole] = await Promise.all([startHostileServers(), blackhole()]);
  });
  afterAll(async () => {
    await servers.close();
    await hole.close();
  });

  it.concurrent.each(Object.entries(EXPECTED))('says what is wrong: %s', async (name, expected) => {
    // Where an end is expected, a busy machine gets all the time it wants to come to it.
    const timeoutMs = expected.failure === 'timeout' ? TIMEOUT_MS : 40_000;
    expect(await ask(servers.url(name as HostileName), timeoutMs)).toMatchObject(expected);
  });

  it('names the phase in which a blackholed connection hangs', async () => {
    const result = await ask(`http://127.0.0.1:${hole.port}`);
    expect(result).toMatchObject({ failure: 'timeout', message: 'no answer within 1.5 s (connecting)' });
  });

  it('names a target that does not speak TLS', async () => {
    const silent = await ask(servers.url('silent').replace('http:', 'https:'));
    expect(silent.message).toBe('no answer within 1.5 s (TLS handshake)');
    const plain = await ask(servers.url('quotedOk').replace('http:', 'https:'));
    expect(plain.message).toBe(
      'the port does not speak TLS: write http:// in the url if it speaks plain HTTP',
    );
  });

  it('says which name does not resolve', async () => {
    const result = await ask('http://no-such-name.invalid/');
    expect(result).toMatchObject({ state: 'unhealthy', failure: 'transport' });
    expect(result.message).toMatch(/^no-such-name\.invalid: /);
  });
});
