/** Pixels at the top that stay the session's while a portal is open: its bar with "back to the terminal" and "help". */
const BAR_SHARE = 0.08;

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export type WindowLayer = 'moment' | 'session' | 'portal' | 'cover';

/** Where each layer lies in a window of this size; every layer but the portal fills it. */
export function boundsOf(layer: WindowLayer, size: { readonly width: number; readonly height: number }): Bounds {
  if (layer !== 'portal') return { x: 0, y: 0, ...size };
  const bar = Math.round(size.height * BAR_SHARE);
  return { x: 0, y: bar, width: size.width, height: size.height - bar };
}

/**
 * Which layers may be painted, bottom first. Covered, nothing but the cover is: a view below it could still be seen for
 * the moment in which a compositor swaps.
 */
export function visibleLayers(state: {
  readonly session: boolean;
  readonly portal: boolean;
  readonly covered: boolean;
}): readonly WindowLayer[] {
  if (state.covered) return ['cover'];
  if (!state.session) return ['moment'];
  return state.portal ? ['session', 'portal'] : ['session'];
}
