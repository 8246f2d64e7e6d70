// Days are ISO text inside ("2026-11-30") and German text outside ("30.11.2026").

const GERMAN = /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$/;
const two = (number: number): string => String(number).padStart(2, '0');
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

const utc = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** The ISO day so many days after another. */
export function daysLater(iso: string, days: number): string {
  const date = utc(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** "2026-12" from "2026-11" and 1. */
export function monthsLater(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}`;
}

/** "November 2026" from "2026-11". */
export function monthName(month: string): string {
  const format = new Intl.DateTimeFormat('de', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(utc(`${month}-01`));
}

/** "Nov 26" from "2026-11". */
export function shortMonth(month: string): string {
  const format = new Intl.DateTimeFormat('de', { month: 'short', timeZone: 'UTC' });
  return `${format
    .format(utc(`${month}-01`))
    .replace('.', '')
    .slice(0, 3)} ${month.slice(2, 4)}`;
}

/** The days of a month in weeks from Monday on; null where a week begins before or ends after it. */
export function weeks(month: string): (string | null)[][] {
  const first = utc(`${month}-01`);
  const before = (first.getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const cells = Array.from({ length: Math.ceil((before + count) / 7) * 7 }, (_, index) => {
    const day = index - before + 1;
    return day >= 1 && day <= count ? `${month}-${two(day)}` : null;
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
