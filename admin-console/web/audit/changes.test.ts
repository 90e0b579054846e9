import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';

test('only what differs is told, a list as one thing', () => {
  const before = JSON.stringify({ roles: ['viewer'], name: 'eva', at: { place: 'a' } });
  const after = JSON.stringify({ roles: ['viewer', 'treasurer'], name: 'eva', at: { place: 'b' } });
  expect(changesOf(before, after)).toEqual([
    { path: 'roles', before: ['viewer'], after: ['viewer', 'treasurer'] },
    { path: 'at.place', before: 'a', after: 'b' },
  ]);
});

test('a value without a name is told without one', () => {
  expect(changesOf('10', '8')).toEqual([{ path: '', before: 10, after: 8 }]);
});

test('what was made has no before, and what is gone no after', () => {
  expect(changesOf(null, '{"id":1}')).toEqual([{ path: 'id', before: undefined, after: 1 }]);
  expect(changesOf('{"id":1}', null)).toEqual([{ path: 'id', before: 1, after: undefined }]);
});
