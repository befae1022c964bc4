/** What holds a notification back though it is due: quiet hours and nobody there. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import type { Severity } from '../../../../shared/domain/severity.ts';
import { wallTime, type World } from './world.ts';

export type Gate = 'quiet' | 'away';

/** Quiet hours that do not let this severity through. */
export function isQuiet(world: World, severity: Severity): boolean {
  const wall = wallTime(world);
  return world.settings.quietHours.some(({ pass, span }) => !pass.includes(severity) && span.isActive(wall));
}

/** Whether any quiet hours are on, whatever they let through. */
export function isQuietTime(world: World): boolean {
  const wall = wallTime(world);
  return world.settings.quietHours.some(({ span }) => span.isActive(wall));
}

/** When quiet hours begin or end next; null where there are none. */
export function nextQuietChange(world: World): number | null {
  const wall = wallTime(world);
  const changes = world.settings.quietHours
    .map(({ span }) => span.nextChange(wall))
    .filter((at) => at !== null);
  return changes.length === 0 ? null : Math.min(...changes) - world.state.clockOffset;
}

/** Nobody sits at the machine. */
export function isAway({ state, settings, at }: World): boolean {
  const { away } = settings.notify;
  const { idleSince, locked } = state.presence;
  return away !== null && (locked || (idleSince !== null && at - idleSince >= away.idleMs));
}

/** What holds this severity back on this channel, or null. */
export function gateFor(world: World, channel: ChannelConfig, severity: Severity): Gate | null {
  if (isQuiet(world, severity)) return 'quiet';
  const held = world.settings.notify.away?.hold.includes(severity) ?? false;
  return channel.kind === 'desktop' && held && isAway(world) ? 'away' : null;
}

/** The word for it in the ledger. */
export const GATE_NAME: Record<Gate, string> = { quiet: 'quiet_hours', away: 'away' };
