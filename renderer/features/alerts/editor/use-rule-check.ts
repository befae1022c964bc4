import { useEffect, useMemo, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract/contract.ts';
import { useServices } from '../../../state/services.tsx';
import { useQuery } from '../../../state/use-query.ts';

/** Long enough not to judge half a word. */
const SETTLE_MS = 300;
const DAYS_30 = 30 * 86_400_000;

export interface RuleCheck {
  /** What the engine says of the text; null before it has said anything. */
  checked: CallOutput<'checkRule'> | null;
  /** What the rule would have done in the last thirty days; of an earlier text while `replaying`. */
  replay: CallOutput<'replayRule'> | null;
  /** The same for the rule as it is saved, while the text differs from it. */
  savedReplay: CallOutput<'replayRule'> | null;
  checking: boolean;
  replaying: boolean;
  /** Why the engine could not answer. */
  error: string | null;
  since: number;
}

/** Checks a rule while it is written, and replays it once it is sound. */
export function useRuleCheck(text: string, saved: string | null): RuleCheck {
  const { ticker } = useServices();
  const [since] = useState(() => ticker.now() - DAYS_30);
  const settled = useSettled(text, SETTLE_MS);
  const filled = settled.trim() === '' ? null : settled;
  const checkInput = useMemo(() => (filled === null ? null : { text: filled }), [filled]);
  const check = useQuery('checkRule', checkInput);
  const sound = !check.pending && check.data?.problems.length === 0 ? filled : null;
  const replayInput = useMemo(() => (sound === null ? null : { text: sound, since }), [sound, since]);
  const replay = useQuery('replayRule', replayInput);
  const compared = saved !== null && sound !== null && sound.trim() !== saved.trim() ? saved : null;
  const savedInput = useMemo(() => (compared === null ? null : { text: compared, since }), [compared, since]);
  const before = useQuery('replayRule', savedInput);
  return {
    checked: check.data,
    replay: replay.data,
    savedReplay: compared === null || before.pending ? null : before.data,
    checking: settled !== text || (check.pending && check.error === null && filled !== null),
    replaying: replay.pending,
    error: check.error ?? replay.error,
    since,
  };
}

/** A value that follows another once that has not changed for a while. */
function useSettled(value: string, delayMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
