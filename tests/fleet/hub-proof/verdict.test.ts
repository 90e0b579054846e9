import { expect, test } from 'vitest';
import { type Happening, judgeAlerts } from './device-faults.ts';
import { judgeCommands } from './given-commands.ts';
import { type Figures, faultsOf } from './verdict.ts';
import type { ReceivedAlert } from './webhook-receiver.ts';

const command = (state: string, outcome: string | null = null) => ({ id: 'c', state, outcome });
const done = (times: number) => new Map(times === 0 ? [] : [['c', times]]);

test.each<[string, Parameters<typeof judgeCommands>[0][number], number]>([
  ['succeeded and done once', command('succeeded'), 1],
  ['expired before it was begun', command('expired', 'not-sent'), 0],
  ['taken back before it was sent', command('cancelled'), 0],
])('a command is well: %s', (_, one, times) => {
  expect(judgeCommands([one], done(times))).toMatchObject({ lost: [], doneTwice: [] });
});

test.each<[string, Parameters<typeof judgeCommands>[0][number], number]>([
  ['without an end', command('delivered'), 0],
  ['done, and without an end', command('running'), 1],
  ['given up', command('expired', 'no-answer'), 0],
  ['failed, though its act cannot', command('failed', 'interrupted'), 1],
  ['succeeded without having been done', command('succeeded'), 0],
])('a command is lost: %s', (_, one, times) => {
  expect(judgeCommands([one], done(times))).toMatchObject({ lost: [expect.stringContaining('c ')], doneTwice: [] });
});

test.each<[string, Parameters<typeof judgeCommands>[0], number]>([
  ['two effects', [command('succeeded')], 2],
  ['done and expired', [command('expired')], 1],
  ['done and taken back', [command('cancelled')], 1],
  ['done, and nobody gave it', [], 1],
])('a command is run twice, or though it should not: %s', (_, all, times) => {
  expect(judgeCommands(all, done(times))).toMatchObject({ lost: [], doneTwice: [expect.stringContaining('c ')] });
});

const failed: Happening = { terminalId: 'T-1', subject: 'scanner', kind: 'opened' };
const told = (episodeId: string, webhookId: string): ReceivedAlert => ({ ...failed, episodeId, webhookId });

test('the same message twice is one', () => {
  expect(judgeAlerts([failed], [told('e', 'w'), told('e', 'w')])).toMatchObject({ missing: [], doubled: [] });
});

test.each<[string, Happening[], ReceivedAlert[], 'missing' | 'doubled']>([
  ['nothing was told', [failed], [], 'missing'],
  ['the second time was not told', [failed, failed], [told('e', 'w')], 'missing'],
  ['its end was not told', [failed, { ...failed, kind: 'recovered' }], [told('e', 'w')], 'missing'],
  ['one episode in two messages', [failed], [told('e', 'w'), told('e', 'v')], 'doubled'],
  ['two episodes of one fault', [failed], [told('e', 'w'), told('f', 'v')], 'doubled'],
  ['nothing had failed', [], [told('e', 'w')], 'doubled'],
])('an alert is not as it should be: %s', (_, happened, received, what) => {
  const other = what === 'missing' ? 'doubled' : 'missing';
  expect(judgeAlerts(happened, received)).toMatchObject({ [what]: [expect.stringContaining('T-1')], [other]: [] });
});

const GOOD: Figures = {
  ...{ seed: 1, kills: 1, seconds: 1, back: [1], late: [] },
  commands: { given: 1, succeeded: 1, expired: 0, cancelled: 0, lost: [], doneTwice: [] },
  alerts: { happened: 1, messages: 1, repeated: 0, missing: [], doubled: [], forged: 0 },
  configuration: { releases: 1, rollouts: 0, older: [] },
  revocations: { revoked: 0, offAfter: 0, faults: [] },
  pages: { opened: 2, told: 1, wrong: [] },
  audit: { entries: 1, broken: null },
  brokenAnswers: [],
};

test('where nothing is wrong, nothing is found', () => {
  expect(faultsOf(GOOD)).toEqual([]);
});

test.each<[string, Partial<Figures>]>([
  ['not back in time', { late: ['x'] }],
  ['command lost', { commands: { ...GOOD.commands, lost: ['x'] } }],
  ['command run twice', { commands: { ...GOOD.commands, doneTwice: ['x'] } }],
  ['alert missing', { alerts: { ...GOOD.alerts, missing: ['x'] } }],
  ['alert doubled', { alerts: { ...GOOD.alerts, doubled: ['x'] } }],
  ['messages that nobody can believe', { alerts: { ...GOOD.alerts, forged: 1 } }],
  ['older configuration', { configuration: { ...GOOD.configuration, older: ['x'] } }],
  ['revocation', { revocations: { ...GOOD.revocations, faults: ['x'] } }],
  ['live view wrong', { pages: { ...GOOD.pages, wrong: ['x'] } }],
  ['audit chain broken', { audit: { entries: 1, broken: 'cut at 1' } }],
  ['broken answer', { brokenAnswers: ['x'] }],
])('%s is a fault', (name, change) => {
  expect(faultsOf({ ...GOOD, ...change })).toEqual([expect.stringMatching(new RegExp(`^${name}`))]);
});
