import { expect, test } from 'vitest';
import { createRig, type LineEnds } from '../../../../simulators/payment/test-support/rig.ts';
import type { ByteChannel } from '../../transport/channel.ts';
import { serialLink } from '../../transport/serial-link.ts';

const ACK = 0x06;
const NAK = 0x15;

/** A channel whose writes pass through `change`; `null` loses them. */
function changing(channel: ByteChannel, change: (bytes: Uint8Array) => Uint8Array | null): ByteChannel {
  return {
    write: (bytes) => {
      const out = change(bytes);
      if (out) channel.write(out);
    },
    end: () => channel.end(),
    destroy: () => channel.destroy(),
    onData: (listener) => channel.onData(listener),
    onClose: (listener) => channel.onClose(listener),
  };
}

const isFrame = (bytes: Uint8Array) => bytes.length > 1;
const once = (test: (bytes: Uint8Array) => boolean, then: (bytes: Uint8Array) => Uint8Array | null) => {
  let done = false;
  return (bytes: Uint8Array) => {
    if (done || !test(bytes)) return bytes;
    done = true;
    return then(bytes);
  };
};
const flipLast = (bytes: Uint8Array) => bytes.map((b, i) => (i === bytes.length - 1 ? b ^ 0xff : b));
const isStatus = (bytes: Uint8Array) => bytes[2] === 0x04 && bytes[3] === 0x0f;

test('a payment over a serial line', async () => {
  const rig = createRig({ makeLink: serialLink });
  await rig.inService();
  expect(await rig.pay(1010)).toMatchObject({ kind: 'paid', record: { amount: 1010 } });
});

test.each<[string, (ends: LineEnds) => LineEnds]>([
  ['our frame damaged: NAK, repeated', (e) => ({ ...e, driver: changing(e.driver, once(isFrame, flipLast)) })],
  [
    'the device’s status damaged: NAK, repeated',
    (e) => ({ ...e, device: changing(e.device, once(isStatus, flipLast)) }),
  ],
  [
    'our frame lost: repeated after T2',
    (e) => ({
      ...e,
      driver: changing(
        e.driver,
        once(isFrame, () => null),
      ),
    }),
  ],
  [
    'our ACK of the status lost: heard twice, journalled once',
    (e) => {
      let armed = false;
      const device = changing(e.device, (bytes) => {
        armed ||= isStatus(bytes);
        return bytes;
      });
      return {
        device,
        driver: changing(
          e.driver,
          once(
            (b) => armed && b[0] === ACK && b.length === 1,
            () => null,
          ),
        ),
      };
    },
  ],
  [
    'the end of a frame lost: NAK after T1',
    (e) => ({
      ...e,
      driver: changing(
        e.driver,
        once(isFrame, (b) => b.subarray(0, -3)),
      ),
    }),
  ],
  ['noise between frames', (e) => ({ ...e, device: changing(e.device, (b) => Uint8Array.of(0x00, 0xff, 0x41, ...b)) })],
])('%s', async (_, spoil) => {
  const rig = createRig({ makeLink: serialLink, spoil });
  await rig.inService();
  expect(await rig.pay(1010)).toMatchObject({ kind: 'paid' });
  expect(rig.commits).toHaveLength(1);
  expect(rig.desk.ledger()).toMatchObject([{ amount: 1010, acknowledged: true }]);
});

test('a frame nobody acknowledges is sent three times, then the line is given up', async () => {
  let frames = 0;
  const deaf = (e: LineEnds): LineEnds => ({
    ...e,
    driver: changing(e.driver, (bytes) => {
      if (isFrame(bytes)) frames++;
      return null;
    }),
  });
  const rig = createRig({ makeLink: serialLink, spoil: deaf, driver: { delays: { T3: 60_000 } } });
  rig.terminal.open();
  await rig.clock.advance(14_900);
  expect(frames).toBe(3);
  expect(rig.terminal.health().state).toBe('starting');
  await rig.clock.advance(200);
  expect(rig.terminal.health()).toMatchObject({ state: 'offline', reason: 'closed' });
});

test('a broken frame is answered with NAK, noise with nothing', async () => {
  const answers: number[] = [];
  const rig = createRig({
    makeLink: serialLink,
    spoil: (e) => ({
      ...e,
      driver: changing(e.driver, (bytes) => {
        if (bytes.length === 1) answers.push(bytes[0] ?? 0);
        return bytes;
      }),
    }),
  });
  await rig.inService();
  answers.length = 0;
  rig.line()?.device.write(Uint8Array.of(0x41, 0x42));
  await rig.clock.advance(0);
  expect(answers).toEqual([]);
  rig.line()?.device.write(Uint8Array.of(0x10, 0x02, 0x80, 0x00, 0x00, 0x10, 0x03, 0x00, 0x00));
  await rig.clock.advance(0);
  expect(answers).toEqual([NAK]);
});
