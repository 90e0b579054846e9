import { describe, test } from 'vitest';
import { CASES } from './cases/index.ts';
import { isHere, REAL_CLIENTS } from './real-clients.ts';

const isCi = process.env.CI === 'true';

describe.each(REAL_CLIENTS)('$title', (client) => {
  const isThere = isHere(client);
  const missing = `${client.title} is not here (${client.install})`;
  if (!isThere && isCi) throw new Error(`${missing}; CI must not skip it`);
  if (!isThere) process.stderr.write(`skipped: ${missing}\n`);
  for (const { name, not, run } of CASES) {
    // What a version cannot show is no test of it; `npm run conformance -- eid` says why.
    if (not?.[client.debian] === undefined) test.skipIf(!isThere)(name, () => run(client));
  }
});
