// Deciding which of two versions of a field holds.
import { backend, type ConflictView } from '../backend';
import { app } from '../state/app.svelte';
import type { RecordEditor } from '../state/editor.svelte';
import { t } from '../texts';

/** Decides one conflict of the open record, as a step that can be undone. What was typed last is saved before. */
export async function settle(
  editor: RecordEditor,
  conflict: ConflictView,
  take: 'ours' | 'theirs',
): Promise<void> {
  if (!(await editor.flush())) return;
  await app.attempt(async () => {
    await backend.resolveConflicts([{ conflict: conflict.id, take, value: null }]);
    editor.reload(await app.reopen(editor.opened));
    await app.refresh();
    const text = t(take === 'ours' ? 'notice-ours-kept' : 'notice-theirs-taken', { place: conflict.place });
    app.notice = { text, undo: true };
  });
}
