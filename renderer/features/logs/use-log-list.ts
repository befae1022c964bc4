import { useEffect, useMemo, useState } from 'react';
import { createStore, useStore } from '../../lib/store.ts';
import { useApi, useLive, useServices } from '../../state/services.tsx';
import { createLogList, NOTHING_LISTED, type LogList, type LogListState } from './log-list.ts';
import { filterOfView, followsClock, type LogView } from './log-view.ts';

/** The list of a view; another view or connection begins anew, and shows what was known until it is there. */
export function useLogList(view: LogView): { list: LogList; state: LogListState } {
  const api = useApi();
  const { ticker } = useServices();
  const connected = useLive((live) => live.connection === 'connected');
  const [shown] = useState(() => createStore<LogListState>(NOTHING_LISTED));
  // The inspector is part of the view and none of the question.
  const key = JSON.stringify({ ...view, record: null });
  const list = useMemo(() => {
    const asked = JSON.parse(key) as LogView;
    const question = { filter: filterOfView(asked, ticker.now()), at: asked.at, live: followsClock(asked) };
    return createLogList(api, question, shown.get());
  }, [api, ticker, key, shown]);
  const state = useStore(list.state, (all) => all);

  useEffect(() => shown.set(state), [shown, state]);
  useEffect(() => (connected ? list.start() : undefined), [list, connected]);
  return { list, state };
}
