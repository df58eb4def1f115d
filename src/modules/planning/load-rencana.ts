import type { Actor } from '../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../kernel/date.ts'
import type { Tx } from '../../platform/db/database.ts'
import { DITETAPKAN, objectOf, writePenetapan } from './actions/records.ts'
import type { Deps } from './deps.ts'
import type { JenisPenetapan } from './domain/dokumen.ts'
import { insertBaris, type PaguBaris, type StoredBaris, updatePagu } from './store/baris-store.ts'
import {
  copyContents,
  findDokumen,
  insertDokumen,
  type NewDokumen,
  saveEnacted,
  saveSubmitted,
} from './store/dokumen-store.ts'
import { insertRealisasi, type Realisasi } from './store/realisasi-store.ts'
import {
  insertSimpul,
  replacePagu,
  type StoredIndikator,
  type StoredPagu,
  type StoredSimpul,
  saveIndikator,
} from './store/simpul-store.ts'
import { insertLinks, insertUsulan, type Link, type StoredUsulan } from './store/usulan-store.ts'

/** A proposal as it is loaded: with what was decided about it. */
export type LoadedUsulan = Omit<StoredUsulan, 'nomor'>

/** A document with everything in it. */
export type LoadedDokumen = Readonly<{
  dokumen: NewDokumen
  simpul: readonly StoredSimpul[]
  pagu: readonly StoredPagu[]
  indikator: readonly StoredIndikator[]
  baris: readonly StoredBaris[]
  /** Lines of the version before whose ceiling changes. */
  ubahPagu: readonly PaguBaris[]
  usulan: readonly LoadedUsulan[]
  links: readonly Link[]
  /** Left out for a draft. */
  penetapan?: Readonly<{
    jenis: JenisPenetapan
    nomor: string
    tanggal: Tanggal
    diajukanOleh: string
    ditetapkan: Actor & Readonly<{ kind: 'officer' }>
    at: Date
  }>
}>

/** Load a document whole, enacted when it says so: for the demo region and for plans of another system. */
export async function loadDokumen(deps: Deps, tx: Tx, one: LoadedDokumen): Promise<void> {
  const { id } = one.dokumen
  await insertDokumen(tx, one.dokumen)
  if (one.dokumen.mengubahId !== null)
    await copyContents(tx, { dari: one.dokumen.mengubahId, ke: id })
  if (one.simpul.length > 0) await insertSimpul(tx, one.simpul)
  if (one.pagu.length > 0) await replacePagu(tx, { dokumenId: id, list: one.pagu })
  if (one.indikator.length > 0) await saveIndikator(tx, one.indikator)
  if (one.baris.length > 0) await insertBaris(tx, one.baris)
  await updatePagu(tx, { dokumenId: id, list: one.ubahPagu })
  await loadUsulan(deps, tx, one.usulan)
  await insertLinks(tx, one.links)
  if (one.penetapan !== undefined) await enact(deps, tx, id, one.penetapan)
}

async function loadUsulan({ fiscal }: Deps, tx: Tx, list: readonly LoadedUsulan[]): Promise<void> {
  const [first] = list
  if (first === undefined) return
  const order = {
    jenis: 'usulan',
    tahun: yearOf(first.tanggal as Tanggal),
    bulan: Number(first.tanggal.slice(5, 7)),
  }
  const numbers = await fiscal.nextNomors(tx, order, list.length)
  await insertUsulan(
    tx,
    list.map((row, at) => ({ ...row, nomor: numbers[at] ?? '' })),
  )
}

async function enact(
  { publicLog }: Deps,
  tx: Tx,
  id: string,
  act: NonNullable<LoadedDokumen['penetapan']>,
): Promise<void> {
  const { jenis, nomor, tanggal, at, ditetapkan } = act
  await saveSubmitted(tx, { id, oleh: act.diajukanOleh, at })
  const dokumen = await findDokumen(tx, id)
  if (dokumen === undefined) return
  const document = await writePenetapan(tx, dokumen, { jenis, nomor, tanggal })
  await saveEnacted(tx, {
    id,
    jenis,
    nomor,
    tanggal,
    sidik: document.sidik,
    oleh: ditetapkan.accountId,
    at,
  })
  await publicLog.append(tx, {
    kind: DITETAPKAN,
    object: objectOf(dokumen),
    version: dokumen.versi,
    ref: id,
    actor: ditetapkan,
    at,
    document,
  })
}

/** Realisation of earlier quarters, as it is. */
export async function loadRealisasi(tx: Tx, list: readonly Realisasi[]): Promise<void> {
  await insertRealisasi(tx, list)
}
