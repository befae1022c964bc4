/** Entry of the engine's own process, forked by the Electron shell. Speaks `shared/contract/process.ts`. */
import './host/lookup-threads.ts';
import { homedir } from 'node:os';
import { runEngineProcess, type ParentPort } from './host/engine-process.ts';
import { layoutAt } from './host/layout.ts';

const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
if (!parentPort) {
  process.stderr.write(
    'This is the engine of the desktop app; start it with "npm start" or use "watchpost serve".\n',
  );
  process.exit(1);
}

runEngineProcess({
  parentPort,
  layout: layoutAt(import.meta.url),
  env: process.env,
  platform: process.platform,
  home: homedir(),
  exit: (code) => process.exit(code),
});
