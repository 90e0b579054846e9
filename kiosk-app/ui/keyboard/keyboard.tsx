import { useLayoutEffect, useState } from 'preact/hooks';
import { useView } from '../view.ts';
import { useStore } from '../view-store.ts';
import { type HeldAct, useHold } from './held-key.ts';
import { Key, nameOf } from './key.tsx';
import { eraseIn, keyboardStore, layoutFor, type TextControl, typeInto } from './keyboard-store.ts';
import type { KeyDefinition } from './layouts.ts';
import { goOn } from './next-field.ts';
import { planesOf, variantRows, variantsOf } from './planes.ts';
import { capital, startsCapital } from './text-shaping.ts';

/**
 * The terminal's own keyboard. No corrections, no suggestions, nothing learnt: what is pressed is what stands there.
 * Letters with marks come by holding a key, or by the key for marks and then the letter: so they can be reached without
 * holding anything, also with an assistive keypad. Signs lie on planes of their own.
 */
export function Keyboard({ onDone }: { readonly onDone?: () => void }) {
  const { words } = useView();
  const target = useStore(keyboardStore, (state) => state.target);
  const layout = layoutFor(target);
  const [shift, setShift] = useState(false);
  const [plane, setPlane] = useState(0);
  const [marks, setMarks] = useState(false);
  const [variants, setVariants] = useState<readonly string[]>([]);
  const hold = useHold();

  const toLetters = () => {
    setPlane(0);
    setMarks(false);
    setVariants([]);
  };
  // Before the next touch: later it would undo what a quick finger has just switched.
  useLayoutEffect(() => {
    toLetters();
    setShift(target !== null && startsCapital(target.type, textBefore(target.input)));
  }, [target]);

  const isCapital = layout.capitals || shift;
  const planes = planesOf(target?.type ?? 'text', layout);
  const isChoosing = variants.length > 0;
  const rows = isChoosing ? variantRows(variants, layout.columns) : (planes[plane] ?? layout.rows);
  const hasMarks = !isChoosing && plane === 0 && layout.rows.flat().some((key) => key.kind === 'marks');
  const variantsAt = (key: KeyDefinition) => (hasMarks && key.kind === 'char' ? variantsOf(key.text, isCapital) : []);

  const press = (key: KeyDefinition) => {
    if (key.kind === 'shift') return setShift(!shift);
    if (key.kind === 'plane') return setPlane((plane + 1) % planes.length);
    if (key.kind === 'marks') return setMarks(!marks);
    if (key.kind === 'close') return toLetters();
    if (target === null) return;
    switch (key.kind) {
      case 'char': {
        const offered = marks ? variantsAt(key) : [];
        if (offered.length > 0) return setVariants(offered);
        typeInto(target, isCapital && plane === 0 && !isChoosing ? capital(key.text) : key.text);
        if (isChoosing || marks) toLetters();
        break;
      }
      case 'space':
      case 'line':
        typeInto(target, key.kind === 'space' ? ' ' : '\n');
        break;
      case 'backspace':
        eraseIn(target);
        break;
      case 'done':
        goOn(target.input);
        onDone?.();
        return;
    }
    setShift(startsCapital(target.type, textBefore(target.input)));
  };

  const heldAct = (key: KeyDefinition): HeldAct | null => {
    if (key.kind === 'backspace' && target !== null) {
      return () => {
        const isErased = eraseIn(target);
        setShift(startsCapital(target.type, textBefore(target.input)));
        return isErased;
      };
    }
    const offered = variantsAt(key);
    if (offered.length === 0) return null;
    return () => {
      setVariants(offered);
      return false;
    };
  };

  return (
    // A press must not take the focus from the field it types into.
    <fieldset
      class={`keyboard keyboard-${layout.name}`}
      aria-label={words.t(isChoosing ? 'keyboard.variants' : 'keyboard.label')}
      data-testid="keyboard"
      data-layout={layout.name}
      data-plane={isChoosing ? 'variants' : plane}
      onPointerDown={(event) => event.preventDefault()}
      onContextMenu={(event) => event.preventDefault()}
    >
      {rows.map((row) => (
        <div class="keyboard-row" key={row.map(nameOf).join('')}>
          {row.map((key) => (
            <Key
              key={nameOf(key)}
              definition={key}
              text={key.kind === 'char' && isCapital && !isChoosing && plane === 0 ? capital(key.text) : undefined}
              isPressed={key.kind === 'shift' ? shift : marks}
              toLetters={plane + 1 === planes.length}
              onDown={(element) => hold.begin(element, heldAct(key))}
              onPress={(event) => hold.counts(event) && press(key)}
            />
          ))}
        </div>
      ))}
    </fieldset>
  );
}

const textBefore = (input: TextControl): string => input.value.slice(0, input.selectionStart ?? input.value.length);
