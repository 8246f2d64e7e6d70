// Paths in words, for telling the user where something stands.
import type { Catalogue } from '../state/catalogue.svelte';
import { hasText, t } from '../texts';

/** "Gruppe b › Löschregeln › L 2 Protokolldaten". */
export function describePlace(path: string, catalogue: Catalogue): string {
  const steps = path
    .split('/')
    .filter(
      (step) => step && !['value', 'scope', 'only', 'ids', 'defaults'].includes(step) && !/^\d+$/.test(step),
    );
  const words = steps.map((step) => {
    const word = step.replaceAll('_', '-');
    const name = [`place-${word}`, `field-${word}`, `information-${word}`].find(hasText);
    if (name) return t(name);
    return step.includes('-') ? catalogue.label(step) : step;
  });
  return words.filter(Boolean).join(' › ');
}

/** The places in words, each once. */
export function describePlaces(paths: string[], catalogue: Catalogue): string[] {
  return [...new Set(paths.map((path) => describePlace(path, catalogue)))];
}
