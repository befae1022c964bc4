import type { ComponentType } from 'react';
import { AuditTab } from './audit/AuditTab.tsx';
import { NoiseTab } from './noise/NoiseTab.tsx';
import { NowTab } from './now/NowTab.tsx';
import { RulesTab } from './rules/RulesTab.tsx';
import { SilencesTab } from './silences/SilencesTab.tsx';
import { WhyTab } from './why/WhyTab.tsx';

export const TAB_NAMES = ['rules', 'now', 'why', 'silences', 'noise', 'audit'] as const;
export type TabName = (typeof TAB_NAMES)[number];

/** What each tab of the Alerts page shows. */
export const TABS: Record<TabName, ComponentType> = {
  rules: RulesTab,
  now: NowTab,
  why: WhyTab,
  silences: SilencesTab,
  noise: NoiseTab,
  audit: AuditTab,
};

/** The address of a tab; the first is the page itself. */
export function tabPath(name: TabName): string {
  return name === 'rules' ? '/alerts' : `/alerts/${name}`;
}
