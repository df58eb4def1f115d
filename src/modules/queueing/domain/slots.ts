import type { Span } from './hours.ts'

/** A time to come, with its seats. */
export type Slot = Readonly<{ mulai: number; selesai: number; kursi: number }>

export type SlotAsk = Readonly<{
  spans: readonly Span[]
  menitSlot: number
  /** Minutes one person takes. */
  menitLayanan: number
  /** Counters that serve the line. */
  loket: number
  /** Percentage of capacity kept for people without an appointment. */
  bagianLangsung: number
}>

const SEATS_MAX = 200

/**
 * Slots of a day. Seats are dealt out evenly along each span, so that the share for people without an
 * appointment is kept over the day also where a slot has less than one seat to give.
 *
 * @returns slots that have seats, in order
 */
export function slotsOn(ask: SlotAsk): readonly Slot[] {
  const { menitSlot, menitLayanan, loket, bagianLangsung } = ask
  const perSlot = ((loket * menitSlot) / menitLayanan) * ((100 - bagianLangsung) / 100)
  return ask.spans.flatMap(({ buka, tutup }) => {
    const count = Math.floor((tutup - buka) / menitSlot)
    return Array.from({ length: count }, (_, index) => ({
      mulai: buka + index * menitSlot,
      selesai: buka + (index + 1) * menitSlot,
      // A hair against 0.1 + 0.2: whole shares must come out whole.
      kursi: Math.min(
        SEATS_MAX,
        Math.floor((index + 1) * perSlot + 1e-9) - Math.floor(index * perSlot + 1e-9),
      ),
    })).filter(({ kursi }) => kursi > 0)
  })
}

/** Slots with what is left of them; those that begin before `fromMinute` are gone. */
export function freeSlots(
  slots: readonly Slot[],
  taken: ReadonlyMap<number, number>,
  fromMinute: number,
): readonly (Slot & Readonly<{ sisa: number }>)[] {
  return slots
    .filter(({ mulai }) => mulai >= fromMinute)
    .map((slot) => ({ ...slot, sisa: Math.max(0, slot.kursi - (taken.get(slot.mulai) ?? 0)) }))
}
