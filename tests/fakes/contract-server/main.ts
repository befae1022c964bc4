/** Shows the built window over invented data: `node tests/fakes/contract-server/main.ts [SCENARIO] [PORT]`. */
import { scenarios, type ScenarioName } from './scenarios.ts';
import { startFakeContractServer } from './server.ts';

const [name = 'redis-down', port = '0'] = process.argv.slice(2);
if (!Object.hasOwn(scenarios, name)) {
  console.error(`No scenario "${name}". There are: ${Object.keys(scenarios).join(', ')}`);
  process.exit(64);
}
const server = await startFakeContractServer(name as ScenarioName, { live: true, port: Number(port) });
console.log(server.url);
