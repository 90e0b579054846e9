import { sampleFiles } from '../../sample-files.ts';
import { checkFilesStrictly } from '../check-files.ts';

/** Files of the sample in which mistakes are planted. */
export const PARKING = 'services/bewohnerparkausweis.json';
export const DOG = 'services/hundesteuer-anmelden.json';
export const SITE = 'site.json';
export const TEXT = 'texts/en.json';

// biome-ignore lint/suspicious/noExplicitAny: mistakes are planted anywhere
export type Json = Record<string, any>;
type Change = (json: Json) => unknown;

/** A mistake: its name, in which file, how it is made; where (`*`: anywhere) and in which words somebody reads of it. */
export type PlantedMistake = readonly [
  name: string,
  file: string,
  change: Change,
  path: string,
  wrong: RegExp,
  right: RegExp,
];

/** The faults of the sample with one file changed. */
export function faultsOf(file: string, change: Change) {
  const files = sampleFiles();
  const json = JSON.parse(files[file] ?? '{}');
  change(json);
  return checkFilesStrictly({ ...files, [file]: JSON.stringify(json) });
}

/** A field of a service's form. */
export const field = (service: Json, page: number, at: number): Json => service.form[page].fields[at];
