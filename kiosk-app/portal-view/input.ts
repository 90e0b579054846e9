import type { DevtoolsParams } from '../chromium/devtools-pipe.ts';
import type { PortalKey } from './words.ts';

interface Command {
  readonly method: string;
  readonly params: DevtoolsParams;
}

/** A finger on one place of the page, as the pages know it: a click. */
export const tapCommands = (x: number, y: number): readonly Command[] =>
  (['mouseMoved', 'mousePressed', 'mouseReleased'] as const).map((type) => ({
    method: 'Input.dispatchMouseEvent',
    params: { type, x, y, ...(type !== 'mouseMoved' && { button: 'left', clickCount: 1 }) },
  }));

export const scrollCommands = (x: number, y: number, dx: number, dy: number): readonly Command[] => [
  { method: 'Input.dispatchMouseEvent', params: { type: 'mouseWheel', x, y, deltaX: dx, deltaY: dy } },
];

/** `windowsVirtualKeyCode` of each key (Chromium, `ui/events/keycodes`), and what Enter types. */
const KEYS: Readonly<Record<PortalKey, { readonly key: string; readonly code: number; readonly text?: string }>> = {
  Backspace: { key: 'Backspace', code: 8 },
  Enter: { key: 'Enter', code: 13, text: '\r' },
  Tab: { key: 'Tab', code: 9 },
  ShiftTab: { key: 'Tab', code: 9 },
  ArrowLeft: { key: 'ArrowLeft', code: 37 },
  ArrowUp: { key: 'ArrowUp', code: 38 },
  ArrowRight: { key: 'ArrowRight', code: 39 },
  ArrowDown: { key: 'ArrowDown', code: 40 },
};

export function keyCommands(name: PortalKey): readonly Command[] {
  const { key, code, text } = KEYS[name];
  const common = { key, code: key, windowsVirtualKeyCode: code, modifiers: name === 'ShiftTab' ? 8 : 0 };
  return [
    {
      method: 'Input.dispatchKeyEvent',
      params: { type: text ? 'keyDown' : 'rawKeyDown', ...common, ...(text && { text }) },
    },
    { method: 'Input.dispatchKeyEvent', params: { type: 'keyUp', ...common } },
  ];
}
