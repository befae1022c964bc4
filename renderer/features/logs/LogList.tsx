import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { Icon } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { usePreferences, useServices } from '../../state/services.tsx';
import { LogListEmpty } from './LogListEmpty.tsx';
import { LogListHead } from './LogListHead.tsx';
import { LogRowView } from './LogRowView.tsx';
import type { LogList as List, LogListState } from './log-list.ts';
import { findRow, rowAt, totalRows } from './log-pages.ts';
import { boundsOf } from '../../lib/time-range.ts';
import { followsClock, type LogView } from './log-view.ts';
import { useFollowing } from './use-following.ts';
import { useLogKeys } from './use-log-keys.ts';

interface Props {
  view: LogView;
  list: List;
  state: LogListState;
  nameOf: (source: string) => string;
  onChange: (view: LogView) => void;
  onOpen: (seq: number | null) => void;
}

/** Heights in pixels; the style sheet uses the same. */
const ROW = { comfortable: 26, compact: 22 };
const DAY = 86_400_000;

/** Records as one virtual list, newest first: only what is in sight exists, and only pages near it are in memory. */
export function LogList({ view, list, state, nameOf, onChange, onOpen }: Props) {
  const { t, f } = useI18n();
  const { ticker } = useServices();
  const [{ density }] = usePreferences();
  const scroller = useRef<HTMLDivElement>(null);
  const { pages, pending, problem, partial } = state;
  const rows = totalRows(pages);
  const count = partial.length + rows;
  const live = followsClock(view);
  const following = useFollowing(scroller, list, live);

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW[density],
    overscan: 12,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, density]);

  const items = virtual.getVirtualItems();
  const first = (items[0]?.index ?? 0) - partial.length;
  const last = (items.at(-1)?.index ?? 0) - partial.length;
  useEffect(() => list.look(Math.max(0, first), Math.max(0, last)), [list, first, last, pages, pending]);

  // Another question begins at its newest record, or where its instant is.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [list]);
  // A view about an instant opens there, once.
  const sought = useRef<List | null>(null);
  const marker = view.at === null || pending ? -1 : findRow(pages, ({ kind }) => kind === 'marker');
  useEffect(() => {
    if (marker < 0 || sought.current === list) return;
    sought.current = list;
    virtual.scrollToIndex(marker, { align: 'center' });
  }, [marker, list, virtual]);

  useLogKeys({
    pages,
    scroller,
    offset: partial.length,
    selected: view.record,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    onOpen,
  });

  const { from, to } = boundsOf(view.range, ticker.now());
  const withDay = new Date(from).toDateString() !== new Date(to).toDateString() || to - from > DAY;
  const empty = rows === 0 && partial.length === 0;
  const stale = pending || problem?.code === 'invalid-search';

  return (
    <section className="panel log-panel" aria-label={t.logs.list}>
      <LogListHead
        view={view}
        shown={rows - (marker < 0 ? 0 : 1)}
        more={pages.at(-1)?.next !== null && pages.length > 0}
        following={live ? following.on : null}
        onFollow={following.toggle}
        onChange={onChange}
      />
      <div className="log-frame">
        <div
          ref={scroller}
          className={classNames('log-scroller', withDay && 'has-days', stale && !empty && 'is-pending')}
          data-log-list
          aria-busy={pending}
        >
          {empty && pending ? <LoadingRows /> : null}
          {empty && !pending ? (
            <LogListEmpty view={view} problem={problem} onChange={onChange} onRetry={list.reload} />
          ) : null}
          <div
            className="log-list"
            role="list"
            aria-label={t.logs.list}
            style={{ height: virtual.getTotalSize() }}
          >
            {items.map(({ index, start, size, key }) => {
              const row =
                index < partial.length ? partial[index] : (rowAt(pages, index - partial.length) ?? null);
              return (
                <div
                  key={key}
                  className="log-slot"
                  role="listitem"
                  style={{ height: size, transform: `translateY(${start}px)` }}
                >
                  {row === undefined ? null : (
                    <LogRowView
                      row={row !== null && 'kind' in row ? row : row && { kind: 'record', record: row }}
                      withDay={withDay}
                      nameOf={nameOf}
                      selected={view.record}
                      onOpen={onOpen}
                      onReload={list.reload}
                    />
                  )}
                </div>
              );
            })}
          </div>
          {!empty && pages.at(-1)?.next === null ? (
            <p className="log-end">{t.logs.begin(f.dateTime(from))}</p>
          ) : null}
        </div>
        {state.waiting > 0 ? (
          <button type="button" className="new-pill" onClick={following.resume}>
            <Icon name="follow" size={12} />
            {t.logs.newOnes(state.waiting)}
          </button>
        ) : null}
      </div>
    </section>
  );
}

function LoadingRows() {
  return (
    <div className="log-loading" aria-hidden="true">
      {[62, 48, 71, 55, 40, 66, 58, 45, 69, 52].map((width) => (
        <Skeleton key={width} height={10} width={`${width}%`} />
      ))}
    </div>
  );
}
