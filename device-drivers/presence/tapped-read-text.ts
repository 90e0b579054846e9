import { basename } from 'node:path';
import { reasonOf } from '../../foundation/errors.ts';
import type { Tap, TappedConnection } from '../recording/tap.ts';
import type { ReadText } from './channel.ts';

/** The files of a sensor with a tap on them: the name is sent, the content received, an error code noted. */
export function tappedReadText(read: ReadText, tap: Tap): ReadText {
  let tapped: TappedConnection | null = null;
  return async (path) => {
    tapped ??= tap.connection();
    tapped.data('sent', `${basename(path)}\n`);
    try {
      const text = await read(path);
      tapped.data('received', text);
      return text;
    } catch (thrown) {
      tapped.data('noted', `${reasonOf(thrown)}\n`);
      throw thrown;
    }
  };
}
