import { expect, test } from 'vitest';
import { liesInMemory } from './mounts.ts';

const DISK = '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw';
const RUN = '30 27 0:21 / /run rw,nosuid shared:4 - tmpfs tmpfs rw,mode=755';
const TMP = '31 27 0:22 / /tmp rw,nosuid shared:5 - tmpfs tmpfs rw';
const TMP_OF_DISK = '32 27 254:0 /tmp/systemd-private-1/tmp /tmp rw,nosuid shared:1 - ext4 /dev/vda rw';
const mounts = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

test('what lies below a tmpfs lies in memory, the rest of the disk does not', () => {
  const all = mounts(DISK, RUN, TMP);
  expect(['/tmp', '/tmp/a/b', '/run/x'].map((place) => liesInMemory(place, all))).toEqual([true, true, true]);
  expect(['/', '/var/tmp', '/tmpfiles'].map((place) => liesInMemory(place, all))).toEqual([false, false, false]);
});

test('a directory of the disk mounted over a tmpfs is on the disk', () => {
  expect(liesInMemory('/tmp', mounts(DISK, TMP, TMP_OF_DISK))).toBe(false);
});
