import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bug } from '../../../../foundation/errors.ts';

/**
 * Makes devices that are known and not linked, as copies of the newest one that an agent brought in, in the embedded
 * database of a MeshCentral that is stopped: one JSON document a line, of which the last with an id holds.
 * @param directory with which it was started
 * @throws Bug if no agent was ever linked
 */
export function copyDevices(directory: string, count: number): void {
  const file = join(directory, 'meshcentral-data/meshcentral.db');
  const lines = readFileSync(file, 'utf8').split('\n');
  const device = lines.findLast((line) => line.includes('"type":"node"'));
  if (device === undefined) throw new Bug('no device to copy');
  const copies = Array.from({ length: count }, (_, n) => {
    // 48 bytes in base64 with "@" and "$", as ids of devices are: the hash of an agent's key.
    const id = createHash('sha384').update(`${n}`).digest('base64').replaceAll('+', '@').replaceAll('/', '$');
    const name = `BENCH-OFF-${String(n).padStart(5, '0')}`;
    return JSON.stringify({ ...JSON.parse(device), _id: `node//${id}`, name, rname: name });
  });
  appendFileSync(file, `${copies.join('\n')}\n`);
}
