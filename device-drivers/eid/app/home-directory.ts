import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Qt keeps the settings of a program whose maker is an empty word: up to Qt 5 (1.26), from Qt 6 on (2.x). */
const ORGANISATIONS = ['Unknown Organization', 'AusweisApp'] as const;

/**
 * The app's home: fresh for each start, 0700, so that nothing of one citizen (history, caches) meets the next. Erased
 * with `rm` when the process has ended.
 *
 * @param builtInSimulatorCard also switches off the check of provider certificates against the built-in list of CVCAs:
 *   only so can a test eID-server be used. A real terminal never sets it.
 */
export async function makeHome(parent: string, builtInSimulatorCard: boolean): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  // mkdtemp makes it 0700 whatever the umask.
  const home = await mkdtemp(join(parent, 'ausweisapp-'));
  if (!builtInSimulatorCard) return home;
  for (const organisation of ORGANISATIONS) {
    const settings = join(home, '.config', organisation);
    await mkdir(settings, { recursive: true, mode: 0o700 });
    await writeFile(join(settings, 'AusweisApp2.conf'), '[preverification]\nenabled=false\n', { mode: 0o600 });
  }
  return home;
}
