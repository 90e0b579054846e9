import type { ComponentChildren } from 'preact';
import type { Intent } from '../../session/contract/intents.ts';
import { isConfirming } from '../touch/irreversible-intents.ts';
import { useView } from '../view.ts';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  /** `primary` at most once a screen: the way on. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly iconEnd?: IconName;
  readonly mirrored?: boolean;
  readonly label?: string;
  readonly testid: string;
  readonly onPress: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Stands apart from the way on: the way for those who cannot take it. */
  readonly aside?: boolean;
  /** Cannot be taken back: has to be in sight longer before it takes a touch. */
  readonly confirms?: boolean;
  readonly children: ComponentChildren;
}

/** @param props.label what a screen reader says, where the visible text is too short; it must contain that text */
export function Button(props: ButtonProps) {
  const { kind = 'secondary', icon, iconEnd, mirrored = false, disabled = false } = props;
  return (
    <button
      type="button"
      class={props.aside ? `button button-${kind} button-aside` : `button button-${kind}`}
      data-testid={props.testid}
      aria-label={props.label}
      aria-pressed={props.pressed}
      data-confirms={props.confirms ? '' : undefined}
      disabled={disabled}
      onClick={props.onPress}
    >
      {icon && <Icon name={icon} mirrored={mirrored} />}
      <span class="button-text">{props.children}</span>
      {iconEnd && <Icon name={iconEnd} mirrored={mirrored} />}
    </button>
  );
}

export type IntentButtonProps = Omit<ButtonProps, 'onPress' | 'testid'> & {
  readonly intent: Intent;
  /** Tells buttons of the same intent apart: `intent-<name>-<variant>`. */
  readonly variant?: string;
};

export function IntentButton({ intent, variant, ...props }: IntentButtonProps) {
  const { send } = useView();
  const testid = variant === undefined ? `intent-${intent.name}` : `intent-${intent.name}-${variant}`;
  return <Button {...props} testid={testid} confirms={isConfirming(intent.name)} onPress={() => send(intent)} />;
}
