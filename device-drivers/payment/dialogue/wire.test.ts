import { expect, test } from 'vitest';
import { createScript } from '../../../simulators/payment/test-support/scripted-device.ts';

const ENQUIRY = { kind: 'status-enquiry', password: null, fields: [] } as const;
const AUTHORISATION = { kind: 'authorisation', fields: [] } as const;
const DONE = '800000';

test('the end of an interrupted command is not taken for the end of the next one', async () => {
  const { wire, say } = createScript();
  const result = wire.run(ENQUIRY);
  await say('061E016C');
  await say(DONE);
  await say('060F0100');
  expect((await result).ending).toEqual({ kind: 'completed', data: Uint8Array.of(0) });
});

test('an unasked status information is refused: its acknowledgement would book a payment nobody journalled', async () => {
  const { heard, say } = createScript();
  await say('040F022700');
  expect(heard).toEqual(['848300']);
});

test.each(['04FF010E', '06D10240' + '41', '06D300', '060F00', '061E016C'])(
  'unasked %s is acknowledged',
  async (frame) => {
    const { heard, say } = createScript();
    await say(frame);
    expect(heard).toEqual([DONE]);
  },
);

test('every intermediate status starts T4 anew', async () => {
  const { wire, say, clock } = createScript();
  const result = wire.run(AUTHORISATION);
  await say(DONE);
  for (let i = 0; i < 5; i++) {
    await clock.advance(170_000);
    await say('04FF010E');
  }
  await say('061E016C');
  expect((await result).ending).toMatchObject({ kind: 'aborted', resultCode: 0x6c });
});

test('the second byte of an intermediate status is a new T4 in BCD minutes', async () => {
  const { wire, say, clock } = createScript();
  const result = wire.run(AUTHORISATION);
  await say(DONE);
  await say('04FF020A10');
  await clock.advance(9 * 60_000);
  await say('061E016C');
  expect((await result).ending.kind).toBe('aborted');
});

test('the device’s shorter T4 counts as well', async () => {
  const { wire, say, clock } = createScript();
  const result = wire.run(AUTHORISATION);
  await say(DONE);
  await say('04FF020A01');
  await clock.advance(61_000);
  expect((await result).ending).toEqual({ kind: 'broken', fault: 'no-completion' });
});

test('a command without ending closes the connection, so that its late answer meets nobody', async () => {
  const { wire, clock } = createScript();
  const result = wire.run(ENQUIRY);
  await clock.advance(5_000);
  expect((await result).ending).toEqual({ kind: 'broken', fault: 'no-answer' });
  await clock.advance(0);
  expect(wire.isClosed).toBe(true);
});

test('84 00 is a positive answer', async () => {
  const { wire, say } = createScript();
  const result = wire.run(ENQUIRY);
  await say('840000');
  await say('060F0100');
  expect((await result).ending.kind).toBe('completed');
});

test('84 1E is a refusal whose data names the reason, and 27 00 names none', async () => {
  const { wire, say } = createScript();
  const result = wire.run(ENQUIRY);
  await say('841E022700');
  expect((await result).ending).toEqual({ kind: 'refused', resultCode: null, late: false });
});

test('a status that came before the connection went still counts', async () => {
  const { wire, device, clock } = createScript();
  const commits: unknown[] = [];
  const result = wire.run(AUTHORISATION, { commit: async (info) => void commits.push(info.resultCode) });
  device.write(Uint8Array.of(0x80, 0, 0, 0x04, 0x0f, 2, 0x27, 0));
  device.destroy();
  await clock.advance(0);
  expect((await result).ending).toMatchObject({ kind: 'broken', fault: 'closed' });
  expect(commits).toEqual([0]);
});

test('a journal slower than T4 is not followed by a late acknowledgement', async () => {
  const { wire, say, heard, clock } = createScript();
  const journal = Promise.withResolvers<void>();
  const result = wire.run(AUTHORISATION, { commit: () => journal.promise });
  await say(DONE);
  await say('040F022700');
  await clock.advance(181_000);
  journal.resolve();
  await clock.advance(0);
  expect((await result).ending).toEqual({ kind: 'broken', fault: 'no-completion' });
  expect(heard).toEqual(['060100']);
});
