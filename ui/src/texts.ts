// The window's texts: Fluent files, German first; what another language lacks is shown in German.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

const files = import.meta.glob<string>('../../assets/locales/ui/*/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function bundle(language: string): FluentBundle {
  // Without isolation marks: they would end up in copied text and in tests.
  const result = new FluentBundle(language, { useIsolating: false });
  for (const [path, text] of Object.entries(files)) {
    if (path.includes(`/${language}/`)) result.addResource(new FluentResource(text));
  }
  return result;
}

const STORED = 'artikel30-language';
export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

function chosen(): Language {
  return localStorage.getItem(STORED) === 'en' ? 'en' : 'de';
}

export const language: Language = chosen();
const chain = language === 'de' ? [bundle('de')] : [bundle(language), bundle('de')];

/** Remembers the language and shows the window anew in it; unsaved work must be saved before. */
export function setLanguage(next: Language): void {
  localStorage.setItem(STORED, next);
  location.reload();
}

/** The text of this name. A name without a text is a mistake of ours and shown as such. */
export function t(name: string, values?: Record<string, FluentVariable>): string {
  for (const candidate of chain) {
    const message = candidate.getMessage(name);
    if (message?.value) return candidate.formatPattern(message.value, values ?? null, []);
  }
  return `⟨${name}⟩`;
}

/** Whether there is a text of this name. */
export function hasText(name: string): boolean {
  return chain.some((candidate) => candidate.getMessage(name)?.value);
}
