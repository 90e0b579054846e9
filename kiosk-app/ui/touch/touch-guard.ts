import { DELAYS } from '../delays.ts';
import type { Timers } from '../view-client.ts';
import { type ControlEdges, FRESH, type ShownControl, TouchReadiness } from './touch-readiness.ts';

/** What a finger, a key or an assistive keypad can act on; a screen or dialog as a whole takes its keys. */
const CONTROLS = 'button, a[href], [data-typable], label.option, main, dialog';
/** Attributes that change what stands there or where. `data-fresh` and the keypad's cursor do not. */
const CHANGES = [
  'aria-label',
  'class',
  'data-keyboard',
  'data-phase',
  'data-reach',
  'data-testid',
  'data-text',
  'dir',
  'disabled',
  'hidden',
  'inert',
  'open',
];

/**
 * Holds every touch and key against the rule of `touch-readiness.ts`, before any other listener hears of it. It stands at one
 * place for all screens, overlays and sheets: none of them can be built without it.
 */
export function guardTouches(timers: Timers): void {
  const standing = new TouchReadiness<Element>(() => timers.monotonic());
  const presses = new Map<number, { readonly control: Element; readonly what: string }>();
  let timer: unknown = null;

  function look(): void {
    const sights = new Map<Element, ShownControl>();
    for (const control of document.querySelectorAll(CONTROLS)) {
      const sight = sightOf(control);
      if (sight !== null) sights.set(control, sight);
    }
    standing.look(sights);
    mark();
  }

  function mark(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const control of document.querySelectorAll(CONTROLS)) {
      const left = standing.remaining(control);
      control.toggleAttribute(FRESH, left > 0);
      if (left > 0) next = Math.min(next, left);
    }
    timers.clearTimeout(timer);
    // Looked at again: fonts and pictures that have come meanwhile move things, and nothing tells of it.
    if (Number.isFinite(next)) timer = timers.setTimeout(look, next);
  }

  function takes(control: Element): boolean {
    const taken = standing.takes(control, sightOf(control));
    if (!taken) mark();
    return taken;
  }

  function onDown(event: PointerEvent): void {
    const control = controlOf(event.target);
    if (control === null) return;
    presses.delete(event.pointerId);
    if (takes(control)) presses.set(event.pointerId, { control, what: whatOf(control) });
    else swallow(event);
  }

  function onClick(event: MouseEvent): void {
    const control = controlOf(event.target);
    if (control === null) return;
    // What the finger went down on must still be there, and still be the same, when it is lifted.
    const isFinger = event instanceof PointerEvent && event.pointerType !== '';
    const press = isFinger ? presses.get(event.pointerId) : undefined;
    const isTaken = isFinger ? press?.control === control && press.what === whatOf(control) : takes(control);
    if (!isTaken) swallow(event);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    const control = controlOf(event.target) ?? scope();
    // A key that is held says the same thing again and again, on whatever has come meanwhile.
    if (event.repeat || (control !== null && !takes(control))) swallow(event);
  }

  window.addEventListener('pointerdown', onDown, { capture: true });
  window.addEventListener('click', onClick, { capture: true });
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('scroll', look, { capture: true, passive: true });
  window.addEventListener('resize', look);
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: CHANGES,
  });
  look();
}

const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(CONTROLS) : null;

/** What takes keys while nothing has the focus: the open dialog, else the screen. */
const scope = (): Element | null =>
  [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.querySelector('main');

function whatOf(control: Element): string {
  const name = control.getAttribute('data-testid') ?? '';
  if (isWhole(control)) return `${name} ${control.getAttribute('data-phase')}`;
  // Keys change their capitals while they are typed on.
  return control.matches('.key') ? name : `${name} ${control.getAttribute('aria-label') ?? control.textContent}`;
}

const isWhole = (control: Element): boolean => control.matches('main, dialog');

/** `null`: not to be touched, because something lies over it or it is out of sight. */
function sightOf(control: Element): ShownControl | null {
  const over = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (control.closest('[inert]') !== null || (over !== undefined && !over.contains(control))) return null;
  const wait = control.hasAttribute('data-confirms') ? DELAYS.confirmable : DELAYS.touchable;
  if (isWhole(control)) return { what: whatOf(control), place: [0, 0, 0, 0], wait };
  const place = placeOf(control);
  return place[2] > place[0] && place[3] > place[1] ? { what: whatOf(control), place, wait } : null;
}

/** Only as far as it is in sight: what scrolls out from under an edge is new. */
function placeOf(control: Element): ControlEdges {
  const { left, top, right, bottom } = control.getBoundingClientRect();
  const frame = control.closest('.scroll-area, dialog')?.getBoundingClientRect();
  if (frame === undefined) return [left, top, right, bottom];
  return [
    Math.max(left, frame.left),
    Math.max(top, frame.top),
    Math.min(right, frame.right),
    Math.min(bottom, frame.bottom),
  ];
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
