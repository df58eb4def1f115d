import { together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Kunci, type Simpul, type Tahap, type Tepi, writeKunci } from '../domain/jejak.ts'
import { listSimpul, TETANGGA_MAX, walk } from '../store/jejak-store.ts'

/** Documents drawn at once: a page stays within its weight. */
const SIMPUL_MAX = 400
/** Payments and journals on the way that are followed further; more are said to be left out. */
const FOLLOWED_MAX = 24

/** What money passes through in the middle of a chain: from there both ends can be reached. */
const PAYMENTS: readonly Tahap[] = ['sp2d', 'sts']

export type Walked = Readonly<{
  simpul: readonly Simpul[]
  tepi: readonly Tepi[]
  isModal: boolean
  isCut: boolean
}>

/**
 * The whole chain around a document: what led to it, what it led to, and where the payments on the way ended: a card is
 * shown the journals of the payment that bought it, a journal the card.
 */
export async function followChain({ kit, barisLaporan }: Deps, start: Kunci): Promise<Walked> {
  const { db } = kit
  const isLine = start.jenis === 'baris-laporan'
  const booked = isLine ? await barisLaporan.jurnalOf(db, start.id) : []
  const from = isLine ? keysOf(booked, ['jurnal']) : [start]
  const [forth, back] = await together([
    isLine ? Promise.resolve([]) : walk(db, from, 'maju'),
    walk(db, from, 'mundur'),
  ])
  const payments = keysOf(back, PAYMENTS).filter((one) => writeKunci(one) !== writeKunci(start))
  const ends = await walk(db, payments.slice(0, FOLLOWED_MAX), 'maju')
  const journals = keysOf([...back, ...forth, ...ends], ['jurnal'])
  if (start.jenis === 'jurnal') journals.unshift(start)
  const ids = journals.slice(0, FOLLOWED_MAX).map(({ id }) => id)
  const lines = isLine ? [] : await barisLaporan.ofJurnal(db, [...new Set(ids)])
  const tepi = [...back, ...booked, ...forth, ...ends, ...lines]
  const all = [
    ...new Map(
      [start, ...tepi.flatMap(({ dari, ke }) => [dari, ke])].map((one) => [writeKunci(one), one]),
    ).values(),
  ]
  const kept = all.slice(0, SIMPUL_MAX)
  const [known, statements] = await together([
    listSimpul(db, kept),
    barisLaporan.simpul(
      db,
      kept.filter(({ jenis }) => jenis === 'baris-laporan').map(({ id }) => id),
    ),
  ])
  return {
    simpul: [...known, ...statements],
    tepi,
    // The account of a budget position tells capital spending; its code stands as the position's number.
    isModal: known.some(({ jenis, nomor }) => jenis === 'mata-anggaran' && /^5\.2\./.test(nomor)),
    isCut:
      all.length > SIMPUL_MAX ||
      payments.length > FOLLOWED_MAX ||
      journals.length > FOLLOWED_MAX ||
      isCrowded(tepi),
  }
}

/** Documents of some kinds at either end of edges, each once. */
function keysOf(tepi: readonly Tepi[], kinds: readonly Tahap[]): Kunci[] {
  const ends = tepi.flatMap(({ dari, ke }) => [dari, ke])
  const found = ends.filter(({ jenis }) => kinds.includes(jenis))
  return [...new Map(found.map((one) => [writeKunci(one), one])).values()]
}

function isCrowded(tepi: readonly Tepi[]): boolean {
  const counts = new Map<string, number>()
  for (const { dari, ke } of tepi)
    for (const key of [`> ${writeKunci(dari)}`, `< ${writeKunci(ke)}`])
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts.values()].some((count) => count >= TETANGGA_MAX)
}
