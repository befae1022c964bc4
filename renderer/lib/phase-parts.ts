import type { Phases } from '../../shared/domain/check-result.ts';

/** In the order in which they happen. */
export const PHASES = ['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs', 'bodyMs'] as const;
export type Phase = (typeof PHASES)[number];

/** The phases that happened, with their share of the whole (0 to 1). */
export function phaseParts(phases: Phases | null): { phase: Phase; ms: number; share: number }[] {
  if (!phases) return [];
  const total = PHASES.reduce((sum, phase) => sum + (phases[phase] ?? 0), 0);
  return PHASES.flatMap((phase) => {
    const ms = phases[phase];
    return ms === undefined ? [] : [{ phase, ms, share: total > 0 ? ms / total : 0 }];
  });
}
