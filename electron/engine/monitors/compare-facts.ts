import type { CompareFacts } from './intake.ts';
import { noticeChange } from './restarts.ts';

/** What a change between two looks at a service means for its monitor, in words for the history. */
export const compareFacts: CompareFacts = (before, after) => {
  const { restart, deploy } = noticeChange(before, after);
  return {
    restarted: restart !== null,
    events: [
      ...(restart === null ? [] : [{ kind: 'restart' as const, text: 'restarted' }]),
      ...(deploy === null
        ? []
        : [{ kind: 'version' as const, text: `version ${deploy.from} → ${deploy.to}` }]),
    ],
  };
};
