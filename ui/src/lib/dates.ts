// Days are ISO text inside ("2026-11-30") and German text outside ("30.11.2026").

const GERMAN = /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** "30.11.2026" from "2026-11-30"; what is no ISO day stays as it is. */
export function germanDate(iso: string | null): string {
  if (!iso) return '';
  const parts = ISO.exec(iso);
  return parts ? `${parts[3]}.${parts[2]}.${parts[1]}` : iso;
}

/** The ISO day of a German date, or null when there is no such day. */
export function isoDate(text: string): string | null {
  const parts = GERMAN.exec(text);
  if (!parts) return null;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return null;
  }
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** "30. November 2026" for running text. */
export function longDate(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? iso
    : new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** "21.11.2026, 14:32" of a point in time. */
export function moment(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? text
    : new Intl.DateTimeFormat('de', {
        day: '2-digit',
        month: '2-digit',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }).format(date);
}

/** "14:32" of a point in time. */
export function clock(date: Date): string {
  return new Intl.DateTimeFormat('de', { hour: '2-digit', minute: '2-digit' }).format(date);
}
