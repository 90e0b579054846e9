import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** A fresh private profile directory; the caller removes it. */
export function makeProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'bt-browser-'));
  mkdirSync(join(profile, 'Default'), { mode: 0o700 });
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES), { mode: 0o600 });
  return profile;
}
