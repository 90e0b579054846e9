import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { PhoneRelayClient } from '../phone-relay/contract.ts';
import type { WalletFailure, WalletQuestion, WalletRequest, WalletVerifier } from './contract.ts';
import { delays } from './delays.ts';
import { openQuestion } from './question.ts';
import {
  type AccessCertificateFiles,
  type AccessCertificateProblem,
  readAccessCertificate,
} from './request/access-certificate.ts';
import { qrTextOf, type WalletScheme } from './request/qr-text.ts';
import { type RegistrationProblem, readRegistration } from './request/registration.ts';
import { newQuestion, random, signRequestObject } from './request/request-object.ts';
import type { StatusListFetcher } from './trust/fetch-status-list.ts';
import { createStatusChecker } from './trust/status-list.ts';
import { readTrustList, type TrustedIssuer } from './trust/trust-list.ts';

export interface WalletVerifierOptions {
  readonly relay: PhoneRelayClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Access certificate (ETSI TS 119 411-8) and its key. */
  readonly access: AccessCertificateFiles;
  /** Registration certificate (ETSI TS 119 475): compact JWS. */
  readonly registrationCertificate: string;
  readonly trust: readonly TrustedIssuer[];
  readonly fetchStatusList: StatusListFetcher;
  readonly scheme?: WalletScheme;
}

/** What of the configuration is wrong: no wallet can be asked with it (`docs/wallet.md`, "What you need"). */
export type WalletSetupProblem =
  | AccessCertificateProblem
  | `registration-${RegistrationProblem}`
  | 'trust-list' // no PEM, or no root for identities
  | 'relay-address'; // so long that the QR code could not be scanned

/** Asks wallets for identities, by the interface of `contract.ts`. */
export function createWalletVerifier(options: WalletVerifierOptions): Result<WalletVerifier, WalletSetupProblem> {
  const { relay, clock, log, scheme = 'openid4vp' } = options;
  const access = readAccessCertificate(options.access);
  if (!access.ok) return access;
  const read = readRegistration(options.registrationCertificate);
  if (!read.ok) return err(`registration-${read.error}` as const);
  const trust = readTrustList(options.trust);
  if (!trust.ok) return trust;
  const certificate = access.value;
  const { clientId } = certificate;
  if (qrTextOf(scheme, clientId, relay.addressesOf(random()).requestUrl) === null) return err('relay-address');

  const { registration, formats } = read.value;
  const checks = {
    trust: trust.value,
    status: createStatusChecker({ fetch: options.fetchStatusList, trust: trust.value, clock }),
    clock,
  };

  async function ask(request: WalletRequest): Promise<Result<WalletQuestion, WalletFailure>> {
    const askedAt = clock.now();
    const allowed = [...request.required, ...request.optional].every((asked) => registration.mayAsk.includes(asked));
    if (!allowed || askedAt >= registration.validUntil) return refuse('not-registered');
    const id = random();
    const { requestUrl, responseUrl } = relay.addressesOf(id);
    const qrText = qrTextOf(scheme, clientId, requestUrl);
    if (qrText === null) return refuse('relay-unreachable');
    const validUntil = askedAt + delays.question;
    const asked = await newQuestion({ clientId, responseUri: responseUrl, request, formats, askedAt });
    const requestObject = await signRequestObject(asked, certificate, options.registrationCertificate, validUntil);
    const box = await relay.open({
      id,
      ownerToken: random(),
      lifetimeSeconds: delays.question / 1000,
      content: { kind: 'wallet', requestObject },
    });
    if (!box.ok) return refuse('relay-unreachable', box.error);
    log.event('info', 'wallet.asked', { attributes: request.required.length + request.optional.length });
    return ok(openQuestion({ box: box.value, asked, qrText, validUntil, checks, clock, log }));
  }

  function refuse(failure: WalletFailure, detail: string = failure): Result<never, WalletFailure> {
    log.event('warn', 'wallet.not-asked', { reason: code(failure), detail: code(detail) });
    return err(failure);
  }

  return ok({ registration, ask });
}
