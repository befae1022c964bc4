/** Messages between the stand-in's main and its engine process; a port that goes along is tunnelled by its number. */
export type ToChild =
  | { to: 'parentPort'; data: unknown; ports: number[] }
  | { to: 'port'; port: number; data: unknown }
  | { to: 'close'; port: number };

export type ToParent =
  | { from: 'parentPort'; data: unknown }
  | { from: 'port'; port: number; data: unknown }
  | { from: 'close'; port: number };
