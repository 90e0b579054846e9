import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { Identity } from '../../portals/identity/contract.ts';
import { ATTRIBUTES } from '../../portals/wallet/attributes.ts';
import type {
  WalletAttribute,
  WalletFailure,
  WalletPerson,
  WalletQuestion,
  WalletRequest,
  WalletVerifier,
} from '../../portals/wallet/contract.ts';
import { delays } from '../../portals/wallet/delays.ts';
import type { HandAct } from './contract.ts';
import type { Hands } from './hands.ts';
import { NOWHERE } from './rehearsal-site.ts';
import words from './wallet-words.json' with { type: 'json' };

export interface RehearsalWalletOptions {
  /** The person with the telephone. */
  readonly hands: Hands;
  /** Who asks, in words. */
  readonly name: string;
  readonly person: Identity;
  /** On whose last day the made-up registration ends. */
  readonly year: number;
  readonly clock: Clock;
}

/** A verifier without a relay: no telephone is asked, and each answer tells what was asked of the same person. */
export function rehearsalWallet({ hands, name, person, year, clock }: RehearsalWalletOptions): WalletVerifier {
  return {
    registration: {
      name,
      purpose: words.purpose,
      privacyPolicyUrl: NOWHERE,
      mayAsk: ATTRIBUTES,
      validUntil: Date.UTC(year, 11, 31),
    },
    ask: async (request) => ok(question(told(person, request), hands, clock)),
  };
}

function question(answered: WalletPerson, hands: Hands, clock: Clock): WalletQuestion {
  const answer = Promise.withResolvers<Result<WalletPerson, WalletFailure>>();
  const fetched = Promise.withResolvers<void>();
  let waitsFor: HandAct | null = null;
  let isOver = false;
  const end = () => {
    isOver = true;
    clock.clearTimeout(timer);
    if (waitsFor !== null && hands.waitsFor === waitsFor) hands.stop();
  };
  const timer = clock.setTimeout(() => {
    end();
    answer.resolve(err('timeout'));
  }, delays.question);
  const until = async (act: HandAct) => {
    waitsFor = act;
    const isDone = await hands.until(act);
    waitsFor = null;
    return isDone && !isOver;
  };
  const play = async () => {
    if (!(await until('scan-code'))) return;
    fetched.resolve();
    if (!(await until('agree'))) return;
    end();
    answer.resolve(ok(answered));
  };
  void play();
  return {
    qrText: words.code,
    validUntil: clock.now() + delays.question,
    onFetched: (listener) => void fetched.promise.then(listener),
    answer: answer.promise,
    cancel: end,
  };
}

const IN_IDENTITY: Readonly<Record<WalletAttribute, keyof Identity>> = {
  GivenNames: 'givenNames',
  FamilyName: 'familyName',
  DateOfBirth: 'dateOfBirth',
  Address: 'address',
  BirthName: 'birthName',
  PlaceOfBirth: 'placeOfBirth',
  Nationality: 'nationality',
};

/** Of a person what was asked, as a wallet tells it. */
function told(person: Identity, { required, optional }: WalletRequest): WalletPerson {
  const asked = [...required, ...optional].map((attribute) => IN_IDENTITY[attribute]);
  return {
    identity: Object.fromEntries(asked.map((key) => [key, person[key]])),
    levelOfAssurance: 'high',
    evidence: { kind: 'wallet-presentation', format: 'dc+sd-jwt', content: 'preview', report: '{"preview":true}' },
  };
}
