import { ICONS } from '../../../assets/icons/icons.ts';
import { TOPIC_ICONS } from '../../../assets/icons/topic-icons.ts';

const PATHS: Readonly<Record<string, string>> = { ...ICONS, ...TOPIC_ICONS };

/** A configuration may name an icon that this build does not have. */
export const TopicPath = ({ name }: { readonly name: string }) => (
  <path d={Object.hasOwn(PATHS, name) ? PATHS[name] : ICONS.info} />
);
