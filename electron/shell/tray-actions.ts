import { app, dialog } from 'electron';
import type { CallInput, CommandName } from '../../shared/contract/contract.ts';
import type { EngineLink } from './engine-link.ts';
import type { TrayAction } from './tray-view.ts';
import type { Windows } from './windows.ts';

/** Does what was clicked in the tray's menu. */
export function carryOut(action: TrayAction, engine: EngineLink, windows: Windows): void {
  /** A refusal is told as the desktop tells errors. */
  function tell<N extends CommandName>(name: N, input: CallInput<N>) {
    engine.command(name, input).catch((error: unknown) => {
      dialog.showErrorBox('Watchpost', error instanceof Error ? error.message : String(error));
    });
  }

  switch (action.type) {
    case 'open':
      windows.show(action.path);
      return;
    case 'check':
      tell('checkNow', { monitorIds: action.monitorIds });
      return;
    case 'pause':
      tell('pause', { monitorIds: action.monitorIds, forMs: action.forMs });
      return;
    case 'resume':
      tell('resume', { monitorIds: action.monitorIds });
      return;
    case 'ack':
      tell('ack', { subject: action.monitorId });
      return;
    case 'snooze':
      tell('addSilence', {
        match: { monitor: [action.monitorId] },
        until: Date.now() + action.forMs,
        reason: 'Snoozed from the tray',
      });
      return;
    case 'restart-engine':
      engine.host.retry();
      return;
    case 'quit':
      app.quit();
  }
}
