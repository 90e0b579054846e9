/** Command line of scanimage(1), sane-backends 1.1.1, as far as a driver may use it. */
export interface Arguments {
  readonly action: 'scan' | 'list-devices' | 'formatted-list' | 'all-options' | 'version' | 'dont-scan';
  readonly listFormat: string;
  readonly device: string | null;
  readonly format: string | null;
  readonly output: string | null;
  readonly progress: boolean;
  /** printf pattern with one `%d`; `null`: no batch. */
  readonly batch: string | null;
  readonly batchPrint: boolean;
  /** -1: until the feeder is empty. */
  readonly batchCount: number;
  readonly batchStart: number;
  /** Options of the device, in order. */
  readonly settings: readonly (readonly [string, string])[];
}

export type ParsedArguments =
  | { readonly ok: true; readonly value: Arguments }
  | { readonly ok: false; readonly option: string };

const SHORT: Readonly<Record<string, string>> = {
  d: 'device-name',
  o: 'output-file',
  b: 'batch',
  p: 'progress',
  n: 'dont-scan',
  A: 'all-options',
  h: 'help',
  L: 'list-devices',
  f: 'formatted-device-list',
  V: 'version',
  v: 'verbose',
  B: 'buffer-size',
};
const FLAGS = [
  'progress',
  'dont-scan',
  'all-options',
  'help',
  'list-devices',
  'version',
  'verbose',
  'batch-print',
  'batch-prompt',
  'batch-double',
  'accept-md5-only',
];
const OPTIONAL_VALUE = ['batch', 'buffer-size'];
const WITH_VALUE = [
  'device-name',
  'format',
  'output-file',
  'formatted-device-list',
  'batch-count',
  'batch-start',
  'batch-increment',
];
/** Of the simulated device; the last four are its geometry. */
const DEVICE = ['source', 'mode', 'resolution', 'l', 't', 'x', 'y'];

export function parseArguments(argv: readonly string[]): ParsedArguments {
  const given = new Map<string, string>();
  const settings: (readonly [string, string])[] = [];
  const rest = [...argv];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const long = /^--([\w-]+)(?:=(.*))?$/s.exec(arg);
    const short = /^-(\w)(.*)$/s.exec(arg);
    if (!long && !short) return { ok: false, option: arg };
    const name = long ? (long[1] ?? '') : (SHORT[short?.[1] ?? ''] ?? short?.[1] ?? '');
    const attached = long ? long[2] : short?.[2] || undefined;
    if (FLAGS.includes(name)) given.set(name, 'yes');
    else if (OPTIONAL_VALUE.includes(name)) given.set(name, attached ?? '');
    else if (WITH_VALUE.includes(name) || DEVICE.includes(name)) {
      const value = attached ?? rest.shift();
      if (value === undefined) return { ok: false, option: arg };
      if (DEVICE.includes(name)) settings.push([name, value]);
      else given.set(name, value);
    } else return { ok: false, option: arg };
  }
  return {
    ok: true,
    value: {
      action: actionOf(given),
      listFormat: given.get('formatted-device-list') ?? '',
      device: given.get('device-name') ?? null,
      format: given.get('format') ?? null,
      output: given.get('output-file') ?? null,
      progress: given.has('progress'),
      batch: given.has('batch') ? given.get('batch') || 'out%d.pnm' : null,
      batchPrint: given.has('batch-print'),
      batchCount: Number(given.get('batch-count') ?? -1),
      batchStart: Number(given.get('batch-start') ?? 1),
      settings,
    },
  };
}

function actionOf(given: ReadonlyMap<string, string>): Arguments['action'] {
  if (given.has('version')) return 'version';
  if (given.has('list-devices')) return 'list-devices';
  if (given.has('formatted-device-list')) return 'formatted-list';
  if (given.has('all-options') || given.has('help')) return 'all-options';
  return given.has('dont-scan') ? 'dont-scan' : 'scan';
}
