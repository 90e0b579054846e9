/**
 * Where the cursor of an assistive keypad can stand: whatever a finger can press, in reading order. A PIN pad is one
 * stop among the others, and a field of rows and columns once one is inside.
 */
const PRESSABLE =
  'button:not(:disabled), [data-typable], input:is([type="radio"], [type="checkbox"]):not(:disabled), a[href]';
const KEYBOARD = '.keyboard';
const GRID = `${KEYBOARD}, .pin-keys`;

/** Where stops are looked for: what lies under an open dialog cannot be pressed. */
const scope = (): ParentNode => [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;

const isReachable = (element: HTMLElement): boolean =>
  element.closest('[inert]') === null && (element.getClientRects().length > 0 || markedBy(element) !== element);

/** What shows the cursor: a radio button is drawn by its label. */
export const markedBy = (element: HTMLElement): HTMLElement =>
  element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')
    ? (element.closest('label') ?? element)
    : element;

export const gridOf = (element: Element | null): Element | null => element?.closest(GRID) ?? null;

export function stops(): readonly HTMLElement[] {
  const seen = new Set<Element>();
  return [...scope().querySelectorAll<HTMLElement>(PRESSABLE)].filter((element) => {
    if (!isReachable(element)) return false;
    const grid = gridOf(element);
    if (grid === null) return true;
    // Into the keys leads the field they are to type into, so that nobody types into another one.
    if (seen.has(grid) || grid.matches(KEYBOARD)) return false;
    seen.add(grid);
    return true;
  });
}

export const reachable = (selector: string): HTMLElement | null =>
  [...scope().querySelectorAll<HTMLElement>(selector)].find(isReachable) ?? null;

export const firstKey = (): HTMLElement | null => reachable(`${KEYBOARD} button`);

/** The stop before or after `from`; from nowhere, the first of the screen's own. */
export function beside(from: Element | null, step: 1 | -1): HTMLElement | null {
  const all = stops();
  if (from === null || from === document.body) {
    const own = all.filter((element) => element.closest('main, dialog') !== null);
    return (step > 0 ? own[0] : own.at(-1)) ?? all[0] ?? null;
  }
  const grid = gridOf(from);
  const at = all.findIndex((element) => element === from || (grid !== null && gridOf(element) === grid));
  if (at >= 0) return all[at + step] ?? null;
  const follows = (element: Element) =>
    (from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return (step > 0 ? all.find(follows) : all.findLast((element) => !follows(element))) ?? null;
}

export type CursorDirection = 'up' | 'down' | 'left' | 'right';

/** The nearest key in that direction, `null` at the edge. */
export function neighbourKey(from: HTMLElement, direction: CursorDirection): HTMLElement | null {
  const here = from.getBoundingClientRect();
  const centre = here.left + here.width / 2;
  const keys = [...(gridOf(from)?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])].map((element) => {
    const place = element.getBoundingClientRect();
    return {
      element,
      right: place.left + place.width / 2 - centre,
      down: place.top + place.height / 2 - (here.top + here.height / 2),
    };
  });
  const row = here.height / 2;
  const ahead = keys.filter(({ element, right, down }) => {
    if (element === from) return false;
    if (direction === 'left') return Math.abs(down) < row && right < 0;
    if (direction === 'right') return Math.abs(down) < row && right > 0;
    return direction === 'up' ? down < -row : down > row;
  });
  // Rows first: a key straight above in the next row but one is farther than a slanted one in the next.
  const far = ({ right, down }: (typeof keys)[number]) =>
    direction === 'left' || direction === 'right'
      ? Math.abs(right)
      : Math.round(Math.abs(down) / row) * 10_000 + Math.abs(right);
  return ahead.sort((one, other) => far(one) - far(other))[0]?.element ?? null;
}
