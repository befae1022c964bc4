import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../state/services.tsx';

/** Follows the desktop to the page it wants shown, as after a click in the tray's menu or on a link. */
export function useDesktopNavigation(): void {
  const api = useApi();
  const navigate = useNavigate();
  useEffect(() => api.onNavigate((path) => void navigate(path)), [api, navigate]);
}
