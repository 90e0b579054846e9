// Makes .cache/debian-13: the AusweisApp of Debian 13 with its libraries, in a root of its own beside whatever Debian is
// installed here, and a program `AusweisApp` that enters it. Made once; 60 MB are fetched, 190 MB stay.
// No package's install script runs, nothing is mounted: what is not needed to answer an SDK client is not there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const DEBIAN_13 = join(dirname(dirname(script)), '.cache', 'debian-13');

const MIRROR = 'http://deb.debian.org/debian';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const PROGRAMS = ['ausweisapp'];
/** Draws in a window, which is never opened: half of what would be fetched. */
const NOT_NEEDED = /^(libllvm|libz3|libdrm|mesa-|libgl1-mesa|fonts-|xkb-data|shared-mime-info|qml6-|libwacom|libinput)/;

/**
 * Its home must lie in the root for both sides to see it (tests put it under root/tmp): inside, its path starts there.
 * Somebody who is not root enters by a user namespace.
 */
const ENTER = `#!/bin/sh
root=$(dirname "$(readlink -f "$0")")/root
HOME=\${HOME#"$root"} TMPDIR=\${TMPDIR#"$root"} XDG_RUNTIME_DIR=\${XDG_RUNTIME_DIR#"$root"}
export HOME TMPDIR XDG_RUNTIME_DIR
[ "$(id -u)" = 0 ] || enter='unshare --map-root-user'
exec $enter /usr/sbin/chroot "$root" /usr/bin/AusweisApp "$@"
`;

make();

function make() {
  const stamp = join(DEBIAN_13, 'stamp');
  const want = createHash('sha256').update(readFileSync(script)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  if (!existsSync('/usr/bin/apt-get') || !existsSync(KEYRING)) {
    console.error('The AusweisApp of Debian 13 is not made here: that needs apt-get and the keys of Debian’s archive.');
    process.exit(process.env.CI === 'true' ? 1 : 0);
  }
  const began = Date.now();
  rmSync(DEBIAN_13, { recursive: true, force: true });
  const packages = fetchPackages(join(DEBIAN_13, 'apt'));
  const root = join(DEBIAN_13, 'root');
  unpack(packages, root);
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
  mkdirSync(join(root, 'tmp'));
  writeFileSync(join(DEBIAN_13, 'AusweisApp'), ENTER, { mode: 0o755 });
  rmSync(join(DEBIAN_13, 'apt'), { recursive: true });
  writeFileSync(stamp, want);
  console.error(
    `Made the AusweisApp of Debian 13 (${packages.length} packages, ${Math.round((Date.now() - began) / 1000)} s).`,
  );
}

/** Has apt find and verify the packages with lists of its own; the system's are not touched. @returns paths of .deb files */
function fetchPackages(apt) {
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'none', 'debs']) {
    mkdirSync(join(apt, folder), { recursive: true });
  }
  const sources = join(apt, 'sources.list');
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${MIRROR} trixie main\n`);
  writeFileSync(join(apt, 'status'), '');
  const options = Object.entries({
    'Dir::State': join(apt, 'state'),
    'Dir::State::status': join(apt, 'status'),
    'Dir::Cache': join(apt, 'cache'),
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': join(apt, 'none'),
    'Dir::Etc::preferences': join(apt, 'none/preferences'),
    'Dir::Etc::preferencesparts': join(apt, 'none'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': 'root',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  run('apt-get', [...options, 'update', '-qq']);
  const plan = run('apt-get', [...options, 'install', '--simulate', '-qq', '--no-install-recommends', ...PROGRAMS]);
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]).filter((name) => !NOT_NEEDED.test(name));
  run('apt-get', [...options, 'download', '-qq', ...names], join(apt, 'debs'));
  return readdirSync(join(apt, 'debs')).map((name) => join(apt, 'debs', name));
}

function unpack(packages, root) {
  // Debian's own arrangement, made before anything is unpacked into it.
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) mkdirSync(join(root, 'usr', name), { recursive: true });
  run('ln', ['-s', 'usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', '.'], root);
  const each = 'for deb; do dpkg-deb --extract "$deb" "$0" || exit 255; done';
  const jobs = String(availableParallelism());
  run('xargs', ['-0', '-P', jobs, '-n', '10', 'sh', '-c', each, root], undefined, packages.join('\0'));
}

/** @returns what it said */
function run(command, args, cwd, input) {
  const done = spawnSync(command, args, { cwd, input, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (done.status === 0) return done.stdout;
  console.error(`${command} ${args.at(-1)?.slice(0, 60)} failed (${done.status ?? done.error}):\n${done.stderr}`);
  process.exit(1);
}
