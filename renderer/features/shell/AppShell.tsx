import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { matchPath, Route, Routes, useLocation } from 'react-router';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive } from '../../state/services.tsx';
import { AlertDialogsProvider } from '../alerts/dialogs/AlertDialogsProvider.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { CommandPalette } from '../palette/CommandPalette.tsx';
import { HelpDialog } from '../palette/HelpDialog.tsx';
import { pages } from '../pages.ts';
import { Announcer } from './Announcer.tsx';
import { Banners } from './Banners.tsx';
import { DigestCard } from './DigestCard.tsx';
import { ScrollerContext } from './scroller.ts';
import { Sidebar } from './Sidebar.tsx';
import { Toasts } from './Toasts.tsx';
import { Tooltip } from './Tooltip.tsx';
import { UnshownPopups } from './UnshownPopups.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Everything around the pages. */
export function AppShell() {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const stale = useLive((live) => live.connection === 'lost');
  const show = useMemo(() => ({ palette: () => setOpen('palette'), help: () => setOpen('help') }), []);
  useShortcuts(show);

  useEffect(() => {
    const page = pages.find(({ path }) => matchPath(path, pathname));
    document.title = `${page ? page.title(t) : t.pages.notFound} · Watchpost`;
    main.current?.scrollTo(0, 0);
  }, [pathname, t]);

  return (
    <ScrollerContext value={main}>
      <AlertDialogsProvider>
        <a className="skip-link" href="#content">
          {t.shell.skip}
        </a>
        <div className="shell">
          <Sidebar onPalette={show.palette} onHelp={show.help} />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- target of the skip link, and scrollable */}
          <div className={stale ? 'stage is-stale' : 'stage'}>
            <Banners />
            <main id="content" className="main" ref={main} tabIndex={-1}>
              <div className="content">
                <ErrorBoundary level="component">
                  <DigestCard />
                </ErrorBoundary>
                <ErrorBoundary level="page" resetKey={pathname}>
                  <Suspense fallback={<PageOnItsWay />}>
                    <Routes>
                      {pages.map(({ path, element: Element }) => (
                        <Route key={path} path={path} element={<Element />} />
                      ))}
                      <Route path="*" element={<NotFoundPage />} />
                    </Routes>
                  </Suspense>
                </ErrorBoundary>
              </div>
            </main>
          </div>
        </div>
        <CommandPalette open={open === 'palette'} onClose={() => setOpen(null)} />
        <HelpDialog open={open === 'help'} onClose={() => setOpen(null)} />
        <Announcer />
        <Toasts />
        <UnshownPopups />
        <Tooltip />
      </AlertDialogsProvider>
    </ScrollerContext>
  );
}

/** The place of a page whose code is being loaded. */
function PageOnItsWay() {
  const { t } = useI18n();
  return (
    <div aria-busy="true">
      <h1 className="visually-hidden">{t.common.loading}</h1>
      <Skeleton height={320} />
    </div>
  );
}
