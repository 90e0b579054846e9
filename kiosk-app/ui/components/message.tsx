import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

const ICON: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'error',
};

export interface MessageProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** Interrupts a screen reader: for what the citizen has to act on. */
  readonly urgent?: boolean;
  readonly testid?: string;
}

/** A boxed message; the tone is told by icon and words, the colour only repeats it. */
export function Message({ tone, title, children, urgent = false, testid }: MessageProps) {
  return (
    <div class={`message message-${tone}`} role={urgent ? 'alert' : undefined} data-testid={testid}>
      <Icon name={ICON[tone]} />
      <div class="message-body">
        {title !== undefined && <p class="message-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
