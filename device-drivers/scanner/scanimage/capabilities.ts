/**
 * What the device offers, read from `scanimage --all-options`. Backends name the same thing differently ("Gray",
 * "Grayscale", "ADF Front", "Automatic Document Feeder"), and setting an option a device lacks, or one that is inactive
 * now, ends the scan: so the command line is made from what the device lists.
 */
export interface Capabilities {
  /** What can be set now, by option name without dashes (`mode`, `source`, `resolution`, `x`, `y`). */
  readonly options: ReadonlyMap<string, OptionValues>;
  /** The device's own value of each of them, where it tells one. */
  readonly current: ReadonlyMap<string, string>;
  /** Some options are inactive now; with another source or mode they may not be. */
  readonly hasInactive: boolean;
  /** Read-only switches some backends offer (fujitsu, canon_dr, epjitsu, …). `null`: no such sensor. */
  readonly coverOpen: boolean | null;
  readonly pageLoaded: boolean | null;
}

export type OptionValues =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  /** `unit`: as scanimage prints it (`mm`, `pel`, `dpi`, `%`, `bit`, `us`), or empty. `step` 0: any value between. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step: number; readonly unit: string }
  | { readonly kind: 'other' };

/** "    --mode Gray|Color [Gray]", "    -x 0..215.9mm [215.9]", "    --cover-open[=(yes|no)] [no] [hardware]" */
const OPTION = /^ {4}--?([a-zA-Z][\w-]*)(?:\[=\(([^)]*)\)\]| (.*?))? \[([^\]]*)\]( \[(?:hardware|read-only)\])?/;
/** An option that may be left to the device is printed as "auto|0..100%". */
const RANGE = /^(?:auto\|)?(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)([a-z%]*)(?: \(in steps of (\d+(?:\.\d+)?)\))?/;
const NUMBER = /^-?\d+(?:\.\d+)?/;

/** Longest list of options read; a real device lists below 40 kB. */
const MAX_TEXT = 256 * 1024;
const MAX_OPTIONS = 500;

export function parseCapabilities(text: string): Capabilities {
  const options = new Map<string, OptionValues>();
  const current = new Map<string, string>();
  let hasInactive = false;
  let coverOpen: boolean | null = null;
  let pageLoaded: boolean | null = null;
  for (const line of text.slice(0, MAX_TEXT).split('\n')) {
    const match = OPTION.exec(line);
    if (!match || options.size >= MAX_OPTIONS) continue;
    const [, name = '', switchValues, values = '', value = '', fixed] = match;
    if (value === 'inactive') {
      hasInactive = true;
      continue;
    }
    if (name === 'cover-open') coverOpen = value === 'yes';
    if (name === 'page-loaded') pageLoaded = value === 'yes';
    if (fixed !== undefined) continue;
    options.set(name, switchValues === undefined ? offered(values) : { kind: 'list', values: switchValues.split('|') });
    current.set(name, value);
  }
  return { options, current, hasInactive, coverOpen, pageLoaded };
}

function offered(values: string): OptionValues {
  const range = RANGE.exec(values);
  if (range) {
    const [, min, max, unit = '', step] = range;
    return { kind: 'range', min: Number(min), max: Number(max), step: Number(step ?? 0), unit };
  }
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

/** The nearest number the device offers that is not below `wanted`, else its highest. `null`: no such option. */
export function nearestNumber(values: OptionValues | undefined, wanted: number): number | null {
  if (values?.kind === 'range') {
    const { min, max, step } = values;
    // scanimage rounds to the nearest step, which may be below.
    const stepped = step > 0 ? min + Math.ceil((wanted - min) / step - 1e-6) * step : wanted;
    return Math.round(Math.min(Math.max(stepped, min), max) * 1e4) / 1e4;
  }
  if (values?.kind !== 'list') return null;
  const offeredValues = values.values
    .map((value) => Number(NUMBER.exec(value)?.[0]))
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  return offeredValues.find((value) => value >= wanted) ?? offeredValues.at(-1) ?? null;
}

/** Whether exactly `wanted` is offered. */
export function offersNumber(values: OptionValues | undefined, wanted: number): boolean {
  if (values?.kind === 'range') return wanted >= values.min && wanted <= values.max;
  return values?.kind === 'list' && values.values.some((value) => Number(NUMBER.exec(value)?.[0]) === wanted);
}

/**
 * A length clamped to what the device offers, in its own unit; `null` if it has no such option.
 * @param millimetres wanted
 * @param resolution dots per inch, for devices that count in pixels
 */
export function clampLength(
  values: OptionValues | undefined,
  millimetres: number,
  resolution: number | null,
): number | null {
  if (values?.kind !== 'range') return null;
  const isPixels = values.unit === 'pel';
  if (isPixels && resolution === null) return null;
  const wanted = isPixels ? Math.round((millimetres / 25.4) * (resolution ?? 0)) : millimetres;
  return Math.min(Math.max(wanted, values.min), values.max);
}
