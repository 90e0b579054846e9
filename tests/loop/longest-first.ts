import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute or more, longest first. Begun last, one of them would keep everything waiting. */
const LONG = [
  'page-printer/conformance.peer',
  'kill.proof',
  'rollouts.property.peer',
  'stories.browser',
  'power-cut.proof',
  'desk-pages.browser',
  'commands.proof',
  'touch/double-tap.browser',
  'depth.proof',
  'view-socket.browser',
  'supervised.proof',
  'units.proof',
  'chromium.browser',
  'scanner/conformance.peer',
  'kinds.peer',
  'process.proof',
];

/** Long files first, then as vitest would sort: by what it remembers, or on a fresh clone by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const index = LONG.findIndex((name) => moduleId.includes(name));
  return index === -1 ? LONG.length : index;
}
