import { render } from 'preact';
import type { KeypadAction } from '../../../device-drivers/keypad/contract.ts';
import type { Intent } from '../../session/contract/intents.ts';
import { App } from '../app.tsx';
import { createKeypadCursor } from '../keypad/keypad-cursor.ts';
import { fetchLater } from '../later.tsx';
import { createViewStore } from '../view-store.ts';
import { PICTURES } from './pictures.ts';
import { STORIES } from './stories.ts';

declare global {
  interface Window {
    /** For tests and for the screenshots: shows one story after another in the same page. */
    stories: {
      readonly names: readonly string[];
      /** Resolves when it is painted; `false` if there is no such story. */
      readonly show: (name: string) => Promise<boolean>;
      /** Intents sent since the story was shown. */
      readonly intents: Intent[];
      /** A key of the assistive keypad. */
      readonly key: (key: KeypadAction) => Promise<void>;
      /** Keys that only a spoken interface would use. */
      readonly audio: string[];
    };
  }
}

const store = createViewStore();
const intents: Intent[] = [];

const audio: string[] = [];
const keypad = createKeypadCursor((key) => audio.push(key));

const painted = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

async function show(name: string): Promise<boolean> {
  const story = STORIES.find((candidate) => candidate.name === name);
  if (story === undefined) return false;
  intents.length = 0;
  store.setState({ link: 'live', snapshot: story.snapshot, pictures: PICTURES });
  await painted();
  // A picture that comes later moves what is below it. One that is none comes never.
  const coming = [...document.images].filter(({ complete }) => !complete);
  if (coming.length > 0) {
    await Promise.allSettled(coming.map((image) => image.decode()));
    await painted();
  }
  return true;
}

async function key(pressed: KeypadAction): Promise<void> {
  keypad.press(pressed);
  await painted();
}

// Pictures of a screen are taken at once: every part of the page has come before.
await fetchLater();
window.stories = { names: STORIES.map(({ name }) => name), show, intents, key, audio };
void show(new URLSearchParams(location.search).get('story') ?? 'attract');

const root = document.getElementById('root');
if (root !== null) render(<App store={store} send={(intent) => intents.push(intent)} />, root);
