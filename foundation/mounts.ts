/** File systems that are pages of memory (swap is switched off). */
const IN_MEMORY = ['tmpfs', 'ramfs'];

/**
 * Whether a place lies in memory, by what is mounted over it.
 * @param place absolute path
 * @param mountinfo text of /proc/self/mountinfo (proc(5)): field 5 is the mount point, the field behind " - " the kind of file system
 */
export function liesInMemory(place: string, mountinfo: string): boolean {
  let longest = '';
  let kind = '';
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = before.split(' ')[4];
    if (point === undefined || !isBelow(place, point) || point.length < longest.length) continue;
    // Of two at one place the later lies over the earlier.
    longest = point;
    kind = after.split(' ')[0] ?? '';
  }
  return IN_MEMORY.includes(kind);
}

const isBelow = (place: string, point: string) => point === '/' || place === point || place.startsWith(`${point}/`);
