import { expect, test } from 'vitest';
import { boundsOf, visibleLayers } from './layout.ts';

const SIZE = { width: 1080, height: 1920 };

test('a portal leaves the session’s bar visible and touches the other three edges', () => {
  const portal = boundsOf('portal', SIZE);
  expect(portal.y).toBeGreaterThan(100);
  expect(portal.y + portal.height).toBe(SIZE.height);
  expect(portal).toMatchObject({ x: 0, width: SIZE.width });
});

test('covered, nothing but the cover is painted', () => {
  expect(visibleLayers({ session: true, portal: true, covered: true })).toEqual(['cover']);
});

test('without a session a portal is never painted', () => {
  expect(visibleLayers({ session: false, portal: true, covered: false })).toEqual(['moment']);
});

test('a portal lies over its session', () => {
  expect(visibleLayers({ session: true, portal: true, covered: false })).toEqual(['session', 'portal']);
});
