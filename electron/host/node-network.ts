import { Resolver } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { NetworkProbe } from '../engine/ports.ts';

const NO_CONTENT = 204;

/** The machine's network. */
export const nodeNetwork: NetworkProbe = {
  interfaceUp: () =>
    Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal)),
  // A new resolver reads the system's settings anew; the default one keeps those of the start.
  dnsServers: () => new Resolver().getServers(),
  probe(canary, timeoutMs) {
    if (!URL.canParse(canary)) return Promise.resolve(false);
    const url = new URL(canary);
    if (url.protocol === 'tcp:') return accepts(url, timeoutMs);
    return url.protocol === 'http:' || url.protocol === 'https:'
      ? answersNoContent(url, timeoutMs)
      : Promise.resolve(false);
  },
};

function accepts(url: URL, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname.replaceAll(/^\[|\]$/g, ''), port: Number(url.port) });
    const end = (accepted: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(accepted);
    };
    const timer = setTimeout(() => end(false), timeoutMs);
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** Exactly 204: a captive portal answers with something else. */
function answersNoContent(url: URL, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { agent: false });
    const end = (answered: boolean): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(answered);
    };
    const timer = setTimeout(() => end(false), timeoutMs);
    request.once('response', ({ statusCode }) => end(statusCode === NO_CONTENT));
    request.on('error', () => end(false));
    request.end();
  });
}
