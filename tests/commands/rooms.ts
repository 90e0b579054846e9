import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOMS, ROOT } from '../loop/static-checks.ts';

/**
 * `npm run rooms`: the shape of the house as the code has it. Rooms with their files and lines, arrows between them,
 * pairs with arrows both ways, folders with more than 25 files flat, words defined in more than one place, and for
 * each kind of device the product files outside its own folder that list it: those that a new kind would touch. A file
 * lists kinds if it names at least three of them; one that names a kind or two does so because they are its business
 * (the payment step, the slip's printer), and a new kind does not touch it. Simulators are no product.
 */
const FLAT = 25;
const LISTED = 3;
/** Folders whose subfolders are rooms of their own. */
const HOUSES = ['kiosk-app', 'kiosk-app/terminal', 'admin-console'];

interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string }[];
}

const cruised = execFileSync(
  join(ROOT, 'node_modules/.bin/depcruise'),
  ['--no-progress', '--output-type', 'json', ...ROOMS],
  { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 },
);
const modules: readonly Module[] = JSON.parse(cruised).modules;
const isTest = (file: string) => /\.test\.tsx?$|\/test-support\/|\/stories\//.test(file);
const isOurs = (file: string) => ROOMS.some((room) => file.startsWith(`${room}/`));
const roomOf = (file: string) =>
  dirname(file)
    .split('/')
    .slice(0, 1 + HOUSES.filter((house) => file.startsWith(`${house}/`)).length)
    .join('/');
const ours = modules.filter(({ source }) => isOurs(source) && /\.tsx?$/.test(source));
const product = ours.filter(({ source }) => !isTest(source) && !/^(tests|demo)\//.test(source));
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

heading('Rooms: product files, lines');
for (const [room, files] of grouped(product, ({ source }) => roomOf(source))) {
  const lines = files.reduce((sum, { source }) => sum + text(source).split('\n').length, 0);
  console.log(`${room.padEnd(26)} ${String(files.length).padStart(5)} ${String(lines).padStart(7)}`);
}

heading('Arrows: imports between rooms');
const arrows = new Map<string, number>();
for (const { source, dependencies } of product)
  for (const { resolved } of dependencies.filter((to) => isOurs(to.resolved))) {
    const arrow = `${roomOf(source)} -> ${roomOf(resolved)}`;
    if (roomOf(source) !== roomOf(resolved)) arrows.set(arrow, (arrows.get(arrow) ?? 0) + 1);
  }
for (const [arrow, count] of [...arrows].sort()) console.log(`${arrow} (${count})`);
const both = [...arrows.keys()].filter((arrow) => {
  const [from = '', to = ''] = arrow.split(' -> ');
  return from < to && arrows.has(`${to} -> ${from}`);
});
console.log(`arrows both ways: ${both.length === 0 ? 'none' : both.join(', ')}`);

heading(`Folders with more than ${FLAT} files flat`);
const crowded = grouped(ours, ({ source }) => dirname(source)).filter(([, files]) => files.length > FLAT);
for (const [folder, files] of crowded) console.log(`${folder} ${files.length}`);
if (crowded.length === 0) console.log('none');

heading('Types defined under one name in more than one file');
const defined = grouped(
  product.flatMap(({ source }) =>
    [...text(source).matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name = '']) => ({ name, source })),
  ),
  ({ name }) => name,
).filter(([, places]) => new Set(places.map(({ source }) => source)).size > 1);
for (const [name, places] of defined) console.log(`${name}: ${places.map(({ source }) => source).join(', ')}`);
if (defined.length === 0) console.log('none');

heading('Product files that list a kind of device outside its folder');
const kinds = ours.flatMap(({ source }) => /^device-drivers\/([^/]+)\/contract\.ts$/.exec(source)?.[1] ?? []).sort();
const lists = product
  .filter(({ source }) => !source.startsWith('simulators/'))
  .map(({ source }) => {
    const code = text(source).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const own = /^device-drivers\/([^/]+)\//.exec(source)?.[1];
    return { source, named: kinds.filter((kind) => kind !== own && names(kind).test(code)) };
  })
  .filter(({ named }) => named.length >= LISTED);
for (const kind of kinds) {
  const files = lists.filter(({ named }) => named.includes(kind));
  console.log(`${kind.padEnd(18)} ${files.length}`);
  if (process.argv.includes('--files')) for (const { source } of files) console.log(`    ${source}`);
}

/** A kind as an import, a literal, a key of an object, or a field that is read or taken out of one. */
function names(kind: string): RegExp {
  const camel = kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(
    `/${kind}/(contract|index|registration)\\.ts|['"]${kind}['"]|\\b${camel}\\b\\??:|[{,] ?${camel}\\b[,} ]`,
  );
}

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  return [...Map.groupBy(items, key)].sort(([a], [b]) => a.localeCompare(b));
}

function heading(words: string): void {
  console.log(`\n${words}`);
}
