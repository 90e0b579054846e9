export interface FlagOptions {
  /** Private profile directory, empty at every start. */
  readonly profile: string;
  readonly headless: boolean;
  /** Without a display server that is a kiosk of its own: size of the window in pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** Chromium refuses to run its sandbox as root; only tests and containers do that. */
  readonly isRoot: boolean;
}

/** Command line of the kiosk's Chromium. Nothing in it reaches out: no updates, no sync, no metrics, no field trials. */
export function chromiumFlags({ profile, headless, size, isRoot }: FlagOptions): readonly string[] {
  return [
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(headless ? ['--headless=new'] : ['--kiosk', '--start-fullscreen', '--ozone-platform-hint=auto']),
    `--window-size=${size.width},${size.height}`,
    '--window-position=0,0',
    ...(isRoot ? ['--no-sandbox'] : []),
    // The next browser is started while the last one is still shown, so it opens its windows only when it is needed.
    // A forgotten card is told by a gong on a page that nobody has touched yet; portals are other pages of other hosts.
    '--autoplay-policy=no-user-gesture-required',
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-component-extensions-with-background-pages',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-client-side-phishing-detection',
    '--disable-extensions',
    '--disable-sync',
    // A crash dump would hold what stands on the screen.
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-field-trial-config',
    '--disable-logging',
    '--disable-notifications',
    '--disable-print-preview',
    '--disable-speech-api',
    '--disable-search-engine-choice-screen',
    '--disable-dev-shm-usage',
    '--metrics-recording-only',
    '--no-pings',
    '--no-service-autorun',
    '--no-experiments',
    '--password-store=basic',
    '--use-mock-keychain',
    '--noerrdialogs',
    '--disable-session-crashed-bubble',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--deny-permission-prompts',
    '--disk-cache-size=1',
    '--media-cache-size=1',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    `--disable-features=${DISABLED.join(',')}`,
  ];
}

const DISABLED = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'InterestFeedContentSuggestions',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'ImprovedCookieControls',
  'LazyFrameLoading',
  'TouchpadOverscrollHistoryNavigation',
  'OverscrollHistoryNavigation',
  // Two pages behind the address bar, which a kiosk does not show. They would process what is typed, and cost a second
  // of a small processor while somebody waits for the screen.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];
