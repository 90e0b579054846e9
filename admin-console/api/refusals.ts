/** HTTP status of reasons that are not 409 ("the thing is not in a state in which that can be done"). */
const STATUS: Readonly<Record<string, number>> = {
  malformed: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'nothing-to-explain': 404,
  'no-such-call': 404,
  'too-many-requests': 429,
};

export const statusOf = (reason: string): number => STATUS[reason] ?? 409;
