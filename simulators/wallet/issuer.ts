import type { KeyObject } from 'node:crypto';
import type { IssuerSigned } from '@owf/mdoc';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { WalletFault } from './faults.ts';
import { issueMdoc } from './mdoc-pid.ts';
import type { PidData } from './pid-data.ts';
import { type CertifiedKey, createWalletPki } from './pki.ts';
import { issueSdJwt } from './sd-jwt-pid.ts';
import { startStatusListServer } from './status-list.ts';

export interface PidIssuer {
  /** What a relying party trusts it by, for identities and for its status lists. */
  readonly rootPem: string;
  /** @param holder private key of the wallet; only its public part gets into the identity */
  issueSdJwt(data: PidData, holder: KeyObject, faults?: ReadonlySet<WalletFault>): Promise<string>;
  /** The same as mdoc. */
  issueMdoc(data: PidData, holder: KeyObject, faults?: ReadonlySet<WalletFault>): Promise<IssuerSigned>;
  close(): Promise<void>;
}

const DAY = 86_400_000;

/** A PID provider with its status list, on loopback. */
export async function startPidIssuer(options: {
  readonly clock: Clock;
  readonly log: Log;
  /** Port of the status list; 0 for any free one. */
  readonly port?: number;
}): Promise<PidIssuer> {
  const { clock, log, port = 0 } = options;
  const pki = await createWalletPki('PID Provider');
  const signer = await pki.issue('PID Provider');
  const statusList = await startStatusListServer({ port, signer: await pki.issue('Status Lists'), clock, log });
  let stranger: CertifiedKey | undefined;
  const foreignSigner = async () => {
    stranger ??= await (await createWalletPki('Nobody')).issue('Nobody');
    return stranger;
  };

  async function orderOf(data: PidData, holder: KeyObject, faults: ReadonlySet<WalletFault>) {
    const idx = statusList.next();
    if (faults.has('revoked')) statusList.revoke(idx);
    const [from, until] = lifeOf(clock.now(), faults);
    return {
      data,
      holder,
      signer: faults.has('foreign-issuer') ? await foreignSigner() : signer,
      validFrom: from,
      validUntil: until,
      statusList: { uri: faults.has('foreign-status-list') ? `${statusList.uri}/nothing` : statusList.uri, idx },
      faults,
    };
  }

  return {
    rootPem: pki.rootPem,
    issueSdJwt: async (data, holder, faults = new Set()) => issueSdJwt(await orderOf(data, holder, faults)),
    issueMdoc: async (data, holder, faults = new Set()) => issueMdoc(await orderOf(data, holder, faults)),
    close: () => statusList.close(),
  };
}

/** A German PID lives for 14 days. */
function lifeOf(now: number, faults: ReadonlySet<WalletFault>): readonly [number, number] {
  if (faults.has('expired')) return [now - 15 * DAY, now - DAY];
  if (faults.has('not-yet-valid')) return [now + DAY, now + 15 * DAY];
  if (faults.has('short-lived')) return [now, now + DAY];
  return [now - DAY, now + 13 * DAY];
}
