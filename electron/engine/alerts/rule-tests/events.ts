import type { CoreInput } from '../core/inputs.ts';
import type { TestEvent } from './model.ts';

/** What the beginning or the end of an event tells the core. */
export function eventInputs(event: TestEvent, begins: boolean, at: number): CoreInput[] {
  switch (event.do) {
    case 'suspend':
      return [{ type: 'blind', cause: 'asleep', on: begins }];
    case 'offline':
      return [{ type: 'blind', cause: 'offline', on: begins }];
    case 'restart':
      return [{ type: 'blind', cause: 'down', on: begins }];
    case 'idle':
      return [{ type: 'presence', idleSince: begins ? at : null, locked: false }];
    case 'locked':
      return [{ type: 'presence', idleSince: null, locked: begins }];
    case 'ack':
      return [{ type: 'ack', subject: event.subject, by: 'test', text: '' }];
    case 'silence': {
      if (!begins) return [];
      const until = event.until === null ? null : at - event.at + event.until;
      const { id, match, reason } = event;
      return [{ type: 'silence', silence: { id, match, from: at, until, reason, by: 'test' } }];
    }
    case 'clock':
      return [{ type: 'clock', by: event.by }];
    case 'mark':
      return [{ type: 'mark', text: event.text }];
    case 'notifier_fails':
      return [];
  }
}
