import { expect, test } from 'vitest';
import { Destination, replyChannelsOf } from './contract.ts';

const DOG_TAX = 'urn:de:fim:leika:leistung:99102013104000';
const destination = (more: object) =>
  Destination.parse({
    destinationId: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001',
    status: 'active',
    encryptionKid: 'k',
    ...more,
  });

test('the channels of the service, not those of another one', () => {
  const publicServices = [
    { identifier: 'urn:de:fim:leika:leistung:99108001001000', replyChannels: { elster: {} } },
    { identifier: DOG_TAX, replyChannels: { eMail: {}, idBundDeMailbox: {} } },
  ];
  expect(replyChannelsOf(destination({ publicServices }), DOG_TAX)).toEqual(['eMail', 'idBundDeMailbox']);
});

test('the channels of all services alike, as older installations tell them', () =>
  expect(
    replyChannelsOf(destination({ services: [{ identifier: DOG_TAX }], replyChannels: { eMail: {} } }), DOG_TAX),
  ).toEqual(['eMail']));

test('none: by post', () => expect(replyChannelsOf(destination({ replyChannels: null }), DOG_TAX)).toEqual([]));
