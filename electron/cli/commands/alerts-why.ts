import type { LedgerRow } from '../../../shared/contract/alert-schemas.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Action } from '../command.ts';
import { findInstance } from '../connect.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { plain } from '../output.ts';
import { withHistory } from '../with-history.ts';

const ROWS = 50;

/** `alerts why SUBJECT`: of the running instance the present state as well, of a stopped one what was decided. */
export const alertsWhy: Action<object> = async (context, _options, subject = '') => {
  const { output } = context;
  const connection = await findInstance(context);
  let told: CallOutput<'why'>;
  try {
    told = connection
      ? await connection.client.call('why', { subject })
      : withHistory(context, (history) => {
          const rows =
            history?.query('ledger', { subject, rule: null, limit: ROWS, before: null }).rows ?? [];
          return { known: rows.length > 0, lines: [], rows };
        });
  } finally {
    connection?.client.close();
  }
  if (!told.known) {
    throw new CliFailure(
      'unknown-subject',
      `Nothing is known of "${subject}"; a subject is a monitor's id or log:SOURCE.`,
    );
  }
  output.document({ subject, now: told.lines, decisions: told.rows.map(asDocument) });
  for (const { rule, text } of told.lines) output.line(`${plain(rule)}: ${plain(text)}`);
  if (!connection) output.line('Watchpost does not run; this is what it decided last.');
  for (const row of told.rows) output.line(`  ${sentence(row)}`);
  return EXIT.ok;
};

function asDocument({ at, rule, decision, by, text }: LedgerRow) {
  return { at: new Date(at).toISOString(), rule, decision, by, text };
}

function sentence({ at, rule, decision, by, text }: LedgerRow): string {
  const who = by === null ? '' : ` by ${plain(by)}`;
  return `${new Date(at).toISOString()}  ${rule === null ? '' : `${plain(rule)} `}${plain(decision)}${who}: ${plain(text)}`;
}
