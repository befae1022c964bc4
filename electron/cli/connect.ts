import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { readInstanceFile, type InstanceFile } from '../host/instance-file.ts';
import { connectLocally } from '../host/local-endpoint.ts';
import { activeDataDir, demoDir, type CliContext } from './context.ts';
import { CliFailure } from './failure.ts';

/** The running instance of a data directory. */
export interface Connection {
  client: ContractClient;
  instance: InstanceFile;
}

/** @returns null when no instance runs on the data directory */
export async function findInstance({ places }: CliContext): Promise<Connection | null> {
  const dataDir = activeDataDir(places);
  // A demo goes on beside a configuration that names no monitor yet, and for a moment beside one that does.
  const found = await connectTo(dataDir);
  return found ?? (places.configGiven ? null : connectTo(demoDir(places.dataDir)));
}

async function connectTo(dataDir: string): Promise<Connection | null> {
  const instance = readInstanceFile(dataDir);
  const channel = instance && (await connectLocally(instance.endpoint, instance.token));
  return channel ? { client: createClient(channel), instance } : null;
}

/** Lets `use` talk to the running instance; without one the command ends by saying so. */
export async function withInstance<T>(
  context: CliContext,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await findInstance(context);
  if (!connection) {
    throw new CliFailure(
      'not-running',
      `Watchpost does not run on ${activeDataDir(context.places)}; start it with "npm start" or "watchpost serve".`,
    );
  }
  try {
    return await use(connection);
  } finally {
    connection.client.close();
  }
}
