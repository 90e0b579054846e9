import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../foundation/is-alive.ts';

/**
 * What a kiosk's browser must not offer, as preferences of a fresh profile: a bubble of the browser's own (translate,
 * save password, autofill) is a way out of the kiosk and shows one citizen's entries to the next. The flags alone do
 * not do it: Chromium 156 showed the translate bubble in kiosk mode with the feature disabled.
 */
const PREFERENCES = {
  translate: { enabled: false },
  translate_blocked_languages: ['de', 'en'],
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  search: { suggest_enabled: false },
  spellcheck: { use_spelling_service: false },
  browser: { enable_spellchecking: false },
  download: { prompt_for_download: false },
} as const;

const NAME = /^bt-browser-(\d+)-/;

/**
 * A fresh private profile directory; the caller removes it. Those of shells that were killed before they could are
 * removed here: a power cut must not keep what one citizen's browser wrote.
 */
export function makeProfile(parent = tmpdir()): string {
  for (const name of readdirSync(parent)) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const profile = mkdtempSync(join(parent, `bt-browser-${process.pid}-`));
  mkdirSync(join(profile, 'Default'), { mode: 0o700 });
  // A file where the crash handler would put its directory: it finds no place for a picture of the memory and ends.
  // The flags alone leave it running (seen with Chromium 156).
  mkdirSync(join(profile, '.config', 'chromium'), { recursive: true, mode: 0o700 });
  writeFileSync(join(profile, '.config', 'chromium', 'Crash Reports'), '', { mode: 0o400 });
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES), { mode: 0o600 });
  return profile;
}
