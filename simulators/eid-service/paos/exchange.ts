import type { Element } from '@xmldom/xmldom';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { IdentificationRequest } from '../../../portals/eid-service/contract.ts';
import { type TerminalKeys, terminalChain } from '../eac/chain.ts';
import { authenticateChip } from '../eac/chip-authentication.ts';
import { certificateDescription } from '../eac/description.ts';
import { type EphemeralKey, makeEphemeralKey } from '../eac/keys.ts';
import { OID } from '../eac/oids.ts';
import { type Provider, terminalValidity } from '../provider.ts';
import { chatOf, dataGroupsOf } from '../rights.ts';
import { find, tlv } from '../tlv.ts';
import { eac1Input, eac2Input, initializeFramework, transmit } from './bodies.ts';
import { Reading, type ReadOutcome } from './reading.ts';
import { bodyName, textOf, textsOf } from './xml.ts';

export interface PaosExchangeOptions {
  readonly sessionId: string;
  readonly request: IdentificationRequest;
  readonly keys: TerminalKeys;
  readonly provider: Provider;
  readonly certificateHash: Buffer;
  readonly now: number;
}

/** Next message to the client, or how the attempt ended. */
export type Next =
  | { readonly body: string }
  | { readonly read: ReadOutcome }
  /** The client (or the card behind it) gave up; a minor code. */
  | { readonly gaveUp: string };

/** The client said something that does not belong here. */
export type PaosFault =
  | 'out-of-order'
  | 'other-session'
  | 'malformed'
  | 'chip-not-authentic'
  | 'no-chip-key'
  | 'card-refused'
  | 'secure-messaging-broken'
  | 'malformed-data-group';

type State =
  | { readonly at: 'start' | 'initialized' | 'eac1' | 'ended' }
  | { readonly at: 'eac2'; readonly key: EphemeralKey; readonly groups: readonly number[] }
  | { readonly at: 'reading'; readonly reading: Reading };

/**
 * One attempt of an identification over PAOS, message by message (BSI TR-03112-7, section 3.6.4; TR-03110-2, section
 * 3.2): StartPAOS → EAC1 → EAC2 with terminal and chip authentication → Transmit → end.
 */
export class Exchange {
  readonly #options: PaosExchangeOptions;
  readonly #auxiliaryData: Buffer;
  #state: State = { at: 'start' };

  constructor(options: PaosExchangeOptions) {
    this.#options = options;
    // The card is asked to compare its date of expiry with today's, and never tells the date itself.
    const today = new Date(options.now).toISOString().slice(0, 10).replaceAll('-', '');
    this.#auxiliaryData = tlv('67', tlv('73', tlv('06', OID.dateOfExpiry), tlv('53', Buffer.from(today, 'ascii'))));
  }

  receive(message: Element): Result<Next, PaosFault> {
    const name = bodyName(message);
    const minor = textOf(message, 'ResultMinor');
    if (textOf(message, 'ResultMajor')?.endsWith('#error')) {
      this.#state = { at: 'ended' };
      return ok({ gaveUp: minor?.split('/resultminor/')[1] ?? 'al/common#unknownError' });
    }
    switch (this.#state.at) {
      case 'start':
        if (name !== 'StartPAOS') return err('out-of-order');
        if (textOf(message, 'SessionIdentifier') !== this.#options.sessionId) return err('other-session');
        this.#state = { at: 'initialized' };
        return ok({ body: initializeFramework() });
      case 'initialized':
        return name === 'InitializeFrameworkResponse' ? this.#terminalCertificates() : err('out-of-order');
      case 'eac1':
        return name === 'DIDAuthenticateResponse' ? this.#authenticateTerminal(message) : err('out-of-order');
      case 'eac2':
        return name === 'DIDAuthenticateResponse' ? this.#authenticateChip(message, this.#state) : err('out-of-order');
      case 'reading':
        return name === 'TransmitResponse' ? this.#read(message, this.#state.reading) : err('out-of-order');
      case 'ended':
        return err('out-of-order');
    }
  }

  #terminalCertificates(): Result<Next, PaosFault> {
    const { provider, certificateHash, keys, now, request } = this.#options;
    const description = certificateDescription(provider, certificateHash);
    this.#state = { at: 'eac1' };
    return ok({
      body: eac1Input({
        certificates: terminalChain(keys, terminalValidity(now), description),
        description,
        requiredChat: chatOf(request.required),
        optionalChat: chatOf(request.optional),
        auxiliaryData: this.#auxiliaryData,
        transactionInfo: request.transactionInfo,
      }),
    });
  }

  /** Signs what card and terminal have in common: the terminal shows that it owns its certificate. */
  #authenticateTerminal(message: Element): Result<Next, PaosFault> {
    const challenge = bytes(message, 'Challenge');
    const idPicc = bytes(message, 'IDPICC');
    const template = bytes(message, 'CertificateHolderAuthorizationTemplate');
    const chat = template && find(find(template, '7f4c') ?? template, '53');
    if (!challenge || !idPicc || !chat) return err('malformed');
    const { keys } = this.#options;
    const key = makeEphemeralKey();
    const signature = keys.terminal.sign(Buffer.concat([idPicc, challenge, key.compressed, this.#auxiliaryData]));
    this.#state = { at: 'eac2', key, groups: dataGroupsOf(chat) };
    return ok({ body: eac2Input(key.publicPoint, signature) });
  }

  #authenticateChip(message: Element, state: Extract<State, { at: 'eac2' }>): Result<Next, PaosFault> {
    const cardSecurity = bytes(message, 'EFCardSecurity');
    const nonce = bytes(message, 'Nonce');
    const token = bytes(message, 'AuthenticationToken');
    if (!cardSecurity || !nonce || !token) return err('malformed');
    const channel = authenticateChip(state.key, { cardSecurity, nonce, token });
    if (!channel.ok) return channel;
    const reading = new Reading(channel.value, state.groups);
    this.#state = { at: 'reading', reading };
    return ok({ body: transmit(reading.first()) });
  }

  #read(message: Element, reading: Reading): Result<Next, PaosFault> {
    const outputs = textsOf(message, 'OutputAPDU').map((text) => Buffer.from(text, 'hex'));
    const outcome = reading.answers(outputs);
    if (!outcome.ok) return outcome;
    if ('groups' in outcome.value) {
      this.#state = { at: 'ended' };
      return ok({ read: outcome.value });
    }
    return ok({ body: transmit(outcome.value) });
  }
}

const HEX = /^([0-9A-Fa-f]{2})+$/;

function bytes(message: Element, name: string): Buffer | null {
  const text = textOf(message, name);
  return text !== null && HEX.test(text) ? Buffer.from(text, 'hex') : null;
}
