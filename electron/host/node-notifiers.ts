import { createCommandNotifier } from '../engine/notify/command.ts';
import { createDesktopNotifier } from '../engine/notify/desktop.ts';
import { discordFormat } from '../engine/notify/discord.ts';
import { emailNotifier } from '../engine/notify/email/email.ts';
import { createJsonNotifier } from '../engine/notify/http/json-notifier.ts';
import type { Send } from '../engine/notify/http/send.ts';
import type { DesktopTransport } from '../engine/notify/popup.ts';
import type { NotifierRegistry } from '../engine/notify/registry.ts';
import { slackFormat } from '../engine/notify/slack.ts';
import { webhookFormat } from '../engine/notify/webhook.ts';
import type { Clock } from '../engine/ports.ts';

/** Every notifier; a new one is one file and one line here. */
export function nodeNotifiers(deps: {
  clock: Clock;
  send: Send;
  transports: readonly DesktopTransport[];
}): NotifierRegistry {
  return {
    desktop: createDesktopNotifier(deps.transports),
    webhook: createJsonNotifier(webhookFormat, deps),
    slack: createJsonNotifier(slackFormat, deps),
    discord: createJsonNotifier(discordFormat, deps),
    email: emailNotifier,
    command: createCommandNotifier(deps),
  };
}
