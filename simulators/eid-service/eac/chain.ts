import { createHash } from 'node:crypto';
import type { Validity } from '../provider.ts';
import { chatOf, READABLE } from '../rights.ts';
import { hex, tlv } from '../tlv.ts';
import { makeCvc } from './cvc.ts';
import { makeSigningKey, type SigningKey } from './keys.ts';
import { OID } from './oids.ts';

/** Name under which the built-in simulator card knows its root; it does not check the root's key (1.26). */
const CVCA = 'DETESTeID00005';
const DV = 'DETESTKIOSKDV001';
const TERMINAL = 'DETESTKIOSKAT001';

/** Roles in the two highest bits of a CHAT (TR-03110-4, section 2.2.3): a DV that is not official, a terminal. */
const DV_ROLE = hex('4000000000');

export interface TerminalKeys {
  readonly cvca: SigningKey;
  readonly dv: SigningKey;
  readonly terminal: SigningKey;
}

export const makeTerminalKeys = (): TerminalKeys => ({
  cvca: makeSigningKey(),
  dv: makeSigningKey(),
  terminal: makeSigningKey(),
});

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const or = (a: Buffer, b: Buffer) => Buffer.from(a.map((byte, i) => byte | (b[i] ?? 0)));

/** The certificates a card is shown: DV, then terminal. */
export function terminalChain(keys: TerminalKeys, validity: Validity, description: Buffer): readonly Buffer[] {
  const rights = chatOf(READABLE);
  const dv = makeCvc(
    {
      ...validity,
      issuer: CVCA,
      holder: DV,
      holderPoint: keys.dv.publicPoint,
      chat: or(DV_ROLE, rights),
      isRoot: false,
      extensions: [],
    },
    keys.cvca,
  );
  const terminal = makeCvc(
    {
      ...validity,
      issuer: DV,
      holder: TERMINAL,
      holderPoint: keys.terminal.publicPoint,
      chat: rights,
      isRoot: false,
      extensions: [
        tlv('73', tlv('06', OID.description), tlv('80', sha256(description))),
        tlv('73', tlv('06', OID.sector), tlv('80', sha256('sector of the test terminal'))),
      ],
    },
    keys.dv,
  );
  return [dv, terminal];
}
