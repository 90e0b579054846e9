import { expect, test } from 'vitest';
import type { PlaceView } from '../../../contract/arrange/arrange.ts';
import { layOut, worstOf } from './layout.ts';

const place = (id: string, change: Partial<PlaceView> = {}): PlaceView => ({
  ...{ id, tenantId: 't', name: id, latitude: null, longitude: null, point: null, conditions: {} },
  ...change,
});

test('by coordinates north is up, east is right, and all are on the plan', () => {
  const { put, nowhere } = layOut(
    [
      place('south-west', { latitude: 51.2, longitude: 12.1 }),
      place('north-east', { latitude: 51.4, longitude: 12.5 }),
      place('somewhere'),
    ],
    false,
  );
  const [southWest, northEast] = put.map(({ point }) => point);
  expect(southWest?.x).toBeLessThan(northEast?.x ?? 0);
  expect(southWest?.y).toBeGreaterThan(northEast?.y ?? 1);
  for (const { point } of put) for (const share of [point.x, point.y]) expect(share > 0 && share < 1).toBe(true);
  expect(nowhere.map(({ id }) => id)).toEqual(['somewhere']);
});

test('a single place stands in the middle', () => {
  const [one] = layOut([place('a', { latitude: 51, longitude: 12 })], false).put;
  expect(one?.point).toEqual({ x: 0.5, y: 0.5 });
});

test('on a picture only those stand that somebody has put there', () => {
  const point = { x: 0.1, y: 0.2 };
  const { put, nowhere } = layOut([place('a', { point }), place('b', { latitude: 51, longitude: 12 })], true);
  expect(put).toMatchObject([{ place: { id: 'a' }, point }]);
  expect(nowhere.map(({ id }) => id)).toEqual(['b']);
});

test('a place is shown by the worst of its terminals', () => {
  expect(worstOf({ conditions: { 'in-service': 9, limited: 1 } })).toBe('limited');
  expect(worstOf({ conditions: { unreachable: 1, 'out-of-service': 1 } })).toBe('out-of-service');
  expect(worstOf({ conditions: {} })).toBeNull();
});
