import { z } from 'zod';
import { ReceiptTemplate } from '../../device-drivers/receipt-printer/receipt-text/template.ts';
import { PictureFile } from '../schema/branding.ts';
import type { SiteOffer } from '../schema/offer.ts';
import { fixedDestination, submissionRoute } from '../schema/route.ts';
import { ServiceDefinition } from '../schema/service.ts';
import { type ConfigurationFault, fault, type ReadFile, readChecked } from './fault.ts';
import { pictureFault } from './picture-faults.ts';
import { labelsOf } from './receipt-labels.ts';
import { templateFault } from './receipt-template.ts';
import { placeTextKeys, textKeysOf } from './service-texts.ts';

/** What the files beside a site hold, once they have been checked together with it. */
export interface CheckedOffer {
  readonly services: readonly ServiceDefinition[];
  /** JSON Schema of the structured data, by service id. */
  readonly dataSchemas: Readonly<Record<string, unknown>>;
  /** language → key → text */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Layout of the receipt; `null` only if it has a fault. */
  readonly receipt: ReceiptTemplate | null;
  /** `null`: none is set, or it has a fault. */
  readonly logo: PictureFile | null;
}

export interface OfferSource {
  /** Reads a file by its path below the configuration's directory: `services/x.json`, `texts/de.json`, … */
  readonly read: ReadFile;
  /** What a fault calls a file of that directory. */
  readonly name: (path: string) => string;
  /** What a fault calls the file of the site. */
  readonly site: string;
}

const Texts = z.record(z.string(), z.string());
const DataSchema = z.looseObject({ $id: z.string() });
/** Names come from files: none may lead out of its folder. */
const plain = (name: string): string => name.replace(/^.*[/\\]/, '');

/**
 * Checks that everything a site offers is there and fits together, in every language: at the start of a terminal, before
 * it takes a new version, and at the hub before somebody releases one. Faults in the order in which they were found.
 */
export function checkOffer(
  offer: SiteOffer,
  { read, name, site }: OfferSource,
): { readonly offer: CheckedOffer; readonly faults: readonly ConfigurationFault[] } {
  const faults: ConfigurationFault[] = [];
  const load = <T>(path: string, schema: z.ZodType<T>): T | null => {
    const checked = readChecked(read, path, name(path), schema);
    if (checked.ok) return checked.value;
    faults.push(...checked.error);
    return null;
  };
  const texts: Record<string, Record<string, string>> = {};
  for (const { code } of offer.languages) {
    const language = load(`texts/${plain(code)}.json`, Texts);
    if (language) texts[code] = language;
  }
  const needTexts = (keys: readonly string[], file: string) => {
    for (const path of keys) {
      for (const [detail, words] of Object.entries(texts)) {
        if (words[path] === undefined)
          faults.push(fault({ reason: 'missing-text', file, path, detail, values: { language: detail } }));
      }
    }
  };

  const services: ServiceDefinition[] = [];
  const dataSchemas: Record<string, unknown> = {};
  for (const id of offer.services) {
    const path = `services/${plain(id)}.json`;
    const service = load(path, ServiceDefinition);
    if (!service) continue;
    const file = name(path);
    services.push(service);
    const route = submissionRoute(service);
    const destination = fixedDestination(service);
    if (destination !== null && !Object.hasOwn(offer.destinations, destination)) {
      faults.push(fault({ reason: 'unknown-destination', file, path: 'route.destination', detail: destination }));
    }
    for (const [at, { profile }] of service.evidence.entries()) {
      if (offer.scanProfiles.some((known) => known.id === profile)) continue;
      faults.push(fault({ reason: 'unknown-scan-profile', file, path: `evidence.${at}.profile`, detail: profile }));
    }
    needTexts([...textKeysOf(service), ...(destination === null ? [] : [`site.destinations.${destination}`])], file);
    if (route) dataSchemas[id] = load(`submission-schemas/${plain(route.dataSchema)}`, DataSchema);
  }
  needTexts(placeTextKeys(offer), site);

  const { logo: logoName } = offer.branding;
  const logoPath = `pictures/${logoName}.json`;
  const loadedLogo = logoName === null ? null : load(logoPath, PictureFile);
  const logoFault = loadedLogo && pictureFault(loadedLogo);
  if (logoFault) {
    const { word, detail } = logoFault;
    faults.push(fault({ reason: 'invalid', file: name(logoPath), path: 'data', word, detail }));
  }

  const receipt = load('receipts/receipt.json', ReceiptTemplate);
  for (const language of receipt ? Object.keys(texts) : []) {
    const refused = receipt && templateFault(receipt, language, labelsOf(texts, language));
    if (!refused) continue;
    const { reason, detail = '' } = refused;
    const file = name('receipts/receipt.json');
    if (reason === 'missing-text')
      faults.push(fault({ reason, file, path: detail, detail: language, values: { language } }));
    else faults.push(fault({ reason: 'invalid-receipt', file, path: detail, detail: reason }));
  }
  return { offer: { services, dataSchemas, texts, receipt, logo: logoFault ? null : loadedLogo }, faults };
}
