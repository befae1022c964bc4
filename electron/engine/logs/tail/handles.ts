import type { Carrier } from './known-log.ts';

/** Keeps the files open that were used last: a file that is open can be read to its end though it was deleted. */
export interface Handles {
  /** The file is in use now; one that was not used for long is closed if there are too many. */
  use(carrier: Carrier): Promise<void>;
  /** Lets go of a file; it is opened again when there is something to read. */
  close(carrier: Carrier): Promise<void>;
}

/** @param most open files */
export function createHandles(most: number): Handles {
  const used = new Set<Carrier>();
  const close = async (carrier: Carrier): Promise<void> => {
    used.delete(carrier);
    const { open } = carrier;
    carrier.open = null;
    open?.text.close();
    await open?.file.close();
  };
  return {
    async use(carrier) {
      used.delete(carrier);
      used.add(carrier);
      const [oldest] = used;
      if (used.size > most && oldest) await close(oldest);
    },
    close,
  };
}
