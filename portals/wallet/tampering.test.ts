import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PID_FORMATS, type PidFormat } from './attributes.ts';
import { readAccessCertificate } from './request/access-certificate.ts';
import { type AskedQuestion, newQuestion, signRequestObject } from './request/request-object.ts';
import { checkPresentation, type PresentationChecks } from './response/check-presentation.ts';
import { openResponse, type Presentation } from './response/open-response.ts';
import { NAME_AND_BIRTH, type WalletWorld, walletWorld } from './test-support/wallet-world.ts';
import { createStatusChecker } from './trust/status-list.ts';
import { readTrustList } from './trust/trust-list.ts';

let world: WalletWorld;
let checks: PresentationChecks;
beforeAll(async () => {
  world = await walletWorld();
  const trust = readTrustList(world.options.trust);
  if (!trust.ok) throw new Error(trust.error);
  const { clock } = world;
  const status = createStatusChecker({ fetch: world.options.fetchStatusList, trust: trust.value, clock });
  checks = { trust: trust.value, status, clock };
});
afterAll(() => world.close());

/** What a wallet presents for a question, with the question. */
async function presented(format: PidFormat): Promise<{ asked: AskedQuestion; presentation: Presentation }> {
  const access = readAccessCertificate(world.office.access);
  if (!access.ok) throw new Error(access.error);
  const { clientId } = access.value;
  const askedAt = world.clock.now();
  const responseUri = 'https://relay.example/response';
  const asked = await newQuestion({ clientId, responseUri, request: NAME_AND_BIRTH, formats: PID_FORMATS, askedAt });
  const { registrationCertificate } = world.office;
  const requestObject = await signRequestObject(asked, access.value, registrationCertificate, askedAt + 60_000);
  let posted = '';
  const fetch: typeof globalThis.fetch = async (_, init) => {
    if (init?.method !== 'POST') return new Response(requestObject);
    posted = new URLSearchParams(String(init.body)).get('response') ?? '';
    return Response.json({});
  };
  const qrText = `openid4vp://?${new URLSearchParams({ client_id: clientId, request_uri: 'https://relay.example/r' })}`;
  const question = { qrText } as Parameters<WalletWorld['scan']>[0];
  await (await world.scan(question, { fetch })).accept(format);
  const opened = await openResponse(posted, asked);
  if (!opened.ok) throw new Error(opened.error);
  return { asked, presentation: opened.value };
}

describe.each(PID_FORMATS)('a presentation as %s', (format) => {
  test('with any character changed is refused, or tells the same person', async () => {
    const { asked, presentation } = await presented(format);
    const original = await checkPresentation(presentation, asked, checks);
    if (!original.ok) throw new Error(original.error);
    const { content } = presentation;
    const change = fc.record({
      at: fc.nat(content.length - 1),
      to: fc.constantFrom(...'ABCxyz019-_~.={"[ \u0000ü'),
    });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to }) => {
        const changed = { ...presentation, content: content.slice(0, at) + to + content.slice(at + 1) };
        const result = await checkPresentation(changed, asked, checks);
        if (!result.ok) refused++;
        // Some bits of base64url, and headers that nobody signs, carry nothing.
        else expect(result.value.identity).toEqual(original.value.identity);
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(200);
  });

  test('cut off anywhere is refused', async () => {
    const { asked, presentation } = await presented(format);
    const length = fc.nat(presentation.content.length - 1);
    await fc.assert(
      fc.asyncProperty(length, async (end) => {
        const cut = { ...presentation, content: presentation.content.slice(0, end) };
        expect((await checkPresentation(cut, asked, checks)).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
