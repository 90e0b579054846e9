import { mayBeTyped } from '../../config/schema/demands-eid.ts';
import type { ServiceDefinition } from '../../config/schema/service.ts';
import type { StepId } from '../../kiosk-app/session/contract/journey.ts';
import { branchesOf } from './form-branches.ts';
import type { Way } from './path.ts';

/** What a place has besides the devices that every one of these visits needs. */
export interface Place {
  readonly hasWallet: boolean;
}

const choice = (id: string, rest: Partial<Way> = {}): Way => ({ id, kind: 'choice', ...rest });
const failure = (id: string, rest: Partial<Way> = {}): Way => ({ id, kind: 'failure', ...rest });

type WaysOf = (service: ServiceDefinition, place: Place) => readonly Way[];

/** The usual way first. */
const WAYS: Readonly<Record<StepId, WaysOf>> = {
  identify: ({ identification, residence }, { hasWallet }) => [
    choice('card'),
    ...(hasWallet ? [choice('wallet')] : []),
    ...(mayBeTyped({ identification }) ? [choice('typed')] : []),
    ...(['no-card', 'no-pin', 'not-activated', 'not-wanted'] as const).map((reason) =>
      choice(reason, { end: `told-${reason}` }),
    ),
    ...(residence ? [choice('lives-elsewhere', { end: 'told-lives-elsewhere' })] : []),
    ...(identification.kind === 'eid' && identification.needed?.length
      ? [choice('card-lacks', { end: 'told-card-lacks' })]
      : []),
    failure('pin-wrong-once'),
    failure('card-removed'),
    failure('service-unreachable'),
    ...(hasWallet ? [failure('wallet-declined')] : []),
  ],
  'pin-change': () => [
    choice('letter', { end: 'pin-set' }),
    choice('own-pin', { end: 'pin-set' }),
    choice('neither', { end: 'told-no-pin' }),
    failure('old-pin-wrong-once', { end: 'pin-set' }),
    failure('differed', { end: 'pin-set' }),
  ],
  recipient: () => [
    choice('one-place'),
    choice('several-places'),
    failure('no-route', { end: 'told-no-recipient' }),
    failure('unavailable'),
  ],
  bill: () => [
    choice('typed'),
    choice('scanned'),
    failure('mistyped'),
    failure('register-down'),
    failure('already-paid', { end: 'given-up' }),
    failure('not-payable-here', { end: 'given-up' }),
  ],
  form: (service) => [
    ...branchesOf(service).map(({ id, answers }) => choice(id, { answers })),
    failure('left-empty'),
    failure('gone-back'),
  ],
  evidence: ({ evidence }) => [
    choice('scanned'),
    ...(evidence.some(({ required }) => !required) ? [choice('without-optional')] : []),
    failure('jammed'),
    failure('blank-page'),
    failure('deleted-and-restored'),
  ],
  reply: ({ answers, notice }) => {
    const channels = answers === 'choose' ? ['eMail', 'post'] : ['post'];
    const consents = notice === 'ask' ? ['yes', 'no'] : ['not-asked'];
    return channels.flatMap((channel) => consents.map((consent) => choice(`${channel}-${consent}`)));
  },
  review: ({ form, whenPortalDown }) => [
    choice('confirmed'),
    ...(form.length > 0 ? [failure('changed')] : []),
    ...(whenPortalDown === 'refuse' ? [failure('portal-down')] : []),
    failure('key-refused'),
    failure('cancelled', { end: 'given-up' }),
  ],
  pay: ({ order }) => [
    choice('card'),
    failure('declined-once'),
    failure('no-answer-once'),
    failure('telephone-failed-once'),
    failure('telephone-left'),
    order === 'submit-then-pay' ? failure('later') : failure('given-up', { end: 'given-up' }),
    failure('unclear', { end: 'told-unclear' }),
  ],
  submit: ({ order, fee }) => [
    choice('accepted'),
    // What is paid afterwards and was refused has nothing to pay.
    ...(order === 'submit-then-pay' && fee.kind !== 'none' ? [] : [failure('rejected'), failure('undeliverable')]),
    failure('late'),
  ],
  appointment: ({ route }) =>
    route.kind === 'appointment-manage'
      ? [choice('printed', { end: 'appointment' }), choice('cancelled', { end: 'appointment' })]
      : [
          choice('booked', { end: 'appointment' }),
          failure('not-here', { end: 'appointment' }),
          failure('time-taken', { end: 'appointment' }),
          failure('system-down', { end: 'appointment' }),
        ],
  receipt: () => [choice('printed'), failure('paper-out'), failure('no-printer')],
  information: () => [
    choice('read', { end: 'sheet' }),
    choice('printed', { end: 'sheet' }),
    failure('paper-out', { end: 'sheet' }),
    failure('no-printer', { end: 'sheet' }),
  ],
  lookup: () => [
    ...(['ready', 'in-production', 'collected'] as const).map((status) => choice(status, { end: 'sheet' })),
    failure('mistyped', { end: 'sheet' }),
    failure('portal-down', { end: 'sheet' }),
    failure('busy', { end: 'sheet' }),
    failure('guessed', { end: 'given-up' }),
  ],
  printout: () => [
    choice('printed', { end: 'sheet' }),
    choice('read', { end: 'sheet' }),
    failure('jammed', { end: 'sheet' }),
    failure('gone-back', { end: 'sheet' }),
  ],
  portal: () => [
    choice('looked', { end: 'site-left' }),
    failure('unreachable-once', { end: 'site-left' }),
    failure('blocked', { end: 'site-left' }),
  ],
};

export const waysThrough = (step: StepId, service: ServiceDefinition, place: Place): readonly Way[] =>
  WAYS[step](service, place);
