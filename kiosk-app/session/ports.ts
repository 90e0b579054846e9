import type { z } from 'zod';
import type { WordParts } from '../../config/words/word-parts.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { Peer } from '../../foundation/rpc/peer.ts';
import type { PersonAppointments } from '../../portals/appointments/client.ts';
import type { BillLookup } from '../../portals/bill-register/contract.ts';
import type { DocumentLookup } from '../../portals/document-status/contract.ts';
import type { EidServiceClient } from '../../portals/eid-service/client.ts';
import type { SealedSubmission } from '../../portals/fit-connect/contract.ts';
import type { SealRequest } from '../../portals/fit-connect/sealing/seal.ts';
import type { WalletVerifier } from '../../portals/wallet/contract.ts';
import type { attendedSide } from '../channel/attended.ts';
import type { StartParams } from '../channel/terminal/start.ts';
import type { terminalSide } from '../channel/terminal.ts';
import type { PortalView } from '../portal-view/contract.ts';
import type { DocumentContent } from './document/content.ts';
import type { BillInCode } from './forms/bill-code.ts';
import type { PhoneLinkPort } from './phone-link/contract.ts';
import type { Pictures } from './pictures.ts';
import type { SessionTexts } from './texts.ts';

/** What the terminal said at the start; fixed for the life of the session. */
export type Start = z.output<typeof StartParams>;

/** Everything outside that the session machine touches. Tests put the other ends of the same contracts behind it. */
export interface Ports {
  readonly clock: Clock;
  readonly log: Log;
  readonly start: Start;
  readonly texts: SessionTexts;
  readonly pictures: Pictures;
  /** Parts of compounds, for the search; those of new words come while the session runs. */
  readonly words: { parts: WordParts };
  readonly terminal: Pick<Peer<typeof terminalSide>, 'call' | 'notify'>;
  readonly attended: Pick<Peer<typeof attendedSide>, 'call'>;
  /** `null` where the site has none. */
  readonly eidService: EidServiceClient | null;
  /** `null` where the site asks no wallets. */
  readonly wallet: WalletVerifier | null;
  /** `null` where telephones cannot be linked. */
  readonly phone: PhoneLinkPort | null;
  /** The bill register itself; without one only the terminal is asked. */
  readonly billRegister?: { lookup(reference: string): Promise<BillLookup> } | null;
  /** The appointment system itself, for whatever names a person; `null` where the site has none. */
  readonly appointments?: PersonAppointments | null;
  /** Says whether an ordered document is ready; `null` where the site has nobody to ask. */
  readonly documentStatus?: { lookup(reference: string): Promise<DocumentLookup> } | null;
  /** The browser of web sites; `null` where this process has none. */
  readonly portalView: PortalView | null;
  /** Opens a site in it; what happens there is reported as `portal.*`. */
  readonly openPortal: (site: NonNullable<Start['site']['web']>[string]) => void;
  /** First pages of a document as JPEG. */
  readonly previewDocument: (pdf: Uint8Array) => Promise<Result<readonly Buffer[], 'not-shown'>>;
  readonly billInCode: (text: string) => BillInCode;
  readonly seal: (request: SealRequest) => Promise<SealedSubmission>;
  readonly buildDocument: (content: DocumentContent) => Promise<{ readonly pdf: Uint8Array; readonly pages: number }>;
  /** Things told without waiting for the answer; the end of the session waits for them. */
  readonly outstanding: Set<Promise<unknown>>;
}

/** Turns a refusal of the world into a value; anything else is a bug, is logged by its class, and becomes `internal`. */
export async function attempt<T>(ports: Ports, work: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await work());
  } catch (thrown) {
    if (thrown instanceof Refusal) return err(thrown.reason);
    ports.log.event('error', 'session.bug', { kind: code(reasonOf(thrown)) });
    return err('internal');
  }
}

/** For what needs no answer: a refusal is logged, and the machine learns of its consequence by the next event. */
export function tell(ports: Ports, what: string, work: () => Promise<unknown>): void {
  const told = attempt(ports, work).then((result) => {
    if (!result.ok) ports.log.event('warn', 'session.told.refused', { what: code(what), reason: code(result.error) });
    ports.outstanding.delete(told);
  });
  ports.outstanding.add(told);
}
