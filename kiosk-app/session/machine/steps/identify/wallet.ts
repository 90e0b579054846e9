import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { Bug } from '../../../../../foundation/errors.ts';
import { Personal } from '../../../../../foundation/personal.ts';
import { err, type Result } from '../../../../../foundation/result.ts';
import type {
  WalletAttribute,
  WalletFailure,
  WalletPerson,
  WalletQuestion,
  WalletRequest,
} from '../../../../../portals/wallet/contract.ts';
import type { IdentifiedPerson } from '../../../application/application.ts';
import { walletRequest } from '../../../catalogue/wallet-request.ts';
import type { NoEidReason } from '../../../contract/screens/identify.ts';
import type { WalletFailureReason } from '../../../contract/screens/wallet.ts';
import { delays } from '../../../delays.ts';
import { attempt, type Ports } from '../../../ports.ts';
import type { StepEvent } from '../../events.ts';
import type { StepMeta, StepTag } from '../../state-tags.ts';
import { canRetryWallet, isAssured, shownFailure } from './wallet-rules.ts';

export interface WalletInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
}

export type WalletOutput =
  | { readonly kind: 'next'; readonly person: IdentifiedPerson }
  /** Back to the choice of ways. */
  | { readonly kind: 'other-way' }
  | { readonly kind: 'no-eid'; readonly reason: NoEidReason };

type Answer = Result<WalletPerson, WalletFailure>;
type WalletEvent =
  | StepEvent
  | { readonly type: 'wallet.fetched' }
  | { readonly type: 'wallet.answered'; readonly answer: Answer };

interface Context extends WalletInput {
  readonly request: WalletRequest;
  readonly chosen: ReadonlySet<WalletAttribute>;
  readonly question: WalletQuestion | null;
  readonly person: IdentifiedPerson | null;
  readonly failure: WalletFailureReason;
  /** As the statistics count it: the verifier's own word. */
  readonly fault: WalletFailure | 'level-too-low';
  readonly noEid: NoEidReason | null;
}

async function ask(ports: Ports, request: WalletRequest): Promise<Result<WalletQuestion, WalletFailure>> {
  const { wallet } = ports;
  if (!wallet) return err('relay-unreachable');
  const asked = await attempt(ports, () => wallet.ask(request));
  return asked.ok ? asked.value : err('relay-unreachable');
}

/** What is asked after the person has said which of the optional attributes may be told. */
const asked = ({ request, chosen }: Context): WalletRequest => ({
  required: request.required,
  optional: request.optional.filter((attribute) => chosen.has(attribute)),
});

/**
 * Identification with a wallet on the person's own telephone: say who asks for what, show the code, wait for the
 * telephone, take what the verifier believes. A question that is left is withdrawn.
 *
 * Nobody is refused for their age here: that only people of 16 years and more identify themselves is a rule of the
 * card's eID function (PAuswG § 10 (1)); whether a younger person may act is the service's to say (VwVfG § 12).
 */
export const walletMachine = setup({
  types: {
    context: {} as Context,
    events: {} as WalletEvent,
    input: {} as WalletInput,
    output: {} as WalletOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    open: fromPromise<Result<WalletQuestion, WalletFailure>, Context>(({ input, signal }) =>
      ask(input.ports, asked(input)).then((answer) => {
        // Left while it was being opened: nobody will look at it any more.
        if (signal.aborted && answer.ok) answer.value.cancel();
        return answer;
      }),
    ),
    wait: fromCallback<{ type: 'never' }, WalletQuestion>(({ input: question, sendBack }) => {
      let isOver = false;
      question.onFetched(() => {
        if (!isOver) sendBack({ type: 'wallet.fetched' });
      });
      void question.answer.then((answer) => {
        if (isOver) return;
        isOver = true;
        sendBack({ type: 'wallet.answered', answer });
      });
      return () => {
        if (!isOver) question.cancel();
        isOver = true;
      };
    }),
  },
  guards: {
    isOptional: ({ context, event }) =>
      event.type === 'intent.toggle-optional-right' &&
      context.request.optional.some((attribute) => attribute === event.right),
    canRetry: ({ context }) => canRetryWallet(context.failure),
    isBelieved: ({ event }) => event.type === 'wallet.answered' && event.answer.ok,
    isTooLow: ({ context, event }) =>
      event.type === 'wallet.answered' &&
      event.answer.ok &&
      !isAssured(event.answer.value.levelOfAssurance, context.service.trust),
  },
  actions: {
    take: assign(({ event }) =>
      event.type === 'wallet.answered' && event.answer.ok ? { person: personOf(event.answer.value) } : {},
    ),
    noteFailure: assign(({ event }, isFetched: boolean) =>
      event.type === 'wallet.answered' && !event.answer.ok
        ? { fault: event.answer.error, failure: shownFailure(event.answer.error, isFetched) }
        : {},
    ),
    leave: assign({ noEid: ({ event }) => (event.type === 'intent.no-eid' ? event.reason : null) }),
  },
  delays: { greeting: delays.eidGreeting },
}).createMachine({
  id: 'wallet',
  context: ({ input }) => ({
    ...input,
    request: requestOf(input),
    chosen: new Set(),
    question: null,
    person: null,
    failure: 'not-checked',
    fault: 'malformed',
    noEid: null,
  }),
  initial: 'consent',
  states: {
    consent: {
      on: {
        'intent.toggle-optional-right': {
          guard: 'isOptional',
          actions: assign({
            chosen: ({ context, event }) => {
              const attribute = context.request.optional.find((one) => one === event.right);
              const chosen = new Set(context.chosen);
              if (attribute && !chosen.delete(attribute)) chosen.add(attribute);
              return chosen;
            },
          }),
        },
        'intent.consent': 'opening',
        'intent.back': 'otherWay',
        'intent.other-way': 'otherWay',
        'intent.no-eid': { target: 'noEid', actions: 'leave' },
      },
    },
    opening: {
      tags: 'at-work',
      entry: assign({ question: null }),
      invoke: {
        src: 'open',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'asking',
            actions: assign({ question: ({ event }) => (event.output.ok ? event.output.value : null) }),
          },
          {
            target: 'failed',
            actions: assign(({ event: { output } }) =>
              output.ok ? {} : { fault: output.error, failure: shownFailure(output.error, false) },
            ),
          },
        ],
      },
      on: { 'intent.back': 'consent', 'intent.other-way': 'otherWay' },
    },
    asking: {
      tags: 'at-work',
      invoke: { src: 'wait', input: ({ context }) => questionOf(context) },
      initial: 'code',
      on: {
        'intent.back': 'consent',
        'intent.other-way': 'otherWay',
        'intent.no-eid': { target: 'noEid', actions: 'leave' },
      },
      states: {
        code: {
          on: {
            'wallet.fetched': 'fetched',
            // More time: a new code, for the old one cannot be given a longer life.
            'intent.retry': '#wallet.opening',
            'wallet.answered': [
              { guard: 'isTooLow', target: '#wallet.tooLow' },
              { guard: 'isBelieved', target: '#wallet.done', actions: 'take' },
              { target: '#wallet.failed', actions: { type: 'noteFailure', params: false } },
            ],
          },
        },
        fetched: {
          on: {
            'wallet.answered': [
              { guard: 'isTooLow', target: '#wallet.tooLow' },
              { guard: 'isBelieved', target: '#wallet.done', actions: 'take' },
              { target: '#wallet.failed', actions: { type: 'noteFailure', params: true } },
            ],
          },
        },
      },
    },
    tooLow: { always: { target: 'failed', actions: assign({ failure: 'level-too-low', fault: 'level-too-low' }) } },
    done: { after: { greeting: 'next' }, on: { 'intent.continue': 'next' } },
    failed: {
      meta: { fault: ({ fault }) => `wallet-${fault}` },
      on: {
        'intent.retry': { guard: 'canRetry', target: 'opening' },
        'intent.back': 'consent',
        'intent.other-way': 'otherWay',
        'intent.no-eid': { target: 'noEid', actions: 'leave' },
      },
    },
    next: { type: 'final' },
    otherWay: { type: 'final' },
    noEid: { type: 'final' },
  },
  output: ({ context: { person, noEid } }): WalletOutput => {
    if (person) return { kind: 'next', person };
    return noEid ? { kind: 'no-eid', reason: noEid } : { kind: 'other-way' };
  },
});

const personOf = ({ identity, levelOfAssurance, evidence }: WalletPerson): IdentifiedPerson => ({
  identity: new Personal(identity),
  source: 'wallet',
  levelOfAssurance,
  evidence: new Personal(evidence),
});

function requestOf({ ports, service }: WalletInput): WalletRequest {
  const request = ports.wallet && walletRequest(service, ports.wallet.registration);
  if (!request) throw new Bug('a wallet is asked for a service that may not ask it');
  return request;
}

function questionOf({ question }: Context): WalletQuestion {
  if (!question) throw new Bug('waiting for the answer to no question');
  return question;
}
