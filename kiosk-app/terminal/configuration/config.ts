import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ServiceDefinition, submissionRoute } from '../../../config/schema/service.ts';
import { SiteDefinition } from '../../../config/schema/site.ts';
import { ReceiptTemplate } from '../../../device-drivers/receipt-printer/receipt-text/template.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { receiptLabels } from './receipt-labels.ts';
import { templateFault } from './receipts.ts';
import { textKeysOf } from './service-texts.ts';

/** Everything the terminal runs on; checked as a whole, so that no citizen finds a hole in it. */
export interface Configuration {
  readonly site: SiteDefinition;
  readonly services: readonly ServiceDefinition[];
  /** JSON Schema of the structured data, by service id. */
  readonly dataSchemas: Readonly<Record<string, unknown>>;
  /** language → key → text */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Layout of the receipt, config/receipts/receipt.json. */
  readonly receipt: ReceiptTemplate;
  readonly eidServiceCaPem: string | null;
  /** PEM of the roots that encryption keys of destinations must chain to; `null` only outside production. */
  readonly trustedRootsPem: string | null;
  readonly fitConnectSecret: string;
}

export interface ConfigurationFault {
  readonly reason:
    | 'unreadable'
    | 'not-json'
    | 'invalid'
    | 'unknown-destination'
    | 'unknown-scan-profile'
    | 'missing-text'
    | 'invalid-receipt'
    | 'not-for-production'
    | 'missing-secret';
  readonly file: string;
  /** Where in the file, dotted; empty for the whole. */
  readonly path: string;
  readonly detail: string;
}

export interface ConfigurationOptions {
  readonly siteFile: string;
  /** Holds services/, texts/, submission-schemas/, receipts/. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Loaded<T> = Result<T, ConfigurationFault>;

/** Loads and checks the configuration; the first fault found is the answer. */
export function loadConfiguration(options: ConfigurationOptions): Loaded<Configuration> {
  const { siteFile, directory, environment } = options;
  const read = readJson(siteFile, SiteDefinition);
  if (!read.ok) return read;
  const site = read.value;

  const texts: Record<string, Record<string, string>> = {};
  for (const { code } of site.languages) {
    const language = readJson(join(directory, 'texts', `${basename(code)}.json`), z.record(z.string(), z.string()));
    if (!language.ok) return language;
    texts[code] = language.value;
  }
  const services: ServiceDefinition[] = [];
  const dataSchemas: Record<string, unknown> = {};
  for (const id of site.services) {
    const file = join(directory, 'services', `${basename(id)}.json`);
    const service = readJson(file, ServiceDefinition);
    if (!service.ok) return service;
    const fault = serviceFault(service.value, site, texts, file);
    if (fault) return err(fault);
    services.push(service.value);
    const route = submissionRoute(service.value);
    if (!route) continue;
    const schema = readJson(
      join(directory, 'submission-schemas', basename(route.dataSchema)),
      z.looseObject({ $id: z.string() }),
    );
    if (!schema.ok) return schema;
    dataSchemas[id] = schema.value;
  }
  const receiptFile = join(directory, 'receipts', 'receipt.json');
  const receipt = readJson(receiptFile, ReceiptTemplate);
  if (!receipt.ok) return receipt;
  const fault =
    siteTextFault(site, texts, siteFile) ??
    receiptFault(receipt.value, site, texts, receiptFile) ??
    productionFault(site, siteFile);
  if (fault) return err(fault);

  const caPem = readPem(siteFile, site.portals.eidService?.caFile ?? null, 'portals.eidService.caFile');
  if (!caPem.ok) return caPem;
  const roots = readPem(siteFile, site.portals.fitConnect.trustedRoots, 'portals.fitConnect.trustedRoots');
  if (!roots.ok) return roots;
  const { clientSecretEnv } = site.portals.fitConnect;
  const secret = environment[clientSecretEnv];
  if (!secret) {
    return err({
      reason: 'missing-secret',
      file: siteFile,
      path: 'portals.fitConnect.clientSecretEnv',
      detail: clientSecretEnv,
    });
  }
  return ok({
    site,
    services,
    dataSchemas,
    texts,
    receipt: receipt.value,
    eidServiceCaPem: caPem.value,
    trustedRootsPem: roots.value,
    fitConnectSecret: secret,
  });
}

function serviceFault(
  service: ServiceDefinition,
  site: SiteDefinition,
  texts: Record<string, Record<string, string>>,
  file: string,
): ConfigurationFault | null {
  const route = submissionRoute(service);
  if (route && !Object.hasOwn(site.portals.fitConnect.destinations, route.destination)) {
    return { reason: 'unknown-destination', file, path: 'route.destination', detail: route.destination };
  }
  for (const [i, item] of service.evidence.entries()) {
    if (!site.scanProfiles.some((profile) => profile.id === item.profile)) {
      return { reason: 'unknown-scan-profile', file, path: `evidence.${i}.profile`, detail: item.profile };
    }
  }
  const keys = [...textKeysOf(service), ...(route ? [`site.destinations.${route.destination}`] : [])];
  return textFault(keys, site, texts, file);
}

function siteTextFault(
  site: SiteDefinition,
  texts: Record<string, Record<string, string>>,
  file: string,
): ConfigurationFault | null {
  const { name, location, imprint } = site.municipality;
  return textFault([name, location, imprint], site, texts, file);
}

function textFault(
  keys: readonly string[],
  site: SiteDefinition,
  texts: Record<string, Record<string, string>>,
  file: string,
): ConfigurationFault | null {
  for (const key of keys) {
    for (const { code } of site.languages) {
      if (texts[code]?.[key] === undefined) return { reason: 'missing-text', file, path: key, detail: code };
    }
  }
  return null;
}

/** Labels of a receipt by key: the terminal's own, and the configuration's before them. */
export function labelsOf(texts: Configuration['texts'], language: string): Readonly<Record<string, string>> {
  return { ...receiptLabels(language), ...texts[language] };
}

function receiptFault(
  template: ReceiptTemplate,
  site: SiteDefinition,
  texts: Record<string, Record<string, string>>,
  file: string,
): ConfigurationFault | null {
  for (const { code } of site.languages) {
    const refused = templateFault(template, code, labelsOf(texts, code));
    if (!refused) continue;
    const { reason, detail = '' } = refused;
    if (reason === 'missing-text') return { reason, file, path: detail, detail: code };
    return { reason: 'invalid-receipt', file, path: detail, detail: reason };
  }
  return null;
}

/** What may stand in a test's site file only. */
function productionFault(site: SiteDefinition, file: string): ConfigurationFault | null {
  if (!site.production) return null;
  const bad = (path: string, detail: string): ConfigurationFault => ({
    reason: 'not-for-production',
    file,
    path,
    detail,
  });
  const { fitConnect, eidService, billRegister } = site.portals;
  if (fitConnect.trustedRoots === null) return bad('portals.fitConnect.trustedRoots', 'no roots');
  const urls: readonly (readonly [string, string | undefined])[] = [
    ['portals.fitConnect.tokenUrl', fitConnect.tokenUrl],
    ['portals.fitConnect.destinationApi', fitConnect.destinationApi],
    ['portals.fitConnect.submissionApi', fitConnect.submissionApi],
    ['portals.fitConnect.deliveryServiceIssuer', fitConnect.deliveryServiceIssuer],
    ['portals.eidService.url', eidService?.url],
    ['portals.billRegister.url', billRegister?.url],
    ['hub.url', site.hub?.url],
  ];
  for (const [path, url] of urls) {
    if (url !== undefined && !/^(https|wss):\/\//.test(url)) return bad(path, 'not TLS');
  }
  const client = site.devices.eid?.client;
  if (client?.kind === 'start' && client.builtInSimulatorCard) {
    return bad('devices.eid.client.builtInSimulatorCard', 'simulated card');
  }
  if (site.devices.keypad?.protocol === 'tcp') return bad('devices.keypad.protocol', 'keys would cross a network');
  return null;
}

function readJson<T>(file: string, schema: z.ZodType<T>): Loaded<T> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    return err({ reason: 'unreadable', file, path: '', detail: reasonOf(thrown) });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return err({ reason: 'not-json', file, path: '', detail: '' });
  }
  const checked = schema.safeParse(raw);
  if (checked.success) return ok(checked.data);
  const issue = checked.error.issues[0];
  return err({ reason: 'invalid', file, path: issue?.path.map(String).join('.') ?? '', detail: issue?.message ?? '' });
}

function readPem(siteFile: string, file: string | null, path: string): Loaded<string | null> {
  if (file === null) return ok(null);
  try {
    return ok(readFileSync(resolve(dirname(siteFile), file), 'utf8'));
  } catch (thrown) {
    return err({ reason: 'unreadable', file: siteFile, path, detail: reasonOf(thrown) });
  }
}
