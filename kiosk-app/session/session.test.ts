import { expect, test } from 'vitest';
import { createHarness, type Harness } from './test-support/harness.ts';
import { sampleStart } from './test-support/sample-start.ts';

async function toService(h: Harness, service: string): Promise<void> {
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service });
  await h.do('begin');
}

test('a parking permit from attract to wiped: sealed before paid, received only by the authority, counted', async () => {
  const h = createHarness();
  expect(h.screen('attract').services).toHaveLength(sampleStart().services.length);
  await toService(h, 'bewohnerparkausweis');
  expect(h.screen('identify').phase.kind).toBe('consent');
  await h.do('consent');
  expect(h.screen('identify').phase).toMatchObject({ kind: 'enter', secret: 'pin', triesLeft: 3 });
  await h.do('enter-secret', { digits: '123456' });
  expect(h.screen('identify').phase).toMatchObject({ kind: 'done', greeting: 'Guten Tag, Erika Mustermann.' });
  await h.settle(2_500);
  expect(h.screen('identify').phase.kind).toBe('take-card');
  h.attended.card(false);
  await h.settle();
  expect(h.screen('form').fields.map((f) => [f.id, f.value, f.locked])).toContainEqual([
    'familyName',
    'Mustermann',
    true,
  ]);
  await h.do('continue');
  await h.type({ plate: 'ms-ab 123', zone: 'B', validFrom: '06.01.2026' });
  await h.do('continue');
  expect(h.screen('evidence').complete).toBe(false);
  await h.do('scan');
  expect(h.screen('evidence').pages).toHaveLength(1);
  await h.do('continue');
  expect(h.screen('review').fee?.cents).toBe(3070);
  await h.do('confirm');
  expect(h.screen('pay').phase.kind).toBe('ready');
  await h.do('pay');
  expect(h.screen('pay').phase).toMatchObject({ kind: 'paid', cardName: 'girocard' });
  await h.settle(2_500);
  expect(h.screen('receipt')).toMatchObject({
    delivery: { kind: 'accepted' },
    paid: { cents: 3070 },
    print: { kind: 'printed' },
  });
  await h.do('finish');
  expect(h.screen('farewell')).toMatchObject({ takeReceipt: true, takeCard: false, takeDocument: true });
  await h.settle(15_000);
  expect(h.screen('wiping')).toEqual({ kind: 'wiping' });
  await expect(h.session.ended).resolves.toBe('completed');
  const names = h.terminal.names();
  expect(names.indexOf('submission.hold')).toBeLessThan(names.indexOf('payment.pay'));
  expect(names).not.toContain('abandoned');
});
