import type { State } from '../../../shared/domain/state.ts';

/** What a word of health says. */
export interface Word {
  state: State;
  /** A passing condition (starting, in maintenance, read-only): degraded with an expected answer only. */
  transitional: boolean;
  /** Switched off or left out on purpose, which outranks every other mark of the same part. */
  skipped: boolean;
  /** True for the families that are known everywhere; the rest count only where a state is expected. */
  common: boolean;
}

type Family = Pick<Word, 'state'> & Partial<Word> & { words: string };

const FAMILIES: readonly Family[] = [
  {
    state: 'healthy',
    common: true,
    words:
      'ok up pass passing healthy available green ready alive operational none connected online reachable running ' +
      'working passed success serving',
  },
  {
    state: 'degraded',
    common: true,
    words:
      'warn warning degraded yellow minor partial_outage under_maintenance slow degraded_performance partially_available',
  },
  {
    state: 'unhealthy',
    common: true,
    words:
      'down fail failing failed error critical unhealthy red major out_of_service crashed unavailable disconnected ' +
      'offline unreachable failure timeout timed_out not_serving shutting_down',
  },
  { state: 'healthy', words: 'good fine live normal active started succeeded successful pong' },
  { state: 'degraded', words: 'partial partially_degraded impaired limited unstable' },
  {
    state: 'unhealthy',
    words:
      'not_ready unready not_healthy not_ok nok ko bad dead broken stopped stopping fatal major_outage service_unavailable ' +
      'not_available not_connected not_running not_reachable circuit_open',
  },
  { state: 'degraded', words: 'circuit_half_open' },
  {
    state: 'degraded',
    transitional: true,
    words:
      'starting starting_up restarting initializing initialising booting bootstrapping warming_up loading upgrading migrating ' +
      'needs_migration migration_needed migration_required migration_pending pending_migration db_migration_needed ' +
      'db_migration_running maintenance in_maintenance maintenance_mode read_only',
  },
  { state: 'unknown', words: 'unknown' },
  {
    state: 'unknown',
    skipped: true,
    words:
      'skip skipped disabled ignored not_configured unconfigured not_applicable n/a na not_checked unchecked',
  },
];

/** Words are compared without the separators that spellings differ in. */
function fold(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

const WORDS: ReadonlyMap<string, Word> = new Map(
  FAMILIES.flatMap(({ words, state, transitional = false, skipped = false, common = false }) =>
    words.split(' ').map((word): [string, Word] => [fold(word), { state, transitional, skipped, common }]),
  ),
);

const LONGEST_WORD = 40;

/** The meaning of a text that is wholly one word of health, or null. A word inside a message never counts. */
export function readWord(text: string): Word | null {
  return text.length > LONGEST_WORD ? null : (WORDS.get(fold(text)) ?? null);
}
