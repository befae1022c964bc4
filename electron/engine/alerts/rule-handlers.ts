import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { RuleFile } from '../config/edit/edit-rule.ts';
import { conditionInWords } from './condition-words.ts';
import { replayHandler, type ReplayHandlerDeps } from './replay/replay-handler.ts';

export interface RuleHandlerDeps extends ReplayHandlerDeps {
  /** Null where the configuration is not the user's own. */
  rules: RuleFile | null;
  /** Applies what was written. */
  reload: () => Promise<unknown>;
}

type RuleHandlers = Pick<Handlers, 'checkRule' | 'replayRule' | 'ruleText' | 'saveRule' | 'removeRule'>;

/** Alert rules of the configuration file, as they are written. */
export function ruleHandlers({ rules, reload, ...deps }: RuleHandlerDeps): RuleHandlers {
  function own(): RuleFile {
    if (rules) return rules;
    throw new ContractFailure(
      'not-available',
      'The demo has no rules to change; add a monitor of your own first.',
    );
  }

  return {
    async checkRule({ text }) {
      const placed = await own().place(text);
      if (!placed.ok) return { problems: placed.problems, id: null, condition: null };
      const rule = placed.config.alerts.find(({ id }) => id === placed.id || id.startsWith(`${placed.id}/`));
      return { problems: [], id: placed.id, condition: rule ? conditionInWords(rule.when) : null };
    },

    replayRule: replayHandler(deps, own),

    async ruleText({ id }) {
      return { text: (await rules?.text(id))?.text ?? null };
    },

    async saveRule({ text }) {
      const placed = await own().place(text);
      if (!placed.ok) return { file: '', problems: placed.problems };
      own().write(placed.file, placed.text);
      await reload();
      return { file: placed.file, problems: [] };
    },

    async removeRule({ id }) {
      const left = await own().without(id);
      if (!left) {
        throw new ContractFailure(
          'unknown-rule',
          `There is no rule "${id}" that stands line by line in the configuration.`,
        );
      }
      const [problem] = left.problems;
      if (problem !== undefined)
        throw new ContractFailure('invalid-config', `The configuration was left as it is. ${problem}`);
      own().write(left.file, left.text);
      await reload();
      return { file: left.file };
    },
  };
}
