import { expect, test } from 'vitest';
import { LineSplitter, parseMessage } from './messages.ts';
import { STATUSES } from './status.ts';

const read = (line: string) => parseMessage(line);

test('progress is told in percent', () => {
  expect(read('Progress: 12.3%')).toEqual({ kind: 'progress', percent: 12.3 });
  expect(read('Progress: 100.0%')).toEqual({ kind: 'progress', percent: 100 });
});

test.each(STATUSES.filter((s) => s.fault !== null))('"$text" while reading is $fault', ({ text, fault }) => {
  expect(read(`scanimage: sane_read: ${text}`)).toEqual({ kind: 'failed', fault, at: 'read' });
});

test.each([
  ['Invalid argument', 'gone'],
  ['Error during device I/O', 'gone'],
  ['Device busy', 'busy'],
  ['Access to resource has been denied', 'access-denied'],
  ['Out of memory', 'out-of-memory'],
])('opening that fails with "%s" is %s', (text, fault) => {
  expect(read(`scanimage: open of device net:x:y failed: ${text}`)).toMatchObject({
    kind: 'failed',
    fault,
    at: 'open',
  });
});

test('a text of a newer SANE that is not known is an I/O error, not a success', () => {
  expect(read('scanimage: sane_start: Scanner lamp is warming up')).toMatchObject({ fault: 'io-error' });
});

test('the path of the program may stand before its name', () => {
  expect(read('/usr/bin/scanimage: sane_start: Device busy')).toMatchObject({ fault: 'busy' });
});

test('chatter of a backend means nothing', () => {
  expect(read('[bjnp] create_broadcast_socket: ERROR - bind socket failed')).toBeNull();
});

test('lines end in CR or LF, wherever the pipe cuts them', () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const part of ['Prog', 'ress: 1.0%\rProgress', ': 2.0%\r', 'Batch terminated, 1 page scanned\n', 'rest']) {
    splitter.push(part);
  }
  splitter.end();
  expect(lines).toEqual(['Progress: 1.0%', 'Progress: 2.0%', 'Batch terminated, 1 page scanned', 'rest']);
});

test('a line without end does not grow without bound', () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (let i = 0; i < 1000; i++) splitter.push('x'.repeat(10_000));
  splitter.end();
  expect(lines[0]?.length).toBeLessThanOrEqual(1024);
});
