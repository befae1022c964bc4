import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { EventName, EventPayload } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { NotificationRecord } from '../../../shared/contract/schemas.ts';
import { attemptDelivery, type AttemptDeps } from './attempt.ts';
import { messageOfNoAlert, type OutgoingNotification } from './notifier.ts';
import { recordOf } from './record-of.ts';

interface TestDeps {
  attempts: AttemptDeps;
  channels: () => readonly ChannelConfig[];
  newId: () => string;
  history: { recordNotification(record: NotificationRecord, about: OutgoingNotification): void };
  tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

/** Sends a test message past alerts and outbox, once: what it is about is the channel itself. */
export async function testChannel(channelId: string, deps: TestDeps): Promise<{ detail: string }> {
  const { attempts, channels, newId, history, tell } = deps;
  const channel = channels().find(({ id }) => id === channelId);
  if (!channel) {
    const ids = channels().map(({ id }) => id);
    const remedy = ids.length > 0 ? `the configuration has ${ids.join(', ')}` : 'the configuration has none';
    throw new ContractFailure('unknown-channel', `There is no notifier "${channelId}"; ${remedy}.`);
  }
  const { clock } = attempts;
  const notification = testNotification(channel, newId(), clock.now());
  const settle = (outcome: NotificationRecord['outcome'], detail: string) => {
    const entry = recordOf(notification, { at: notification.at, outcome, detail });
    history.recordNotification(entry, notification);
    tell('notification', entry);
  };
  try {
    // A card in the window would not tell whether popups arrive.
    const once = { attempt: 1, signal: new AbortController().signal };
    const detail = await attemptDelivery(notification, channel, { ...attempts, card: null }, once);
    settle('shown', detail);
    return { detail };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    settle('failed', reason);
    throw new ContractFailure('not-shown', `The message could not be shown: ${reason}`);
  }
}

function testNotification(
  { id: channelId, kind }: ChannelConfig,
  id: string,
  at: number,
): OutgoingNotification {
  return messageOfNoAlert({
    id,
    channelId,
    kind: 'test',
    title: 'Watchpost test',
    body:
      kind === 'desktop'
        ? 'Popups arrive. This is what one looks like.'
        : `Messages for "${channelId}" arrive. This is what one looks like.`,
    evidence: null,
    at,
  });
}
