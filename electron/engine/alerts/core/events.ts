/** Takes in what is neither a result nor a record: blindness, presence, what people do. */
import { acknowledge } from './incident-news.ts';
import { addEvent, closeOrphan, endAck, incidentResolved, openIncident } from './incidents.ts';
import { loseSight, runStopwatch, takeBlindness } from './intake.ts';
import type { CoreInput } from './inputs.ts';
import { takeSight } from './log-intake.ts';
import { forgetAlerts } from './popups.ts';
import { note, subjectState, type World } from './world.ts';

export function takeEvent(world: World, input: CoreInput): void {
  const { state } = world;
  switch (input.type) {
    case 'blind':
      takeBlindness(world, input.cause, input.zone, input.on);
      return;
    case 'source':
      takeSight(world, input.source, input.reads);
      return;
    case 'presence':
      state.presence = { idleSince: input.idleSince, locked: input.locked };
      return;
    case 'ack':
      acknowledge(world, input.subject, input.by, input.text);
      return;
    case 'orphan':
      closeOrphan(world, input.incident);
      return;
    case 'unack': {
      const incident = openIncident(world, input.subject);
      if (incident) endAck(world, incident, 'taken back');
      return;
    }
    case 'silence':
      state.silences = [
        ...state.silences.filter(
          ({ id, until }) => id !== input.silence.id && (until ?? Infinity) > world.at,
        ),
        input.silence,
      ];
      world.effects.dirty = true;
      return;
    case 'unsilence':
      state.silences = state.silences.filter(({ id }) => id !== input.id);
      world.effects.dirty = true;
      return;
    case 'clock':
      state.clockOffset += input.by;
      world.effects.dirty = true;
      return;
    case 'seen':
      for (const channel of state.channels.values()) {
        for (const popup of channel.popups) if (popup.id === input.notification) popup.unseen = false;
      }
      return;
    case 'close':
      closeSubject(world, input.subject, input.reason);
      return;
    case 'open': {
      const subject = subjectState(world, input.subject);
      subject.closed = false;
      subject.noData = { countedMs: 0, runningSince: null };
      runStopwatch(world, input.subject, subject);
      world.touched.add(input.subject);
      return;
    }
    case 'mark':
      for (const { subject, endedAt } of state.incidents.values()) {
        if (endedAt === null) addEvent(world, subject, 'mark', input.text);
      }
      return;
    default:
      return;
  }
}

/** Closes the alerts of a subject without a word to anybody; the ledger says why. */
export function closeSubject(world: World, id: string, reason: string): void {
  const subject = world.state.subjects.get(id);
  closeAlerts(world, (key) => key.endsWith(`\n${id}`), reason);
  if (!subject) return;
  subject.closed = true;
  loseSight(world, subject);
  subject.flapping = { ratio: false, incidents: false };
  subject.raw = '';
  subject.badSince = null;
  subject.waitAfter.clear();
  for (const other of world.state.subjects.values()) other.waitAfter.delete(id);
  runStopwatch(world, id, subject);
}

/** Ends alerts that can end no other way. */
export function closeAlerts(world: World, gone: (key: string) => boolean, reason: string): void {
  for (const key of [...world.state.dues.keys()].filter(gone)) world.state.dues.delete(key);
  const records = [...world.state.alerts].filter(([key]) => gone(key));
  for (const [key, record] of records) {
    world.state.alerts.delete(key);
    note(world, record, 'closed', '', reason);
  }
  forgetAlerts(world, gone);
  for (const [, record] of records) {
    if (record.alert.phase === 'firing') incidentResolved(world, record, `closed: ${reason}`);
  }
}
