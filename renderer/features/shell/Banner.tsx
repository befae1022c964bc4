import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../components/Icon.tsx';

interface BannerProps {
  tone: 'info' | 'warning' | 'critical';
  icon: IconName;
  action?: ReactNode;
  children: ReactNode;
}

/** One line across the top of the window; critical ones are announced at once. */
export function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <div className={`banner is-${tone}`} role={tone === 'critical' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div className="banner-words">{children}</div>
      {action}
    </div>
  );
}
