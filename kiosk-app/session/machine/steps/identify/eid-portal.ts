import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { Bug } from '../../../../../foundation/errors.ts';
import { Personal } from '../../../../../foundation/personal.ts';
import { err, ok, type Result } from '../../../../../foundation/result.ts';
import type { Identification } from '../../../../../portals/eid-service/contract.ts';
import type { IdentifiedPerson } from '../../../application/application.ts';
import type { EidFailureReason } from '../../../contract/screens/identify.ts';
import type { Ports } from '../../../ports.ts';
import { ageAt, failureAtService, failureOf, MIN_AGE } from './eid-rules.ts';

/** Begins an identification at the eID service for what `service` wants to read. */
export async function askService(
  ports: Ports,
  { identification }: ServiceDefinition,
): Promise<Result<Identification, EidFailureReason>> {
  if (identification.kind !== 'eid') throw new Bug('identify step of a service without identification');
  const { eidService } = ports;
  if (!eidService) return err('portal-unreachable');
  const answer = await eidService.begin({
    required: identification.required,
    optional: identification.optional,
    transactionInfo: ports.texts.text('de', identification.purpose),
  });
  return answer.ok ? ok(answer.value) : err(failureOf(answer.error));
}

export async function fetchPerson(
  ports: Ports,
  refreshUrl: string,
): Promise<Result<IdentifiedPerson, EidFailureReason>> {
  const { eidService } = ports;
  if (!eidService) return err('portal-unreachable');
  const answer = await eidService.fetchResult(refreshUrl);
  if (!answer.ok) return err(failureOf(answer.error));
  if (answer.value.status === 'failed') return err(failureAtService(answer.value.reason) ?? 'portal-refused');
  const { identity, report } = answer.value;
  if (identity.dateOfBirth && ageAt(identity.dateOfBirth, ports.clock.now(), ports.start.site.timeZone) < MIN_AGE)
    return err('under-16');
  return ok({
    identity: new Personal(identity),
    source: 'card',
    // As Germany has notified its identity card, residence permit and eID card (OJ C 319, 26.9.2017, p. 3).
    levelOfAssurance: 'high',
    evidence: new Personal({ kind: 'identification-report', content: report }),
  });
}

/**
 * Why it failed, from the only one that knows: the client is told no more than that the server refused, while the
 * service has seen that the card is expired or revoked.
 * @param known what the client said; stays where the service says nothing better
 */
export async function explain(ports: Ports, session: string, known: EidFailureReason): Promise<EidFailureReason> {
  const { eidService, start } = ports;
  if (!eidService || !start.site.eidService) return known;
  const base = `${start.site.eidService.url.replace(/\/*$/, '')}/`;
  const answer = await eidService.fetchResult(new URL(`refresh?session=${session}`, base).href);
  // Data that came all the same is not used: the client ended without success.
  if (!answer.ok || answer.value.status !== 'failed') return known;
  return failureAtService(answer.value.reason) ?? known;
}
