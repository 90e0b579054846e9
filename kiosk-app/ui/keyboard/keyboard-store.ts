import { createStore } from 'zustand/vanilla';
import type { FieldType } from '../../session/contract/snapshot.ts';
import { LAYOUT_OF, LAYOUTS, type Layout } from './layouts.ts';

/** The field that the on-screen keys type into. Kept after it loses the focus, so that the next key finds it again. */
export interface KeyboardTarget {
  readonly fieldId: string;
  readonly type: FieldType;
  readonly input: HTMLInputElement;
}

export const keyboardStore = createStore<{ readonly target: KeyboardTarget | null }>(() => ({ target: null }));

export const aimAt = (target: KeyboardTarget): void => keyboardStore.setState({ target });

/** Called when a field goes away. */
export function forgetField(input: HTMLInputElement): void {
  if (keyboardStore.getState().target?.input === input) keyboardStore.setState({ target: null });
}

export const layoutFor = (target: KeyboardTarget | null): Layout =>
  LAYOUTS[(target && LAYOUT_OF[target.type]) ?? 'text'];

/** Inserts at the caret, replacing a selection, as a hardware key would. Text beyond the field's length is not taken. */
export function typeInto({ input }: KeyboardTarget, text: string): void {
  focus(input);
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  if (input.maxLength >= 0 && input.value.length - (end - start) + text.length > input.maxLength) return;
  input.setRangeText(text, start, end, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}

export function eraseIn({ input }: KeyboardTarget): void {
  focus(input);
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  if (start === end && start === 0) return;
  input.setRangeText('', start === end ? start - 1 : start, end, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }));
}

/** Goes on to the next field that can be typed into, or leaves the last one. */
export function leave({ input }: KeyboardTarget): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-typable]')];
  const next = fields[fields.indexOf(input) + 1];
  if (next) next.focus();
  else input.blur();
}

function focus(input: HTMLInputElement): void {
  if (document.activeElement === input) return;
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
