import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../foundation/errors.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** One state of the code whose page and session process can be run. */
export interface Build {
  readonly name: string;
  /** Where its sources are; the packages are those of this tree for all. */
  readonly tree: string;
  /** Its built page. */
  readonly page: string;
}

/** The code as it stands here, its page built anew. */
export function buildHere(): Build {
  const page = join(ROOT, '.cache/bench-ui/here');
  buildPage(ROOT, page);
  return { name: 'this build', tree: ROOT, page };
}

/**
 * A commit of the past, kept in `.cache` once it is built.
 * @throws Refusal `no-such-commit`, `build-failed`
 */
export function buildCommit(commit: string): Build {
  const id = run('git', ['rev-parse', '--verify', `${commit}^{commit}`], ROOT);
  if (id === null) throw new Refusal('no-such-commit', commit);
  const short = id.trim().slice(0, 8);
  const tree = join(ROOT, '.cache/bench-ui-baseline', short);
  const built: Build = { name: short, tree, page: join(tree, 'dist/ui') };
  if (existsSync(join(built.page, 'index.html'))) return built;
  const unpacking = `${tree}.unpacking`;
  rmSync(unpacking, { recursive: true, force: true });
  mkdirSync(unpacking, { recursive: true });
  // Without its tests: they would be run with ours.
  const unpacked = run('sh', ['-c', `git archive ${short} | tar -x -C "$0" --exclude="*.test.ts*"`, unpacking], ROOT);
  if (unpacked === null) throw new Refusal('build-failed', 'archive');
  rmSync(tree, { recursive: true, force: true });
  renameSync(unpacking, tree);
  buildPage(tree, built.page);
  return built;
}

/** In a process of its own: the build of another commit may not share this one's configuration. */
function buildPage(tree: string, page: string): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const ui = join(tree, 'kiosk-app/ui');
  const made = run(
    process.execPath,
    [
      vite,
      'build',
      ui,
      '--config',
      join(ui, 'vite.config.ts'),
      '--outDir',
      page,
      '--emptyOutDir',
      '--logLevel',
      'error',
    ],
    tree,
  );
  if (made === null) throw new Refusal('build-failed', tree);
}

/** @returns what it printed, `null` if it failed; its complaints go to this process's own */
function run(command: string, args: readonly string[], cwd: string): string | null {
  const env = { ...process.env, NODE_ENV: 'production' };
  const done = spawnSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return done.status === 0 ? done.stdout : null;
}
