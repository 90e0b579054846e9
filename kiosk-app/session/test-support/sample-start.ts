import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withLocalRules } from '../../../config/schema/local-rules.ts';
import { ServiceDefinition } from '../../../config/schema/service.ts';
import { StartParams } from '../../channel/terminal/start.ts';
import type { Start } from '../ports.ts';

const CONFIG = fileURLToPath(new URL('../../../config/', import.meta.url));
const json = (path: string): unknown => JSON.parse(readFileSync(CONFIG + path, 'utf8'));

/** Of the sample site. */
const POSTAL_CODES = ['12345'];

type Service = { readonly id: string; readonly route: { readonly kind: string } };
const sends = ({ route }: Service): boolean => route.kind.startsWith('fit-connect');

let parsed: Start | undefined;

/**
 * The demo municipality as the terminal would tell it to a session, all devices usable, all portals up. Read once for
 * all tests of a file, and frozen: none of them changes what the next one starts with.
 */
export function sampleStart(change: Partial<Start> = {}): Start {
  parsed ??= frozen(readStart());
  return { ...parsed, ...change };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function readStart(): Start {
  const site = json('sites/musterstadt.json') as {
    readonly services: readonly string[];
    readonly portals: { readonly web: Readonly<Record<string, object>> };
  };
  const services = site.services
    .map((id) => ServiceDefinition.parse(json(`services/${id}.json`)))
    .map((service) => withLocalRules(service, POSTAL_CODES));
  const usable = { usable: true, reason: null };
  return StartParams.parse({
    sessionId: '0123456789abcdef',
    frameAncestors: [],
    uiDirectory: '/nowhere',
    attendedSocket: '/nowhere',
    site: {
      id: 'musterstadt-rathaus',
      production: false,
      municipality: 'site.municipality',
      location: 'site.location',
      imprint: 'site.imprint',
      statusPage: 'https://musterstadt.example/stand/{caseNumber}',
      phone: '0123 456-0',
      helpDesk: 'site.helpDesk',
      languages: [
        { code: 'de', name: 'Deutsch', dir: 'ltr' },
        { code: 'en', name: 'English', dir: 'ltr' },
      ],
      scanProfiles: [
        {
          id: 'document',
          source: 'flatbed',
          mode: 'color',
          resolution: 200,
          page: { width: 210, height: 297 },
          cleanUp: true,
        },
      ],
      eidService: { url: 'https://eid.example', caPem: null },
      documentStatus: { url: 'https://ausweis.example' },
      appointments: { url: 'https://termin.example', page: 'https://termin.example/#/appointment/{appointment}' },
      web: Object.fromEntries(
        Object.entries(site.portals.web).map(([name, rules]) => [name, { ...rules, caPem: null }]),
      ),
    },
    services,
    dataSchemas: Object.fromEntries(
      services.filter(sends).map(({ id }) => [id, json(`submission-schemas/${id}.schema.json`)]),
    ),
    texts: { de: json('texts/de.json'), en: json('texts/en.json') },
    devices: { payment: usable, eid: usable, 'receipt-printer': usable, scanner: usable, 'code-reader': usable },
    portals: Object.fromEntries(services.filter(sends).map(({ id }) => [id, 'up'])),
  });
}
