import { AlreadyRunning, InvalidConfiguration, startInstance, type Instance } from '../../host/instance.ts';
import { machineLocale, nodePorts } from '../../host/node-ports.ts';
import { manualSignals } from '../../host/manual-signals.ts';
import { startHttpHost, type HttpHost } from '../../serve/http-host.ts';
import type { Action } from '../command.ts';
import type { CliContext } from '../context.ts';
import { CliFailure, EXIT, invalidConfig } from '../failure.ts';

export interface ServeOptions {
  port: number;
  host: string;
  allowHost?: string[];
}

/** Runs an instance with the HTTP host until a signal ends it. */
export const runServe: Action<ServeOptions> = async (context, { port, host, allowHost = [] }) => {
  const { output } = context;
  let url: string | null = null;
  const stopped = stopSignal();
  const instance = await start(context, (path) => (url === null ? null : pageUrl(url, path)));
  const http = await listen(context, instance, { port, host, allowedHosts: allowHost });
  url = http.url;
  instance.announceUrl(http.url);
  output.document({ url: http.url, token: instance.token, pid: process.pid });
  output.line(`Watchpost: ${http.url}`);
  await stopped;
  await http.close();
  await instance.stop();
  return EXIT.ok;
};

async function start(context: CliContext, showWindow: (path: string) => string | null): Promise<Instance> {
  const { places, env, version, layout } = context;
  try {
    return await startInstance(nodePorts({ env: { ...env }, signals: manualSignals().signals, showWindow }), {
      version,
      layout,
      configFile: places.configFile,
      configGiven: places.configGiven,
      dataDir: places.dataDir,
      locale: machineLocale(),
      invalidConfig: 'refuse',
    });
  } catch (error) {
    if (error instanceof InvalidConfiguration) throw invalidConfig(error.problems);
    throw error instanceof AlreadyRunning ? new CliFailure('already-running', error.message) : error;
  }
}

async function listen(
  context: CliContext,
  instance: Instance,
  where: Parameters<typeof startHttpHost>[1],
): Promise<HttpHost> {
  const { handlers } = instance;
  try {
    return await startHttpHost(
      {
        token: instance.token,
        rendererDir: context.layout.rendererDir,
        attach: (channel) => instance.attach(channel),
        status: async () => handlers.status({}),
        mark: async (text) => handlers.mark({ text }),
        ready: () => instance.ready(),
      },
      where,
    );
  } catch (error) {
    await instance.stop();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new CliFailure(
        'port-in-use',
        `Port ${where.port} is in use; choose another with --port, or 0 for any.`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CliFailure(
        'no-such-host',
        `This machine has no address ${where.host}; choose another with --host.`,
      );
    }
    throw error;
  }
}

/** The address of a page of the window, signing in on the way. */
function pageUrl(url: string, path: string): string {
  const signIn = new URL(url);
  const page = new URL(path, signIn.origin);
  page.searchParams.set('token', signIn.searchParams.get('token') ?? '');
  return page.href;
}

/** Resolves at the first signal to stop; one during the start is heeded when it is over. A second one ends at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
