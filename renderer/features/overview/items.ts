import type { OverviewRow } from '../../../shared/contract/schemas.ts';
import { causeOf, type Cause } from '../../../shared/domain/cause.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf, tally, type Tally } from '../../../shared/domain/shape-of.ts';
import type { ShapeName } from '../../../shared/domain/state-shapes.ts';

export interface GroupItem {
  kind: 'group';
  key: string;
  /** Null for the monitors without a group. */
  name: string | null;
  tally: Tally;
  /** Mean uptime of its monitors, 0 to 1, or null when nothing is known. */
  uptime: number | null;
}

export interface RowItem {
  kind: 'row';
  key: string;
  monitor: MonitorStatus;
  cause: Cause | null;
  /** The last of its group. */
  last: boolean;
}

export type Item = GroupItem | RowItem;

const RANK: Record<ShapeName, number> = { unhealthy: 0, degraded: 1, unknown: 2, healthy: 3, paused: 4 };

function rank(monitor: MonitorStatus): number {
  return RANK[shapeOf(monitor)];
}

/**
 * The list of the overview: groups with problems before others, problems first in their group, otherwise in the
 * order of the configuration; monitors without a group come after the groups they are as well as.
 */
export function overviewItems(
  monitors: Iterable<MonitorStatus>,
  byId: ReadonlyMap<string, MonitorStatus>,
  overview: ReadonlyMap<string, OverviewRow>,
): Item[] {
  const groups = new Map<string | null, MonitorStatus[]>();
  for (const monitor of monitors) {
    const members = groups.get(monitor.group);
    if (members) members.push(monitor);
    else groups.set(monitor.group, [monitor]);
  }
  const sorted = [...groups].toSorted(
    ([nameA, a], [nameB, b]) => worst(a) - worst(b) || Number(nameA === null) - Number(nameB === null),
  );
  const items: Item[] = [];
  for (const [name, members] of sorted) {
    items.push({
      kind: 'group',
      key: `group:${name ?? ''}`,
      name,
      tally: tally(members),
      uptime: meanUptime(members, overview),
    });
    const rows = members.toSorted((a, b) => rank(a) - rank(b));
    rows.forEach((monitor, position) => {
      const last = position === rows.length - 1;
      items.push({ kind: 'row', key: monitor.id, monitor, cause: causeOf(monitor, byId), last });
    });
  }
  return items;
}

function worst(members: readonly MonitorStatus[]): number {
  // Only problems lift a group; unknown and paused ones leave it where it stands.
  const best = Math.min(...members.map(rank));
  return best <= RANK.degraded ? best : RANK.unknown;
}

function meanUptime(
  members: readonly MonitorStatus[],
  overview: ReadonlyMap<string, OverviewRow>,
): number | null {
  const known = members.map(({ id }) => overview.get(id)?.uptime ?? null).filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/** The monitor that deserves the chart beside the list: the first row, which is the worst. */
export function firstMonitorId(items: readonly Item[]): string | null {
  return items.find((item) => item.kind === 'row')?.monitor.id ?? null;
}
