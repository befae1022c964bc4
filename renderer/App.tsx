import { BrowserRouter, useLocation } from 'react-router';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { POPOVER_PATH } from './features/paths.ts';
import { PopoverPage } from './features/popover/PopoverPage.tsx';
import { AppShell } from './features/shell/AppShell.tsx';
import { useDesktopNavigation } from './features/shell/use-desktop-navigation.ts';
import { I18nProvider } from './i18n/i18n.tsx';
import { ServicesProvider, type Services } from './state/services.tsx';

export function App({ services }: { services: Services }) {
  return (
    <ServicesProvider services={services}>
      <I18nProvider>
        <ErrorBoundary level="application">
          <BrowserRouter>
            <Frame />
          </BrowserRouter>
        </ErrorBoundary>
      </I18nProvider>
    </ServicesProvider>
  );
}

/** The popover of the tray stands alone; every other page stands in the shell. */
function Frame() {
  useDesktopNavigation();
  return useLocation().pathname === POPOVER_PATH ? <PopoverPage /> : <AppShell />;
}
