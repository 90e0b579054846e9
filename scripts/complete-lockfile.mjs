/**
 * `node scripts/complete-lockfile.mjs`, after `npm install` changed package-lock.json.
 *
 * A registry mirror that keeps no binaries for foreign platforms answers 404 for those optional packages; npm then
 * leaves them out of the lockfile, and `npm ci` refuses that lockfile everywhere. This writes down what npm would have:
 * name, exact version, platform. They are installed nowhere but on that platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);
const OS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'linuxmusl',
];
const CPU = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(name, path))
    .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
);
for (const { name, version, dev } of missing) {
  if (!/^\d/.test(version))
    throw new Error(`${name}: only exact versions of platform packages can be written down, not ${version}`);
  const words = name.split(/[/-]/);
  const os = OS.filter((word) => words.includes(word)).map((word) => word.replace('musl', ''));
  const cpu = CPU.filter((word) => words.includes(word));
  const libc = /musl/.test(name) ? ['musl'] : /-gnu/.test(name) ? ['glibc'] : [];
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} platform packages added\n`);

function isLocked(name, path) {
  return (
    lock.packages[`node_modules/${name}`] !== undefined || lock.packages[`${path}/node_modules/${name}`] !== undefined
  );
}
