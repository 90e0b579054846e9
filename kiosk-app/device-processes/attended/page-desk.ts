import type { PagePrinter } from '../../../device-drivers/page-printer/contract.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Handlers, Notice } from '../../../foundation/rpc/contract.ts';
import { MAX_DOCUMENT } from '../../channel/attended/page-print.ts';
import type { attendedSide, attendingSide } from '../../channel/attended.ts';

type PageMethods = Pick<Handlers<typeof attendedSide>['methods'], 'page.load' | 'page.print' | 'page.cancel'>;

export interface PageDesk {
  readonly methods: PageMethods;
  /** The session has gone: what is under way is withdrawn, what was loaded is forgotten. */
  cancel(): void;
}

/** One document at a time, for the session that is connected. It stands in memory only, and no longer than needed. */
export function createPageDesk(
  printer: PagePrinter | null,
  onProgress: (progress: Notice<typeof attendingSide, 'page.progress'>) => void,
): PageDesk {
  let parts: Uint8Array[] = [];
  let printing: string | null = null;
  const loaded = () => parts.reduce((sum, part) => sum + part.length, 0);
  const ready = (): PagePrinter => {
    if (!printer) throw new Refusal('no-device');
    if (printing !== null) throw new Refusal('busy');
    return printer;
  };
  const cancel = () => {
    parts = [];
    if (printing !== null) printer?.cancel(printing);
  };
  return {
    methods: {
      'page.load': ({ first, part }) => {
        ready();
        if (first) parts = [];
        const bytes = Buffer.from(part, 'base64');
        if (loaded() + bytes.length > MAX_DOCUMENT) {
          parts = [];
          throw new Refusal('too-large');
        }
        parts.push(bytes);
        return { bytes: loaded() };
      },
      'page.print': async ({ id, bytes }) => {
        const device = ready();
        if (loaded() !== bytes) throw new Refusal('incomplete');
        printing = id;
        try {
          const outcome = await device.print({ id, pdf: Buffer.concat(parts), copies: 1 }, onProgress);
          parts = [];
          if (outcome.ok) return { kind: 'printed' };
          const { reason, partial } = outcome.error;
          return { kind: 'fault', reason, partial };
        } finally {
          printing = null;
        }
      },
      'page.cancel': () => {
        cancel();
        return {};
      },
    },
    cancel,
  };
}
