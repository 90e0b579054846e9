import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { texts } from '../texts.ts';
import { AREAS } from './filters.tsx';
import './texts.ts';
import { actorWords, actWords, fieldWords, valueWords } from './words.ts';

const say = texts('de');
const HUB = join(import.meta.dirname, '../..');
/** Acts that are written out in the hub's code. */
const ACTS = globSync('{api,hub,store,link}/**/*.ts', { cwd: HUB })
  .filter((file) => !/\.test\.ts$|test-support/.test(file))
  .flatMap((file) => [...readFileSync(join(HUB, file), 'utf8').matchAll(/\baudit\(([^;]*?)\);/gs)])
  .flatMap(([, call = '']) => [...call.matchAll(/'([a-z-]+(?:\.[a-z-]+)+)'/g)].map(([, act = '']) => act));

test('every act that the hub writes down has words', () => {
  expect(ACTS.length).toBeGreaterThan(30);
  expect([...new Set(ACTS)].filter((act) => !say.has(`act-of.${act}`)).sort()).toEqual([]);
});

test.each(AREAS)('the area %s has words', (area) => {
  expect(say.has(`area.${area}`)).toBe(true);
});

test('an act of a command names the command; one that is not known is shown as it came', () => {
  expect(actWords('command.given.self-test', say)).toBe(`Befehl gegeben: ${say('command.self-test')}`);
  expect(actWords('robot.danced', say)).toBe('robot.danced');
});

test('who is no person is told as what they are', () => {
  expect(actorWords('terminal:T-1', say)).toBe('Terminal T-1');
  expect(actorWords('machine', say)).toBe('an der Maschine des Leitstands');
  expect(actorWords('eva', say)).toBe('eva');
});

test.each<[unknown, string, string]>([
  [null, 'reason', 'nichts'],
  [true, 'isLocked', 'ja'],
  [['auditor', 'treasurer'], 'roles', 'Prüfung, Kasse'],
  [[], 'roles', 'nichts'],
  [Date.UTC(2026, 10, 29, 11, 0), 'expiresAt', '29.11.2026, 12:00'],
  [300, 'years', '300'],
])('the value %j of %s reads %s', (value, path, words) => {
  expect(valueWords(value, path, say, 'de')).toBe(words);
});

test('a field is named by its last name, or as it stands where it has no words', () => {
  expect([fieldWords('order.how', say), fieldWords('order.robot', say)]).toEqual(['Entscheidung', 'order.robot']);
});
