/**
 * Imports point one way (ARCHITECTURE.md, "Rooms"). Each rule names the room and what it may know.
 * A new room needs a rule here before its first import.
 */
/** The words of a kind of device. Types of them may be imported everywhere, so that nobody writes them again. */
const WORDS = '^device-drivers/(contract|[a-z-]+/contract)[.]ts$';
/** The words of identities, whoever vouches for them: likewise. */
const IDENTITY = '^portals/identity/contract[.]ts$';
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(kiosk-app|device-drivers|portals|phone-relay|simulators|fleet-link|admin-console|config|demo|tests|foundation|scripts)/',
    pathNot: [from, WORDS, IDENTITY, ...allowed],
  },
});

/** Each room may know those before it. */
const inOrder = (...rooms) => Object.fromEntries(rooms.map((room, index) => [room, rooms.slice(0, index)]));

/** Rooms within a room, and which of the others each may know; files beside them are shared by all. */
const INNER_ROOMS = {
  'device-drivers/payment': {
    rooms: {
      codec: [],
      transport: ['codec'],
      receipts: ['codec'],
      dialogue: ['codec', 'transport', 'receipts'],
      transactions: ['codec', 'transport', 'receipts', 'dialogue'],
    },
    shared: ['contract', 'delays', 'zvt-timeouts', 'limits', 'deviations', 'statistics'],
  },
  'kiosk-app/session': {
    rooms: inOrder(
      'contract',
      'forms',
      'catalogue',
      'application',
      'phone-link',
      'document',
      'package',
      'machine',
      'snapshot',
      'server',
    ),
    shared: ['delays', 'pictures', 'ports', 'session', 'texts'],
  },
  'portals/wallet': {
    rooms: {
      request: [],
      trust: [],
      'sd-jwt': ['request', 'trust'],
      mdoc: ['request', 'trust'],
      response: ['request', 'trust', 'sd-jwt', 'mdoc'],
    },
    shared: [
      'algorithms',
      'attributes',
      'checked-presentation',
      'contract',
      'delays',
      'foreign-json',
      'limits',
      'proximity-contract',
    ],
  },
  'portals/fit-connect': {
    rooms: { sealing: [], api: ['sealing'], events: ['sealing', 'api'] },
    shared: ['contract', 'delays', 'limits'],
  },
};
const innerRooms = ([folder, { rooms, shared }]) =>
  Object.entries(rooms).map(([room, others]) => ({
    name: `${folder.replaceAll('/', '-')}-${room}-knows-what-is-below`,
    severity: 'error',
    from: { path: `^${folder}/${room}/`, pathNot: '\\.test\\.ts$' },
    to: {
      path: `^${folder}/`,
      pathNot: [`^${folder}/(${[room, ...others].join('|')})/`, `^${folder}/(${shared.join('|')})\\.ts$`],
    },
  }));

/** The terminal's wings, each with those it may know: what is built later is heard of through listeners only. */
const WINGS = {
  configuration: [],
  store: ['configuration'],
  processes: ['configuration'],
  commands: ['configuration', 'store'],
  'fleet-link': ['configuration', 'store', 'commands'],
  devices: ['configuration', 'store', 'processes'],
  delivery: ['configuration', 'store'],
  money: ['configuration', 'store', 'processes', 'devices', 'delivery'],
  reconciliation: ['configuration', 'store', 'devices'],
  sessions: ['configuration', 'store', 'processes', 'commands', 'fleet-link', 'devices', 'delivery', 'money'],
};
const wing = ([name, allowed]) => ({
  name: `terminal-wing-${name}`,
  comment: 'arrows between the wings of the terminal point one way; `start` builds them all',
  severity: 'error',
  from: { path: `^kiosk-app/terminal/${name}/`, pathNot: ['\\.test\\.ts$', '/test-support/'] },
  to: { path: '^kiosk-app/terminal/', pathNot: [name, ...allowed].map((known) => `^kiosk-app/terminal/${known}/`) },
});

module.exports = {
  forbidden: [
    ...Object.entries(INNER_ROOMS).flatMap(innerRooms),
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-package-in-product',
      severity: 'error',
      from: {
        path: '^(kiosk-app|device-drivers|portals|phone-relay|fleet-link|admin-console|config|foundation)/',
        pathNot: ['\\.test\\.tsx?$', '/test-support/', 'vite\\.config'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'words-of-devices-as-types',
      comment: 'a browser loads no schema, and a room without devices knows their words only as types',
      severity: 'error',
      from: { path: '^(foundation|portals|kiosk-app/(ui|shell|session/contract)|admin-console/(web|contract))/' },
      to: { path: WORDS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'words-of-identities-as-types',
      comment: 'a browser loads no schema',
      severity: 'error',
      from: { path: '^(foundation|kiosk-app/(ui|shell|session/contract)|admin-console/(web|contract))/' },
      to: { path: IDENTITY, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'schemas-as-types',
      severity: 'error',
      comment: 'a browser that loads a schema loads zod',
      from: { path: '^admin-console/web/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^config/schema/(?!(submission-schema|condition-schema|condition-tests|expression-operands|topic-names|fingerprint|town-holidays|plain-name)[.]ts)',
        dependencyTypesNot: ['type-only'],
      },
    },
    only('foundation-knows-nothing', '^foundation/', [], 'the ground everything stands on'),
    only(
      'drivers-know-no-kiosk',
      '^device-drivers/',
      // Simulators: tests only, product-knows-no-simulator holds for the rest.
      ['^foundation/', '^simulators/'],
      'a driver must be usable in any other kiosk',
    ),
    only(
      'portals-know-no-kiosk',
      '^portals/',
      // Simulators and the phone relay: tests only, see product-knows-no-simulator and relay-is-a-process.
      ['^foundation/', '^simulators/', '^phone-relay/'],
      'portal protocols are usable by session, terminal and test peers alike',
    ),
    only(
      'phone-relay-knows-its-wire',
      '^phone-relay/(?!page/)',
      ['^foundation/', '^portals/phone-relay/(contract|limits)'],
      'a process in a DMZ: no terminal, no hub, no configuration',
    ),
    only(
      'phone-page-knows-the-link',
      '^phone-relay/page/',
      ['^foundation/', '^portals/phone-relay/(contract[.]ts|link/)'],
      'what a telephone loads: it speaks with the relay over its wire, and with a session by sealed parts',
    ),
    {
      name: 'phone-page-loads-no-schema',
      severity: 'error',
      comment: 'a browser that loads the contract loads zod',
      from: { path: '^phone-relay/page/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^portals/phone-relay/contract[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'relay-is-a-process',
      severity: 'error',
      comment: 'product code reaches the phone relay over the wire only',
      from: {
        path: '^(kiosk-app|admin-console|device-drivers|portals|fleet-link|config|foundation)/',
        pathNot: ['\\.test\\.tsx?$', '/test-support/'],
      },
      to: { path: '^phone-relay/' },
    },
    only(
      'simulators-are-the-other-end',
      '^simulators/',
      ['^foundation/', '^device-drivers/', '^portals/'],
      'a simulator speaks the wire of its driver and shares its codec; it knows no kiosk',
    ),
    only(
      'config-is-data',
      '^config/',
      [
        '^foundation/',
        '^device-drivers/registry',
        '^device-drivers/[^/]+/contract',
        '^device-drivers/receipt-printer/receipt-text/template',
      ],
      'schemas, what follows from them alone, their check and sample data only',
    ),
    only(
      'fleet-link-is-a-contract',
      '^fleet-link/',
      ['^foundation/', '^device-drivers/contract'],
      'the only thing kiosk and console share besides the configuration schema',
    ),
    only(
      'ui-knows-only-the-view-contract',
      '^kiosk-app/ui/',
      ['^kiosk-app/session/contract/', '^kiosk-app/portal-view/words', '^foundation/texts'],
      'the UI is a pure view of the snapshot',
    ),
    only(
      'shell-knows-only-its-contract',
      '^kiosk-app/shell/',
      ['^foundation/', '^kiosk-app/chromium/'],
      'a shell shows an address and wipes; it knows no session',
    ),
    only(
      'chromium-is-a-tool',
      '^kiosk-app/chromium/',
      ['^foundation/'],
      'starts and ends a browser; whose pages it shows is the business of others',
    ),
    only(
      'portal-view-is-a-browser',
      '^kiosk-app/portal-view/',
      // Simulators and Chromium's whereabouts: tests only.
      [
        '^foundation/',
        '^config/schema/web-portal',
        '^kiosk-app/chromium/',
        '^simulators/web-portal/',
        '^kiosk-app/shell/test-support/chromium[.]ts$',
      ],
      'shows a web site that the site allows, judges what it loads; knows no session',
    ),
    only(
      'view-contract-is-a-leaf',
      '^kiosk-app/session/contract/',
      ['^kiosk-app/portal-view/words', '^portals/phone-relay/link/link-messages'],
      'a browser and a server both read it',
    ),
    only(
      'channel-is-a-contract',
      '^kiosk-app/channel/',
      [
        '^foundation/',
        '^config/',
        '^portals/[^/]+/contract',
        // The vocabulary of what is counted.
        '^fleet-link/statistics',
        '^device-drivers/(contract|registry|registration)',
        '^device-drivers/[^/]+/contract',
      ],
      'what session, terminal and attended-device host say to each other',
    ),
    only(
      'session-knows-no-driver',
      '^kiosk-app/session/',
      [
        '^foundation/',
        '^assets/branding/',
        '^config/',
        '^portals/',
        '^kiosk-app/channel/',
        // Tests only: the relay itself.
        '^phone-relay/test-support/',
        '^kiosk-app/portal-view/',
        '^kiosk-app/chromium/find-chromium',
        '^device-drivers/(contract|registry|registration)',
        '^device-drivers/[^/]+/contract',
      ],
      'personal data and device code never share a process',
    ),
    only(
      'device-process-knows-no-codec',
      '^kiosk-app/device-processes/',
      [
        '^foundation/',
        '^kiosk-app/channel/',
        '^device-drivers/(contract|registry|registration)',
        '^device-drivers/[^/]+/contract',
        '^device-drivers/recording/(variable|tap|mask|to-file)[.]ts',
        '^device-drivers/[^/]+/index',
      ],
      'a process that runs devices knows driver contracts and their registry, no session and no terminal',
    ),
    {
      name: 'attended-and-driver-apart',
      severity: 'error',
      comment: 'devices through which personal data passes never share a process with the others',
      from: { path: '^kiosk-app/device-processes/(attended|driver)/' },
      to: { path: '^kiosk-app/device-processes/(attended|driver)/', pathNot: '^kiosk-app/device-processes/$1/' },
    },
    only(
      'terminal-knows-no-codec',
      '^kiosk-app/terminal/',
      [
        '^foundation/',
        '^config/',
        '^portals/',
        '^fleet-link/',
        '^kiosk-app/channel/',
        '^kiosk-app/device-processes/driver/contract',
        '^kiosk-app/shell/contract',
        '^device-drivers/(contract|registry|registration)',
        '^device-drivers/[^/]+/contract',
        '^device-drivers/[^/]+/index',
        '^device-drivers/receipt-printer/receipt-text/template',
        '^device-drivers/recording/(variable|tap|mask).ts',
        // Tests only: product-knows-no-simulator holds for the rest.
        '^simulators/',
      ],
      'terminal knows driver contracts, never a codec',
    ),
    ...Object.entries(WINGS).map(wing),
    only(
      'preview-plays-the-terminal',
      '^kiosk-app/preview/',
      [
        '^foundation/',
        '^config/',
        '^portals/',
        '^kiosk-app/channel/',
        '^kiosk-app/session/',
        '^kiosk-app/terminal/sessions/start-params',
        '^device-drivers/registry',
        '^device-drivers/[^/]+/contract',
      ],
      'the real session with everything around it played: no device, no portal, no terminal',
    ),
    only(
      'technician-command-knows-no-codec',
      '^kiosk-app/devices-command/',
      [
        '^foundation/',
        '^device-drivers/texts/',
        '^config/schema/',
        '^device-drivers/(contract|registry|registration)',
        '^device-drivers/[^/]+/contract',
        '^device-drivers/recording/(variable|tap|mask|to-file)[.]ts',
        '^device-drivers/[^/]+/index',
        // Tests only: product-knows-no-simulator holds for the rest.
        '^simulators/[^/]+/index',
        '^kiosk-app/channel/control',
        '^kiosk-app/terminal/store/database',
      ],
      'the command `devices` drives what a site configures; of the terminal it knows the lock and the control socket',
    ),
    only(
      'treasury-reads-the-books',
      '^kiosk-app/treasury/',
      [
        '^foundation/',
        '^config/schema/',
        '^fleet-link/',
        '^kiosk-app/terminal/(reconciliation|store)/',
        '^kiosk-app/devices-command/(site-file|layout)',
        // Tests only: the rest knows no running terminal.
        '^kiosk-app/terminal/test-support/',
      ],
      'the command `treasury` reads what the terminal wrote, and settles what staff were told',
    ),
    only(
      'hub-contract-is-a-leaf',
      '^admin-console/contract/',
      ['^fleet-link/', '^kiosk-app/preview/contract', '^foundation/json-layers'],
      'hub and console both read it',
    ),
    only(
      'hub-domain-knows-no-io',
      '^admin-console/domain/',
      [
        '^foundation/',
        '^config/(check|schema)/',
        '^device-drivers/contract',
        '^fleet-link/',
        '^admin-console/contract/',
      ],
      'what the fleet is and how it is judged; it says what it wants kept and signed, others do it',
    ),
    only(
      'hub-store-keeps-the-domain',
      '^admin-console/store/',
      // Simulators: tests only, as for drivers.
      [
        '^foundation/',
        '^fleet-link/',
        '^admin-console/(contract|domain)/',
        '^simulators/',
        '^config/(sample-files|test-support/)',
      ],
      'the database knows what is kept, and nobody who asks for it',
    ),
    only(
      'hub-notify-carries-messages',
      '^admin-console/notify/',
      [
        '^foundation/',
        '^device-drivers/texts/',
        '^admin-console/(contract|domain)/',
        // Tests only.
        '^fleet-link/test-support/',
        '^admin-console/store/',
      ],
      'e-mail and webhooks: what is to be said comes from elsewhere',
    ),
    only(
      'hub-metrics-only-count',
      '^admin-console/metrics/',
      // The hub's own tests only: a scrape of a real hub.
      ['^foundation/', '^admin-console/(notify|store)/', '^admin-console/hub/(hub[.]ts|test-support/)'],
      'what Prometheus is told: it hears what others do',
    ),
    only(
      'hub-link-knows-no-console',
      '^admin-console/link/',
      ['^foundation/', '^fleet-link/', '^admin-console/domain/'],
      'the end of the link to the terminals',
    ),
    only(
      'hub-api-knows-no-link',
      '^admin-console/api/',
      // Of the link the vocabulary of the statistics, and accounts with their exports.
      [
        '^foundation/',
        '^fleet-link/(statistics[.]ts$|treasury/|test-support/sample-account)',
        '^config/(sample-files|fim/(import-fim|fim-import))',
        '^kiosk-app/preview/contract',
        '^admin-console/(contract|domain|store)/',
      ],
      'what the console asks of the hub',
    ),
    only(
      'console-knows-only-the-contract',
      '^admin-console/web/',
      [
        '^admin-console/contract/',
        '^fleet-link/(contract|commands|command-kinds|log-lines|paper-meters|statistics|treasury/ways)[.]ts$',
        '^fleet-link/treasury/texts/',
        '^device-drivers/texts/',
        '^foundation/(texts|errors|log|time/local-time)[.]ts$',
        // Types, and rules without a schema: see schemas-as-types.
        '^config/schema/',
        '^config/check/fault-words',
        '^config/look/contrast',
        '^config/fim/(fim-form|fim-import|note-words)',
        '^config/fim/(fim-import|fim-form|note-words)',
        // Tests only: the sample's files.
        '^config/sample-files',
      ],
      'the console is a page on the API of the hub',
    ),
    only(
      'hub-knows-no-kiosk',
      '^admin-console/hub/',
      // Of the configuration its sample, in tests.
      ['^foundation/', '^fleet-link/', '^kiosk-app/preview/contract', '^admin-console/', '^config/sample-files'],
      'hub and kiosk share the fleet-link contract, that of a preview, and the configuration schema',
    ),
    {
      name: 'product-knows-no-simulator',
      severity: 'error',
      comment: 'product code never knows which end of the wire it talks to',
      from: {
        path: '^(kiosk-app|admin-console|device-drivers|portals|phone-relay|fleet-link|config|foundation)/',
        pathNot: ['\\.test\\.tsx?$', '/test-support/', '^device-drivers/[^/]+/fuzz\\.ts$'],
      },
      to: { path: '^simulators/|^demo/|^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
