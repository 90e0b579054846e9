// Runs before every npm command on whatever Node is there (20 or newer), with nothing installed yet:
// brings npm packages, Debian packages and the built UI, and says what it does.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEBIAN, WANTED, WANTS_DEBIAN_13 } from './debian.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const purpose = process.argv[2] ?? 'demo';
/** How long fetching Electron's binary may take, in milliseconds. */
const FETCH_WITHIN = 180_000;
const say = (text) => process.stderr.write(`${text}\n`);
const die = (text) => {
  say(text);
  process.exit(1);
};

if (Number(process.versions.node.split('.')[0]) < 20) die(`Node 20 or newer is needed, this is ${process.version}.`);

// On an installed kiosk (docs/install.md) staff's commands bring nothing: it has no packages for building, and no network for npm.
if (['config', 'devices', 'treasury', 'hub'].includes(purpose) && isInstalledWithoutDev()) process.exit(0);

const debian13 = WANTS_DEBIAN_13.includes(purpose) ? makeDebian13() : null;
npmPackages();
debianPackages();
electronBinary();
built('ui', 'kiosk-app/ui', ['kiosk-app/session/contract', 'assets', 'foundation/texts.ts']);
built('console', 'admin-console/web', [
  'admin-console/contract',
  'device-drivers/texts',
  'fleet-link',
  'foundation/texts.ts',
]);
built('phone', 'phone-relay/page', ['portals/phone-relay/link', 'foundation', 'assets/icons']);
debian13?.awaited();

function isInstalledWithoutDev() {
  const has = (path) => existsSync(join(root, 'node_modules', path));
  return has('.bin/node') && has('zod') && !has('vite');
}

function npmPackages() {
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.bt-lock');
  const want = hash([lock]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  say('Installing npm packages (npm ci) …');
  const done = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (done !== 0) die('npm ci failed, see above.');
  const node = spawnSync(join(root, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' });
  if (node.status !== 0)
    die(
      'The pinned Node (npm package "node") did not install: its install script must be allowed, see "allowScripts" in package.json.',
    );
  writeFileSync(stamp, want);
}

function debianPackages() {
  const missing = (WANTED[purpose] ?? []).filter((name) => !DEBIAN[name].probe.some((path) => existsSync(path)));
  if (missing.length === 0) return;
  const why = missing.map((name) => `  ${name} – ${DEBIAN[name].why}`).join('\n');
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    say(`Not installed here:\n${why}\nInstall with: sudo apt-get install --no-install-recommends ${missing.join(' ')}`);
    if (process.env.CI === 'true') process.exit(1);
    return;
  }
  say(`Installing Debian packages:\n${why}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], env);
  if (run('apt-get', ['update', '-qq'], env) !== 0) say('apt-get update failed; trying with the lists that are there.');
  if (install() !== 0 && process.env.CI === 'true') die('apt-get install failed, see above.');
}

/** Begins beside everything else, most of it waits for the network; `awaited` is through once it is made. */
function makeDebian13() {
  mkdirSync(join(root, '.cache'), { recursive: true });
  // Whoever has the lock makes it, whoever comes second finds it made.
  const command = ['.cache/debian-13.lock', process.execPath, 'scripts/debian13-root.mjs'];
  spawn('flock', command, { cwd: root, stdio: ['ignore', 2, 2] }).on('error', () => {
    // No flock here: told of when it is awaited.
  });
  return {
    awaited() {
      if (run('flock', command) !== 0) die('The AusweisApp of Debian 13 could not be made, see above.');
    },
  };
}

/** The kiosk window's own browser comes from its makers at the first start; without it Chromium or any browser will do. */
function electronBinary() {
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const marker = join(root, '.cache', 'electron-asked');
  if (purpose !== 'demo' || !hasDisplay || process.argv.includes('--no-window')) return;
  if (existsSync(join(root, 'node_modules/electron/dist/electron')) || existsSync(marker)) return;
  say('Fetching Electron for the kiosk window (asked once) …');
  const done = spawnSync(join(root, 'node_modules/.bin/node'), [join(root, 'node_modules/electron/install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: FETCH_WITHIN,
  });
  if (done.status !== 0) say('Electron cannot be fetched here; Chromium is used instead where it is installed.');
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, '');
}

/** Builds dist/<name> if its sources changed since the last build. */
function built(name, folder, readsToo) {
  const sources = [folder, ...readsToo]
    .flatMap((path) => [...walk(join(root, path))])
    .filter((path) => !/\.test\.tsx?$|\/stories\//.test(path));
  const stamp = join(root, '.cache', `${name}-stamp`);
  const want = hash([...sources, join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want && existsSync(join(root, 'dist', name, 'index.html')))
    return;
  say(`Building ${folder} …`);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (
    run(join(root, 'node_modules/.bin/node'), [
      vite,
      'build',
      '--config',
      `${folder}/vite.config.ts`,
      '--logLevel',
      'warn',
    ]) !== 0
  )
    die(`Building ${folder} failed, see above.`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, want);
}

function run(command, args, env = process.env) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env }).status ?? 1;
}

function* walk(folder) {
  if (!existsSync(folder)) return;
  if (statSync(folder).isFile()) {
    yield folder;
    return;
  }
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (statSync(path).isFile()) yield path;
  }
}

function hash(paths) {
  const h = createHash('sha256');
  for (const path of paths) h.update(path.slice(root.length)).update(readFileSync(path));
  return h.digest('hex');
}
