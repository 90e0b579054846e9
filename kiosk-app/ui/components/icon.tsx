import { ICONS, type IconName } from '../../../assets/icons/icons.ts';

export type { IconName };

/** Decoration beside words, never instead of them. `mirrored`: points the way of reading, so it turns round right-to-left. */
export function Icon({ name, mirrored = false }: { readonly name: IconName; readonly mirrored?: boolean }) {
  return (
    <svg class={mirrored ? 'icon icon-mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
