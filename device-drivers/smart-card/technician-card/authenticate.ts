import { err, ok, type Result } from '../../../foundation/result.ts';
import { exchange, SW } from '../apdu.ts';
import type { CardFault, Transmit } from '../contract.ts';
import type { AnswersSeen } from './answers-seen.ts';
import type { TechnicianRefusal } from './contract.ts';
import { isSignedBy, type KnownTechnician, technicianOf } from './keys.ts';
import {
  getPublicKey,
  internalAuthenticate,
  messageToSign,
  pointOf,
  SIGNATURE_LENGTH,
  selectApplication,
} from './protocol.ts';

export interface AuthenticateOptions {
  readonly technicians: readonly KnownTechnician[];
  readonly terminalId: string;
  /** Fresh and random for this one attempt, {@link CHALLENGE_LENGTH} bytes. */
  readonly challenge: Uint8Array;
  readonly seen: AnswersSeen;
}

/** What the card proved; a fault of the line to it is the outer result's. */
export type Proof = Result<string, Exclude<TechnicianRefusal, 'locked'>>;

/** Plays the terminal's side of ./protocol.ts. The inner value is the technician's id. */
export async function authenticate(
  transmit: Transmit,
  options: AuthenticateOptions,
): Promise<Result<Proof, CardFault>> {
  const { technicians, terminalId, challenge, seen } = options;
  const selected = await exchange(transmit, selectApplication);
  if (!selected.ok) return selected;
  if (selected.value.sw !== SW.ok) return ok(err('not-a-technician-card'));

  const template = await exchange(transmit, getPublicKey);
  if (!template.ok) return template;
  const point = template.value.sw === SW.ok ? pointOf(template.value.data) : null;
  if (!point) return ok(err('malformed-answer'));
  const technician = technicianOf(technicians, point);
  if (!technician) return ok(err('unknown-key'));

  const message = messageToSign(terminalId, challenge);
  const answer = await exchange(transmit, internalAuthenticate(message));
  if (!answer.ok) return answer;
  const { sw, data: signature } = answer.value;
  if (sw !== SW.ok || signature.length !== SIGNATURE_LENGTH) return ok(err('malformed-answer'));
  // It could not pass anyway; but a recorded answer means someone is trying, a bad one may be a broken card.
  if (seen.hasSeen(signature)) return ok(err('replayed'));
  return ok(isSignedBy(technician.key, message, signature) ? ok(technician.id) : err('bad-signature'));
}
