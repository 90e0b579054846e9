import { ROUTES } from '../contract/routes.ts';
import type { EnrolmentCode } from '../contract/terminals/enrolment-code.ts';
import type { TerminalView } from '../contract/terminals/terminal-view.ts';

type OneTerminal = Pick<TerminalView, 'id' | 'tenantId'>;
/** Of a hub that serves one city; a migration makes it. */
const DEFAULT_TENANT = 'default';

/** Tells the hub, and the person who waits there, that somebody looks after this call for help. */
export const takeHelp = async ({ tenantId, id }: OneTerminal, call: string): Promise<boolean> =>
  (await post(ROUTES.helpTaken(encodeURIComponent(tenantId), encodeURIComponent(id)), { id: call })) !== null;

/** `null` if the hub made none. */
export const createEnrolmentCode = async (terminalId: string): Promise<EnrolmentCode | null> =>
  (await (await post(ROUTES.enrolmentCodes(DEFAULT_TENANT), { terminalId }))?.json()) ?? null;

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

/** What the hub said; status 0 if it cannot be reached. */
export interface HubAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Seconds; 0 if not told. */
  readonly retryAfter: number;
}

export async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<HubAnswer> {
  try {
    const answer = await fetch(path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const said = await answer.json().catch(() => null);
    return { status: answer.status, body: said, retryAfter: Number(answer.headers.get('retry-after') ?? 0) };
  } catch {
    return { status: 0, body: null, retryAfter: 0 };
  }
}
