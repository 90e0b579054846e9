import { existsSync } from 'node:fs';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium; `null`: there is none. */
export const findChromium = (): string | null => CANDIDATES.find((path) => existsSync(path)) ?? null;
