/** What one touch led to, in milliseconds of the page's clock. */
export interface Seen {
  /** Of the finger going down and of its lift, as the system stamped them. */
  touchedAt: number;
  liftedAt: number;
  /** The frame after the touch and all that listens to it is on the screen (Event Timing API, in steps of 8 ms). */
  answered: number;
  /** The next screen stands in the document. */
  insertedAt: number;
  /** The frame that shows it is on the screen (Element Timing API). */
  paintedAt: number;
}

/** The Event Timing API tells of nothing shorter, in milliseconds. */
export const SHORTEST_ANSWER = 16;

declare global {
  interface Window {
    bench: { readonly first: number; readonly seen: Seen | null; arm(): void };
  }
}

/**
 * Runs in the page before anything else of it. Tells of its first screen and of each touch when the frame came that
 * showed it. It draws a dot beside each new screen: the time at which a frame is on the screen is told of text and
 * pictures, once for each element.
 */
export function observe(): void {
  let first = 0;
  let seen: Seen | null = null;
  let screen = '';
  let last: Element | null = null;
  let count = 0;

  const nameOf = (main: Element | null) => `${main?.getAttribute('data-testid')} ${main?.getAttribute('data-phase')}`;

  function look(): void {
    const main = document.querySelector('main[data-testid^="screen-"]');
    if (main === null || nameOf(main) === screen) return;
    screen = nameOf(main);
    if (seen && seen.insertedAt === 0) seen.insertedAt = performance.now();
    dot();
  }

  function dot(): void {
    const next = document.createElement('p');
    next.textContent = '.';
    next.setAttribute('aria-hidden', 'true');
    next.setAttribute('elementtiming', `screen-${++count}`);
    next.style.cssText = 'position:absolute;inset:0 auto auto 0;font-size:8px;color:#888;pointer-events:none';
    if (last) last.replaceWith(next);
    else document.documentElement.append(next);
    last = next;
  }

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { renderTime: number; identifier: string })[]) {
      if (entry.identifier !== `screen-${count}`) continue;
      if (first === 0) first = entry.renderTime;
      else if (seen && seen.paintedAt === 0) seen.paintedAt = entry.renderTime;
    }
  }).observe({ type: 'element', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (seen === null || entry.startTime < seen.touchedAt || !/^(pointer(down|up)|click)$/.test(entry.name)) continue;
      seen.answered = Math.max(seen.answered, entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  for (const [name, part] of [
    ['pointerdown', 'touchedAt'],
    ['pointerup', 'liftedAt'],
  ] as const) {
    const note = ({ timeStamp }: Event) => {
      if (seen?.[part] === 0) seen[part] = timeStamp;
    };
    window.addEventListener(name, note, { capture: true, passive: true });
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ['data-phase'] });

  window.bench = {
    get first() {
      return first;
    },
    get seen() {
      return seen;
    },
    arm() {
      seen = { touchedAt: 0, liftedAt: 0, answered: 0, insertedAt: 0, paintedAt: 0 };
    },
  };
}
