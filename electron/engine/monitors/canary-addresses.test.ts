import { expect, it } from 'vitest';
import { dnsCanaries } from './canary-addresses.ts';
import { isLoopbackHost } from './loopback.ts';

it('takes the DNS servers that are not on this machine, over TCP, each once', () => {
  const servers = ['127.0.0.53', '192.0.2.1', '192.0.2.1', '192.0.2.2:5353', '::1', '2001:db8::1'];
  expect(dnsCanaries([...servers, '[2001:db8::2]:54', '[::1]:53'], isLoopbackHost)).toEqual([
    'tcp://192.0.2.1:53',
    'tcp://192.0.2.2:5353',
    'tcp://[2001:db8::1]:53',
    'tcp://[2001:db8::2]:54',
  ]);
});
