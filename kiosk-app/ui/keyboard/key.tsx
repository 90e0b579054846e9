import { Icon, type IconName } from '../components/icon.tsx';
import { useView } from '../view.ts';
import type { KeyDefinition } from './layouts.ts';

const ICON: Readonly<Record<Exclude<KeyDefinition['kind'], 'char' | 'plane' | 'marks'>, IconName>> = {
  shift: 'shift',
  backspace: 'backspace',
  space: 'space',
  done: 'check',
  close: 'back',
  line: 'line',
};
/** Written on keys like the characters they lead to: samples, not words. The spoken name of the key has them too. */
const SAMPLE = { marks: 'áłø', letters: 'abc', signs: '&(%' } as const;

interface KeyProps {
  readonly definition: KeyDefinition;
  /** What stands on it; its own text if left out. */
  readonly text: string | undefined;
  /** Of a key that stays pressed. */
  readonly isPressed: boolean;
  /** The next plane is that of the letters. */
  readonly toLetters: boolean;
  readonly onDown: (key: Element) => void;
  readonly onPress: (event: MouseEvent) => void;
}

export function Key({ definition, text, isPressed, toLetters, onDown, onPress }: KeyProps) {
  const { words } = useView();
  const { kind } = definition;
  const shared = {
    type: 'button' as const,
    'data-testid': `key-${nameOf(definition)}`,
    'data-width': definition.width ?? 1,
    onPointerDown: (event: PointerEvent) => event.currentTarget instanceof Element && onDown(event.currentTarget),
    onClick: onPress,
  };
  if (kind === 'char') {
    return (
      <button class="key" {...shared}>
        {text ?? definition.text}
      </button>
    );
  }
  if (kind === 'plane') {
    return (
      <button
        class="key key-plane"
        aria-label={words.t(`keyboard.plane-${toLetters ? 'letters' : 'signs'}`)}
        {...shared}
      >
        {SAMPLE[toLetters ? 'letters' : 'signs']}
      </button>
    );
  }
  return (
    <button
      class={`key key-${kind}`}
      aria-label={words.t(`keyboard.${kind}`)}
      aria-pressed={kind === 'shift' || kind === 'marks' ? isPressed : undefined}
      {...shared}
    >
      {kind === 'marks' ? SAMPLE.marks : <Icon name={ICON[kind]} />}
    </button>
  );
}

/** Part of the key's test id. */
export const nameOf = (key: KeyDefinition): string => (key.kind === 'char' ? key.text : key.kind);
