import type { PrinterNotice, PrinterTrouble } from '../contract.ts';

type Severity = 'report' | 'warning' | 'error';

export interface StateReason {
  readonly meaning: PrinterTrouble | PrinterNotice;
  readonly severity: Severity;
}

const TROUBLES: Readonly<Record<string, PrinterTrouble>> = {
  'media-empty': 'media-empty',
  'media-needed': 'media-empty',
  'media-jam': 'media-jam',
  'cover-open': 'cover-open',
  'door-open': 'cover-open',
  'interlock-open': 'cover-open',
  'input-tray-missing': 'tray-missing',
  'output-tray-missing': 'tray-missing',
  'toner-empty': 'toner-empty',
  'marker-supply-empty': 'toner-empty',
  'marker-supply-missing': 'toner-empty',
  'developer-empty': 'toner-empty',
  'marker-waste-full': 'waste-full',
  'output-area-full': 'output-full',
  'fuser-over-temp': 'overheated',
  shutdown: 'offline',
  'timed-out': 'offline',
  offline: 'offline',
  paused: 'paused',
  'moving-to-paused': 'paused',
  'cups-missing-filter': 'misconfigured',
  'cups-insecure-filter': 'misconfigured',
};

const NOTICES: Readonly<Record<string, PrinterNotice>> = {
  'media-low': 'media-low',
  'toner-low': 'toner-low',
  'marker-supply-low': 'toner-low',
  'marker-waste-almost-full': 'waste-nearly-full',
  'output-area-almost-full': 'output-nearly-full',
  'opc-near-eol': 'part-worn',
  'opc-life-over': 'part-worn',
  'developer-low': 'toner-low',
};

/** Normal in operation: no reason for anybody to come. CUPS's waiting and connecting are told by time instead. */
const NORMAL = new Set(['none', 'connecting-to-device', 'cups-waiting-for-job-completed', 'fuser-under-temp']);
const NORMAL_PREFIXES = [
  'cups-remote-',
  'cups-ipp-',
  'wifi-',
  'identify-',
  'hibernate',
  'standby',
  'suspend',
  'power-',
];

/**
 * Reads one keyword. A known one without a suffix counts as an error (RFC 8011 section 5.4.12). Of one that nobody knows
 * only "-error" says that something is wrong: filters, vendors and CUPS itself (`cups-ipp-missing-cancel-job`) put notes
 * of all kinds here.
 * @returns undefined where nobody has to come
 */
export function readReason(keyword: string): StateReason | undefined {
  const match = /^(.*?)(?:-(report|warning|error))?$/.exec(keyword);
  const base = match?.[1] ?? keyword;
  const severity = (match?.[2] ?? 'error') as Severity;
  if (severity === 'report' || NORMAL.has(base) || NORMAL_PREFIXES.some((prefix) => base.startsWith(prefix))) {
    return undefined;
  }
  const trouble = TROUBLES[base];
  if (trouble) return { meaning: trouble, severity };
  const notice = NOTICES[base];
  if (notice) return { meaning: notice, severity: 'warning' };
  return match?.[2] === 'error' ? { meaning: 'other', severity } : undefined;
}
