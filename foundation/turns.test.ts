import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('begins each work after the one before has ended, in the order asked', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const first = Promise.withResolvers<string>();
  const one = turns.take(() => {
    seen.push('one begins');
    return first.promise;
  });
  const two = turns.take(() => {
    seen.push('two begins');
    return 2;
  });
  await Promise.resolve();
  expect(seen).toEqual(['one begins']);
  first.resolve('done');
  expect(await one).toBe('done');
  expect(await two).toBe(2);
  expect(seen).toEqual(['one begins', 'two begins']);
});

it('goes on after work that failed, and tells the failure to who asked', async () => {
  const turns = new Turns();
  const failing = turns.take(() => Promise.reject(new Error('broken')));
  const throwing = turns.take(() => {
    throw new Error('thrown');
  });
  const next = turns.take(() => 'served');
  await expect(failing).rejects.toThrow('broken');
  await expect(throwing).rejects.toThrow('thrown');
  expect(await next).toBe('served');
});

it('tells when all work taken until now has ended', async () => {
  const turns = new Turns();
  let hasEnded = false;
  const work = Promise.withResolvers<void>();
  const taken = turns.take(() => work.promise);
  const ended = turns.ended().then(() => {
    hasEnded = true;
  });
  await Promise.resolve();
  expect(hasEnded).toBe(false);
  work.reject(new Error('broken'));
  await expect(taken).rejects.toThrow('broken');
  await ended;
  expect(hasEnded).toBe(true);
});
