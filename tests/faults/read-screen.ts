import type { Page } from 'playwright-core';

/** What stands on the citizen's screen, as a person would tell it. */
export interface Sight {
  /** "pay/not-paid:offline"; "none" while there is no screen. Closed: see `SCREENS`. */
  readonly where: string;
  readonly title: string;
  /** What is said besides: a fault beside the pages, the printer's trouble. */
  readonly message: string;
  /** Which secret is asked for, and how many tries are left as said on the screen. */
  readonly secret: string | null;
  readonly tries: string | null;
  readonly pages: number;
}

const NOTHING: Sight = { where: 'none', title: '', message: '', secret: null, tries: null, pages: 0 };

/** Every screen a citizen may be shown (kiosk-app/session/contract/snapshot.ts); anything else is an undefined cell. */
export const SCREENS: readonly RegExp[] = [
  /^(none|standby|attract|orient|catalogue|service-info|farewell|wiping|cover)$/,
  /^interrupted\/(asking|paid|not-paid|unclear)(:[a-z-]+)?$/,
  /^service-info:(unavailable|no-paper-receipt|deferred)$/,
  /^out-of-service\/(devices|maintenance|network)$/,
  /^identify\/(connecting|consent|insert-card|enter(:(can|puk|transport-pin|new-pin))?|reading|paused|done|take-card|failed:[a-z0-9-]+)$/,
  /^identify\/(ways(:no-card|:no-wallet)?|wallet-(consent|opening|code|fetched|failed:[a-z-]+))$/,
  /^bill\/(idle|running|found|unknown|unavailable|paid|cancelled|being-paid|not-payable-here)$/,
  // A page, an entry of a repeated one, a page of a service that asks an office.
  /^form\/[a-z-]+(\.[a-z0-9]+)?$/,
  /^sheet\/(information|lookup|printout):(not-asked|printing|printed|failed)$/,
  /^evidence\/(idle|running|fault:[a-z-]+)$/,
  /^review\/(open|sealing)$/,
  /^pay\/(ready|paid|unclear|running:[a-z-]+|not-paid:[a-z-]+)$/,
  /^pay\/online-(asking|code(:unreachable)?|leave|not-paid:[a-z-]+)$/,
  /^submit\/(sending|waiting-for-acknowledgement)$/,
  /^receipt\/(accepted|deferred|rejected):(printing|printed|no-printer|[a-z-]+)$/,
  /^problem\/[a-z-]+$/,
];

/** Looks once. A frame that goes away under the look is a screen that is not there. */
export async function look(page: Page): Promise<Sight> {
  const frame = page.frames().findLast((one) => one !== page.mainFrame());
  if (!frame) return NOTHING;
  try {
    return await frame.evaluate((): Sight => {
      const text = (of: Element | null) => (of?.textContent ?? '').replace(/\s+/g, ' ').trim();
      const by = (start: string) => document.querySelector(`[data-testid^="${start}"]`);
      // A cover stands instead of a screen: nothing of it may shine through.
      const main = by('screen-') ?? by('overlay-cover') ?? by('standby');
      if (!main) return { where: 'none', title: '', message: '', secret: null, tries: null, pages: 0 };
      const kind = (main.getAttribute('data-testid') ?? '').replace(/^(screen|overlay)-/, '');
      const phase = main.getAttribute('data-phase');
      const print = by('print');
      const scanFault = by('scan-fault-');
      const copy = document.querySelector('[data-testid="copy"]:not([data-copy="offered"])');
      const ofCopy = copy && [
        'copy',
        ...(copy.getAttribute('data-copy') === 'printing' && copy.hasAttribute('data-copy-reason') ? ['waits'] : []),
        copy.getAttribute('data-copy-reason') ?? copy.getAttribute('data-copy'),
      ];
      const shutWay = document
        .querySelector('[data-testid^="intent-choose-way-"]:disabled')
        ?.getAttribute('data-testid');
      const secret = document.querySelector('[data-secret]')?.getAttribute('data-secret') ?? null;
      const detail =
        by('failure')?.getAttribute('data-reason') ??
        by('pay-status')?.getAttribute('data-status') ??
        scanFault?.getAttribute('data-testid')?.replace('scan-fault-', '') ??
        ofCopy?.join('-') ??
        print?.getAttribute('data-reason') ??
        print?.getAttribute('data-print') ??
        shutWay?.replace('intent-choose-way-', 'no-') ??
        by('unavailable')?.getAttribute('data-testid') ??
        by('no-paper-receipt')?.getAttribute('data-testid') ??
        by('deferred')?.getAttribute('data-testid') ??
        by('unreachable')?.getAttribute('data-testid') ??
        (secret === 'pin' ? null : secret);
      const short = phase === null || phase === kind || kind === 'standby' ? kind : `${kind}/${phase}`;
      return {
        where: detail ? `${short}:${detail}` : short,
        title: text(document.querySelector('#page-title')) || text(main.querySelector('h1')),
        message: text(
          scanFault ??
            by('lookup-') ??
            by('unavailable') ??
            by('no-paper-receipt') ??
            by('deferred') ??
            by('wrong-secret') ??
            by('notice') ??
            by('interrupted') ??
            copy ??
            print,
        ),
        secret,
        tries: text(by('tries-left')) || null,
        pages: document.querySelectorAll('[data-testid^="page-"] img, img[data-testid^="preview"]').length,
      };
    });
  } catch {
    return NOTHING;
  }
}

export const isKnown = ({ where }: Sight): boolean => SCREENS.some((known) => known.test(where));

/** `pattern` is a whole name or a beginning that ends with `*`. */
export const matches = (where: string, pattern: string): boolean =>
  pattern.endsWith('*') ? where.startsWith(pattern.slice(0, -1)) : where === pattern;
