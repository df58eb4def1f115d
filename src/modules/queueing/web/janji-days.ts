import type { Tanggal } from '../../../kernel/date.ts'
import { bookableDays, firstMinute, slotsFor } from '../actions/appointments.ts'
import { momentOf } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import { freeSlots, type Slot } from '../domain/slots.ts'
import { listTakenDays } from '../store/appointment-store.ts'
import type { Desk, Layanan } from '../types.ts'

export type FreeSlot = Slot & Readonly<{ sisa: number }>
export type FreeDay = Readonly<{ tanggal: Tanggal; slots: readonly FreeSlot[]; sisa: number }>

/** What was chosen and typed so far. */
export type BookTyped = Readonly<{
  layananId: string
  tanggal: string
  mulai: string
  telepon: string
  saluran: string
}>

/** Days a line can be booked on, with what is left of each slot: one statement. */
export async function loadDays(
  deps: Deps,
  desk: Desk,
  layanan: Layanan,
): Promise<readonly FreeDay[]> {
  const days = bookableDays(desk, momentOf(deps).today)
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return []
  const taken = await listTakenDays(deps.kit.db, { layananId: layanan.id, from, to })
  return days.map((tanggal) => {
    const ofDay = taken.filter((one) => one.tanggal === tanggal)
    const slots = freeSlots(
      slotsFor(deps, { desk, layanan, date: tanggal }),
      new Map(ofDay.map(({ mulai, n }) => [mulai, n])),
      firstMinute(deps, tanggal),
    )
    return { tanggal, slots, sisa: slots.reduce((sum, slot) => sum + slot.sisa, 0) }
  })
}
