import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Props extends Omit<ComponentProps<'button'>, 'type'> {
  look?: 'plain' | 'solid' | 'quiet';
  icon?: IconName;
  type?: 'button' | 'submit';
}

export function Button({ look = 'plain', icon, type = 'button', className, children, ...rest }: Props) {
  return (
    // oxlint-disable-next-line react/button-has-type -- the type above is one of the two literals
    <button type={type} className={classNames('button', `is-${look}`, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A square button that shows only an icon; its label is read out and shown as a tooltip. */
export function IconButton({
  icon,
  label,
  ...rest
}: Omit<Props, 'look' | 'children'> & { icon: IconName; label: string }) {
  return (
    <Button
      look="quiet"
      icon={icon}
      aria-label={label}
      data-tip={label}
      {...rest}
      className={classNames('icon-button', rest.className)}
    />
  );
}
