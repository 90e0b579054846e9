import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { keptStatistics } from './kept-statistics.ts';

test('what was counted is there after a restart, each kind for itself', () => {
  using directory = temporaryDirectory();
  keptStatistics(directory.path, 'receipt-printer').keep({ PaperUsedMillimetres: 5 });
  keptStatistics(directory.path, 'receipt-printer').keep({ PaperUsedMillimetres: 7 });
  expect(keptStatistics(directory.path, 'receipt-printer').read()).toEqual({ PaperUsedMillimetres: 7 });
  expect(keptStatistics(directory.path, 'payment').read()).toEqual({});
  expect(readdirSync(join(directory.path, 'driver-statistics'))).toEqual(['receipt-printer.json']);
});

test.each(['', '{"PaperUsed', '[]', '{"a":"b"}'])('a file that holds %j: counting begins anew', (text) => {
  using directory = temporaryDirectory();
  mkdirSync(join(directory.path, 'driver-statistics'));
  writeFileSync(join(directory.path, 'driver-statistics/receipt-printer.json'), text);
  expect(keptStatistics(directory.path, 'receipt-printer').read()).toEqual({});
});
