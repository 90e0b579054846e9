import type { ConfigurationFaultView } from '../../../contract/configuration/configuration.ts';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { type FileSet, type Path, SITE } from './files.ts';

/** Parts of the form of a service, and of that of a place, by what stands first in a path. */
const SERVICE_PARTS: Readonly<Record<string, string>> = {
  trust: 'identification',
  identification: 'identification',
  residence: 'identification',
  form: 'form',
  evidence: 'evidence',
  fee: 'fee',
  bill: 'fee',
  order: 'fee',
  whenRejected: 'fee',
  whenUndeliverable: 'fee',
  route: 'delivery',
  next: 'delivery',
  copy: 'delivery',
  whenPortalDown: 'delivery',
};
export const SITE_PARTS: Readonly<Record<string, string>> = {
  municipality: 'about',
  languages: 'about',
  openingHours: 'hours',
  holidays: 'hours',
  closures: 'hours',
  outsideHours: 'hours',
  announcements: 'announcements',
  payees: 'payees',
  destinations: 'authorities',
  branding: 'look',
  retention: 'further',
  scanProfiles: 'further',
  names: 'further',
  timeZone: 'further',
  services: 'catalogue',
};

export interface FaultPlace {
  readonly service: string | null;
  readonly part: string;
  readonly file: string;
  readonly path: Path;
}

/** The field at which a fault is mended; `null` for a file that no form shows. A text is mended where it is named. */
export function placeOfFault(files: FileSet, fault: ConfigurationFaultView): FaultPlace | null {
  const service = /^services\/(.*)\.json$/.exec(fault.file)?.[1] ?? null;
  if (service === null && fault.file !== SITE) return null;
  const path =
    fault.reason === 'missing-text' ? keyPath(files[fault.file], fault.path) : fault.path.split('.').filter(Boolean);
  const [first = ''] = path ?? [];
  const part = service === null ? (SITE_PARTS[first] ?? 'about') : partOfPath([first]);
  return { service, part, file: fault.file, path: path ?? [] };
}

/** The part of a service's form in which a value is changed. */
export const partOfPath = ([first]: Path): string => SERVICE_PARTS[String(first)] ?? 'description';

/** Where the key of a text stands in a file; `null`: nowhere. */
export function keyPath(value: Json | undefined, key: string, path: Path = []): Path | null {
  if (value === key) return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [step, part] of Object.entries(value as Record<string, Json>)) {
    const found = keyPath(part, key, [...path, step]);
    if (found) return found;
  }
  return null;
}
