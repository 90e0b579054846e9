import { expect, test } from 'vitest';
import { Refusal } from '../../../../foundation/errors.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { begin } from '../../test-support/walks.ts';

const SERVICE = 'hundesteuer-abmelden';
type Asked = { readonly answers?: 'post' | 'choose'; readonly notice?: 'none' | 'ask' };

/** To behind the form, of a service that asks for this. */
async function filledIn(asked: Asked = {}, offer: (h: Harness) => void = () => {}): Promise<Harness> {
  const services = sampleStart().services.map((one) => (one.id === SERVICE ? { ...one, ...asked } : one));
  const h = createHarness({ start: { services } });
  offer(h);
  await begin(h, SERVICE);
  await h.type({ place: '12346' });
  await h.do('continue');
  await h.do('continue');
  await h.type({ familyName: 'Beispiel', street: 'Hauptstraße 1', city: 'Nachbarort' });
  await h.do('continue');
  await h.type({ dogName: 'Bello', endedOn: '01.01.2026', reason: 'moved' });
  await h.do('continue');
  return h;
}

async function answered(values: Readonly<Record<string, string>>): Promise<Harness> {
  const h = await filledIn();
  await h.type(values);
  await h.do('continue');
  return h;
}

const sealed = async (h: Harness) => {
  await h.do('confirm');
  await h.settle();
  const [request] = h.sealed;
  return request && { replyChannel: request.replyChannel, digitalNotice: request.digitalNotice };
};
const fieldIds = (h: Harness) => h.screen('form').fields.map(({ id }) => id);

test('e-mail and a yes travel with the request, and stand on the review', async () => {
  const h = await answered({ 'reply.channel': 'email', 'reply.address': 'Erika@Beispiel.de', 'reply.notice': 'yes' });
  const block = h.screen('review').blocks.find(({ id }) => id === 'reply');
  expect(block?.rows.map(({ value }) => value)).toEqual(['per E-Mail', 'Erika@Beispiel.de', 'Ja']);
  expect(await sealed(h)).toEqual({ replyChannel: { eMail: { address: 'Erika@beispiel.de' } }, digitalNotice: true });
});

test('by post is no reply channel, and a no is said', async () => {
  const h = await answered({ 'reply.channel': 'post', 'reply.notice': 'no' });
  expect(await sealed(h)).toEqual({ replyChannel: undefined, digitalNotice: false });
});

test('an address typed before the person chose the post is not sent', async () => {
  const h = await answered({
    'reply.channel': 'email',
    'reply.address': 'erika@beispiel.de',
    'reply.notice': 'no',
  });
  await h.do('change', { block: 'reply' });
  await h.type({ 'reply.channel': 'post' });
  await h.do('continue');
  expect(await sealed(h)).toMatchObject({ replyChannel: undefined });
  expect(JSON.stringify(h.documents)).not.toContain('erika@beispiel.de');
});

test('without an answer nobody goes on', async () => {
  const h = await filledIn();
  await h.do('continue');
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: 'reply.channel' });
});

test('an authority that answers by post only: the channel is not asked for', async () => {
  const h = await filledIn({}, ({ terminal }) => {
    terminal.script.replyChannels = () => ({ channels: ['elster'] });
  });
  expect(fieldIds(h)).toEqual(['reply.notice']);
});

test('an authority that cannot be asked now answers by post', async () => {
  const h = await filledIn({ notice: 'none' }, ({ terminal }) => {
    terminal.script.replyChannels = () => {
      throw new Refusal('portal-unreachable');
    };
  });
  expect(h.snapshot().screen.kind).toBe('review');
  expect(await sealed(h)).toEqual({ replyChannel: undefined, digitalNotice: undefined });
});

test('where there is nothing to ask, "back" from the review leads to the form', async () => {
  const h = await filledIn({ notice: 'none' }, ({ terminal }) => {
    terminal.script.replyChannels = () => ({ channels: [] });
  });
  await h.do('back');
  expect(h.screen('form').pageId).toBe('dog');
});

test('a service that asks neither has no such step', async () => {
  const h = await filledIn({ answers: 'post', notice: 'none' });
  expect(h.snapshot().screen.kind).toBe('review');
  expect(h.terminal.names()).not.toContain('portal.replyChannels');
});

test('only the consent is asked for: no channel is looked up', async () => {
  const h = await filledIn({ answers: 'post' });
  expect(fieldIds(h)).toEqual(['reply.notice']);
  expect(h.terminal.names()).not.toContain('portal.replyChannels');
});
