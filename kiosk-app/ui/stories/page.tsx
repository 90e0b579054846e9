import { render } from 'preact';
import type { Intent } from '../../session/contract/intents.ts';
import { App } from '../app.tsx';
import { createViewStore } from '../view-store.ts';
import { PICTURES } from './pictures.ts';
import { STORIES } from './stories.ts';

declare global {
  interface Window {
    /** For tests and for the screenshots: shows one story after another in the same page. */
    stories: {
      readonly names: readonly string[];
      readonly show: (name: string) => boolean;
      /** Intents sent since the story was shown. */
      readonly intents: Intent[];
    };
  }
}

const store = createViewStore();
const intents: Intent[] = [];

function show(name: string): boolean {
  const story = STORIES.find((candidate) => candidate.name === name);
  if (story === undefined) return false;
  intents.length = 0;
  store.setState({ link: 'live', snapshot: story.snapshot, pictures: PICTURES });
  return true;
}

window.stories = { names: STORIES.map(({ name }) => name), show, intents };
show(new URLSearchParams(location.search).get('story') ?? 'attract');

const root = document.getElementById('root');
if (root !== null) render(<App store={store} send={(intent) => intents.push(intent)} />, root);
