import { randomUUID } from 'node:crypto';

/**
 * Identity evidence for the authority: Governikus IdentificationReport 2.0.0 as JSON text. It says when, by whom and
 * how surely somebody was identified; the attributes themselves travel in the submission's own data.
 *
 * @param identifiedAt milliseconds since 1970
 */
export function identificationReport(serverIdentity: string, identifiedAt: number, now: number): string {
  return JSON.stringify({
    reportId: randomUUID(),
    serverIdentity,
    reportTime: new Date(now).toISOString(),
    identificationTime: new Date(identifiedAt).toISOString(),
    // The eID function of card and PIN is notified at the highest level (eIDAS).
    levelOfAssurance: 'http://bsi.bund.de/eID/LoA/hoch',
  });
}
