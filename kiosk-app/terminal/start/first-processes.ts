import { RECORD_VARIABLE } from '../../../device-drivers/recording/variable.ts';
import { ENTRIES } from '../processes/entry-files.ts';
import { type ForkedPair, forkPair } from '../processes/fork-pair.ts';
import { type DataDirectory, prepareDataDirectory } from './data-directory.ts';

/** What stands before the terminal's own code is loaded. */
export interface FirstProcesses {
  readonly data: DataDirectory;
  /** PATH, language, time zone: what child processes inherit. Nothing else of our environment reaches them. */
  readonly environment: Readonly<Record<string, string>>;
  /** The first session's processes, which load their code while we load ours: a citizen may be waiting. */
  readonly forked: ForkedPair;
}

let started: FirstProcesses | null = null;

/**
 * Takes the data directory and starts the first session's processes. They end by themselves when this one does.
 * @throws Refusal `already-running`, StoreRefusal
 */
export function startFirstProcesses(path: string, environment: NodeJS.ProcessEnv): FirstProcesses {
  // A directory of systemd's in memory (RuntimeDirectory=): what a session's processes put down never reaches a disk.
  const data = prepareDataDirectory(path, environment.RUNTIME_DIRECTORY);
  const inherited = ['PATH', 'LANG', 'LC_ALL', 'TZ', RECORD_VARIABLE].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // Where whoever started us has a cache of compiled code, this process uses that one, too (main.ts).
  const codeCache = environment.NODE_COMPILE_CACHE || data.codeCache;
  const passed = { ...Object.fromEntries(inherited), NODE_COMPILE_CACHE: codeCache };
  started = { data, environment: passed, forked: forkPair(data.run, ENTRIES, passed) };
  return started;
}

/** Whether a site allows recording is known only once its configuration is read: until then nothing starts that would record. */
export const mayStartFirstProcesses = (environment: NodeJS.ProcessEnv): boolean => !environment[RECORD_VARIABLE];

/** What was started before, once; `null` if nothing was. */
export function takeFirstProcesses(): FirstProcesses | null {
  const taken = started;
  started = null;
  return taken;
}
