import type { KeypadAction } from '../../../device-drivers/keypad/contract.ts';
import { keyboardStore } from '../keyboard/keyboard-store.ts';
import {
  beside,
  type CursorDirection,
  firstKey,
  gridOf,
  markedBy,
  neighbourKey,
  reachable,
  stops,
} from './cursor-stops.ts';

/** Keys that are about speech; nothing on the page changes by them. */
export type AudioKey = Extract<KeypadAction, 'repeat' | 'volume-up' | 'volume-down' | 'faster' | 'slower'>;

export interface KeypadCursor {
  press(key: KeypadAction): void;
}

/**
 * An assistive keypad on the page: its keys move a cursor over what a finger can press, and press it. Every key does
 * what the same control does, so nothing is possible here that is not on the screen.
 * @param onAudio what a spoken interface does with its keys
 */
export function createKeypadCursor(onAudio: (key: AudioKey) => void): KeypadCursor {
  let cursor: HTMLElement | null = null;
  /** The key in whose place others were laid last. */
  let leftKey: HTMLElement | null = null;
  // A person who touches the screen needs no cursor.
  window.addEventListener('pointerdown', () => mark(null), { capture: true, passive: true });

  function mark(element: HTMLElement | null): void {
    for (const marked of document.querySelectorAll('[data-cursor]')) marked.removeAttribute('data-cursor');
    cursor = element;
    if (element === null) return;
    const shown = markedBy(element);
    shown.setAttribute('data-cursor', '');
    shown.scrollIntoView({ block: 'nearest' });
    // A key must not take the focus from the field it types into, and a field that is only passed opens no keyboard.
    if (gridOf(element) === null && !isField(element)) element.focus({ preventScroll: true });
  }

  /** Where the cursor stands: what was marked last if it is still there, else what has the focus. */
  function here(): HTMLElement | null {
    if (cursor?.isConnected && (gridOf(cursor) !== null || stops().includes(cursor))) return cursor;
    const focused = document.activeElement;
    return focused instanceof HTMLElement && focused !== document.body ? focused : null;
  }

  function move(direction: CursorDirection): void {
    const from = here();
    if (from !== null && gridOf(from) !== null) {
      const key = neighbourKey(from, direction);
      if (key !== null) mark(key);
      // Up from the keys stands the field they type into, and below them what follows it.
      else if (direction === 'up') mark(typedInto() ?? beside(from, -1));
      else if (direction === 'down') mark(beside(typedInto() ?? from, 1) ?? from);
      return;
    }
    const isRtl = document.documentElement.dir === 'rtl';
    const isOn = direction === 'down' || direction === (isRtl ? 'left' : 'right');
    mark(beside(from, isOn ? 1 : -1) ?? from);
  }

  function select(): void {
    const element = here();
    if (element === null || !(stops().includes(element) || gridOf(element) !== null)) {
      reachable('[data-testid="intent-start"]')?.click();
      return;
    }
    if (isField(element)) {
      element.focus();
      // The keys may appear only because the field was entered.
      requestAnimationFrame(() => mark(firstKey() ?? element));
      return;
    }
    const wasTyping = gridOf(element) !== null;
    element.click();
    // "Done" goes on to what is needed next.
    if (wasTyping && element.matches('.keyboard .key-done')) afterTyping(element);
    else if (wasTyping) requestAnimationFrame(() => stayOnKeys(element));
  }

  /** A key may lay other keys in its place: the cursor goes on from the same one, the one it came from, or the first. */
  function stayOnKeys(pressed: HTMLElement): void {
    if (pressed.isConnected || cursor !== pressed) return;
    const key = [pressed, leftKey].map((one) => one && sameKey(one)).find((one) => one != null);
    leftKey = pressed;
    mark(key ?? firstKey());
  }

  function afterTyping(done: HTMLElement): void {
    const focused = document.activeElement;
    const isOn = focused instanceof HTMLElement && focused !== typedInto() && stops().includes(focused);
    const next = isOn ? focused : beside(typedInto() ?? done, 1);
    requestAnimationFrame(() => mark(next?.isConnected ? next : null));
  }

  function back(): void {
    const from = here();
    const isTyping = from !== null && from === cursor && gridOf(from) !== null && typedInto() !== null;
    const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
    if (isTyping) mark(typedInto());
    else if (dialog) dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    else reachable('[data-testid="intent-back"]')?.click();
  }

  return {
    press(key) {
      switch (key) {
        case 'up':
        case 'down':
        case 'left':
        case 'right':
          return move(key);
        case 'select':
          return select();
        case 'back':
          return back();
        case 'home':
          return reachable('[data-testid="intent-cancel"]')?.click();
        case 'help':
          return reachable('[data-testid="intent-call-help"]')?.click();
        default:
          return onAudio(key);
      }
    },
  };
}

const isField = (element: HTMLElement): boolean => element.matches('[data-typable]');

const sameKey = (key: HTMLElement): HTMLElement | null =>
  reachable(`.keyboard [data-testid="${CSS.escape(key.dataset.testid ?? '')}"]`);

const typedInto = (): HTMLElement | null => {
  const input = keyboardStore.getState().target?.input;
  return input?.isConnected ? input : null;
};
