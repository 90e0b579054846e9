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
  let isLookDue = false;
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => {
    isLookDue = false;
    look();
  };

  /**
   * Looks once the frame with the change is drawn: before, the browser would have to lay the page out in between, more than
   * once. A touch that comes first is safe: it is held against what stands there at its own moment.
   */
  function lookSoon(): void {
    for (const control of document.querySelectorAll(CONTROLS)) {
      if (!standing.knows(control)) control.setAttribute(FRESH, '');
    }
    if (isLookDue) return;
    isLookDue = true;
    requestAnimationFrame(() => drawn.port2.postMessage(null));
  }

  function look(): void {
    const controls = document.querySelectorAll(CONTROLS);
    const over = topDialog();
    const frames = new Map<Element, DOMRect>();
    const sights = new Map<Element, ShownControl>();
    for (const control of controls) {
      const sight = sightOf(control, over, frames);
      if (sight !== null) sights.set(control, sight);
    }
    standing.look(sights);
    mark(controls);
  }

  function mark(controls: Iterable<Element>): void {
    let next = Number.POSITIVE_INFINITY;
    for (const control of controls) {
      const left = standing.remaining(control);
      control.toggleAttribute(FRESH, left > 0);
      if (left > 0) next = Math.min(next, left);
    }
    timers.clearTimeout(timer);
    // Looked at again: fonts and pictures that have come meanwhile move things, and nothing tells of it.
    if (Number.isFinite(next)) timer = timers.setTimeout(look, next);
  }

  function takes(control: Element): boolean {
    const taken = standing.takes(control, sightOf(control, topDialog(), new Map()));
    if (!taken) mark(document.querySelectorAll(CONTROLS));
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
  window.addEventListener('scroll', lookSoon, { capture: true, passive: true });
  window.addEventListener('resize', lookSoon);
  new MutationObserver(lookSoon).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: CHANGES,
  });
  look();
}

const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(CONTROLS) : null;

/** The dialog that lies over everything else, if one is open. */
const topDialog = (): Element | undefined => [...document.querySelectorAll('dialog[open]')].at(-1);

/** What takes keys while nothing has the focus: the open dialog, else the screen. */
const scope = (): Element | null => topDialog() ?? document.querySelector('main');

function whatOf(control: Element): string {
  const name = control.getAttribute('data-testid') ?? '';
  if (isWhole(control)) return `${name} ${control.getAttribute('data-phase')}`;
  // Keys change their capitals while they are typed on.
  return control.matches('.key') ? name : `${name} ${control.getAttribute('aria-label') ?? control.textContent}`;
}

const isWhole = (control: Element): boolean => control.matches('main, dialog');

/**
 * `null`: not to be touched, because something lies over it or it is out of sight.
 * @param frames edges of what scrolls, as far as they are known at this moment
 */
function sightOf(control: Element, over: Element | undefined, frames: Map<Element, DOMRect>): ShownControl | null {
  if (control.closest('[inert]') !== null || (over !== undefined && !over.contains(control))) return null;
  const wait = control.hasAttribute('data-confirms') ? DELAYS.confirmable : DELAYS.touchable;
  if (isWhole(control)) return { what: whatOf(control), place: [0, 0, 0, 0], wait };
  const place = placeOf(control, frames);
  return place[2] > place[0] && place[3] > place[1] ? { what: whatOf(control), place, wait } : null;
}

/** Only as far as it is in sight: what scrolls out from under an edge is new. */
function placeOf(control: Element, frames: Map<Element, DOMRect>): ControlEdges {
  const { left, top, right, bottom } = control.getBoundingClientRect();
  const scroller = control.closest('.scroll-area, dialog');
  if (scroller === null) return [left, top, right, bottom];
  const frame = frames.get(scroller) ?? scroller.getBoundingClientRect();
  frames.set(scroller, frame);
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
