import { join } from 'node:path';
import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { unfitFaults } from '../check/check-files.ts';
import { checkOffer } from '../check/check-offer.ts';
import { deviceFaults } from '../check/device-faults.ts';
import type { ConfigurationFault } from '../check/fault.ts';
import { faultWords } from '../check/fault-words.ts';
import { missingPortalFaults } from '../check/missing-portal-faults.ts';
import { unknownPortalFaults, webPortalFaults } from '../check/web-portal-faults.ts';
import { readSite } from '../layers/read-site.ts';
import { offerOf } from '../schema/offer.ts';
import { readText } from './read-text.ts';
import { commandText, faultCount } from './texts.ts';

export interface CheckedPlace {
  readonly site: string;
  /** Holds services/, texts/, receipts/, submission-schemas/, pictures/. */
  readonly directory: string;
}

/** Explains every mistake of a site and of what it offers: file, place in it, what is wrong, what would be right. */
export function runCheck(place: CheckedPlace, language: StaffLanguage): { output: string; isWhole: boolean } {
  const faults = faultsOf(place);
  if (faults.length === 0)
    return { output: `${commandText(language, 'whole', { file: place.site })}\n`, isWhole: true };
  return { output: `${toldFaults(faults, language)}\n`, isWhole: false };
}

/** Each fault with its file and place, what is wrong and what would be right; how many there are. */
export function toldFaults(faults: readonly ConfigurationFault[], language: StaffLanguage): string {
  const told = faults.map((fault) => {
    const { wrong, right } = faultWords(fault, language);
    const where = fault.path === '' ? commandText(language, 'whole-file') : fault.path;
    return [`${fault.file}`, `  ${where}`, `    ${wrong}`, `    ${right}`].join('\n');
  });
  return `${told.join('\n\n')}\n\n${faultCount(language, faults.length)}`;
}

function faultsOf({ site: siteFile, directory }: CheckedPlace): readonly ConfigurationFault[] {
  const read = readSite(readText, siteFile);
  if (!read.ok) return read.error;
  const { site } = read.value;
  const name = (path: string) => join(directory, path);
  const offered = offerOf(site);
  const { offer, faults } = checkOffer(offered, { read: (path) => readText(name(path)), name, site: siteFile });
  const names = { site: siteFile, service: (id: string) => name(`services/${id}.json`) };
  return [
    ...faults,
    ...missingPortalFaults(site, offer.services, names.service),
    ...unknownPortalFaults(site, offer.services, names.service),
    ...webPortalFaults(site, siteFile),
    ...unfitFaults(offered, offer, names),
    ...deviceFaults(site, offer.services, names),
  ];
}
