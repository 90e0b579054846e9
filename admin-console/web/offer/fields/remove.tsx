import { setValue } from '../model/files.ts';
import type { FieldProps } from './labelled.tsx';

interface Props extends Pick<FieldProps, 'work' | 'file' | 'path'> {
  /** What is removed, for those who do not see beside what the button stands. */
  readonly name?: string;
}

/** Takes one of several out; whoever may only read is not offered it. */
export const Remove = ({ work: { isReadOnly, desk, edit }, file, path, name }: Props) =>
  isReadOnly ? null : (
    <button
      type="button"
      class="second"
      aria-label={name === undefined ? undefined : desk.say('offer.remove.of', { name })}
      onClick={() => edit(setValue(file, path, undefined))}
    >
      {desk.say('offer.remove')}
    </button>
  );
