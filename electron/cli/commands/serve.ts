import type { Action, CliCommand } from '../command.ts';
import { collect, wholeNumber } from '../options.ts';
import type { ServeOptions } from '../serving/run-serve.ts';

/** The engine and its drivers are loaded only by the command that runs them. */
const serve: Action<ServeOptions> = async (...given) => {
  const { runServe } = await import('../serving/run-serve.ts');
  return runServe(...given);
};

export const serveCommand: CliCommand = {
  register(program, run) {
    program
      .command('serve')
      .description('run without a tray, with the window in a browser')
      .option('--port <port>', 'the port to listen on; 0 for any', wholeNumber(0, 65_535), 0)
      .option('--host <address>', 'the address to listen on', '127.0.0.1')
      .option('--allow-host <name>', 'a further name under which it may be addressed', collect)
      .action(run(serve));
  },
};
