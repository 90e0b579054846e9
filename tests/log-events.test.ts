import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** docs/log-events.md against the code: every event a technician may meet is explained there, and no other. */
const ROOT = join(import.meta.dirname, '..');
const ROOMS = [
  'kiosk-app',
  'device-drivers',
  'portals',
  'phone-relay',
  'simulators',
  'foundation',
  'fleet-link',
  'admin-console',
  'demo',
];
/** Where the name of the event is a variable: what it can be. Nothing where lines of a child are passed on. */
const VARIABLE: Readonly<Record<string, readonly string[]>> = {
  'foundation/processes/child-log.ts': [],
  'portals/eid-service/client.ts': ['eid-service.begin', 'eid-service.fetch'],
};

interface Found {
  readonly file: string;
  readonly names: readonly RegExp[];
}

/** Second argument of a call of `.event(`, as source text. */
function nameArgument(source: string, from: number): string {
  const args: string[] = [''];
  let depth = 0;
  let quote = '';
  for (const c of source.slice(from)) {
    if (quote) quote = c === quote ? '' : quote;
    else if (`'"\``.includes(c)) quote = c;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c) && depth-- === 0) break;
    else if (c === ',' && depth === 0) {
      args.push('');
      continue;
    }
    args[args.length - 1] += c;
  }
  return args[1]?.trim() ?? '';
}

function patternsOf(argument: string, file: string): readonly RegExp[] {
  const literals = [...argument.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'|`([^`]*)`/g)].map(([, name, template]) => {
    const text = name ?? template ?? '';
    const parts = text.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('[\\w-]+')}$`);
  });
  if (literals.length > 0) return literals;
  const names = VARIABLE[file];
  if (!names) throw new Error(`${file}: the name of an event is a variable; say in VARIABLE what it can be`);
  return names.map((name) => new RegExp(`^${name}$`));
}

function* eventsOfCode(): Generator<Found> {
  for (const room of ROOMS) {
    for (const entry of readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!/\.tsx?$/.test(path) || /\.test\.tsx?$|\/(test-support|node_modules)\//.test(path)) continue;
      const source = readFileSync(path, 'utf8');
      const file = relative(ROOT, path);
      for (const call of source.matchAll(/\.event\(/g)) {
        yield { file, names: patternsOf(nameArgument(source, call.index + call[0].length), file) };
      }
    }
  }
}

const documented = [
  ...readFileSync(join(ROOT, 'docs', 'log-events.md'), 'utf8').matchAll(/^\| `([\w.-]+)` \| (.*) \|$/gm),
].map(([, name = '', rest = '']) => ({ name, cells: rest.split(' | ') }));
const code = [...eventsOfCode()];

test('every event of the code is in the catalogue', () => {
  const missing = code.flatMap(({ file, names }) =>
    names.filter((name) => !documented.some((row) => name.test(row.name))).map((name) => `${file}: ${name.source}`),
  );
  expect(missing).toEqual([]);
});

test('every event of the catalogue is written by some code', () => {
  const stale = documented.filter(({ name }) => !code.some(({ names }) => names.some((known) => known.test(name))));
  expect(stale.map(({ name }) => name)).toEqual([]);
});

test('every event of the catalogue has its level, its fields and a meaning', () => {
  for (const { name, cells } of documented) {
    expect(cells, name).toHaveLength(3);
    expect(cells[0], name).toMatch(/^(debug|info|warn|error)(, (info|warn|error))*$/);
    expect(cells[2]?.trim(), name).not.toBe('');
  }
});
