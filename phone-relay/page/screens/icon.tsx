import { ICONS, type IconName } from '../../../assets/icons/icons.ts';

/** Decoration beside words, never instead of them. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
