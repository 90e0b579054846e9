import type { ScannedPage, Scanner, SentPage } from '../../../device-drivers/scanner/contract.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Answer, Handlers, Notice } from '../../../foundation/rpc/contract.ts';
import type { attendedSide, attendingSide } from '../../channel/attended.ts';

type ScanMethods = Pick<Handlers<typeof attendedSide>['methods'], 'scan.start' | 'scan.cancel'>;
type ScanAnswer = Answer<typeof attendedSide, 'scan.start'>;

/** Base64 characters of all pages of one answer: below the link's own limit of 24 MiB a message. */
const MAX_ANSWER = 20 * 1024 * 1024;

export interface ScanDesk {
  readonly methods: ScanMethods;
  cancel(): void;
}

/** One scan at a time, for the session that is connected. Images are handed over and forgotten. */
export function createScanDesk(
  scanner: Scanner | null,
  onProgress: (progress: Notice<typeof attendingSide, 'scan.progress'>) => void,
): ScanDesk {
  let running: AbortController | null = null;
  return {
    methods: {
      'scan.start': async ({ profile }) => {
        if (!scanner) throw new Refusal('no-device');
        if (running) throw new Refusal('busy');
        running = new AbortController();
        try {
          const outcome = await scanner.scan(profile, onProgress, running.signal);
          if (outcome.ok) return within({ kind: 'scanned', pages: outcome.value.pages.map(sent) });
          return within({ kind: 'fault', reason: outcome.error.reason, pages: outcome.error.pages.map(sent) });
        } finally {
          running = null;
        }
      },
      'scan.cancel': () => {
        running?.abort(new Refusal('cancelled'));
        return {};
      },
    },
    cancel: () => running?.abort(new Refusal('cancelled')),
  };
}

/** As many whole pages as fit; the rest is a fault that the citizen is told of, never silently missing. */
function within(answer: ScanAnswer): ScanAnswer {
  const pages: SentPage[] = [];
  let size = 0;
  for (const page of answer.pages) {
    size += page.jpeg.length + page.preview.length;
    if (size > MAX_ANSWER || pages.length === 100) return { kind: 'fault', reason: 'too-large', pages };
    pages.push(page);
  }
  return answer;
}

const sent = (page: ScannedPage): SentPage => ({
  ...page,
  jpeg: Buffer.from(page.jpeg).toString('base64'),
  preview: Buffer.from(page.preview).toString('base64'),
});
