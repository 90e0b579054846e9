import { assign, fromPromise, not, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { ScanFault, type ScanProgress } from '../../../../device-drivers/scanner/contract.ts';
import { Bug } from '../../../../foundation/errors.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { Evidence, EvidencePage } from '../../application/application.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { delays } from '../../delays.ts';
import { attempt, type Ports, tell } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';
import { afterScan, itemOf, meant, type Removed, sendable, without } from './evidence-pages.ts';

export interface EvidenceInput {
  /** Asked when a scan failed. */
  readonly isScannerGone: () => boolean;
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly evidence: Evidence;
  readonly at: string | 'first' | 'last';
  readonly single: boolean;
}
export interface EvidenceOutput {
  readonly kind: 'next' | 'back';
  readonly evidence: Evidence;
}
type Outcome = { readonly pages: readonly EvidencePage[]; readonly fault: ScanFault | null };

export interface EvidenceContext extends EvidenceInput {
  readonly index: number;
  readonly progress: Pick<ScanProgress, 'phase' | 'percent'>;
  readonly fault: ScanFault | null;
  /** Page whose place the next scan takes. */
  readonly replacing: string | null;
  readonly removed: Removed | null;
  readonly notice: ScreenNotice | null;
  readonly kind: 'next' | 'back';
}

export const pagesOf = (context: EvidenceContext): readonly EvidencePage[] =>
  context.evidence.get(itemOf(context).id) ?? [];
/** The first page that looks blank and that the person has not decided about. */
export const askedPage = (context: EvidenceContext): EvidencePage | undefined =>
  pagesOf(context).find((page) => page.blank && !page.isMeant);
export const isItemComplete = (context: EvidenceContext): boolean =>
  (!itemOf(context).required || pagesOf(context).length > 0) && askedPage(context) === undefined;

const faultName = ({ fault }: EvidenceContext): string | null => fault && `scan-${fault}`;

const withPages = (context: EvidenceContext, pages: readonly EvidencePage[]): Evidence =>
  new Map(context.evidence).set(itemOf(context).id, pages);
const holds = ({ context, event }: { context: EvidenceContext; event: StepEvent }): boolean =>
  'page' in event && pagesOf(context).some((page) => page.id === event.page);

/** Scans for one piece of evidence after another: look, scan again, delete, put in order. */
export const evidenceMachine = setup({
  types: {
    context: {} as EvidenceContext,
    events: {} as StepEvent,
    input: {} as EvidenceInput,
    output: {} as EvidenceOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<EvidenceContext>,
  },
  actors: {
    scan: fromPromise<Outcome, EvidenceContext>(({ input, signal }) => scan(input, signal)),
  },
  guards: {
    holds,
    hasRoom: ({ context }) => pagesOf(context).length < itemOf(context).maxPages,
    hasRemoved: ({ context }) =>
      context.removed?.item === itemOf(context).id && pagesOf(context).length < itemOf(context).maxPages,
    isLastItem: ({ context }) => context.single || context.index === context.service.evidence.length - 1,
    isFirstItem: ({ context }) => context.single || context.index === 0,
    isGap: ({ context }) => !isItemComplete(context),
    isAsked: ({ context }) => askedPage(context) !== undefined,
    isAskedPage: ({ context, event }) => 'page' in event && askedPage(context)?.id === event.page,
  },
  actions: {
    replace: assign(({ event }) => (event.type === 'intent.rescan-page' ? { replacing: event.page } : {})),
    delete: assign(({ context, event }) => {
      if (event.type !== 'intent.delete-page') return {};
      const { pages, removed } = without(pagesOf(context), event.page, itemOf(context).id);
      return { evidence: withPages(context, pages), removed, notice: null };
    }),
    backAnItem: assign(({ context }) => ({ index: context.index - 1, fault: null, notice: null })),
  },
}).createMachine({
  id: 'evidence',
  meta: { fault: faultName, notice: ({ notice }) => notice },
  context: ({ input }) => ({
    ...input,
    index: indexOf(input),
    progress: { phase: 'warming-up', percent: null },
    fault: null,
    replacing: null,
    removed: null,
    notice: null,
    kind: 'next',
  }),
  initial: 'idle',
  on: {
    // A page from the telephone may come whatever the scanner does.
    'phone-page': {
      guard: ({ context, event }) => event.item === itemOf(context).id,
      actions: assign(({ context, event }) => {
        const { id, maxPages } = itemOf(context);
        const together = afterScan(pagesOf(context), [event.page], null, maxPages);
        const { pages, isTooLarge } = sendable(context.evidence, id, together.pages);
        return { evidence: withPages(context, pages), fault: isTooLarge ? ('too-large' as const) : context.fault };
      }),
    },
  },
  states: {
    idle: {
      always: [
        { guard: 'isAsked', target: 'asking' },
        { guard: ({ context }) => mayBeGone(context), actions: assign({ fault: 'gone' }) },
      ],
      on: {
        // The terminal may report that the scanner is gone after the scan has failed.
        devices: { guard: ({ context }) => mayBeGone(context), actions: assign({ fault: 'gone' }) },
        'intent.scan': [
          { guard: 'hasRoom', target: 'scanning', actions: assign({ replacing: null }) },
          { actions: assign({ notice: { reason: 'too-many-pages', field: null } }) },
        ],
        'intent.retry': { guard: 'hasRoom', target: 'scanning' },
        'intent.rescan-page': { guard: 'holds', target: 'scanning', actions: 'replace' },
        'intent.delete-page': { guard: 'holds', actions: 'delete' },
        'intent.restore-page': {
          guard: 'hasRemoved',
          actions: assign({
            evidence: ({ context }) => {
              const { removed } = context;
              return removed
                ? withPages(context, pagesOf(context).toSpliced(removed.index, 0, removed.page))
                : context.evidence;
            },
            removed: null,
          }),
        },
        'intent.move-page': {
          guard: 'holds',
          actions: assign({
            evidence: ({ context, event }) => {
              const pages = pagesOf(context);
              const moved = pages.filter((page) => page.id === event.page);
              const rest = pages.filter((page) => page.id !== event.page);
              return withPages(context, rest.toSpliced(Math.min(event.to, rest.length), 0, ...moved));
            },
          }),
        },
        'intent.continue': [
          { guard: 'isGap', actions: assign({ notice: { reason: 'incomplete', field: null } }) },
          { guard: 'isLastItem', target: 'done' },
          { actions: assign({ index: ({ context }) => context.index + 1, fault: null, notice: null }) },
        ],
        'intent.back': [
          { guard: 'isFirstItem', target: 'done', actions: assign({ kind: 'back' }) },
          { actions: 'backAnItem' },
        ],
      },
    },
    /** A page looks blank. The person scans it again, keeps it or deletes it before anything else is possible. */
    asking: {
      meta: { fault: (context) => faultName(context) ?? 'scan-blank-page' },
      always: { guard: not('isAsked'), target: 'idle' },
      on: {
        'intent.rescan-page': { guard: 'isAskedPage', target: 'scanning', actions: 'replace' },
        'intent.delete-page': { guard: 'isAskedPage', actions: 'delete' },
        'intent.keep-page': {
          guard: 'isAskedPage',
          actions: assign({
            evidence: ({ context, event }) => withPages(context, meant(pagesOf(context), event.page)),
            notice: null,
          }),
        },
        'intent.back': [
          { guard: 'isFirstItem', target: 'done', actions: assign({ kind: 'back' }) },
          { actions: 'backAnItem' },
        ],
      },
    },
    scanning: {
      tags: 'at-work',
      entry: assign({ progress: { phase: 'warming-up', percent: null }, fault: null, notice: null }),
      invoke: {
        src: 'scan',
        input: ({ context }) => context,
        onDone: {
          target: 'idle',
          actions: assign(({ context, event }) => {
            const together = afterScan(
              pagesOf(context),
              event.output.pages,
              context.replacing,
              itemOf(context).maxPages,
            );
            const { pages, isTooLarge } = sendable(context.evidence, itemOf(context).id, together.pages);
            return {
              evidence: withPages(context, pages),
              fault: isTooLarge ? ('too-large' as const) : event.output.fault,
              replacing: null,
              notice: together.overflow ? { reason: 'too-many-pages' as const, field: null } : null,
            };
          }),
        },
      },
      on: {
        'scan-progress': {
          actions: assign({ progress: ({ event }) => ({ phase: event.phase, percent: event.percent }) }),
        },
        'intent.stop-scan': {
          actions: ({ context: { ports } }) => tell(ports, 'scan.cancel', () => ports.attended.call('scan.cancel', {})),
        },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { kind, evidence } }) => ({ kind, evidence }),
});

async function scan(context: EvidenceContext, signal: AbortSignal): Promise<Outcome> {
  const { ports } = context;
  const profile = ports.start.site.scanProfiles.find((candidate) => candidate.id === itemOf(context).profile);
  if (!profile) throw new Bug('evidence asks for a scan profile the site does not have');
  const stop = () => tell(ports, 'scan.cancel', () => ports.attended.call('scan.cancel', {}));
  signal.addEventListener('abort', stop, { once: true });
  const answer = await attempt(ports, () => ports.attended.call('scan.start', { profile }, delays.scan));
  signal.removeEventListener('abort', stop);
  if (!answer.ok) {
    if (answer.error === 'no-answer') stop();
    return { pages: [], fault: faultOf(answer.error) };
  }
  const pages = answer.value.pages.map((page) => ({
    id: `page-${crypto.randomUUID().slice(0, 8)}`,
    from: 'scanner' as const,
    jpeg: new Personal<Uint8Array>(Buffer.from(page.jpeg, 'base64')),
    preview: ports.pictures.add(page.preview),
    width: page.widthPx,
    height: page.heightPx,
    resolution: page.resolution,
    blank: page.blank,
    isMeant: false,
  }));
  return { pages, fault: answer.value.kind === 'fault' ? answer.value.reason : null };
}

/** Of a host that refused. Any other reason means that the connection failed: the citizen reads that the scanner is gone. */
const faultOf = (reason: string): ScanFault => ScanFault.safeParse(reason).data ?? 'gone';

/** Faults as which an unplugged scanner shows itself to the driver. */
const MAYBE_GONE: readonly ScanFault[] = ['io-error', 'access-denied'];
const mayBeGone = ({ fault, isScannerGone }: EvidenceContext): boolean =>
  fault !== null && MAYBE_GONE.includes(fault) && isScannerGone();

function indexOf({ service, at }: EvidenceInput): number {
  if (at === 'first') return 0;
  if (at === 'last') return service.evidence.length - 1;
  const index = service.evidence.findIndex((item) => item.id === at);
  if (index < 0) throw new Bug('no such evidence item');
  return index;
}
