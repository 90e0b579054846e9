import { expect, test } from 'vitest';
import { returnAddress } from './return-address.ts';

test.each([
  ['https://stadt.example/zurueck', 'https://stadt.example/zurueck?ResultMajor=ok'],
  ['https://stadt.example/zurueck?s=a%20b', 'https://stadt.example/zurueck?s=a%20b&ResultMajor=ok'],
  ['https://stadt.example/zurueck?s=1#unten', 'https://stadt.example/zurueck?s=1&ResultMajor=ok#unten'],
  ['https://stadt.example/zurueck?ResultMajor=ok&s=1', 'https://stadt.example/zurueck?ResultMajor=ok&s=1'],
])('%s: the site is told that it went well, once, and the rest stays as it is', (refreshUrl, returned) => {
  expect(returnAddress(refreshUrl)).toBe(returned);
});
