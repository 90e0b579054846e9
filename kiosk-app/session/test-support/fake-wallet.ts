import { err, ok, type Result } from '../../../foundation/result.ts';
import type {
  WalletFailure,
  WalletPerson,
  WalletRegistration,
  WalletRequest,
  WalletVerifier,
} from '../../../portals/wallet/contract.ts';
import { ERIKA } from './fake-eid-service.ts';

/** Longer than anything in a test takes: five minutes from the epoch of the simulated clock on. */
export const QUESTION_ENDS_AT = Date.UTC(2030, 0, 1);

/** What a wallet tells of the person of the test card, in capitals as PIDs do. */
export const ERIKA_BY_WALLET: WalletPerson = {
  identity: { ...ERIKA, familyName: 'MÜLLER', givenNames: 'ERIKA' },
  levelOfAssurance: 'high',
  evidence: { kind: 'wallet-presentation', format: 'dc+sd-jwt', content: 'sd-jwt~kb-jwt', report: '{"checked":[]}' },
};

export interface FakeWallet extends WalletVerifier {
  registration: WalletRegistration;
  /** Why the next question is not even put. */
  refusal: WalletFailure | null;
  readonly asked: WalletRequest[];
  /** How many questions were withdrawn. */
  cancelled: number;
  /** The telephone reads the code that stands there. */
  fetch(): void;
  answer(answer: Result<WalletPerson, WalletFailure>): void;
}

export function createFakeWallet(): FakeWallet {
  let fetched: (() => void) | null = null;
  let answered = Promise.withResolvers<Result<WalletPerson, WalletFailure>>();
  const wallet: FakeWallet = {
    registration: {
      name: 'Stadt Musterstadt',
      purpose: 'Anträge am Bürger-Terminal',
      privacyPolicyUrl: 'https://musterstadt.example/datenschutz',
      mayAsk: ['GivenNames', 'FamilyName', 'Address', 'DateOfBirth', 'BirthName'],
      validUntil: QUESTION_ENDS_AT,
    },
    refusal: null,
    asked: [],
    cancelled: 0,
    async ask(request) {
      if (wallet.refusal) return err(wallet.refusal);
      wallet.asked.push(request);
      answered = Promise.withResolvers();
      return ok({
        qrText: `openid4vp://?request_uri=https://relay.example/w/${wallet.asked.length}`,
        validUntil: QUESTION_ENDS_AT,
        onFetched: (listener) => {
          fetched = listener;
        },
        answer: answered.promise,
        cancel: () => {
          wallet.cancelled += 1;
        },
      });
    },
    fetch: () => fetched?.(),
    answer: (answer) => answered.resolve(answer),
  };
  return wallet;
}
