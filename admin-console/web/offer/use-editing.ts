import { useEffect, useMemo, useState } from 'preact/hooks';
import { ask } from '../hub-client.ts';
import { Editing, type EditingPorts, type EditingState, type OfferPlace } from './editing.ts';

export function useEditing(place: OfferPlace, title: EditingPorts['title']): readonly [EditingState, Editing] {
  const [state, setState] = useState<EditingState>({ kind: 'loading' });
  const { tenantId, scope, scopeId } = place;
  const editing = useMemo(
    () =>
      new Editing(
        { tenantId, scope, scopeId },
        {
          ask,
          later(milliseconds, act) {
            const timer = setTimeout(act, milliseconds);
            return () => clearTimeout(timer);
          },
          title,
          onState: setState,
        },
      ),
    [tenantId, scope, scopeId],
  );
  const isUnsaved = state.kind === 'there' && state.of.save !== 'saved';
  useEffect(() => {
    void editing.load();
    return () => void editing.flush();
  }, [editing]);
  useEffect(() => {
    const undo = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      if (event.shiftKey) editing.redo();
      else editing.undo();
    };
    const hidden = () => document.visibilityState === 'hidden' && void editing.flush();
    addEventListener('keydown', undo);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      removeEventListener('keydown', undo);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [editing]);
  useEffect(() => {
    if (!isUnsaved) return;
    // What is not written yet would be lost with the page: the browser asks.
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [isUnsaved]);
  return [state, editing];
}
