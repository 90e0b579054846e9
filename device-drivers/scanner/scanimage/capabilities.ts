/**
 * What the device offers, read from `scanimage --all-options`. Backends name the same thing differently ("Gray",
 * "Grayscale", "ADF Front", "Automatic Document Feeder"), and setting an option a device lacks ends the scan: so the
 * command line is made from what the device lists.
 */
export interface Capabilities {
  /** Offered values by option name without dashes (`mode`, `source`, `resolution`, `x`, `y`). */
  readonly options: ReadonlyMap<string, OptionValues>;
  /** Read-only switches some backends offer (fujitsu, canon_dr, epjitsu, …). `null`: no such sensor. */
  readonly coverOpen: boolean | null;
  readonly pageLoaded: boolean | null;
}

export type OptionValues =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'other' };

/** "    --mode Gray|Color [Gray]", "    -x 0..215.9mm [215.9]", "    --cover-open[=(yes|no)] [no] [hardware]" */
const OPTION = /^ {4}--?([a-zA-Z][\w-]*)(?:\[=\(([^)]*)\)\]| (.*?))? \[([^\]]*)\]/;
const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)/;
const NUMBER = /^-?\d+(?:\.\d+)?/;

/** Longest list of options read; a real device lists below 40 kB. */
const MAX_TEXT = 256 * 1024;
const MAX_OPTIONS = 500;

export function parseCapabilities(text: string): Capabilities {
  const options = new Map<string, OptionValues>();
  let coverOpen: boolean | null = null;
  let pageLoaded: boolean | null = null;
  for (const line of text.slice(0, MAX_TEXT).split('\n')) {
    const match = OPTION.exec(line);
    if (!match || options.size >= MAX_OPTIONS) continue;
    const [, name = '', switchValues, values = '', current = ''] = match;
    if (current === 'inactive') continue;
    if (name === 'cover-open') coverOpen = current === 'yes';
    if (name === 'page-loaded') pageLoaded = current === 'yes';
    options.set(name, switchValues === undefined ? offered(values) : { kind: 'list', values: switchValues.split('|') });
  }
  return { options, coverOpen, pageLoaded };
}

function offered(values: string): OptionValues {
  const range = RANGE.exec(values);
  if (range) return { kind: 'range', min: Number(range[1]), max: Number(range[2]) };
  if (!values.includes('|') && values.startsWith('<')) return { kind: 'other' };
  return { kind: 'list', values: values.split('|') };
}

/** The value of a list option that matches `pattern` best, in the order of the patterns. */
export function choose(values: OptionValues | undefined, patterns: readonly RegExp[]): string | null {
  if (values?.kind !== 'list') return null;
  for (const pattern of patterns) {
    const found = values.values.find((value) => pattern.test(value));
    if (found !== undefined) return found;
  }
  return null;
}

/** The nearest resolution the device offers that is not below `wanted`, else its highest. `null`: no such option. */
export function nearestResolution(values: OptionValues | undefined, wanted: number): number | null {
  if (values?.kind === 'range') return Math.min(Math.max(wanted, values.min), values.max);
  if (values?.kind !== 'list') return null;
  const offeredValues = values.values
    .map((value) => Number(NUMBER.exec(value)?.[0]))
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  return offeredValues.find((value) => value >= wanted) ?? offeredValues.at(-1) ?? null;
}

/** Millimetres clamped to what the device offers; `null` if it has no such option. */
export function clampLength(values: OptionValues | undefined, wanted: number): number | null {
  return values?.kind === 'range' ? Math.min(Math.max(wanted, values.min), values.max) : null;
}
