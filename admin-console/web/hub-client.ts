import type { EnrolmentCode } from '../contract/enrolment-code.ts';
import { ROUTES } from '../contract/routes.ts';

/** Tells the hub that somebody knows why a journal went back. @returns false if the hub did not take it */
export const explainJournal = async (terminalId: string): Promise<boolean> =>
  (await post(ROUTES.journalExplained(encodeURIComponent(terminalId)), {})) !== null;

/** Tells the hub, and the person who waits there, that somebody looks after this call for help. */
export const takeHelp = async (terminalId: string, id: string): Promise<boolean> =>
  (await post(ROUTES.helpTaken(encodeURIComponent(terminalId)), { id })) !== null;

/** `null` if the hub made none. */
export const createEnrolmentCode = async (terminalId: string): Promise<EnrolmentCode | null> =>
  (await (await post(ROUTES.enrolmentCodes, { terminalId }))?.json()) ?? null;

/** `null` if the hub cannot be reached or has refused. */
async function post(route: string, body: object): Promise<Response | null> {
  try {
    const answer = await fetch(route, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.ok ? answer : null;
  } catch {
    return null;
  }
}
