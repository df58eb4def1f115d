import { present } from '../../../kernel/assert.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { checkJurnal, type NewJurnal } from '../domain/jurnal.ts'
import { mapPeristiwa, type Peristiwa } from '../domain/pemetaan.ts'
import { refusal } from '../domain/refusals.ts'
import { insertJurnal, type JurnalRow, listDoubles } from '../store/jurnal-store.ts'
import type { Accounting, Posted } from '../types.ts'
import type { BookOf, RulesOf } from './rules.ts'

const JUR_UMUM = 'JUR-UMUM'
const KELAS = { 'saldo-awal': 0, penutup: 2 } as const

/** A journal that was checked, or a reversal, before it has its number. */
export type Ready = Omit<JurnalRow, 'nomor'> & Readonly<{ rincianNomor: string; skpdKode: string }>

export type Posting = Pick<Accounting, 'post' | 'postMany' | 'postMapped' | 'postMappedMany'> &
  Readonly<{
    /** Number and store what was checked. */
    store: (tx: Tx, ready: readonly Ready[]) => Promise<readonly Posted[]>
    /** @refuses JURNAL_TAHUN_TUTUP */
    requireOpen: (tx: Tx, years: Iterable<number>) => Promise<readonly Refusal[]>
  }>

export function createPosting(
  deps: Deps,
  { bookOf, rulesOf }: Readonly<{ bookOf: BookOf; rulesOf: RulesOf }>,
): Posting {
  const store = createStore(deps)
  const postMany: Accounting['postMany'] = (tx, journals) =>
    transaction(tx, async (inner) => {
      const years = [...new Set(journals.map(({ tahun }) => tahun))]
      const books = await together(years.map((tahun) => bookOf(inner, tahun)))
      const refusals = books.flatMap(({ kodefikasi }) => refuseClosed(kodefikasi))
      const ready: Ready[] = []
      for (const jurnal of journals) {
        const own = present(books[years.indexOf(jurnal.tahun)], 'every year was looked up')
        const checked = checkJurnal(jurnal, own)
        const skpdKode = own.findSkpd(jurnal.skpdId)?.kode ?? ''
        const at = deps.kit.now()
        if (checked.ok) ready.push(readyOf(jurnal, { jumlah: checked.value, skpdKode, at }))
        else refusals.push(...checked.refusals)
      }
      return refusals.length > 0 ? refuse(refusals) : ok(await store(inner, ready))
    })
  const postMappedMany: Accounting['postMappedMany'] = (tx, happenings) =>
    transaction(tx, async (inner) => {
      const mapped = await mapAll(inner, happenings, rulesOf)
      if (!mapped.ok) return mapped
      const posted = await postMany(inner, mapped.value)
      if (!posted.ok) return posted
      return ok(
        posted.value.map((one, at) => ({
          ...one,
          dokumenId: present(mapped.value[at], 'as many journals as were mapped').dokumen.id,
        })),
      )
    })
  return {
    store,
    requireOpen: async (tx, years) =>
      (
        await together([...new Set(years)].map((tahun) => deps.fiscal.kodefikasi(tx, tahun)))
      ).flatMap(refuseClosed),
    postMany,
    post: async (tx, jurnal) => firstOf(await postMany(tx, [jurnal])),
    postMappedMany,
    postMapped: (tx, peristiwa) => postMappedMany(tx, [peristiwa]),
  }
}

function firstOf(posted: Result<readonly Posted[]>): Result<Posted> {
  return posted.ok ? ok(present(posted.value[0], 'one journal was posted')) : posted
}

async function mapAll(
  tx: Tx,
  happenings: readonly Peristiwa[],
  rulesOf: RulesOf,
): Promise<Result<readonly NewJurnal[]>> {
  const refusals: Refusal[] = []
  const journals: NewJurnal[] = []
  const years = [...new Set(happenings.map(({ tahun }) => tahun))]
  const [doubles, ...rules] = await together([
    listDoubles(
      tx,
      happenings.map(({ kode, dokumen, bagian }) => ({
        jenis: dokumen.jenis,
        id: dokumen.id,
        peristiwa: kode,
        bagian: bagian ?? 1,
      })),
    ),
    ...years.map((tahun) => rulesOf(tx, tahun)),
  ])
  for (const [at, peristiwa] of happenings.entries()) {
    const { kode, dokumen, tahun } = peristiwa
    if (doubles.has(at + 1))
      refusals.push(refusal('PERISTIWA_SUDAH_DIJURNAL', { kode, nomor: dokumen.nomor }))
    const own = present(rules[years.indexOf(tahun)], 'every year was looked up')
    const mapped = mapPeristiwa(peristiwa, own)
    if (mapped.ok) journals.push(...mapped.value)
    else refusals.push(...mapped.refusals)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(journals)
}

function refuseClosed({ tahun, status }: Kodefikasi): readonly Refusal[] {
  const isOpen = status !== undefined && status !== 'tutup'
  return isOpen ? [] : [refusal('JURNAL_TAHUN_TUTUP', { tahun }, 'tanggal')]
}

function readyOf(
  jurnal: NewJurnal,
  { jumlah, skpdKode, at }: Readonly<{ jumlah: Sen; skpdKode: string; at: Date }>,
): Ready {
  const { dokumen, jenis } = jurnal
  return {
    tahun: jurnal.tahun,
    tanggal: jurnal.tanggal,
    jenis,
    kelas: jenis === 'saldo-awal' || jenis === 'penutup' ? KELAS[jenis] : 1,
    skpdId: jurnal.skpdId,
    uraian: jurnal.uraian.trim(),
    dokumenJenis: dokumen.jenis,
    dokumenId: dokumen.id,
    dokumenNomor: dokumen.nomor,
    peristiwa: jurnal.peristiwa ?? null,
    bagian: jurnal.bagian ?? 1,
    membalikId: null,
    jumlah,
    oleh: jurnal.oleh,
    at,
    baris: jurnal.baris,
    rincianNomor: jurnal.rincianNomor ?? JUR_UMUM,
    skpdKode,
  }
}

/**
 * Numbers are taken last, when nothing can be refused any more, in one order of books: two batches that meet wait for
 * each other and never stand in each other's way.
 */
function createStore({ fiscal }: Deps): Posting['store'] {
  return async (tx, ready) => {
    const nomor = new Map<Ready, string>()
    const groups = groupsOf(ready, ({ tahun, skpdKode, rincianNomor, tanggal }) =>
      [tahun, skpdKode, rincianNomor, tanggal.slice(5, 7)].join(' '),
    )
    for (const [, group] of groups.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const first = present(group[0], 'a group has a journal')
      const order = {
        jenis: 'jurnal',
        tahun: first.tahun,
        bulan: Number(first.tanggal.slice(5, 7)),
        skpdKode: first.skpdKode,
        rincian: first.rincianNomor,
      }
      const numbers = await fiscal.nextNomors(tx, order, group.length)
      for (const [at, one] of group.entries()) nomor.set(one, numbers[at] ?? '')
    }
    return insertJurnal(
      tx,
      ready.map((one) => ({ ...one, nomor: nomor.get(one) ?? '' })),
    )
  }
}

function groupsOf<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): readonly (readonly [Key, readonly Item[]])[] {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return [...groups]
}
