import { expect, it } from 'vitest';
import { Listeners } from './listeners.ts';

it('tells all in the order of their coming, until they leave', () => {
  const listeners = new Listeners<[what: string, times: number]>();
  const heard: string[] = [];
  const leave = listeners.add((what, times) => heard.push(`a ${what} ${times}`));
  listeners.add((what, times) => heard.push(`b ${what} ${times}`));
  listeners.tell('door', 1);
  leave();
  leave();
  listeners.tell('door', 2);
  expect(heard).toEqual(['a door 1', 'b door 1', 'b door 2']);
  expect(listeners.size).toBe(1);
});

it('tells a function once, however often it was added', () => {
  const listeners = new Listeners();
  let calls = 0;
  const listener = () => {
    calls++;
  };
  listeners.add(listener);
  const leave = listeners.add(listener);
  listeners.tell();
  leave();
  listeners.tell();
  expect(calls).toBe(1);
});

it('no longer tells who left while the others were told, nor yet who came', () => {
  const listeners = new Listeners();
  const heard: string[] = [];
  listeners.add(() => {
    heard.push('first');
    leave();
    listeners.add(() => heard.push('late'));
  });
  const leave = listeners.add(() => heard.push('second'));
  listeners.tell();
  expect(heard).toEqual(['first']);
});

it('tells nobody after it was cleared', () => {
  const listeners = new Listeners();
  listeners.add(() => expect.unreachable());
  listeners.clear();
  listeners.tell();
  expect(listeners.size).toBe(0);
});
