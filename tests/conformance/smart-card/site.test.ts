import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SiteDefinition } from '../../../config/schema/site.ts';
import { createTechnicianCard } from '../../../simulators/smart-card/technician-card.ts';

/** What the site schema lets through is what the driver can use. */
const SAMPLE = join(import.meta.dirname, '../../../config/sites/musterstadt.json');
const siteWith = (change: object) =>
  SiteDefinition.safeParse({ ...JSON.parse(readFileSync(SAMPLE, 'utf8')), ...change });
const { publicKey } = createTechnicianCard();

const keyOn = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

test('a site that says nothing of technicians has none, and no card reader', () => {
  expect(siteWith({}).data).toMatchObject({ technicians: [], devices: { smartCard: null } });
});

test('the public key as a card shows it can be listed', () => {
  expect(siteWith({ technicians: [{ id: 'tech-1', publicKey }] }).success).toBe(true);
});

test.each([
  ['a key on another curve', [{ id: 'tech-1', publicKey: keyOn('P-384') }]],
  ['a key cut short', [{ id: 'tech-1', publicKey: publicKey.slice(4) }]],
  ['a name instead of an id', [{ id: 'Erika Mustermann', publicKey }]],
  [
    'the same id twice',
    [
      { id: 'tech-1', publicKey },
      { id: 'tech-1', publicKey },
    ],
  ],
])('%s is refused', (_what, technicians) => {
  expect(siteWith({ technicians }).error?.issues[0]?.path[0]).toBe('technicians');
});
