import { existsSync } from 'node:fs';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the system's Chromium; `undefined` if there is none. */
export const findBrowser = (): string | undefined => CANDIDATES.find((path) => existsSync(path));
