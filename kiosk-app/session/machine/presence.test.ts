import { expect, test } from 'vitest';
import { Refusal } from '../../../foundation/errors.ts';
import type { HelpState } from '../../channel/terminal/visit.ts';
import { delays, EXTENSIONS } from '../delays.ts';
import { createHarness, type Harness } from '../test-support/harness.ts';
import { abandonments, begin, toParkingReview } from '../test-support/walks.ts';

async function inForm(): Promise<Harness> {
  const h = createHarness();
  await begin(h, 'hundesteuer-anmelden');
  await h.type({ givenNames: 'Max' });
  return h;
}
const overlay = (h: Harness) => h.snapshot().overlay;
const covers = (h: Harness) => h.terminal.heard.filter(({ name }) => name === 'cover').map(({ params }) => params);

test('the delays give people the time the law asks for', () => {
  expect(delays.warning).toBeGreaterThanOrEqual(20_000);
  expect(EXTENSIONS).toBeGreaterThanOrEqual(10);
});

test('idle: warned with a countdown, covered, wiped; what was typed is gone', async () => {
  const h = await inForm();
  await h.settle(59_000);
  expect(overlay(h)).toBeNull();
  await h.settle(1_000);
  expect(overlay(h)).toEqual({ kind: 'idle-warning', secondsLeft: 30, extensionsLeft: EXTENSIONS });
  await h.settle(10_000);
  expect(overlay(h)).toMatchObject({ secondsLeft: 20 });
  await h.settle(20_000);
  expect(overlay(h)).toEqual({ kind: 'cover', secondsLeft: 30, canHandOver: true });
  await h.settle(30_000);
  expect(h.screen('wiping').kind).toBe('wiping');
  expect(JSON.stringify(h.snapshot())).not.toContain('Max');
  await expect(h.session.ended).resolves.toBe('idle');
  expect(abandonments(h)).toEqual([{ serviceId: 'hundesteuer-anmelden', step: 'form', reason: 'idle' }]);
});

test('"more time" ten times in a row, then no more', async () => {
  const h = await inForm();
  for (let i = EXTENSIONS; i > 0; i--) {
    await h.settle(60_000);
    expect(overlay(h)).toMatchObject({ extensionsLeft: i });
    expect(h.session.intend({ name: 'more-time' }, h.snapshot().screenId)).toBeNull();
    await h.settle();
  }
  await h.settle(60_000);
  expect(overlay(h)).toMatchObject({ extensionsLeft: 0 });
  expect(await h.do('more-time')).toBe('not-possible-now');
});

test('doing something answers the warning, and the extensions are there again', async () => {
  const h = await inForm();
  await h.settle(60_000);
  await h.do('more-time');
  await h.settle(60_000);
  expect(overlay(h)).toMatchObject({ kind: 'idle-warning', extensionsLeft: EXTENSIONS - 1 });
  await h.type({ familyName: 'B' });
  expect(overlay(h)).toBeNull();
  await h.settle(60_000);
  expect(overlay(h)).toMatchObject({ extensionsLeft: EXTENSIONS });
});

test('touching anywhere puts the clock back', async () => {
  const h = await inForm();
  await h.settle(55_000);
  h.session.activity();
  await h.settle(55_000);
  expect(overlay(h)).toBeNull();
});

test('stepping back covers at once and wipes only after the grace; coming back, everything is there', async () => {
  const h = await inForm();
  h.terminal.session.notify('presence', { present: false });
  await h.settle();
  expect(overlay(h)).toEqual({ kind: 'cover', secondsLeft: 60, canHandOver: true });
  await h.settle(40_000);
  h.terminal.session.notify('presence', { present: false });
  await h.settle();
  expect(overlay(h)).toEqual({ kind: 'cover', secondsLeft: 20, canHandOver: true });
  await h.do('uncover');
  expect(h.screen('form').fields[0]?.value).toBe('Max');
});

test('a page that has drawn its cover is not covered by the window: its button would be out of reach', async () => {
  const h = await inForm();
  h.terminal.session.notify('presence', { present: false });
  await h.settle();
  h.session.covered();
  await h.settle(delays.coverDrawn);
  expect(covers(h)).toEqual([]);
});

test('a hung page is covered by the window, until it draws again or the citizen is back', async () => {
  const h = await inForm();
  h.terminal.session.notify('presence', { present: false });
  await h.settle(delays.coverDrawn);
  expect(covers(h)).toEqual([{ covered: true }]);
  h.session.covered();
  await h.settle();
  expect(covers(h)).toEqual([{ covered: true }, { covered: false }]);
  await h.do('uncover');
  await h.do('cover');
  await h.settle(delays.coverDrawn);
  await h.do('uncover');
  expect(covers(h).slice(2)).toEqual([{ covered: true }, { covered: false }]);
});

test('nobody comes back: wiped', async () => {
  const h = await inForm();
  h.terminal.session.notify('presence', { present: false });
  await h.settle(61_000);
  await expect(h.session.ended).resolves.toBe('timed-out');
});

test('under the cover nothing can be done but uncover, help and language', async () => {
  const h = await inForm();
  await h.do('cover');
  expect(overlay(h)).toEqual({ kind: 'cover', secondsLeft: 120, canHandOver: true });
  expect(await h.do('edit-field', { field: 'givenNames', value: 'Eve' })).toBe('not-possible-now');
  expect(await h.do('cancel')).toBe('not-possible-now');
  expect(await h.do('choose-language', { language: 'en' })).toBeNull();
  await h.do('uncover');
  expect(h.screen('form').fields[0]?.value).toBe('Max');
});

const heardHelp = (h: Harness, state: HelpState) => {
  h.terminal.session.notify('help', { state });
  return h.settle();
};
const isWithdrawn = (h: Harness) => h.terminal.names().includes('help.end');

test('help is promised only as far as it is confirmed: being sent, arrived, somebody comes; all clocks stand', async () => {
  const h = await inForm();
  await h.do('call-help');
  expect(overlay(h)).toEqual({ kind: 'help', state: 'asking' });
  await heardHelp(h, 'told');
  expect(overlay(h)).toEqual({ kind: 'help', state: 'told' });
  await h.settle(9 * 60_000);
  await heardHelp(h, 'taken');
  await h.settle(9 * 60_000);
  expect(overlay(h)).toEqual({ kind: 'help', state: 'taken' });
  await h.do('end-help');
  expect([overlay(h), isWithdrawn(h)]).toEqual([null, true]);
});

test('help that does not get through is said so, until it does', async () => {
  const h = await inForm();
  h.terminal.script.help = () => 'unreachable';
  await h.do('call-help');
  expect(overlay(h)).toEqual({ kind: 'help', state: 'unreachable' });
  await heardHelp(h, 'told');
  expect(overlay(h)).toEqual({ kind: 'help', state: 'told' });
});

test('a call that has arrived before the answer to it is read has arrived', async () => {
  const h = await inForm();
  h.terminal.script.help = () => {
    h.terminal.session.notify('help', { state: 'told' });
    return 'asking';
  };
  await h.do('call-help');
  expect(overlay(h)).toEqual({ kind: 'help', state: 'told' });
});

test('a terminal that does not answer the call for help promises nothing', async () => {
  const h = await inForm();
  h.terminal.script.help = () => {
    throw new Refusal('not-shown');
  };
  await h.do('call-help');
  expect(overlay(h)).toEqual({ kind: 'help', state: 'unreachable' });
});

test('help that is forgotten ends by itself, and only then the idle clock runs', async () => {
  const h = await inForm();
  await h.do('call-help');
  await h.settle(delays.helpPause);
  expect([overlay(h), isWithdrawn(h)]).toEqual([null, true]);
  await h.settle(61_000);
  expect(overlay(h)?.kind).toBe('idle-warning');
});

test('help called under a warning takes the warning away', async () => {
  const h = await inForm();
  await h.settle(60_000);
  await h.do('call-help');
  await h.settle(2_000);
  expect(overlay(h)?.kind).toBe('help');
});

test('no clock at the attract screen', async () => {
  const h = createHarness();
  await h.settle(24 * 60 * 60_000);
  expect(h.screen('attract').kind).toBe('attract');
  expect(h.clock.waiting).toBe(0);
});

test('going back to the attract screen stops the clock', async () => {
  const h = createHarness();
  await h.do('start');
  await h.do('back');
  await h.settle(300_000);
  expect(h.screen('attract').kind).toBe('attract');
});

test('who finds the cover of somebody else ends it: wiped at once, nothing of it shown', async () => {
  const h = await inForm();
  await h.do('cover');
  const shown: string[] = [];
  h.session.onSnapshot((snapshot) => shown.push(JSON.stringify(snapshot.overlay === null ? snapshot.screen : null)));
  expect(overlay(h)).toMatchObject({ kind: 'cover', canHandOver: true });
  expect(await h.do('someone-else')).toBeNull();
  expect(h.screen('wiping').kind).toBe('wiping');
  expect(overlay(h)).toBeNull();
  expect(shown.join()).not.toContain('Max');
  await expect(h.session.ended).resolves.toBe('timed-out');
});

test('"I am somebody else" is an answer to the cover only', async () => {
  const h = await inForm();
  expect(await h.do('someone-else')).toBe('not-possible-now');
  expect(h.screen('form').fields[0]?.value).toBe('Max');
});

test('"I am somebody else" ends a visit in which "cancel?" was asked, and one in which help was called', async () => {
  for (const name of ['cancel', 'call-help'] as const) {
    const h = await inForm();
    await h.do(name);
    h.terminal.session.notify('presence', { present: false });
    await h.settle();
    expect(await h.do('someone-else')).toBeNull();
    expect(h.screen('wiping').kind).toBe('wiping');
  }
});

test('while money moves or a slip is printed, nobody who finds the cover can end it', async () => {
  const h = createHarness();
  await toParkingReview(h);
  await h.do('confirm');
  h.terminal.script.pay = () => new Promise(() => {});
  await h.do('pay');
  await h.do('cover');
  expect(overlay(h)).toMatchObject({ kind: 'cover', canHandOver: false });
  expect(await h.do('someone-else')).toBe('not-possible-now');
  expect(await h.do('uncover')).toBeNull();
  expect(h.screen('pay').phase.kind).toBe('running');
});
