import { BrowserRouter } from 'react-router';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { AppShell } from './features/shell/AppShell.tsx';
import { I18nProvider } from './i18n/i18n.tsx';
import { ServicesProvider, type Services } from './state/services.tsx';

export function App({ services }: { services: Services }) {
  return (
    <ServicesProvider services={services}>
      <I18nProvider>
        <ErrorBoundary level="application">
          <BrowserRouter>
            <AppShell />
          </BrowserRouter>
        </ErrorBoundary>
      </I18nProvider>
    </ServicesProvider>
  );
}
