import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import type { Config } from '../../../shared/config/model.ts';
import { replayRules } from '../../engine/alerts/replay/replay-rules.ts';
import { didYouMean } from '../../engine/config/locate.ts';
import { rulesOfEntry } from '../../engine/config/rules-of-entry.ts';
import type { Action } from '../command.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { readConfig } from '../load.ts';
import { localChecks } from '../local-checks.ts';
import { replayDocument, replayLines } from '../replay-text.ts';
import { whileHistoryIsOpen } from '../with-history.ts';
import { whileLogsAreOpen } from '../with-logs.ts';

interface ReplayOptions {
  rule?: string;
  since: number;
}

/** Of a monitor where there is no history yet. */
const NOTHING = { firings: [], saved: null, rawFrom: null, recordedFrom: null, resultsFrom: null };

/** `alerts replay`: reads the databases of a running or a stopped instance, a piece at a time. */
export const alertsReplay: Action<ReplayOptions> = async (context, { rule, since: back }) => {
  const { config } = await readConfig(context);
  const rules = chooseRules(config, rule);
  const until = context.clock.now();
  const since = until - back;
  const replayed = await whileHistoryIsOpen(context, (history) =>
    whileLogsAreOpen(context, (logs) =>
      replayRules(
        { config, rules, since, until },
        {
          history: (params) => history?.query('replay', params) ?? NOTHING,
          logs: (params) => logs.query('replayLogs', params),
          isOver: () => false,
          isLocal: localChecks(),
        },
      ),
    ),
  );
  const span = { since, until };
  context.output.document(replayDocument(replayed, span));
  for (const line of replayLines(context.output, replayed, { ...span, all: rule !== undefined })) {
    context.output.line(line);
  }
  return EXIT.ok;
};

/**
 * The rule that `--rule` names, two where it burns; all of them where it names none.
 * @throws CliFailure for an id that the configuration does not have
 */
function chooseRules({ alerts }: Config, id: string | undefined): AlertRule[] {
  if (id === undefined) return alerts;
  const chosen = rulesOfEntry(alerts, id);
  if (chosen.length > 0) return chosen;
  const known = alerts.map((rule) => rule.id);
  const meant = didYouMean(id, known);
  const remedy = meant === null ? `there are ${known.join(', ')}` : `did you mean "${meant}"?`;
  throw new CliFailure('unknown-rule', `There is no rule "${id}"; ${remedy}`);
}
