import type { TextControl } from './keyboard-store.ts';

/**
 * Where "done" leads from a field: to the next one that is still needed, be it typed or chosen, then to one before it,
 * else to the button that goes on. Never past a choice that is needed, never into a field that may stay empty, but for
 * one that whoever has it is to fill in: that lies on the way forward, and nobody is led back to it.
 */
export function goOn(from: TextControl): void {
  const next = nextNeeded(from) ?? wayOn() ?? from;
  next.focus();
  next.closest('.field')?.scrollIntoView({ block: 'nearest' });
}

function nextNeeded(from: HTMLElement): HTMLElement | null {
  const fields = [...document.querySelectorAll<HTMLElement>('.form > .field')];
  const here = fields.findIndex((field) => field.contains(from));
  const ahead = fields.slice(here + 1).map((field) => needed(field, true));
  const before = fields.slice(0, Math.max(here, 0)).map((field) => needed(field, false));
  return [...ahead, ...before].find((control) => control !== null) ?? null;
}

/** The control of a field that keeps the page from going on, or is to be filled in by whoever has it; else `null`. */
function needed(field: HTMLElement, alsoIfAny: boolean): HTMLElement | null {
  const controls = [
    ...field.querySelectorAll<HTMLInputElement>(
      ':is(input, textarea):not(:disabled):not(:read-only), :is([type="radio"], [type="checkbox"]):not(:disabled)',
    ),
  ];
  const [first] = controls;
  if (first === undefined) return null;
  if (field.dataset.state === 'error') return first;
  const isEmpty =
    first.type === 'radio' || first.type === 'checkbox'
      ? !controls.some(({ checked }) => checked)
      : first.value.trim() === '';
  const isAsked = first.required || (alsoIfAny && first.dataset.ifAny !== undefined);
  return isAsked && isEmpty ? first : null;
}

const wayOn = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('main .page-body button:not(:disabled)') ??
  document.querySelector<HTMLElement>('.footer-way-on button:not(:disabled)');
