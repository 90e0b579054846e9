import type { Clock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { CheckedPresentation } from '../checked-presentation.ts';
import type { WalletDoubt, WalletPerson } from '../contract.ts';
import { delays } from '../delays.ts';
import { checkMdoc } from '../mdoc/check-mdoc.ts';
import { remoteTranscript } from '../mdoc/session-transcript.ts';
import type { AskedQuestion } from '../request/request-object.ts';
import { checkSdJwt } from '../sd-jwt/check-sd-jwt.ts';
import { type StatusChecker, StatusReference } from '../trust/status-list.ts';
import type { TrustList } from '../trust/trust-list.ts';
import { identityOf, missingOf } from './identity-of.ts';
import type { Presentation } from './open-response.ts';

export interface PresentationChecks {
  readonly trust: TrustList;
  readonly status: StatusChecker;
  readonly clock: Clock;
}

/** Everything that has to be true before a presentation becomes a person. */
export async function checkPresentation(
  presentation: Presentation,
  asked: AskedQuestion,
  { trust, status, clock }: PresentationChecks,
): Promise<Result<WalletPerson, WalletDoubt>> {
  const now = clock.now();
  const checked =
    presentation.format === 'mso_mdoc'
      ? checkMdoc(presentation.content, asked.request, await remoteTranscript(asked), trust, now)
      : await checkSdJwt(presentation.content, asked, trust, now);
  if (!checked.ok) return checked;
  const identity = identityOf(presentation.format, checked.value.claims, asked.request);
  if (identity === null) return err('malformed');
  if (missingOf(identity, asked.request).length > 0) return err('too-little');
  // Last, because it goes over the network: for what is refused anyway nobody is asked.
  const doubt = await doubtOfStatus(checked.value, status);
  if (doubt !== null) return err(doubt);
  return ok({
    identity,
    // Regulation (EU) 910/2014, Article 5a(11): wallets are provided under a scheme of level "high" only.
    levelOfAssurance: 'high',
    evidence: {
      kind: 'wallet-presentation',
      format: presentation.format,
      content: presentation.content,
      report: reportOf(checked.value, asked, now),
    },
  });
}

async function doubtOfStatus(checked: CheckedPresentation, status: StatusChecker): Promise<WalletDoubt | null> {
  if (checked.status !== undefined) {
    const reference = StatusReference.safeParse(checked.status);
    return reference.success ? status.check(reference.data) : 'status-unknown';
  }
  return checked.validUntil - checked.validFrom <= delays.unrevocable ? null : 'status-unknown';
}

/** What was checked, for the authority: with it and the presentation everything but the status can be checked again. */
function reportOf(checked: CheckedPresentation, asked: AskedQuestion, now: number): string {
  const at = (ms: number) => new Date(ms).toISOString();
  return JSON.stringify({
    checkedAt: at(now),
    protocol: 'OpenID4VP 1.0, HAIP 1.0',
    format: checked.format,
    issuer: checked.issuer,
    validFrom: at(checked.validFrom),
    validUntil: at(checked.validUntil),
    status: checked.status === undefined ? null : { reference: checked.status, result: 'valid' },
    asked: {
      clientId: asked.clientId,
      responseUri: asked.responseUri,
      nonce: asked.nonce,
      at: at(asked.askedAt),
      required: asked.request.required,
      optional: asked.request.optional,
    },
    checks: [
      'issuer-chain',
      'issuer-signature',
      'type',
      'validity',
      'holder-binding',
      'nonce',
      'audience',
      'claims',
      'status',
    ],
  });
}
