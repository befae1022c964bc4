import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { RuleFile } from '../config/edit/edit-rule.ts';
import { refuseInDemo } from '../config/edit/refuse-in-demo.ts';
import { rulesOfEntry } from '../config/rules-of-entry.ts';
import { conditionInWords } from './condition-words.ts';
import { replayHandler, type ReplayHandlerDeps } from './replay/replay-handler.ts';

export interface RuleHandlerDeps extends ReplayHandlerDeps {
  rules: RuleFile;
  /** Whether the rules are the demo's: they can be tried, not changed. */
  isDemo: boolean;
  /** Applies what was written. */
  reload: () => Promise<unknown>;
}

type RuleHandlers = Pick<Handlers, 'checkRule' | 'replayRule' | 'ruleText' | 'saveRule' | 'removeRule'>;

/** Alert rules of the configuration file, as they are written. */
export function ruleHandlers({ rules, isDemo, reload, ...deps }: RuleHandlerDeps): RuleHandlers {
  return {
    async checkRule({ text }) {
      const placed = await rules.place(text);
      if (!placed.ok) return { problems: placed.problems, id: null, condition: null };
      const [rule] = rulesOfEntry(placed.config.alerts, placed.id);
      return { problems: [], id: placed.id, condition: rule ? conditionInWords(rule.when) : null };
    },

    replayRule: replayHandler(deps, rules),

    async ruleText({ id }) {
      return { text: (await rules.text(id))?.text ?? null };
    },

    async saveRule({ text }) {
      refuseInDemo(isDemo, 'rules');
      const placed = await rules.place(text);
      if (!placed.ok) return { file: '', problems: placed.problems };
      rules.write(placed.file, placed.text);
      await reload();
      return { file: placed.file, problems: [] };
    },

    async removeRule({ id }) {
      refuseInDemo(isDemo, 'rules');
      const left = await rules.without(id);
      if (!left) {
        throw new ContractFailure(
          'unknown-rule',
          `There is no rule "${id}" that stands line by line in the configuration.`,
        );
      }
      const [problem] = left.problems;
      if (problem !== undefined)
        throw new ContractFailure('invalid-config', `The configuration was left as it is. ${problem}`);
      rules.write(left.file, left.text);
      await reload();
      return { file: left.file };
    },
  };
}
