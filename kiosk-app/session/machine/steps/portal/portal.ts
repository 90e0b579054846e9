import { assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { Bug } from '../../../../../foundation/errors.ts';
import type { Personal } from '../../../../../foundation/personal.ts';
import type { Result } from '../../../../../foundation/result.ts';
import type { PortalEvent } from '../../../../portal-view/contract.ts';
import type { DocumentFault, PortalFailure, PortalField } from '../../../../portal-view/words.ts';
import type { PictureRef } from '../../../contract/picture.ts';
import type { PortalNotice } from '../../../contract/screens/portal.ts';
import type { CopyFaultReason } from '../../../contract/screens/receipt.ts';
import { delays } from '../../../delays.ts';
import { attempt, type Ports } from '../../../ports.ts';
import type { StepEvent } from '../../events.ts';
import type { StepMeta, StepTag } from '../../state-tags.ts';
import { type PrintOutcome, printDocument } from './print-document.ts';

export interface PortalInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  /** The site stands open: the citizen comes back from the card or the scanner. */
  readonly isOpen: boolean;
  /** Of everything on the page at the beginning, 1 to 2. */
  readonly zoom: number;
  readonly can: { readonly read: () => boolean; readonly scan: () => boolean; readonly print: () => boolean };
}
export type PortalOutput =
  | { readonly kind: 'back' | 'finished' | 'time-over' | 'scan' }
  | { readonly kind: 'eid'; readonly tcTokenUrl: string };

type Site = NonNullable<Ports['start']['site']['web']>[string];
type DialogText = Extract<PortalEvent, { readonly kind: 'dialog' }>;

interface Context extends PortalInput {
  readonly isLoading: boolean;
  readonly canGoBack: boolean;
  readonly field: Personal<PortalField> | null;
  readonly dialog: Omit<DialogText, 'kind'> | null;
  readonly told: PortalNotice | null;
  readonly pdf: Personal<Uint8Array> | null;
  readonly pages: readonly PictureRef[];
  readonly printFault: CopyFaultReason | null;
  readonly failure: PortalFailure;
  readonly minutesLeft: number;
  readonly output: PortalOutput;
}

/** Minutes before the end of which the citizen is told, and can have more. */
const SHORT = 2;

export const isShort = ({ minutesLeft }: Pick<Context, 'minutesLeft'>): boolean => minutesLeft <= SHORT;

export function siteOf({ ports, service }: Pick<Context, 'ports' | 'service'>): Site {
  const name = service.route.kind === 'web' ? service.route.portal : '';
  const site = ports.start.site.web?.[name];
  if (!site) throw new Bug('a web site that the place does not name');
  return site;
}

const faultName = ({ failure }: Context): string => `portal-${failure}`;

/**
 * A web site in the place of our own steps: opened, seen, left. What happens on its pages comes as `portal.*`; what the
 * citizen does goes to the view as it is, for it means nothing to us.
 */
export const portalMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as PortalInput,
    output: {} as PortalOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    preview: fromPromise<Result<readonly Buffer[], DocumentFault>, Context>(async ({ input: { ports, pdf } }) => {
      const drawn = await attempt(ports, async () => ports.previewDocument(pdf?.reveal() ?? new Uint8Array()));
      return drawn.ok ? drawn.value : { ok: false, error: 'not-shown' };
    }),
    print: fromPromise<PrintOutcome, Context>(({ input: { ports, pdf }, signal }) =>
      printDocument(ports, { id: 'web-document', pdf: Buffer.from(pdf?.reveal() ?? []) }, signal),
    ),
  },
  guards: {
    canGoBack: ({ context }) => context.canGoBack,
    canRead: ({ context }) => context.can.read(),
    canScan: ({ context }) => context.can.scan(),
    canPrint: ({ context }) => context.can.print(),
    isOver: ({ context }) => context.minutesLeft <= 0,
    isOpen: ({ context }) => context.isOpen,
  },
  actions: {
    open: ({ context }) => context.ports.openPortal(siteOf(context)),
    noReader: assign({ told: { kind: 'no-reader' as const } }),
    noScanner: assign({ told: { kind: 'no-scanner' as const } }),
    noPrinter: assign({ told: { kind: 'no-printer' as const } }),
    forgetDocument: assign(({ context }) => {
      for (const page of context.pages) context.ports.pictures.remove(page);
      return { pdf: null, pages: [], printFault: null };
    }),
    startTime: assign(({ context }) => ({ minutesLeft: siteOf(context).timeoutMinutes })),
  },
  delays: { minute: delays.portalMinute, opening: delays.portalOpening },
}).createMachine({
  id: 'portal',
  context: ({ input }) => ({
    ...input,
    isLoading: false,
    canGoBack: false,
    field: null,
    dialog: null,
    told: null,
    pdf: null,
    pages: [],
    printFault: null,
    failure: 'gone',
    minutesLeft: siteOf(input).timeoutMinutes,
    output: { kind: 'back' },
  }),
  initial: 'beginning',
  on: {
    'portal.failed': { target: '.failed', actions: assign({ failure: ({ event }) => event.reason }) },
    'portal.history': { actions: assign({ canGoBack: ({ event }) => event.canGoBack }) },
    'portal.loading': { actions: assign({ isLoading: ({ event }) => event.on }) },
  },
  states: {
    beginning: { always: [{ guard: 'isOpen', target: 'viewing' }, { target: 'opening' }] },
    opening: {
      tags: 'at-work',
      entry: 'open',
      after: { opening: 'viewing' },
      on: {
        'portal.loading': {
          guard: ({ event }) => !event.on,
          target: 'viewing',
          actions: assign({ isLoading: false }),
        },
        'intent.back': { target: 'over', actions: assign({ output: { kind: 'back' } }) },
      },
    },
    viewing: {
      // Whoever reads a page has what they came for.
      tags: 'achieved',
      initial: 'counting',
      entry: ({ context: { ports, zoom } }) => ports.portalView?.zoom(zoom),
      on: {
        'portal.field': { actions: assign({ field: ({ event }) => event.field }) },
        'portal.dialog': { actions: assign({ dialog: ({ event }) => event }) },
        'portal.blocked': {
          actions: assign({
            told: ({ event }) => ({
              kind: 'blocked' as const,
              reason: event.reason,
              host: event.host?.reveal() ?? null,
            }),
          }),
        },
        'portal.document-refused': {
          actions: assign({ told: ({ event }) => ({ kind: 'document' as const, reason: event.reason }) }),
        },
        'portal.document': [
          { guard: 'canPrint', target: 'document', actions: assign({ pdf: ({ event }) => event.pdf }) },
          { actions: 'noPrinter' },
        ],
        'portal.file-wanted': [
          { guard: 'canScan', target: 'over', actions: assign({ output: { kind: 'scan' } }) },
          { actions: 'noScanner' },
        ],
        'portal.eid': [
          {
            guard: 'canRead',
            target: 'over',
            actions: assign({ output: ({ event }) => ({ kind: 'eid' as const, tcTokenUrl: event.tcTokenUrl }) }),
          },
          { actions: 'noReader' },
        ],
        'intent.portal-size': { actions: ({ context: { ports }, event }) => ports.portalView?.resize(event) },
        'intent.portal-tap': {
          actions: [assign({ told: null }), ({ context: { ports }, event: { x, y } }) => ports.portalView?.tap(x, y)],
        },
        'intent.portal-scroll': {
          actions: ({ context: { ports }, event: { x, y, dx, dy } }) => ports.portalView?.scroll(x, y, dx, dy),
        },
        'intent.portal-type': { actions: ({ context: { ports }, event }) => ports.portalView?.type(event.text) },
        'intent.portal-key': { actions: ({ context: { ports }, event }) => ports.portalView?.press(event.key) },
        'intent.portal-choose': {
          actions: [assign({ field: null }), ({ context: { ports }, event }) => ports.portalView?.choose(event.index)],
        },
        'intent.portal-answer': {
          actions: [
            assign({ dialog: null }),
            ({ context: { ports }, event }) => ports.portalView?.answer(event.agreed),
          ],
        },
        'intent.portal-home': {
          actions: [assign({ told: null }), ({ context: { ports } }) => ports.portalView?.home()],
        },
        'intent.portal-zoom': {
          actions: [
            assign({ zoom: ({ context: { zoom } }) => (zoom >= 2 ? 1 : zoom + 0.5) }),
            ({ context: { ports, zoom } }) => ports.portalView?.zoom(zoom),
          ],
        },
        'intent.portal-ok': { actions: assign({ told: null }) },
        'intent.portal-more-time': { actions: 'startTime' },
        'intent.back': [
          {
            guard: 'canGoBack',
            actions: [assign({ told: null }), ({ context: { ports } }) => ports.portalView?.back()],
          },
          { target: 'over', actions: assign({ output: { kind: 'back' } }) },
        ],
        'intent.finish': { target: 'over', actions: assign({ output: { kind: 'finished' } }) },
      },
      states: {
        counting: {
          after: {
            minute: {
              target: 'counted',
              actions: assign({ minutesLeft: ({ context }) => context.minutesLeft - 1 }),
            },
          },
        },
        counted: {
          always: [
            { guard: 'isOver', target: '#portal.over', actions: assign({ output: { kind: 'time-over' } }) },
            { target: 'counting' },
          ],
        },
      },
    },
    document: {
      initial: 'drawing',
      exit: 'forgetDocument',
      on: { 'intent.back': 'viewing' },
      states: {
        drawing: {
          tags: 'at-work',
          invoke: {
            src: 'preview',
            input: ({ context }) => context,
            onDone: [
              {
                guard: ({ event }) => event.output.ok,
                target: 'ready',
                actions: assign({
                  pages: ({ context: { ports }, event: { output } }) =>
                    output.ok ? output.value.map((page) => ports.pictures.add(page.toString('base64'))) : [],
                }),
              },
              {
                target: '#portal.viewing',
                actions: assign({ told: { kind: 'document' as const, reason: 'not-shown' as const } }),
              },
            ],
          },
        },
        ready: { on: { 'intent.portal-print': { guard: 'canPrint', target: 'printing' } } },
        printing: {
          tags: 'at-work',
          invoke: {
            src: 'print',
            input: ({ context }) => context,
            onDone: [
              { guard: ({ event }) => event.output.kind === 'printed', target: 'printed' },
              {
                target: 'ready',
                actions: assign({
                  printFault: ({ event: { output } }) => (output.kind === 'fault' ? output.reason : null),
                }),
              },
            ],
          },
        },
        printed: {},
      },
    },
    failed: {
      meta: { fault: faultName },
      on: {
        'intent.retry': 'opening',
        'intent.back': { target: 'over', actions: assign({ output: { kind: 'back' } }) },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.output,
});
