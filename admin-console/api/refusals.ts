/** HTTP status of reasons that are not 409 ("the thing is not in a state in which that can be done"). */
const STATUS: Readonly<Record<string, number>> = {
  malformed: 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'link-unknown': 401,
  'link-used': 401,
  'link-expired': 401,
  'oidc-unreachable': 502,
  'passkey-unknown': 401,
  'passkey-invalid': 401,
  'passkey-copied': 401,
  'signed-in-by-organisation': 403,
  'sign-in-again': 403,
  'other-origin': 403,
  'not-allowed': 403,
  'needs-another-person': 403,
  'needs-a-person': 403,
  'wrong-path': 400,
  'not-json': 400,
  'too-large': 413,
  'not-found': 404,
  'nothing-to-explain': 404,
  'no-such-call': 404,
  'too-many-requests': 429,
  'locked-for-a-while': 429,
};

export const statusOf = (reason: string): number => STATUS[reason] ?? 409;
