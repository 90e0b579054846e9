import { expect, test } from 'vitest';
import { preparePage } from '../device-drivers/scanner/clean-up/index.ts';
import { inkShare } from '../device-drivers/scanner/clean-up/ink.ts';
import { luminanceOf } from '../device-drivers/scanner/clean-up/luminance.ts';
import { DEMO_CARD } from '../simulators/eid/card.ts';
import { sense } from '../simulators/scanner/imaging.ts';
import { HOLDER } from '../simulators/scanner/papers/vehicle-registration.ts';

const A4 = { width: 210, height: 297, resolution: 200, mode: 'Color' } as const;

test('the vehicle registration of the demo is that of the person whose card lies beside it', () => {
  const { familyName, givenNames, address } = DEMO_CARD.identity;
  expect(HOLDER).toEqual({
    familyName: familyName.toUpperCase(),
    givenNames: givenNames.toUpperCase(),
    street: address.street.toUpperCase(),
    town: `${address.postalCode} ${address.city}`.toUpperCase(),
  });
});

test.each(['vehicle-registration', 'letter'] as const)(
  'the %s of the demo is a picture of a document, writing on paper, and no pattern',
  async (kind) => {
    const image = await sense(kind, A4, false);
    const page = await preparePage(image, { resolution: 200, cleanUp: true, crop: true });
    expect(page.face).toBe('written');
    const ink = inkShare(await luminanceOf(image, 200));
    expect(ink).toBeGreaterThan(0.005);
    expect(ink).toBeLessThan(0.1);
  },
);
