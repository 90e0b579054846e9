import type { Look } from '../session/contract/place.ts';

/**
 * Puts the municipality's colours where the style sheet (`tokens.css`) takes them from; high contrast leaves them there.
 * @param root of the document
 */
export function applyLook(root: HTMLElement, look: Pick<Look, 'bar' | 'accent'> | undefined): void {
  for (const part of ['bar', 'accent'] as const) {
    const pair = look?.[part] ?? null;
    root.toggleAttribute(`data-own-${part}`, pair !== null);
    root.style.setProperty(`--own-${part}`, pair?.background ?? null);
    root.style.setProperty(`--own-on-${part}`, pair?.text ?? null);
  }
}
