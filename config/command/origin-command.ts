import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { originsOf } from '../layers/origins.ts';
import { readSite } from '../layers/read-site.ts';
import { toldFaults } from './check-command.ts';
import { readText } from './read-text.ts';
import { commandText } from './texts.ts';

const LONGEST = 60;

/** Says of each value of a site where it comes from. @param path only what stands there or under it */
export function runOrigin(
  site: string,
  path: string,
  language: StaffLanguage,
): { readonly output: string; readonly isWhole: boolean } {
  const read = readSite(readText, site);
  if (!read.ok) return { output: `${toldFaults(read.error, language)}\n`, isWhole: false };
  const origins = originsOf(read.value.layers, path);
  if (origins.length === 0) return { output: `${commandText(language, 'origin.unknown', { path })}\n`, isWhole: false };
  const lines = origins.map(({ path: at, value, layer }) => {
    const text = JSON.stringify(value);
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return `${at} = ${shown}\n    ${commandText(language, `origin.${layer.kind}`)}: ${layer.file}`;
  });
  return { output: `${lines.join('\n')}\n`, isWhole: true };
}
