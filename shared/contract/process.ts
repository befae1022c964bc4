/** What the desktop shell and its engine process say to each other beside the contract itself. */
import { z } from 'zod';

/** From the shell to the engine process. `attach` brings a message port along. */
export const toEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), configFile: z.string().nullable(), dataDir: z.string().nullable() }),
  z.object({ type: z.literal('attach') }),
  z.object({ type: z.literal('signal'), name: z.enum(['suspend', 'resume']) }),
  /** Told now and then where the desktop knows it. */
  z.object({ type: z.literal('presence'), idleMs: z.number().nonnegative(), locked: z.boolean() }),
  /** What became of a popup; `problem` is null where the desktop shows it. */
  z.object({ type: z.literal('popup-answer'), id: z.string(), problem: z.string().nullable() }),
  z.object({ type: z.literal('quit') }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** A popup as the shell shows it: literal, short texts. */
export const shellPopupSchema = z.object({
  type: z.literal('popup'),
  id: z.string(),
  title: z.string(),
  body: z.string(),
  critical: z.boolean(),
  page: z.string(),
});
export type ShellPopup = z.infer<typeof shellPopupSchema>;

/** From the engine process to the shell. */
export const fromEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Another instance holds the data directory; `url` is its window's address where it serves one. */
  z.object({ type: z.literal('already-running'), pid: z.number().nullable(), url: z.string().nullable() }),
  /** The engine cannot start, and starting it again will not help. */
  z.object({ type: z.literal('refused'), message: z.string() }),
  z.object({ type: z.literal('show-window'), path: z.string() }),
  /** To be shown by the desktop and answered; a click on it opens the page. */
  shellPopupSchema,
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;

/** Names of the raw channels between main and preload; only `shell/ipc.ts` and the preload use them. */
export const IPC = {
  connect: 'watchpost:connect',
  port: 'watchpost:port',
  navigate: 'watchpost:navigate',
} as const;
