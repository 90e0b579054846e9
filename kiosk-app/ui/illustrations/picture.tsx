import type { ComponentChildren } from 'preact';

/**
 * Frame of the illustrations: 400 × 280 units, drawn with the classes of styles/illustrations.css (`i-line`, `i-soft`,
 * `i-brand`, `i-accent`, `i-paper`, `i-dark`), so that contrast modes recolour them. Always beside words that say the same.
 */
export function Picture({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <svg class={`picture picture-${name}`} viewBox="0 0 400 280" aria-hidden="true">
      {children}
    </svg>
  );
}

/** The floor under the drawn things. */
export function Ground() {
  return <ellipse class="i-ground" cx="200" cy="252" rx="176" ry="18" />;
}
