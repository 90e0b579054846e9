import { expect, test } from 'vitest';
import { type JsonObject, merge, overlay, WITHOUT } from './configuration-layers.ts';

const MUNICIPALITY: JsonObject = {
  fee: { kind: 'fixed', cents: 3070, payee: 'stadtkasse' },
  residence: { postalCodes: 'municipality' },
  needs: ['pin', 'bank-card'],
  leika: null,
};

test.each<[string, JsonObject]>([
  ['a value deep within', { ...MUNICIPALITY, fee: { kind: 'fixed', cents: 3500, payee: 'stadtkasse' } }],
  ['another kind with fewer keys', { ...MUNICIPALITY, fee: { kind: 'none' } }],
  ['a key that is gone', { fee: MUNICIPALITY.fee ?? null, needs: [], leika: null }],
  ['a list that is shorter', { ...MUNICIPALITY, needs: ['pin'] }],
  ['a key that is new', { ...MUNICIPALITY, copy: 'none' }],
  ['a value that is null', { ...MUNICIPALITY, residence: null }],
  ['nothing', MUNICIPALITY],
])('an overlay brings back %s', (_what, whole) => {
  expect(merge(MUNICIPALITY, overlay(MUNICIPALITY, whole))).toEqual(whole);
});

test('an overlay says no more than what differs', () => {
  const place = { ...MUNICIPALITY, fee: { payee: 'stadtkasse', cents: 3500, kind: 'fixed' } };
  expect(overlay(MUNICIPALITY, place)).toEqual({ fee: { cents: 3500 } });
});

test('what is taken away stays away when the layer below changes it', () => {
  expect(merge({ ...MUNICIPALITY, residence: { postalCodes: ['12345'] } }, { residence: WITHOUT })).not.toHaveProperty(
    'residence',
  );
});
