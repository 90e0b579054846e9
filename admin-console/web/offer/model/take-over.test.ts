import { expect, test } from 'vitest';
import { sampleFiles } from '../../../../config/sample-files.ts';
import { all, changeOf, type FileSet, laid, SITE, serviceFile, setValue, textsFile, valueAt } from './files.ts';
import { addService, offered, setPrice, takeOut } from './services.ts';
import { settled } from './settle.ts';
import { isThere, ownPieces, takeOver } from './take-over.ts';
import { setText, setTextOfKey, textOf } from './texts.ts';

const SAMPLE = laid([sampleFiles()]);
const PARKING = 'bewohnerparkausweis';
const NAME = { file: SITE, path: ['municipality', 'location'], name: 'location' };
const HOURS = [{ days: ['mon'], from: '10:00', to: '19:00' }];
const PRICE = { kind: 'service', id: PARKING } as const;
const OPEN = { kind: 'place', id: 'hours' } as const;
/** Read once more, as the console does: nothing is the same object. */
const READ_AGAIN = laid([sampleFiles()]);
/** The library has a price, hours and a name of its own. */
const LIBRARY = settled(
  READ_AGAIN,
  READ_AGAIN,
  all(
    setPrice(PARKING, 2500),
    setValue(SITE, ['openingHours'], HOURS),
    setText(NAME, 'de', 'Bibliothek am Park'),
    setText(NAME, 'en', 'Library at the park'),
  )(READ_AGAIN),
);
const changed = (before: FileSet, now: FileSet) => Object.keys(changeOf(SAMPLE, before, settled(SAMPLE, before, now)));

test('what a location has of its own is told by service and by part of the place', () => {
  expect(ownPieces(SAMPLE, LIBRARY)).toEqual([{ kind: 'place', id: 'about' }, OPEN, PRICE]);
});

test('a location whose own files say what the municipality says has nothing of its own', () => {
  const files = { ...SAMPLE, [serviceFile(PARKING)]: { ...SAMPLE[serviceFile(PARKING)], version: 7 } };
  expect(ownPieces(SAMPLE, files)).toEqual([]);
});

test('only what was chosen is taken over: neither name nor hours come with a price', () => {
  const now = takeOver(LIBRARY, [PRICE])(SAMPLE);
  expect(changed(SAMPLE, now)).toEqual([serviceFile(PARKING)]);
  expect(valueAt(now, serviceFile(PARKING), ['fee', 'cents'])).toBe(2500);
});

test('hours come without the name of the other location', () => {
  const now = takeOver(LIBRARY, [OPEN])(SAMPLE);
  expect(changed(SAMPLE, now)).toEqual([SITE]);
  expect(now[SITE]).toEqual({ ...SAMPLE[SITE], openingHours: HOURS });
});

test('what is set here in another part stays', () => {
  const here = setText(NAME, 'de', 'Rathaus am Markt')(SAMPLE);
  const now = takeOver(LIBRARY, [OPEN, PRICE])(here);
  expect(textOf(now, String(valueAt(now, SITE, NAME.path)), 'de')).toBe('Rathaus am Markt');
});

test('texts come along in all languages', () => {
  const now = takeOver(LIBRARY, [{ kind: 'place', id: 'about' }])(SAMPLE);
  const key = String(valueAt(now, SITE, NAME.path));
  expect([textOf(now, key, 'de'), textOf(now, key, 'en')]).toEqual(['Bibliothek am Park', 'Library at the park']);
});

test('a text that another part here uses under the same key stays as it is there', () => {
  const key = 'services.common.fields.street';
  const theirs = setTextOfKey(key, 'de', 'Wohnstraße')(SAMPLE);
  const users = ownPieces(SAMPLE, theirs).filter(({ kind }) => kind === 'service');
  const [first] = users;
  expect(users.length).toBeGreaterThan(1);
  const now = takeOver(theirs, first ? [first] : [])(SAMPLE);
  expect(textOf(now, key, 'de')).toBe(textOf(SAMPLE, key, 'de'));
  const words = Object.values(now[textsFile('de')] ?? {});
  expect(words.filter((text) => text === 'Wohnstraße')).toHaveLength(1);
});

test('a service that only the other location has is offered here, and comes with its schema', () => {
  const { id, edit } = addService(SAMPLE, 'Bücherausweis');
  const theirs = settled(SAMPLE, SAMPLE, edit(SAMPLE));
  const now = settled(SAMPLE, SAMPLE, takeOver(theirs, [{ kind: 'service', id }])(SAMPLE));
  expect(offered(now)).toContain(id);
  expect(now[serviceFile(id)]).toEqual(theirs[serviceFile(id)]);
  expect(now[`submission-schemas/${id}.schema.json`]).toEqual(theirs[`submission-schemas/${id}.schema.json`]);
});

test('the list of services brings those that are not written here', () => {
  const { id, edit } = addService(SAMPLE, 'Bücherausweis');
  const theirs = settled(SAMPLE, SAMPLE, all(edit, takeOut(PARKING))(SAMPLE));
  const now = takeOver(theirs, [{ kind: 'place', id: 'catalogue' }])(SAMPLE);
  expect(offered(now)).toEqual(offered(theirs));
  expect(textOf(now, String(now[serviceFile(id)]?.title), 'de')).toBe('Bücherausweis');
});

test('what was taken over is known as already here', () => {
  const now = settled(SAMPLE, SAMPLE, takeOver(LIBRARY, [PRICE])(SAMPLE));
  expect([isThere(now, LIBRARY, PRICE), isThere(now, LIBRARY, OPEN)]).toEqual([true, false]);
});
