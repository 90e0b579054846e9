import type { DeskState } from './desk-state.ts';

/** Name the device answers to. */
export const DEVICE_NAME = 'muster:flat-and-feed';

/** Settings of the simulated device after the command line was applied. */
export interface Settings {
  readonly source: 'Flatbed' | 'ADF';
  readonly mode: 'Gray' | 'Color';
  readonly resolution: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const RANGES = { l: [0, 215.9], t: [0, 297.18], x: [0, 215.9], y: [0, 297.18], resolution: [75, 600] } as const;
const SOURCES = ['Flatbed', 'ADF'] as const;
const MODES = ['Gray', 'Color'] as const;

export interface Applied {
  readonly settings: Settings;
  /** Lines scanimage prints on standard error about values it had to change. */
  readonly rounded: readonly string[];
  /** Name of the option whose value the device refuses. */
  readonly refused: string | null;
}

export function applySettings(given: readonly (readonly [string, string])[]): Applied {
  const values = { l: 0, t: 0, x: 215.9, y: 297.18, resolution: 75 };
  let source: Settings['source'] = 'Flatbed';
  let mode: Settings['mode'] = 'Gray';
  const rounded: string[] = [];
  let refused: string | null = null;
  for (const [name, text] of given) {
    if (name === 'source' || name === 'mode') {
      // scanimage accepts any unique beginning, in either case.
      const matches = (name === 'source' ? SOURCES : MODES).filter((v) =>
        v.toLowerCase().startsWith(text.toLowerCase()),
      );
      const match = matches.length === 1 ? matches[0] : undefined;
      if (match === 'Flatbed' || match === 'ADF') source = match;
      else if (match === 'Gray' || match === 'Color') mode = match;
      else refused ??= name;
      continue;
    }
    if (!(name in RANGES) || !Number.isFinite(Number.parseFloat(text))) {
      refused ??= name;
      continue;
    }
    const key = name as keyof typeof RANGES;
    const [min, max] = RANGES[key];
    const wanted = Number.parseFloat(text);
    values[key] = Math.min(max, Math.max(min, wanted));
    if (values[key] !== wanted) rounded.push(`rounded value of ${LONG[key]} from ${wanted} to ${values[key]}`);
  }
  return {
    settings: {
      source,
      mode,
      resolution: Math.round(values.resolution),
      left: values.l,
      top: values.t,
      width: Math.min(values.x, RANGES.x[1] - values.l),
      height: Math.min(values.y, RANGES.y[1] - values.t),
    },
    rounded,
    refused,
  };
}

const LONG = { l: 'tl-x', t: 'tl-y', x: 'br-x', y: 'br-y', resolution: 'resolution' } as const;

/** What `--all-options` prints: the form of scanimage, with the sensors that document scanners' backends offer. */
export function optionsText(settings: Settings, desk: DeskState): string {
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  return `
All options specific to device \`${DEVICE_NAME}':
  Standard:
    --source ${SOURCES.join('|')} [${settings.source}]
        Selects the scan source (such as a document-feeder).
    --mode ${MODES.join('|')} [${settings.mode}]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 75..600dpi (in steps of 1) [${settings.resolution}]
        Sets the resolution of the scanned image.
  Geometry:
    -l 0..215.9mm [${settings.left}]
        Top-left x position of scan area.
    -t 0..297.18mm [${settings.top}]
        Top-left y position of scan area.
    -x 0..215.9mm [${settings.width}]
        Width of scan-area.
    -y 0..297.18mm [${settings.height}]
        Height of scan-area.
  Sensors:
    --page-loaded[=(yes|no)] [${yes(desk.feeder().length > 0)}] [hardware]
        Page loaded
    --cover-open[=(yes|no)] [${yes(desk.is('cover-open'))}] [hardware]
        Cover open
`;
}
