import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildUi } from '../test-support/build-ui.ts';
import { ORIENTATIONS, type Orientation } from '../test-support/chromium.ts';
import { openStories } from '../test-support/stories-in-chromium.ts';

/**
 * Takes a picture of every story in both orientations: `node kiosk-app/ui/stories/shoot.ts [part of a name]`
 * writes to .cache/stories/<name>.<orientation>.png.
 */
const wanted = process.argv[2] ?? '';
const directory = join(import.meta.dirname, '../../../.cache/stories');
await mkdir(directory, { recursive: true });
const ui = await buildUi('stories.html');
const book = await openStories(ui.directory);
let taken = 0;
for (const orientation of Object.keys(ORIENTATIONS) as Orientation[]) {
  const page = await book.page(orientation);
  for (const name of await page.evaluate(() => window.stories.names)) {
    if (!name.includes(wanted)) continue;
    await page.evaluate((story) => window.stories.show(story), name);
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    await page.screenshot({ path: join(directory, `${name}.${orientation}.png`) });
    taken += 1;
  }
}
await book.close();
await ui.remove();
process.stdout.write(
  `${taken} pictures in ${directory}\n${book.complaints.map((line) => `complaint: ${line}\n`).join('')}`,
);
