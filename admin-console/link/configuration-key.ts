import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { signText } from '../../fleet-link/bundle.ts';
import { PublicKey, SigningKeyChange } from '../../fleet-link/configuration.ts';
import type { BundleSigner } from '../domain/configuration/bundles.ts';

const FILE = 'configuration-key.json';
/** The key that signs today, and how it came after the first. PKCS#8 DER in base64. */
const Kept = z.strictObject({ secretKey: z.string(), firstKey: PublicKey, keyChanges: z.array(SigningKeyChange) });
type Kept = z.infer<typeof Kept>;

/** Loads the key that signs configuration from `directory` (0700, beside the CA), or makes one at the first start. */
export function openConfigurationKey(directory: string): BundleSigner {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = existsSync(join(directory, FILE)) ? read(directory) : make(directory);
  const key = secretOf(kept);
  return {
    sign: (statement) => signText('statement', statement, key),
    firstKey: kept.firstKey,
    keyChanges: kept.keyChanges,
  };
}

/**
 * Makes a new key and signs it with the one before, which is forgotten. Every hub process is to be started anew; a
 * terminal follows over any number of changes.
 */
export function changeConfigurationKey(directory: string): void {
  const kept = read(directory);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const from = publicOf(createPublicKey(secretOf(kept)));
  const to = publicOf(publicKey);
  const change = { from, to, signature: signText('key', to, secretOf(kept)) };
  write(directory, { ...kept, secretKey: derOf(privateKey), keyChanges: [...kept.keyChanges, change] });
}

function make(directory: string): Kept {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const made = { secretKey: derOf(privateKey), firstKey: publicOf(publicKey), keyChanges: [] };
  write(directory, made);
  return made;
}

const read = (directory: string): Kept => Kept.parse(JSON.parse(readFileSync(join(directory, FILE), 'utf8')));

/** Whole or not at all: a lost key would be one that no terminal believes. */
function write(directory: string, kept: Kept): void {
  const file = join(directory, FILE);
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  writeFileSync(descriptor, `${JSON.stringify(kept)}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(`${file}.new`, file);
}

const secretOf = ({ secretKey }: Kept): KeyObject =>
  createPrivateKey({ key: Buffer.from(secretKey, 'base64'), format: 'der', type: 'pkcs8' });
const derOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'der' }).toString('base64');
const publicOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');
