import { expect, test } from 'vitest';
import { encodeCbor } from './cbor.ts';
import { proximityTranscript, remoteTranscript } from './session-transcript.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('the transcript of OpenID4VP 1.0 is the one of its appendix B.2.6.1', async () => {
  const transcript = await remoteTranscript({
    clientId: 'x509_san_dns:example.com',
    nonce: 'exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA',
    responseUri: 'https://example.com/response',
    encryption: {
      publicJwk: {
        kty: 'EC',
        crv: 'P-256',
        x: 'DxiH5Q4Yx3UrukE2lWCErq8N8bqC9CHLLrAwLz5BmE0',
        y: 'XtLM4-3h5o3HUH0MHVJV0kyq0iBlrBwlh8qEDMZ4-Pc',
        use: 'enc',
        alg: 'ECDH-ES',
        kid: '1',
      },
    },
  });
  expect(hex(encodeCbor(transcript))).toBe(
    '83f6f682714f70656e494434565048616e646f7665725820048bc053c00442af9b8eed494cefdd9d95240d254b046b11b68013722aad38ac',
  );
});

test("at arm's length it holds what both sent, byte for byte, and no handover for a QR code", () => {
  const transcript = proximityTranscript({
    deviceEngagement: Uint8Array.of(0xa0),
    readerKey: Uint8Array.of(0xa1, 0x01, 0x02),
    handover: { kind: 'qr' },
  });
  expect(hex(encodeCbor(transcript))).toBe('83d81841a0d81843a10102f6');
});

test('met over NFC, it holds the messages of the negotiation', () => {
  const transcript = proximityTranscript({
    deviceEngagement: Uint8Array.of(0xa0),
    readerKey: Uint8Array.of(0xa0),
    handover: { kind: 'nfc', select: Uint8Array.of(1), request: null },
  });
  expect(hex(encodeCbor(transcript))).toBe('83d81841a0d81841a0824101f6');
});
