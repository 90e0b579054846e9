import type { ComponentChildren } from 'preact';

export interface WayProps {
  readonly testid: string;
  readonly picture: ComponentChildren;
  readonly title: string;
  readonly text: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

/** One of several ways to do something, with its picture: a large button. They stand in an element of the class `ways`. */
export function Way({ testid, picture, title, text, disabled = false, onPress }: WayProps) {
  return (
    <button type="button" class="way" data-testid={testid} disabled={disabled} onClick={onPress}>
      {picture}
      <span class="way-words">
        <strong>{title}</strong>
        <span>{text}</span>
      </span>
    </button>
  );
}
