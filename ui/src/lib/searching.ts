/** Whether a text holds what somebody looks for; looking for nothing finds everything. */
export const holds = (text: string, wanted: string): boolean =>
  text.toLocaleLowerCase('de').includes(wanted.trim().toLocaleLowerCase('de'));
