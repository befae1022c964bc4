import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  icon: IconName;
  title: string;
  text: string;
  children?: ReactNode;
  small?: boolean;
}

/** Says what would be here and how it comes to be. */
export function EmptyState({ icon, title, text, children, small = false }: Props) {
  return (
    <div className={small ? 'empty is-small' : 'empty'}>
      <span className="empty-icon">
        <Icon name={icon} size={small ? 16 : 20} />
      </span>
      <p className="empty-title">{title}</p>
      <p className="empty-text">{text}</p>
      {children ? <div className="empty-actions">{children}</div> : null}
    </div>
  );
}
