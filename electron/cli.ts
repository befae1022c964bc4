#!/usr/bin/env node
/** Entry of the command line. Nothing native is loaded before the version of Node is known to be able to. */
import './host/lookup-threads.ts';
import { nodeVersionProblem } from './host/node-version.ts';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
const { main } = await import('./cli/main.ts');
await main(import.meta.url);
