import { acquireFromFeeder, acquireFromFlatbed, PAGE_PATTERN } from './acquire.ts';
import { preparePage } from './clean-up/index.ts';
import type { ScanFault, ScannedPage, ScanProfile, ScanProgress } from './contract.ts';
import { DELAYS } from './delays.ts';
import type { RawImage } from './pnm.ts';
import { erase, makePrivateDirectory } from './private-directory.ts';
import type { Access } from './probe.ts';
import type { Capabilities } from './scanimage/capabilities.ts';
import { ESSENTIAL, type ScanCommand, scanArguments } from './scanimage/command-line.ts';
import type { ScanimageMessage } from './scanimage/messages.ts';

/**
 * All pages of one scan together, in bytes: the result travels to the session as one message of at most 24 MB in
 * base64, previews included.
 */
export const MAX_RESULT_BYTES = 16_000_000;

export interface ScannedPages {
  readonly fault: ScanFault | null;
  readonly pages: readonly ScannedPage[];
  /** The profile asks for what this device does not have. */
  readonly misconfigured: boolean;
  /** The device did not open, or did not begin: nothing has moved, and another try may go well. */
  readonly notBegun: boolean;
  /** An option the device lists and does not take, and that a page can do without. */
  readonly refused: string | null;
}

/** Options whose rounding changes the resolution an image has from left to right. */
const RESOLUTIONS: readonly string[] = ['resolution', 'x-resolution'];

/**
 * Dots per inch an image really has. A device without such an option shows it by the pixels it makes of the width it
 * was asked for; one without any geometry scans a whole page.
 */
function trueResolution(image: RawImage, command: ScanCommand, rounded: number | null, { page }: ScanProfile): number {
  return rounded ?? command.resolution ?? image.width / ((command.width ?? page.width) / MM_PER_INCH);
}
const MM_PER_INCH = 25.4;

/** scanimage calls the geometry by SANE's names when it complains, and by letters on its command line. */
const LETTERS: Readonly<Record<string, string>> = { 'tl-x': 'l', 'tl-y': 't', 'br-x': 'x', 'br-y': 'y' };
const optionName = (told: string | null): string | null => (told === null ? null : (LETTERS[told] ?? told));

/** One scan, from the command line to clean pages. Whatever happens, no image stays behind. */
export async function scanPages(
  access: Access,
  fallbackDirectory: string,
  capabilities: Capabilities,
  profile: ScanProfile,
  onProgress: (progress: ScanProgress) => void,
  onTrouble: (thrown: unknown) => void,
  signal: AbortSignal,
): Promise<ScannedPages> {
  const isFeeder = profile.source === 'feeder';
  const directory = isFeeder ? await makePrivateDirectory(fallbackDirectory) : null;
  try {
    const pattern = directory === null ? null : `${directory}/${PAGE_PATTERN}`;
    const command = scanArguments(access.device, profile, capabilities, pattern);
    if (!command.ok) return { fault: 'io-error', pages: [], misconfigured: true, notBegun: false, refused: null };

    const pages: ScannedPage[] = [];
    let blank: ScannedPage | null = null;
    let bytes = 0;
    let page = 1;
    let rounded: number | null = null;
    const prepare = async (image: RawImage): Promise<'more' | 'stop'> => {
      onProgress({ phase: 'cleaning-up', page, percent: null });
      const { cleanUp } = profile;
      const resolution = trueResolution(image, command.value, rounded, profile);
      const options = { resolution, wanted: profile.resolution, cleanUp, crop: !isFeeder };
      const { face, ...prepared } = await preparePage(image, options);
      // A blank page on the glass is news to the citizen; in a stack it is the back of something. A dark one is neither.
      if (face === 'blank' && isFeeder && cleanUp) {
        blank ??= prepared;
        return 'more';
      }
      bytes += prepared.jpeg.length + prepared.preview.length;
      if (bytes > MAX_RESULT_BYTES) return 'stop';
      pages.push(prepared);
      return 'more';
    };
    const run = {
      ...access,
      args: command.value.args,
      signal,
      onTrouble,
      stalledAfter: DELAYS.stalledAfter,
      onMessage(message: ScanimageMessage) {
        if (message.kind === 'page-started') {
          page = message.page;
          onProgress({ phase: 'warming-up', page, percent: null });
        } else if (message.kind === 'progress') onProgress({ phase: 'scanning', page, percent: message.percent });
        else if (message.kind === 'rounded' && RESOLUTIONS.includes(message.option)) rounded = message.value;
      },
    };
    let stopped = false;
    const { fault, end } =
      directory === null
        ? await acquireFromFlatbed(run, async (image) => {
            stopped = (await prepare(image)) === 'stop';
          })
        : await acquireFromFeeder(run, directory, prepare);
    // Only blank sheets: the citizen has to see that, instead of nothing.
    if (pages.length === 0 && blank !== null) pages.push(blank);
    const notBegun = pages.length === 0 && (end.failedAt === 'open' || end.failedAt === 'start');
    const option = optionName(end.refusedOption);
    const refused = option !== null && capabilities.options.has(option) && !ESSENTIAL.includes(option) ? option : null;
    const misconfigured = end.badOption && refused === null;
    return { fault: stopped ? 'too-large' : fault, pages, misconfigured, notBegun, refused };
  } finally {
    if (directory !== null) await erase(directory);
  }
}
