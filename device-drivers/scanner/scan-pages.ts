import { acquireFromFeeder, acquireFromFlatbed, PAGE_PATTERN } from './acquire.ts';
import { preparePage } from './clean-up/index.ts';
import type { ScanFault, ScannedPage, ScanProfile, ScanProgress } from './contract.ts';
import { DELAYS } from './delays.ts';
import type { RawImage } from './pnm.ts';
import { erase, makePrivateDirectory } from './private-directory.ts';
import type { Access } from './probe.ts';
import type { Capabilities } from './scanimage/capabilities.ts';
import { scanArguments } from './scanimage/command-line.ts';
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
}

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
    if (!command.ok) return { fault: 'io-error', pages: [], misconfigured: true };

    const pages: ScannedPage[] = [];
    let blank: ScannedPage | null = null;
    let bytes = 0;
    let page = 1;
    const prepare = async (image: RawImage): Promise<'more' | 'stop'> => {
      onProgress({ phase: 'cleaning-up', page, percent: null });
      const { resolution } = command.value;
      const prepared = await preparePage(image, { resolution, cleanUp: profile.cleanUp, crop: !isFeeder });
      // A blank page on the glass is news to the citizen; in a stack it is the back of something.
      if (prepared.blank && isFeeder && profile.cleanUp) {
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
    return { fault: stopped ? 'too-large' : fault, pages, misconfigured: end.badOption };
  } finally {
    if (directory !== null) await erase(directory);
  }
}
