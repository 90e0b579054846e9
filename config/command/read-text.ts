import { readFileSync } from 'node:fs';
import { reasonOf } from '../../foundation/errors.ts';
import { err, ok } from '../../foundation/result.ts';
import type { ReadFile } from '../check/fault.ts';

/** From the disk of whoever gives a command. */
export const readText: ReadFile = (file) => {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (thrown) {
    return err(reasonOf(thrown));
  }
};
