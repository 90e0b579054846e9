import { expect, test } from 'vitest';
import { previewsAtMost } from './previews-at-most.ts';

test('four, as many as the environment says, or none', () => {
  expect(previewsAtMost({})).toBe(4);
  expect(previewsAtMost({ HUB_PREVIEWS: '12' })).toBe(12);
  expect(previewsAtMost({ HUB_PREVIEWS: '0' })).toBe(0);
});

test.each(['many', '-1', '65', '1.5'])('%s is refused', (HUB_PREVIEWS) => {
  expect(() => previewsAtMost({ HUB_PREVIEWS })).toThrow('bad-previews');
});
