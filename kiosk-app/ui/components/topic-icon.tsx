import { later } from '../later.tsx';

const TopicPath = later(async () => (await import('./topic-path.tsx')).TopicPath);

/** What a service or a life situation is about: decoration beside words. Its place stands before the drawing has come. */
export const TopicIcon = ({ name }: { readonly name: string }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <TopicPath name={name} />
  </svg>
);
