// Every text the window asks for exists in German, every text is asked for, and other languages invent none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const ui = join(import.meta.dirname, '..');
const locales = join(ui, '../assets/locales/ui');

function files(folder, endings) {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
        .map((entry) => join(entry.parentPath, entry.name));
}

function names(language) {
    const found = new Map();
    for (const file of files(join(locales, language), ['.ftl'])) {
        for (const [, name] of readFileSync(file, 'utf8').matchAll(/^([a-zA-Z][\w-]*) =/gm)) {
            if (found.has(name)) problems.push(`${language}: ${name} occurs twice`);
            found.set(name, file);
        }
    }
    return found;
}

const problems = [];
const german = names('de');
const source = files(join(ui, 'src'), ['.ts', '.svelte'])
    .filter((file) => !file.includes('bindings'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

for (const [, name] of source.matchAll(/\bt\(\s*'([^']+)'/g)) {
    if (!german.has(name)) problems.push(`no German text ${name}`);
}
// A name put together at run time: its fixed beginning stands in a template or names a family of choices.
const beginnings = [
    ...[...source.matchAll(/`([a-z][a-z-]*-)\$\{/g)].map(([, beginning]) => beginning),
    ...[...source.matchAll(/texts(?:=|: )["']([a-z-]+)["']/g)].map(([, family]) => `${family}-`),
];
for (const name of german.keys()) {
    const asked = source.includes(`'${name}'`) || beginnings.some((beginning) => name.startsWith(beginning));
    if (!asked) problems.push(`nobody asks for ${name}`);
}
for (const beginning of new Set(beginnings)) {
    if (![...german.keys()].some((name) => name.startsWith(beginning))) {
        problems.push(`no German text begins with ${beginning}`);
    }
}
for (const name of names('en').keys()) if (!german.has(name)) problems.push(`en: ${name} is not in German`);

for (const problem of new Set(problems)) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
