/** A number and its noun: `1 error`, `2 errors`. @param noun in the singular */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
