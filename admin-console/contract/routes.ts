/** Addresses of the hub's API. @param id of a terminal, or the placeholder of the server's router */
export const ROUTES = {
  /** GET: `TerminalView[]`. */
  terminals: '/api/terminals',
  /** GET: server-sent events, each a `TerminalView[]`. */
  events: '/api/events',
  /** POST `NewEnrolmentCode`: `EnrolmentCode`. */
  enrolmentCodes: '/api/enrolment-codes',
  /** POST `NoArguments`: somebody has found out why this journal went back. */
  journalExplained: (id: string) => `/api/terminals/${id}/journal-explained`,
  /** POST `HelpTaken`: somebody looks after this call for help. */
  helpTaken: (id: string) => `/api/terminals/${id}/help-taken`,
} as const;
