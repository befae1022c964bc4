import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { useElementWidth } from '../../lib/use-element-width.ts';
import { useOffsetTop } from '../../lib/use-offset-top.ts';
import { useLive, usePreferences } from '../../state/services.tsx';
import { GroupHead } from './GroupHead.tsx';
import type { Item } from './items.ts';
import { MonitorRow } from './MonitorRow.tsx';
import { useRowKeys } from './use-row-keys.ts';

interface Props {
  items: readonly Item[];
  scroller: RefObject<HTMLElement | null>;
  selectedId: string | null;
  onSelect: (id: string) => void;
}

/** Heights in pixels; the style sheet uses the same. */
const ROW = { comfortable: 58, compact: 46 };
const GROUP_HEAD = 40;
const GROUP_GAP = 16;
/** Below this width of the list the strip's bars are a pixel narrower. */
const WIDE = 780;

/** All rows as one virtual list: only what is in sight exists. */
export function MonitorList({ items, scroller, selectedId, onSelect }: Props) {
  const { t } = useI18n();
  const [{ density }] = usePreferences();
  const overview = useLive((live) => live.overview);
  const list = useRef<HTMLDivElement>(null);
  const width = useElementWidth(list);
  const top = useOffsetTop(list, scroller);

  // Heights depend on what stands where, not on what it says.
  const shape = items.map(({ kind }) => (kind === 'group' ? 'g' : 'r')).join('');
  const keyAt = useCallback((index: number) => items[index]?.key ?? index, [items]);

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      if (items[index]?.kind === 'row') return ROW[density];
      return GROUP_HEAD + (index === 0 ? 0 : GROUP_GAP);
    },
    getItemKey: keyAt,
    overscan: 8,
    scrollMargin: top,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, density, shape]);
  useRowKeys(items, list, (index) => virtual.scrollToIndex(index, { align: 'auto' }));

  return (
    <div
      ref={list}
      className="monitor-list"
      role="list"
      aria-label={t.overview.list}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, start, size, key }) => {
        const item = items[index];
        if (!item) return null;
        return (
          <div
            key={key}
            className={classNames('slot', item.kind === 'group' && index > 0 && 'has-gap')}
            style={{ height: size, transform: `translateY(${start - top}px)` }}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={index + 1}
          >
            {item.kind === 'group' ? (
              <GroupHead group={item} />
            ) : (
              <MonitorRow
                monitor={item.monitor}
                cause={item.cause}
                last={item.last}
                facts={overview.get(item.monitor.id)}
                selected={item.monitor.id === selectedId}
                pitch={width >= WIDE ? 5 : 4}
                onSelect={onSelect}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
