import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { CodeFramer, MAX_CODE_BYTES } from './framing.ts';
import { decodeCode } from './text.ts';

const GIRO = 'BCD\n002\n2\nSCT\n\nMüller\nDE89370400440532013000\nEUR1\n\n\nRechnung';

function reader() {
  const clock = new SimulatedClock();
  const heard: string[] = [];
  const framer = new CodeFramer(clock, (frame) =>
    heard.push(frame.kind === 'code' ? decodeCode(frame.bytes).text : `${frame.reason} ${frame.length}`),
  );
  const send = (text: string) => framer.push(Buffer.from(text, 'utf8'));
  return { clock, framer, heard, send };
}

test.each(['\r', '\n', '\r\n'])('a code ends with suffix %j and silence', async (suffix) => {
  const { clock, heard, send } = reader();
  send(`4711${suffix}`);
  expect(heard).toEqual([]);
  await clock.advance(DELAYS.quietAfterSuffix);
  expect(heard).toEqual(['4711']);
});

test('a GiroCode stays whole, wherever the line cuts it', async () => {
  const { clock, heard, send } = reader();
  for (const character of `${GIRO}\r\n`) {
    send(character);
    await clock.advance(DELAYS.quietAfterSuffix - 1);
  }
  await clock.advance(DELAYS.quietAfterSuffix);
  expect(heard).toEqual([GIRO]);
});

test.each(['bcd', ' BCD', '\nBCD', 'BCD\t', ']Q1\\000026BCD'])(
  'a GiroCode that begins with %j stays whole too',
  async (first) => {
    const { clock, heard, send } = reader();
    send(`${GIRO.replace('BCD', first)}\r\n`);
    await clock.advance(DELAYS.quietAfterSuffix);
    expect(heard).toEqual([GIRO.replace('BCD', first.replace(/^\].*6/, ''))]);
  },
);

test('two codes that came together because the process was late are two', async () => {
  const { clock, heard, send } = reader();
  send('4711\r\n4712\r\n');
  await clock.advance(DELAYS.quietAfterSuffix);
  expect(heard).toEqual(['4711', '4712']);
});

test('a code that broke off is discarded', async () => {
  const { clock, heard, send } = reader();
  send('47');
  await clock.advance(DELAYS.quietWithoutSuffix);
  expect(heard).toEqual(['unterminated 2']);
});

test('a code that broke off with the line is discarded at once and does not begin the next one', async () => {
  const { clock, framer, heard, send } = reader();
  send('47');
  framer.reset();
  send('11\r');
  await clock.advance(DELAYS.quietAfterSuffix);
  expect(heard).toEqual(['unterminated 2', '11']);
});

test('noise without end takes no more memory than a code', async () => {
  const { clock, heard, send } = reader();
  for (let i = 0; i < 200; i++) send('x'.repeat(1_000));
  send('\r');
  await clock.advance(DELAYS.quietAfterSuffix);
  expect(heard).toEqual(['too-long 200001']);
  expect(MAX_CODE_BYTES).toBeLessThan(5_000);
});

test('the AIM identifier is taken off', () => {
  expect(decodeCode(Buffer.from(']Q04711'))).toEqual({ text: '4711', symbology: ']Q0' });
});

test('the character set that a reader names behind the AIM identifier is taken off too', () => {
  expect(decodeCode(Buffer.from(']Q1\\0000264711'))).toEqual({ text: '4711', symbology: ']Q1' });
});

test('a bracket that is no AIM identifier stays', () => {
  expect(decodeCode(Buffer.from(']47'))).toEqual({ text: ']47', symbology: null });
});

test('a GiroCode in ISO 8859-1 is read in its own character set', () => {
  expect(decodeCode(Buffer.from(GIRO, 'latin1')).text).toBe(GIRO);
});

test('a GiroCode in ISO 8859-15 has its euro sign', () => {
  const bytes = Buffer.from(GIRO.replace('\n2\nSCT', '\n8\nSCT').replace('Rechnung', '¤'), 'latin1');
  expect(decodeCode(bytes).text).toMatch(/€$/);
});

test('other eight-bit text is read as Windows-1252', () => {
  expect(decodeCode(Uint8Array.from([0x80, 0xfc])).text).toBe('€ü');
});
