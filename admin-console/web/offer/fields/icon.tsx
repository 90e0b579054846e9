import { ICONS } from '../../../../assets/icons/icons.ts';
import { TOPIC_ICONS } from '../../../../assets/icons/topic-icons.ts';

const PATHS: Readonly<Record<string, string>> = { ...ICONS, ...TOPIC_ICONS };

/** A picture of the citizen's screen; nothing for a name that there is not. */
export function Icon({ name }: { readonly name: string }) {
  const path = PATHS[name];
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {path && (
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          stroke-width="1.75"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      )}
    </svg>
  );
}
