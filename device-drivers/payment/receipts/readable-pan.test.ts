import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';
import { maskCardNumbers } from './payment-record.ts';

test('a card number the device did not mask is masked before anybody sees it', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'readable-pan', times: 1 });
  expect(await rig.pay(100)).toMatchObject({ record: { maskedPan: '############1111' } });
  expect(rig.commits[0]?.maskedPan).toBe('############1111');
});

test.each([
  ['Karte 4111111111111111', 'Karte ############1111'],
  ['Karte 4111 1111 1111 1111', 'Karte #### #### #### 1111'],
  ['AID: A0000000041010', 'AID: A0000000041010'],
  ['Terminal 68112233 TA 001001', 'Terminal 68112233 TA 001001'],
])('printed line "%s" becomes "%s"', (text, masked) => {
  expect(maskCardNumbers(text)).toBe(masked);
});
