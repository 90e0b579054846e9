import { SimulatedClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import type { Result } from '../../../foundation/result.ts';
import type { WalletFault } from '../../../simulators/wallet/faults.ts';
import { createHolder, type HeldFormat, type SeenRequest } from '../../../simulators/wallet/holder.ts';
import { type PidIssuer, startPidIssuer } from '../../../simulators/wallet/issuer.ts';
import { PEOPLE, type PidData } from '../../../simulators/wallet/pid-data.ts';
import { type RegisteredOffice, type RegistrationEntry, registerOffice } from '../../../simulators/wallet/registrar.ts';
import type { WalletFailure, WalletPerson, WalletQuestion, WalletRequest, WalletVerifier } from '../contract.ts';
import { createStatusListFetcher } from '../trust/fetch-status-list.ts';
import { createWalletVerifier, type WalletVerifierOptions } from '../verifier.ts';
import { type RelayInMemory, relayInMemory } from './relay-in-memory.ts';

export const NAME_AND_BIRTH: WalletRequest = {
  required: ['GivenNames', 'FamilyName', 'DateOfBirth'],
  optional: ['Address'],
};

export interface Telephone {
  readonly person?: PidData | null;
  readonly faults?: readonly WalletFault[];
  readonly fetch?: typeof globalThis.fetch;
}

export interface WalletWorld {
  readonly clock: SimulatedClock;
  readonly relay: RelayInMemory;
  readonly verifier: WalletVerifier;
  readonly issuer: PidIssuer;
  readonly office: RegisteredOffice;
  readonly options: WalletVerifierOptions;
  readonly logged: readonly string[];
  ask(request?: WalletRequest): Promise<WalletQuestion>;
  scan(question: WalletQuestion, telephone?: Telephone): Promise<SeenRequest>;
  /** Asks, scans, accepts, and tells what came of it. */
  identify(
    format: HeldFormat,
    telephone?: Telephone & { readonly request?: WalletRequest },
  ): Promise<Result<WalletPerson, WalletFailure>>;
  close(): Promise<void>;
}

const YEAR = 365 * 86_400_000;

/** An office, a PID provider, a relay and telephones, without a network but for the status list on loopback. */
export async function walletWorld(entry: Partial<RegistrationEntry> = {}): Promise<WalletWorld> {
  const clock = new SimulatedClock(Date.UTC(2027, 1, 15, 10));
  const logged: string[] = [];
  const log = createLog((line) => logged.push(line), clock);
  const issuer = await startPidIssuer({ clock, log });
  const office = await registerOffice({
    name: 'Stadt Musterstadt',
    purpose: 'Identifikation am Bürger-Terminal',
    privacyPolicyUrl: 'https://musterstadt.example/datenschutz',
    issuedAt: clock.now() - YEAR / 2,
    validUntil: clock.now() + YEAR / 2,
    ...entry,
  });
  const relay = relayInMemory();
  const options: WalletVerifierOptions = {
    relay: relay.client,
    clock,
    log,
    access: office.access,
    registrationCertificate: office.registrationCertificate,
    trust: [{ rootsPem: issuer.rootPem, purposes: ['pid', 'status-list'] }],
    fetchStatusList: createStatusListFetcher(clock),
  };
  const created = createWalletVerifier(options);
  if (!created.ok) throw new Error(created.error);
  const verifier = created.value;

  const ask = async (request = NAME_AND_BIRTH) => {
    const asked = await verifier.ask(request);
    if (!asked.ok) throw new Error(asked.error);
    return asked.value;
  };
  const scan = async (
    question: WalletQuestion,
    { person = PEOPLE.erika, faults = [], fetch = relay.fetch }: Telephone = {},
  ) => {
    const holder = createHolder({ issuer, person, roots: office, clock, fetch, faults });
    const seen = await holder.scan(question.qrText);
    if (!seen.ok) throw new Error(seen.error);
    return seen.value;
  };
  return {
    clock,
    relay,
    verifier,
    issuer,
    office,
    options,
    logged,
    ask,
    scan,
    identify: async (format, { request, ...telephone } = {}) => {
      const question = await ask(request);
      await (await scan(question, telephone)).accept(format);
      return question.answer;
    },
    close: () => issuer.close(),
  };
}
