import { useLayoutEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from '../components/icon.tsx';
import { useView } from '../view.ts';
import { useStore } from '../view-store.ts';
import { eraseIn, keyboardStore, layoutFor, leave, typeInto } from './keyboard-store.ts';
import type { KeyDefinition } from './layouts.ts';
import { capitals, startsCapital } from './typing.ts';

/** The terminal's own keyboard. No corrections, no suggestions, nothing learnt: what is pressed is what stands there. */
export function Keyboard({ onDone }: { readonly onDone?: () => void }) {
  const { words } = useView();
  const target = useStore(keyboardStore, (state) => state.target);
  const layout = layoutFor(target);
  const [shift, setShift] = useState(false);

  // At once: turned on after a picture, it would turn off again what a quick finger has just turned on.
  useLayoutEffect(() => {
    setShift(target !== null && startsCapital(target.type, textBefore(target.input)));
  }, [target]);

  const press = (key: KeyDefinition) => {
    if (key.kind === 'shift') return setShift(!shift);
    if (target === null) return;
    switch (key.kind) {
      case 'char':
        typeInto(target, layout.capitals || shift ? capital(key.text) : key.text);
        break;
      case 'space':
        typeInto(target, ' ');
        break;
      case 'backspace':
        eraseIn(target);
        break;
      case 'done':
        leave(target);
        onDone?.();
        return;
    }
    setShift(startsCapital(target.type, textBefore(target.input)));
  };

  return (
    // A press must not take the focus from the field it types into.
    <fieldset
      class={`keyboard keyboard-${layout.name}`}
      aria-label={words.t('keyboard.label')}
      data-testid="keyboard"
      data-layout={layout.name}
      onPointerDown={(event) => event.preventDefault()}
    >
      {layout.rows.map((row) => (
        <div class="keyboard-row" key={row.map(nameOf).join('')}>
          {row.map((key) => (
            <Key key={nameOf(key)} definition={key} shift={layout.capitals || shift} pressed={shift} onPress={press} />
          ))}
        </div>
      ))}
    </fieldset>
  );
}

const ICON: Readonly<Record<Exclude<KeyDefinition['kind'], 'char'>, IconName>> = {
  shift: 'shift',
  backspace: 'backspace',
  space: 'space',
  done: 'check',
};

interface KeyProps {
  readonly definition: KeyDefinition;
  readonly shift: boolean;
  readonly pressed: boolean;
  readonly onPress: (key: KeyDefinition) => void;
}

function Key({ definition, shift, pressed, onPress }: KeyProps) {
  const { words } = useView();
  const shared = {
    type: 'button' as const,
    'data-testid': `key-${nameOf(definition)}`,
    'data-width': definition.width ?? 1,
    onClick: () => onPress(definition),
  };
  if (definition.kind === 'char') {
    return (
      <button class="key" {...shared}>
        {shift ? capital(definition.text) : definition.text}
      </button>
    );
  }
  return (
    <button
      class={`key key-${definition.kind}`}
      aria-label={words.t(`keyboard.${definition.kind}`)}
      aria-pressed={definition.kind === 'shift' ? pressed : undefined}
      {...shared}
    >
      <Icon name={ICON[definition.kind]} />
    </button>
  );
}

const nameOf = (key: KeyDefinition): string => (key.kind === 'char' ? key.text : key.kind);

/** Endings such as ".de" stay as they are. */
const capital = (text: string): string => (text.length > 1 ? text : capitals(text));

const textBefore = (input: HTMLInputElement): string =>
  input.value.slice(0, input.selectionStart ?? input.value.length);
