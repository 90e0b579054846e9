import { createStore } from 'zustand/vanilla';
import type { TypedKind } from '../../session/contract/characters.ts';
import { revealCaret } from './caret.ts';
import { LAYOUT_OF, LAYOUTS, type Layout } from './layouts.ts';
import { lastUnit } from './text-shaping.ts';

/** One line, or several. */
export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** The field that the on-screen keys type into. Kept after it loses the focus, so that the next key finds it again. */
export interface KeyboardTarget {
  readonly fieldId: string;
  readonly type: TypedKind;
  readonly input: TextControl;
}

interface KeyboardState {
  readonly target: KeyboardTarget | null;
  /** The last key was not taken: the target holds as many characters as it can. */
  readonly isFull: boolean;
}

export const keyboardStore = createStore<KeyboardState>(() => ({ target: null, isFull: false }));

export function aimAt(target: KeyboardTarget): void {
  const isSame = keyboardStore.getState().target?.input === target.input;
  keyboardStore.setState(isSame ? { target } : { target, isFull: false });
}

/** Called when a field goes away. */
export function forgetField(input: TextControl): void {
  if (keyboardStore.getState().target?.input === input) keyboardStore.setState({ target: null, isFull: false });
}

export const layoutFor = (target: KeyboardTarget | null): Layout => LAYOUTS[target ? LAYOUT_OF[target.type] : 'text'];

/** Whether text put in the place of the selection would be more than the field takes. */
export function exceeds(input: TextControl, text: string): boolean {
  const selected = (input.selectionEnd ?? 0) - (input.selectionStart ?? 0);
  return input.maxLength >= 0 && input.value.length - selected + text.length > input.maxLength;
}

export const sayFull = (isFull: boolean): void => keyboardStore.setState({ isFull });

/** Inserts at the caret, replacing a selection, as a hardware key would. What does not fit is not taken, and said. */
export function typeInto({ input }: KeyboardTarget, text: string): void {
  focus(input);
  const isFull = exceeds(input, text);
  sayFull(isFull);
  if (isFull) return;
  const start = input.selectionStart ?? input.value.length;
  input.setRangeText(text, start, input.selectionEnd ?? start, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  revealCaret(input);
}

/** Erases the selection, else one letter with all its marks. @returns whether there was anything to erase */
export function eraseIn({ input }: KeyboardTarget): boolean {
  focus(input);
  sayFull(false);
  const end = input.selectionEnd ?? input.value.length;
  const selected = input.selectionStart ?? end;
  const start = selected === end ? end - lastUnit(input.value.slice(0, end)).length : selected;
  if (start === end) return false;
  input.setRangeText('', start, end, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }));
  revealCaret(input);
  return true;
}

function focus(input: TextControl): void {
  if (document.activeElement === input) return;
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
