import { expect, test } from 'vitest';
import { differingLines, differingWords } from './words';

const marked = (pieces: { text: string; differs: boolean }[]) =>
  pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

test('words that differ stand out as one run, also across the space between them', () => {
  const { ours, theirs } = differingWords(
    'Protokolldaten werden höchstens 30 Tage aufbewahrt.',
    'Protokolldaten werden maximal sieben Tage aufbewahrt.',
  );
  expect(marked(ours)).toBe('Protokolldaten werden [höchstens 30] Tage aufbewahrt.');
  expect(marked(theirs)).toBe('Protokolldaten werden [maximal sieben] Tage aufbewahrt.');
});

test('German words are whole words', () => {
  const { ours, theirs } = differingWords('Die Schüler prüfen', 'Die Schülerinnen prüfen');
  expect(marked(ours)).toBe('Die [Schüler] prüfen');
  expect(marked(theirs)).toBe('Die [Schülerinnen] prüfen');
});

test('what was only added is marked on one side alone', () => {
  const { ours, theirs } = differingWords('Danach gelöscht.', 'Danach gelöscht. Ausgenommen sind Vorfälle.');
  expect(ours.some(({ differs }) => differs)).toBe(false);
  expect(marked(theirs)).toBe('Danach gelöscht.[ Ausgenommen sind Vorfälle.]');
});

test('nothing of either text is lost or changed', () => {
  const texts = ['', '  zwei  Räume\n\nund Zeilen ', 'a<b>c</b>', 'Umlaute ÄÖÜ ß – „so“', 'zwei Räume'];
  for (const one of texts) {
    for (const other of texts) {
      const { ours, theirs } = differingWords(one, other);
      expect(ours.map(({ text }) => text).join('')).toBe(one);
      expect(theirs.map(({ text }) => text).join('')).toBe(other);
      if (one === other) expect([...ours, ...theirs].some(({ differs }) => differs)).toBe(false);
    }
  }
});

test('even a difference in spaces alone is seen', () => {
  expect(differingWords('a  b', 'a b').ours.some(({ differs }) => differs)).toBe(true);
});

test('of two orders the lines that moved stand out', () => {
  const { ours, theirs } = differingLines('Eltern\nSchüler\nLehrkräfte', 'Schüler\nLehrkräfte\nEltern');
  expect(ours.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['Eltern']);
  expect(theirs.map(({ text }) => text)).toEqual(['Schüler', 'Lehrkräfte', 'Eltern']);
  expect(theirs.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['Eltern']);
});
