import { parseArguments } from './arguments.ts';
import { DeskState } from './desk-state.ts';
import { applySettings, DEVICE_NAME, optionsText } from './settings.ts';

/**
 * A scanner behind the command line of scanimage (sane-backends 1.1.1): same options, same standard error, same exit
 * codes. What lies on its glass is in the directory BT_SCANNER_DIRECTORY, see `createScannerDesk`.
 */
const directory = process.env.BT_SCANNER_DIRECTORY;
const pace = Number(process.env.BT_SCANNER_PACE_MS ?? 1200);

const say = (text: string) => void process.stderr.write(text);
const out = (bytes: string | Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv);
  if (!parsed.ok) {
    say(`scanimage: unrecognized option '${parsed.option}'\n`);
    return 1;
  }
  const args = parsed.value;
  if (directory === undefined) {
    say('scanimage: BT_SCANNER_DIRECTORY is not set\n');
    return 1;
  }
  const desk = new DeskState(directory);
  if (args.action === 'version') {
    await out('scanimage (sane-backends) 1.1.1-simulated; backend version 1.1.1\n');
    return 0;
  }
  if (args.action === 'list-devices' || args.action === 'formatted-list') {
    if (!desk.is('unplugged')) await out(listed(args.action === 'list-devices' ? null : args.listFormat));
    return 0;
  }
  if (args.format === null && args.action !== 'all-options') say('Output format is not set, using pnm as a default.\n');

  const device = args.device ?? DEVICE_NAME;
  const failed =
    device !== DEVICE_NAME || desk.is('unplugged') ? 'Invalid argument' : desk.is('busy') ? 'Device busy' : null;
  if (failed !== null || !desk.claim()) {
    say(`scanimage: open of device ${device} failed: ${failed ?? 'Device busy'}\n`);
    return 1;
  }
  try {
    const { settings, rounded, refused } = applySettings(args.settings);
    for (const note of rounded) say(`scanimage: ${note}\n`);
    if (refused !== null) {
      say(`scanimage: setting of option --${refused} failed (Invalid argument)\n`);
      return 1;
    }
    if (args.action === 'all-options') {
      await out(optionsText(settings, desk));
      return 0;
    }
    if (args.action === 'dont-scan') return 0;
    let isStopped = false;
    const stop = () => {
      if (!isStopped) say('scanimage: received signal 2\nscanimage: trying to stop scanner\n');
      isStopped = true;
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    // Drawing needs sharp, which takes longer to load than everything else together.
    const { scan } = await import('./scan-run.ts');
    return await scan(args, settings, desk, { out, err: say }, pace, () => isStopped);
  } finally {
    desk.release();
  }
}

function listed(format: string | null): string {
  if (format === null) return `device \`${DEVICE_NAME}' is a Muster Flat-and-feed flatbed scanner\n`;
  const values: Readonly<Record<string, string>> = {
    '%d': DEVICE_NAME,
    '%v': 'Muster',
    '%m': 'Flat-and-feed',
    '%t': 'flatbed scanner',
    '%i': '0',
    '%n': '\n',
  };
  return format.replace(/%[dvmtin]/g, (placeholder) => values[placeholder] ?? '');
}
