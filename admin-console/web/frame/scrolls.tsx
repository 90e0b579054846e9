import type { ComponentChildren } from 'preact';

interface Props {
  /** What it holds, for whoever comes to it by keyboard. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A table wider than a telephone scrolls by itself, and by the arrow keys. */
export const Scrolls = ({ label, children }: Props) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe-core, scrollable-region-focusable)
  <div class="scrolls" role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
