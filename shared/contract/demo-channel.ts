import { z } from 'zod';

/** What the demo's child process tells its parent over the channel of `child_process.fork`. */
export const demoEvent = z.discriminatedUnion('type', [
  /** The fleet answers; `configFile` is the absolute path of its `watchpost.yaml`. */
  z.object({ type: z.literal('ready'), configFile: z.string() }),
  /** The fleet could not start, or could not do a part of its work; plain words. */
  z.object({ type: z.literal('problem'), message: z.string() }),
]);
export type DemoEvent = z.infer<typeof demoEvent>;

/** What the parent asks of the demo's child process. It also ends when its parent's channel closes. */
export const demoCommand = z.discriminatedUnion('type', [
  /** Tell the story again from its beginning. */
  z.object({ type: z.literal('replay') }),
  z.object({ type: z.literal('stop') }),
]);
export type DemoCommand = z.infer<typeof demoCommand>;
