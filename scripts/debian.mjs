/**
 * Debian packages that a command needs beside npm's: real peers for tests, the browser for journeys.
 * `probe` is the file whose presence proves the package, so that a hand-built installation counts too.
 */
export const DEBIAN = {
  chromium: {
    probe: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    why: 'journeys and shell tests in a real browser',
  },
  'chromium-headless-shell': {
    probe: ['/usr/bin/chromium-headless-shell'],
    why: 'the same engine without a window, for tests of pages; the whole browser takes its place, at twice the time',
  },
  'sane-utils': { probe: ['/usr/bin/scanimage'], why: 'the real scanimage with its test backend' },
  ausweisapp2: { probe: ['/usr/bin/AusweisApp2', '/usr/bin/AusweisApp'], why: 'the real eID client' },
  pcscd: { probe: ['/usr/sbin/pcscd'], why: 'the real PC/SC daemon' },
  'vsmartcard-vpcd': {
    probe: ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
    why: 'virtual readers for the PC/SC daemon, for cards played by the tests',
  },
  socat: { probe: ['/usr/bin/socat'], why: 'pseudo-terminal pairs for serial devices' },
  'cups-ipp-utils': { probe: ['/usr/sbin/ippeveprinter'], why: 'the reference IPP printer' },
  'cups-daemon': { probe: ['/usr/sbin/cupsd'], why: 'a real print server' },
  'cups-client': { probe: ['/usr/sbin/lpadmin'], why: 'sets up the print server under test' },
  'avahi-daemon': { probe: ['/usr/sbin/avahi-daemon'], why: 'ippeveprinter does not start without DNS-SD' },
  'dbus-daemon': { probe: ['/usr/bin/dbus-daemon'], why: 'avahi-daemon is asked over it' },
  swtpm: { probe: ['/usr/bin/swtpm'], why: 'a TPM, for the key of a terminal' },
  'tpm2-tools': { probe: ['/usr/bin/tpm2'], why: 'brings the libraries by which systemd speaks to a TPM' },
  'python3-prometheus-client': {
    probe: ['/usr/lib/python3/dist-packages/prometheus_client/parser.py'],
    why: 'reads the metrics of the hub as Prometheus does',
  },
  qpdf: { probe: ['/usr/bin/qpdf'], why: 'looks at our PDF documents with other eyes' },
  'poppler-utils': { probe: ['/usr/bin/pdffonts'], why: 'draws PDF documents of web sites, and reads ours' },
  systemd: { probe: ['/usr/bin/systemd-analyze'], why: 'verifies, rates and runs the unit files' },
  cage: { probe: ['/usr/bin/cage'], why: 'the compositor around the screen, run by its unit' },
  xwayland: { probe: ['/usr/bin/Xwayland'], why: 'cage does not start without it' },
  seatd: { probe: ['/usr/sbin/seatd'], why: 'the unit of the screen wants it' },
  grim: { probe: ['/usr/bin/grim'], why: 'sees what the compositor shows' },
  polkitd: { probe: ['/usr/lib/polkit-1/polkitd'], why: 'compiles the rule of who may reach cards' },
  procps: { probe: ['/usr/bin/pgrep'], why: 'looks at the processes of the units' },
  'fonts-dejavu-core': { probe: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'], why: 'text on simulated paper' },
};

/** What each npm command wants. `demo` needs none: it works with simulators and your own browser. */
export const WANTED = {
  demo: ['fonts-dejavu-core'],
  test: Object.keys(DEBIAN),
  journey: ['chromium', 'fonts-dejavu-core'],
  bench: ['chromium'],
  conformance: ['ausweisapp2'],
  'journey-real-eid': ['chromium', 'fonts-dejavu-core', 'ausweisapp2'],
};

/** Commands that also want the AusweisApp of Debian 13 (`debian13-root.mjs`). */
export const WANTS_DEBIAN_13 = ['test', 'conformance'];
