import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { apdu, fromHex, hex } from '../codec/index.ts';
import { channelPair } from './channel.ts';
import { serialLink } from './serial-link.ts';

const FRAME = '10028000001003F51F';

function createLine() {
  const clock = new SimulatedClock();
  const [ours, theirs] = channelPair();
  const heard: string[] = [];
  theirs.onData((bytes) => heard.push(hex(bytes)));
  const link = serialLink(ours, clock, silentLog);
  const delivered: unknown[] = [];
  link.onApdu((a) => delivered.push(a));
  const say = async (text: string) => {
    theirs.write(fromHex(text));
    await clock.advance(0);
  };
  return { clock, link, heard, delivered, say };
}

test('NAK: the frame is repeated at once, not after T2', async () => {
  const { link, heard, say } = createLine();
  void link.send(apdu(0x80, 0));
  await say('15');
  expect(heard).toEqual([FRAME, FRAME]);
});

test('a byte missing for longer than T1: NAK', async () => {
  const { clock, heard, say } = createLine();
  await say('100280');
  await clock.advance(199);
  expect(heard).toEqual([]);
  await clock.advance(1);
  expect(heard).toEqual(['15']);
});

test('bytes that trickle in faster than T1 make a frame', async () => {
  const { clock, delivered, say } = createLine();
  for (const byte of FRAME.match(/../g) ?? []) {
    await say(byte);
    await clock.advance(150);
  }
  expect(delivered).toHaveLength(1);
});

test('the same frame again before anything of ours got through: our ACK was lost', async () => {
  const { heard, delivered, say } = createLine();
  await say(FRAME);
  await say(FRAME);
  expect(delivered).toHaveLength(1);
  expect(heard).toEqual(['06', '06']);
});

test('the same frame again after our answer got through is a new one', async () => {
  const { link, delivered, say } = createLine();
  await say(FRAME);
  void link.send(apdu(0x80, 0));
  await say('06');
  await say(FRAME);
  expect(delivered).toHaveLength(2);
});

test('frames wait for the one before them', async () => {
  const { clock, link, heard, say } = createLine();
  void link.send(apdu(0x80, 0));
  void link.send(apdu(0x84, 0x9c));
  await clock.advance(0);
  expect(heard).toHaveLength(1);
  await say('06');
  expect(heard).toHaveLength(2);
});
