import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { type DataGroups, identityOf } from './attributes.ts';
import type { ClearTextAnswer, ClearTextRequest } from './clear-text-messages.ts';
import { type Provider, terminalValidity } from './provider.ts';
import { identificationReport } from './report.ts';
import { dataGroupOf } from './rights.ts';
import type { Session, Sessions } from './sessions.ts';

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

export interface Outcomes {
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Origin of the service. */
  readonly url: string;
}

/** Keeps what the card gave, or why it gave nothing. */
export function finishWith(
  outcomes: Outcomes,
  session: Session,
  groups: DataGroups,
  documentValid: boolean,
): string | null {
  const { sessions, clock, url } = outcomes;
  const now = clock.now();
  const identity = identityOf(groups);
  if (!identity.ok || !documentValid) {
    const reason = identity.ok ? 'card-expired' : identity.error;
    sessions.finish(session, { status: 'failed', reason });
    return 'al/common#internalError';
  }
  sessions.finish(session, {
    status: 'identified',
    identity: identity.value,
    report: identificationReport(url, now, now),
  });
  return null;
}

/** Answers the clear-text interface; the reason of a refusal is an HTTP matter. */
export function throughClearText(
  outcomes: Outcomes,
  session: Session,
  request: ClearTextRequest,
  provider: Provider,
  certificateHash: Buffer,
): Result<ClearTextAnswer, 'rights-missing' | 'rights-unasked'> {
  const { required, optional, transactionInfo } = session.request;
  switch (request.type) {
    case 'start': {
      const { from, to } = terminalValidity(outcomes.clock.now());
      return ok({
        type: 'request',
        required,
        optional,
        transactionInfo,
        validityDate: isoDay(new Date(outcomes.clock.now())),
        description: { ...provider },
        validity: { effectiveDate: isoDay(from), expirationDate: isoDay(to) },
        certificateHashes: [certificateHash.toString('hex')],
      });
    }
    case 'failed':
      outcomes.sessions.finish(session, { status: 'failed', reason: request.minor });
      return ok({ type: 'done', minor: request.minor });
    case 'deliver': {
      if (required.some((right) => !request.rights.includes(right))) return err('rights-missing');
      if (request.rights.some((right) => !required.includes(right) && !optional.includes(right))) {
        return err('rights-unasked');
      }
      const granted = new Set(request.rights.map(dataGroupOf));
      const groups = new Map<number, Buffer>();
      for (const [group, content] of Object.entries(request.dataGroups)) {
        if (!granted.has(Number(group))) return err('rights-unasked');
        groups.set(Number(group), Buffer.from(content, 'hex'));
      }
      return ok({ type: 'done', minor: finishWith(outcomes, session, groups, request.documentValid) });
    }
  }
}
