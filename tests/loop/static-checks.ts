import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const CACHE = join(ROOT, '.cache');

/** Every room with code of ours; the dependency rule walks them all. */
export const ROOMS = [
  'foundation',
  'device-drivers',
  'portals',
  'phone-relay',
  'simulators',
  'fleet-link',
  'kiosk-app',
  'admin-console',
  'config',
  'demo',
  'tests',
] as const;

interface StaticCheck {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** What can be said of the code without running it. */
export const STATIC_CHECKS: readonly StaticCheck[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'types',
    // The build info names every file and its hash: the compiler looks only at what changed, and at what that touches.
    // TypeScript 7 is the same check in machine code; 6 stays for the dependency rule, which needs its interface.
    command: [
      'node',
      join(ROOT, 'node_modules/typescript-7/bin/tsc'),
      '-p',
      '.',
      '--incremental',
      '--tsBuildInfoFile',
      join(CACHE, 'types.tsbuildinfo'),
    ],
  },
  { name: 'dependency rule', command: ['depcruise', '--no-progress', ...ROOMS] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'commit subjects', command: ['node', join(import.meta.dirname, 'commit-subjects.ts')] },
];

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly milliseconds: number;
  /** What the program printed; for people. */
  readonly output: string;
}

/** Runs all of them side by side; a program that cannot be started has failed. */
export function runStaticChecks(): Promise<readonly CheckResult[]> {
  mkdirSync(CACHE, { recursive: true });
  return Promise.all(STATIC_CHECKS.map(run));
}

function run({ name, command: [program, ...args] }: StaticCheck): Promise<CheckResult> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(join(ROOT, 'node_modules/.bin', program), args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const done = (passed: boolean) =>
      resolve({ name, passed, milliseconds: performance.now() - began, output: Buffer.concat(output).toString() });
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => output.push(bytes));
    child.on('error', (error) => {
      output.push(Buffer.from(error.message));
      done(false);
    });
    child.on('close', (status) => done(status === 0));
  });
}
