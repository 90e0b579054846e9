/**
 * Debian packages that a command needs beside npm's: real peers for tests, the browser for journeys.
 * `probe` is the file whose presence proves the package, so that a hand-built installation counts too.
 */
export const DEBIAN = {
  chromium: {
    probe: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    why: 'journeys and shell tests in a real browser',
  },
  'sane-utils': { probe: ['/usr/bin/scanimage'], why: 'the real scanimage with its test backend' },
  ausweisapp2: { probe: ['/usr/bin/AusweisApp2', '/usr/bin/AusweisApp'], why: 'the real eID client' },
  pcscd: { probe: ['/usr/sbin/pcscd'], why: 'the real PC/SC daemon' },
  'vsmartcard-vpcd': {
    probe: ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
    why: 'virtual readers for the PC/SC daemon, for cards played by the tests',
  },
  socat: { probe: ['/usr/bin/socat'], why: 'pseudo-terminal pairs for serial devices' },
  'fonts-dejavu-core': { probe: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'], why: 'text on simulated paper' },
};

/** What each npm command wants. `demo` needs none: it works with simulators and your own browser. */
export const WANTED = {
  demo: ['fonts-dejavu-core'],
  test: Object.keys(DEBIAN),
  journey: ['chromium', 'fonts-dejavu-core'],
  'journey-real-eid': ['chromium', 'fonts-dejavu-core', 'ausweisapp2'],
};
