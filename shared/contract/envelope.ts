import { z } from 'zod';

/** Why a request or command failed, in words for people and a code for programs. */
export const contractErrorSchema = z.object({
  /** `invalid-request`, `unknown-monitor`, `not-available`, `internal` … */
  code: z.string(),
  message: z.string(),
});
export type ContractError = z.infer<typeof contractErrorSchema>;

/** From a client: one call. `id` is chosen by the client and comes back with the answer. */
export const callSchema = z.object({
  type: z.literal('call'),
  id: z.number().int(),
  name: z.string(),
  input: z.unknown(),
});
export type Call = z.infer<typeof callSchema>;

/** To a client: the answer to a call, or an event. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id: z.number().int(), value: z.unknown() }),
  z.object({ type: z.literal('error'), id: z.number().int(), error: contractErrorSchema }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/**
 * A two-way pipe for plain JSON values: an Electron message port, a WebSocket, a local socket.
 * Listeners return their unsubscribe. Messages arrive in order.
 */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): () => void;
  onClose(listener: () => void): () => void;
  close(): void;
}
