import type { Tanggal } from '../../../kernel/date.ts'
import type { OwnHouse } from '../own-house.ts'

/** The demo region's codes and books, with so many journal lines of four per journal spread over a year. */
export type LedgerHouse = OwnHouse &
  Readonly<{
    size: number
    tahun: number
    /** A day in the middle of a month: what is not whole months is summed by days. */
    midMonth: Tanggal
    books: readonly number[]
    accounts: readonly number[]
    /** The id of the first journal of the bench. */
    firstId: number
  }>
