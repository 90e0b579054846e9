import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { AID, publicKeyTemplate } from '../../device-drivers/smart-card/technician-card/protocol.ts';
import { PLAIN_ATR, type VirtualCard } from './card.ts';

export interface TechnicianCardFaults {
  /** Answers every challenge with the signature of the first. */
  readonly repeatsItself?: boolean;
  /** Signs with another key than the one it shows. */
  readonly signsWithOtherKey?: boolean;
  /** Answers GET DATA with an empty template. */
  readonly keepsKeyToItself?: boolean;
  /** Signs something else than what it was given, as a card made for another terminal's message would. */
  readonly changesMessage?: (message: Uint8Array) => Uint8Array;
  /** Called when it is asked to sign, before it does. */
  readonly onSign?: () => void;
  /** Stops answering when asked to sign. */
  readonly diesWhenSigning?: boolean;
}

export interface TechnicianCard extends VirtualCard {
  /** What the site's configuration lists: SubjectPublicKeyInfo, DER in base64. */
  readonly publicKey: string;
  /** How many signatures it has given. */
  readonly signatures: () => number;
}

const SW = {
  ok: [0x90, 0x00],
  notFound: [0x6a, 0x82],
  unknownInstruction: [0x6d, 0x00],
  wrongLength: [0x67, 0x00],
  notNow: [0x69, 0x85],
} as const;

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The card's side of technician-card/protocol.ts, strict: nothing without SELECT, nothing after a reset. */
export function createTechnicianCard(faults: TechnicianCardFaults = {}): TechnicianCard {
  const { privateKey, publicKey } = newKey();
  const signing: KeyObject = faults.signsWithOtherKey ? newKey().privateKey : privateKey;
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const template = publicKeyTemplate(spki.subarray(-65));
  let isSelected = false;
  let first: Uint8Array | null = null;
  let signatures = 0;

  const answer = (sw: readonly number[], data: Uint8Array = new Uint8Array()) => Uint8Array.from([...data, ...sw]);

  function authenticate(message: Uint8Array): Uint8Array | null {
    faults.onSign?.();
    if (faults.diesWhenSigning) return null;
    const signed = sign('sha256', faults.changesMessage?.(message) ?? message, {
      key: signing,
      dsaEncoding: 'ieee-p1363',
    });
    first ??= signed;
    signatures++;
    return answer(SW.ok, faults.repeatsItself ? first : signed);
  }

  return {
    atr: PLAIN_ATR,
    publicKey: spki.toString('base64'),
    signatures: () => signatures,
    reset() {
      isSelected = false;
    },
    respond(command) {
      const [, ins, p1, p2, lc = 0] = command;
      const data = command.length > 5 ? command.subarray(5, 5 + lc) : new Uint8Array();
      if (ins === 0xa4) {
        isSelected = p1 === 0x04 && p2 === 0x00 && Buffer.compare(data, AID) === 0;
        return isSelected ? answer(SW.ok) : answer(SW.notFound);
      }
      if (!isSelected) return answer(SW.notNow);
      if (ins === 0xca && p1 === 0x7f && p2 === 0x49) {
        return faults.keepsKeyToItself ? answer(SW.ok, Uint8Array.from([0x7f, 0x49, 0x00])) : answer(SW.ok, template);
      }
      if (ins !== 0x88) return answer(SW.unknownInstruction);
      return data.length === lc && lc > 0 ? authenticate(data) : answer(SW.wrongLength);
    },
  };
}
