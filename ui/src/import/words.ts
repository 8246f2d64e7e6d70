// Which words two versions of a text do not share.
import { diffArrays, diffWordsWithSpace } from 'diff';

export interface Piece {
  text: string;
  differs: boolean;
}

/** Comparing two long texts that have little in common stops here; then the whole of both counts as different. */
const PATIENCE_MS = 200;

/** Both texts in pieces. Words that differ and have but space between them are one piece. */
export function differingWords(ours: string, theirs: string): { ours: Piece[]; theirs: Piece[] } {
  const changes = diffWordsWithSpace(ours, theirs, { timeout: PATIENCE_MS });
  if (!changes) return { ours: [{ text: ours, differs: true }], theirs: [{ text: theirs, differs: true }] };
  return {
    ours: joined(changes.filter(({ added }) => !added).map(piece)),
    theirs: joined(changes.filter(({ removed }) => !removed).map(piece)),
  };
}

/** Both lists line by line; lines that stand in the same order on both sides do not differ. */
export function differingLines(ours: string, theirs: string): { ours: Piece[]; theirs: Piece[] } {
  const changes = diffArrays(ours.split('\n'), theirs.split('\n'), { timeout: PATIENCE_MS });
  const side = (lines: string[], left: 'added' | 'removed'): Piece[] =>
    changes
      ? changes
          .filter((change) => !change[left])
          .flatMap(({ value, added, removed }) => value.map((text) => ({ text, differs: added || removed })))
      : lines.map((text) => ({ text, differs: true }));
  return { ours: side(ours.split('\n'), 'added'), theirs: side(theirs.split('\n'), 'removed') };
}

const piece = (change: { value: string; added: boolean; removed: boolean }): Piece => ({
  text: change.value,
  differs: change.added || change.removed,
});

function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  pieces.forEach(({ text, differs }, index) => {
    const last = result.at(-1);
    const between =
      !differs &&
      text.trim() === '' &&
      !text.includes('\n') &&
      pieces[index + 1] !== undefined &&
      last?.differs;
    if (last && (last.differs === differs || between)) last.text += text;
    else result.push({ text, differs });
  });
  return result;
}
