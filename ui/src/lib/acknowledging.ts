// Accepting a finding with a reason, and taking that back. Activities and organisations keep accepted findings.
import type { Acknowledgement } from '../bindings/Acknowledgement';
import type { Organisation } from '../bindings/Organisation';
import type { ProcessingActivity } from '../bindings/ProcessingActivity';
import { v4 } from 'uuid';
import { backend, type FindingView } from '../backend';
import { newId } from './ids';

/** The entry that makes a finding an accepted one. */
export function acknowledgement(
  finding: FindingView,
  reason: string,
  by: string,
  today: string,
): Acknowledgement {
  return {
    id: newId(),
    rule: finding.rule,
    path: finding.path,
    reason: reason.trim(),
    function: by.trim() || null,
    date: today,
  };
}

/** Changes a record that is not open in an editor, as one step that can be undone. */
async function change(
  record: string,
  edit: (keeper: ProcessingActivity | Organisation) => void,
): Promise<void> {
  const opened = await backend.open(record);
  if (opened.record.type !== 'activity' && opened.record.type !== 'organisation') return;
  edit(opened.record);
  await backend.save(record, opened.head, v4(), opened.record);
}

/** Notes in the finding's record that it is accepted. */
export const accept = (finding: FindingView, reason: string, by: string, today: string): Promise<void> =>
  change(finding.record, (keeper) => {
    keeper.acknowledgements.push(acknowledgement(finding, reason, by, today));
  });

/** The finding is open again. */
export const takeBack = (finding: FindingView): Promise<void> =>
  change(finding.record, (keeper) => {
    keeper.acknowledgements = keeper.acknowledgements.filter(
      ({ rule, path }) => rule !== finding.rule || path !== finding.path,
    );
  });
