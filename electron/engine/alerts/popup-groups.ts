import type { ChannelConfig, NotifyConfig } from '../../../shared/config/model.ts';
import {
  emptyGroup,
  groupDue,
  groupFiring,
  groupForget,
  groupResolved,
  nextGroupDue,
  type GroupMember,
  type GroupNotification,
  type GroupState,
} from './group.ts';

/** The groups of every channel: subjects of one monitor group share a popup. */
export class PopupGroups {
  #groups = new Map<string, GroupState>();
  #notify: Pick<NotifyConfig, 'groupWaitMs' | 'channels'> = { groupWaitMs: 0, channels: [] };

  configure(notify: Pick<NotifyConfig, 'groupWaitMs' | 'channels'>): void {
    this.#notify = notify;
  }

  restore(saved: Readonly<Record<string, GroupState>>): void {
    this.#groups = new Map(Object.entries(saved));
  }

  save(): Record<string, GroupState> {
    return Object.fromEntries(this.#groups);
  }

  firing(monitorGroup: string | null, member: GroupMember, at: number): void {
    this.#change(monitorGroup, (group) => groupFiring(group, member, at, this.#notify.groupWaitMs));
  }

  resolved(monitorGroup: string | null, subject: string, at: number): void {
    this.#change(monitorGroup, (group) => groupResolved(group, subject, at, this.#notify.groupWaitMs));
  }

  /** The subject may have been in any group: its configuration is gone. */
  forget(subject: string, at: number): void {
    for (const [id, group] of this.#groups) {
      this.#groups.set(id, groupForget(group, subject, at, this.#notify.groupWaitMs));
    }
  }

  /** What is to be said at `at`, by channel. Groups with nothing left to say are dropped. */
  due(at: number): { channel: ChannelConfig; said: GroupNotification }[] {
    const result: { channel: ChannelConfig; said: GroupNotification }[] = [];
    for (const [id, before] of this.#groups) {
      const { group, notifications } = groupDue(before, at);
      if (group.waiting.length === 0 && group.popups.length === 0) this.#groups.delete(id);
      else this.#groups.set(id, group);
      const channel = this.#notify.channels.find((candidate) => id.startsWith(`${candidate.id}\n`));
      if (!channel) continue;
      for (const said of notifications) {
        if (said.kind === 'problem' || channel.recovery) result.push({ channel, said });
      }
    }
    return result;
  }

  nextDue(): number | null {
    const times = [...this.#groups.values()].map(nextGroupDue).filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  #change(monitorGroup: string | null, change: (group: GroupState) => GroupState): void {
    for (const { id } of this.#notify.channels) {
      const key = `${id}\n${monitorGroup ?? ''}`;
      this.#groups.set(key, change(this.#groups.get(key) ?? emptyGroup));
    }
  }
}
