import { armKill } from '../../../configuration/bundles/test-support/kill-at-write.ts';
import { keepNext, writeNext } from '../identity.ts';

/**
 * `change-identity.ts <directory> <key> <certificate>`: takes a new identity and keeps it, as after a link with it.
 * Prints the calls to the disk of each of the two.
 */
const [directory = '', key = '', cert = ''] = process.argv.slice(2);
armKill(true);
writeNext(directory, { key, cert });
const taken = armKill(true).length;
keepNext(directory);
process.stdout.write(JSON.stringify({ taken, calls: armKill(false) }));
