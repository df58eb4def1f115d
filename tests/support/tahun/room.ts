import type { Officers } from '../officers.ts'

/** Where one budget year is lived through. */
export type Room = Officers &
  Readonly<{
    address: string
    tahun: number
    /** Move the clock to a moment; everybody signs in anew. */
    turnTo: (moment: string) => Promise<void>
  }>
