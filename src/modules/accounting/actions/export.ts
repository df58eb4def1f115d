import { yearOf } from '../../../kernel/date.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { type Bentuk, kepalaTeks, tulisJurnal } from '../domain/teks.ts'
import { listStored } from '../store/teks-store.ts'

const AT_ONCE = 500

/**
 * All journals as plain text, in pieces: memory stays the same for ten and for ten million.
 *
 * @param db a pool with time for long work
 */
export async function* exportJurnal(
  { kit, fiscal, reference }: Deps,
  db: Db,
  { bentuk, tahun }: Readonly<{ bentuk: Bentuk; tahun: number | undefined }>,
): AsyncGenerator<string, void, undefined> {
  const years = new Map<number, Kodefikasi>()
  const codesOf = async (year: number) => {
    const known = years.get(year) ?? (await fiscal.kodefikasi(db, year))
    years.set(year, known)
    return known
  }
  yield kepalaTeks(bentuk, {
    daerah: reference.region().name,
    rekening: await accountsOf(
      tahun === undefined ? (await fiscal.semuaTahun(db)).map((one) => one.tahun) : [tahun],
      codesOf,
      yearOf(kit.today()),
    ),
  })
  let after = '0'
  for (;;) {
    const page = await listStored(db, { after, tahun, limit: AT_ONCE })
    let text = ''
    for (const jurnal of page) {
      const { rekening, skpd } = await codesOf(jurnal.tahun)
      const baris = jurnal.baris.map(({ rekeningId, ...amounts }) => ({
        kode: rekening.byId.get(rekeningId)?.kode ?? String(rekeningId),
        ...amounts,
      }))
      const skpdKode = skpd.byId.get(jurnal.skpdId)?.kode ?? String(jurnal.skpdId)
      text += tulisJurnal({ ...jurnal, skpdKode, dokumen: jurnal.dokumenNomor, baris }, bentuk)
    }
    if (text !== '') yield text
    const last = page.length === AT_ONCE ? page.at(-1) : undefined
    if (last === undefined) return
    after = last.id
  }
}

/** Every account of the years, each once. */
async function accountsOf(
  years: readonly number[],
  codesOf: (year: number) => Promise<Kodefikasi>,
  current: number,
) {
  const accounts = new Map<string, Readonly<{ kode: string; nama: string }>>()
  for (const year of [current, ...years])
    for (const one of (await codesOf(year)).rekening.all)
      if (one.isDaun && !accounts.has(one.kode)) accounts.set(one.kode, one)
  return [...accounts.values()]
}
