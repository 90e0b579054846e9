import { useView } from '../view.ts';
import { Message } from './message.tsx';

/** What the municipality tells everybody who comes today. */
export function Announcements() {
  const { announcements } = useView().snapshot.site;
  return (
    <>
      {announcements.map(({ kind, text }) => (
        <Message key={text} tone={kind === 'warning' ? 'warning' : 'info'} testid={`announcement-${kind}`}>
          <p>{text}</p>
        </Message>
      ))}
    </>
  );
}
