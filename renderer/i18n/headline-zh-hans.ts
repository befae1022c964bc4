import type { HeadlineWords } from '../../shared/domain/headline-words.ts';
import { longDuration, pointInTime } from '../../shared/domain/time-text.ts';

const STATES = { healthy: '健康', degraded: '降级', unhealthy: '故障' };

/** The sentence before the dashboard, in Simplified Chinese. */
export function chineseHeadline(locale: string): HeadlineWords {
  const list = (names: readonly string[], more: number) =>
    more > 0 ? `${names.join('、')} 等 ${names.length + more} 项` : names.join('、');
  const lasting = (duration: string | null) => (duration ? `，已持续 ${duration}` : '');

  return {
    time: (at, now) => pointInTime(at, now, locale),
    duration: (ms) => longDuration(ms, locale),
    configInvalid: { lead: '配置无效。', rest: '目前没有监控任何内容。' },
    configProblems: (n, place) => `共 ${n} 处问题，第一处在 ${place}。`,
    nothingConfigured: '尚未监控任何内容。',
    addOne: '添加一个地址，几秒内即可看到第一个结果。',
    allDisabled: '所有监控项均已停用。',
    enableOne: '在配置中启用一项即可恢复监控。',
    paused: (until) => (until ? `监控已暂停，至 ${until}。` : '监控已暂停。'),
    everyPaused: '所有监控项均已暂停。',
    lastKnown: ({ unhealthy, degraded, healthy }) => {
      const parts = [
        unhealthy > 0 ? `${unhealthy} 项故障` : '',
        degraded > 0 ? `${degraded} 项降级` : '',
        healthy > 0 ? `${healthy} 项健康` : '',
      ];
      return `最后已知：${parts.filter(Boolean).join('，')}。`;
    },
    offline: '本机已离线。',
    offlineSince: (since, n) => `自 ${since} 起。恢复联网前，${n} 项无法判断。`,
    offlineHarmless: (since) => `本机自 ${since} 起离线。`,
    down: (names, more) => `${list(names, more)} 出现故障。`,
    degraded: (names, more) => `${list(names, more)} 已降级。`,
    feel: (first, more) => (more > 0 ? `${first} 及另外 ${more} 项受影响。` : `${first} 受影响。`),
    waiting: '正在等待第一批结果。',
    waitingDetail: (n) => `${n} 项尚未检查。`,
    nothingKnown: '目前状态未知。',
    healthyAndUnknown: (healthy, unknown) => `${healthy} 项健康，${unknown} 项未知。`,
    allHealthy: (n, duration) => `全部 ${n} 项健康${lasting(duration)}。`,
    oneHealthy: (name, duration) => `${name} 健康${lasting(duration)}。`,
    othersHealthy: (n) => `其余 ${n} 项健康。`,
    moreDegraded: (n) => `另有 ${n} 项降级。`,
    unknownOnes: (n) => `${n} 项未知。`,
    pausedOnes: (n) => `${n} 项已暂停。`,
    since: (time, duration) => `自 ${time} 起，${duration}。`,
    firstSeenAs: '最初表现为',
    confirming: (name, towards, seen, needed) =>
      `${name} 可能${STATES[towards]}：${needed} 次检查中已有 ${seen} 次。`,
    demo: '这些是演示服务。',
  };
}
