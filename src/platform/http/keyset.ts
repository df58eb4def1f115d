import { isUuid } from '../../kernel/id.ts'

/** The last row of a page: when, and which of those at that instant. */
export type KeysetKey = Readonly<{ at: Date; id: string }>

/** @returns the key of the page before as an address carries it, "<milliseconds>_<id>"; anything else is the first page */
export function readKeyset(text: string): KeysetKey | undefined {
  const [ms = '', id = ''] = text.split('_')
  return /^\d{12,14}$/.test(ms) && isUuid(id) ? { at: new Date(Number(ms)), id } : undefined
}

/** @returns the key of a row for the address of the next page */
export function writeKeyset({ at, id }: KeysetKey): string {
  return `${at.getTime()}_${id}`
}
