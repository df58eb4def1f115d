import type { Actor } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { decideLine, type LineRules, type SoundLine, type TypedLine } from '../domain/garis.ts'
import { refusal } from '../domain/refusals.ts'
import { findSikapHarga } from '../store/aturan-store.ts'
import { findBagian, listAsalPagu, shareBagian } from '../store/bagian-store.ts'
import {
  deleteGaris,
  type Garis,
  insertGaris,
  lastUrutan,
  lockGaris,
  type StoredLine,
  updateGaris,
} from '../store/garis-store.ts'
import { ensureMata, findMataIds, type Posisi } from '../store/mata-store.ts'
import { findVersi } from '../store/versi-store.ts'
import { idOf } from './people.ts'

/** Most lines of one call: a sub kegiatan of ten thousand lines pasted at once. */
export const LINES_MAX = 10_000

export type LineChange = Readonly<{
  /** The form's own name of the row; refusals come back under `key.field`. */
  key: string
  /** Absent for a new line. */
  id?: string | undefined
  /** Revision the writer saw; must still be the stored one. */
  revisi?: number | undefined
  subKegiatanId: number | null
  /** Line of the yearly plan it comes from; the one its ceiling comes from when left out. */
  rkpdBarisId?: string | undefined
  line: TypedLine
}>

export type LinesOrder = Readonly<{
  versiId: string
  skpdId: number
  changes: readonly LineChange[]
  removed: readonly Readonly<{ id: string; revisi: number }>[]
}>

export type SavedLine = Readonly<{ key: string; id: string; revisi: number; jumlah: bigint }>

/**
 * Store lines of a part: all of them or none. Whoever changed a line meanwhile is never overwritten.
 *
 * @refuses BAGIAN_TERTUTUP, BARIS_TERLALU_BANYAK, BARIS_BENTROK, BARIS_HILANG, codes of decideLine, each under `key.field`
 */
export function createSaveLines(deps: Deps) {
  return (actor: Actor, order: LinesOrder): Promise<Result<readonly SavedLine[]>> =>
    transactionUnlessRefused(deps.kit.db, (tx) => saveIn(deps, tx, { actor, order }))
}

export async function saveIn(
  deps: Deps,
  tx: Tx,
  { actor, order }: Readonly<{ actor: Actor; order: LinesOrder }>,
): Promise<Result<readonly SavedLine[]>> {
  const { versiId, skpdId, changes, removed } = order
  if (changes.length + removed.length > LINES_MAX)
    return refuse(refusal('BARIS_TERLALU_BANYAK', { paling: LINES_MAX }))
  const versi = present(await findVersi(tx, versiId), 'the page looked the version up')
  await shareBagian(tx, versiId, skpdId)
  const part = await findBagian(tx, versiId, skpdId)
  const isOpen = part?.status === 'disusun' || part?.status === 'dikembalikan'
  if (!isOpen || versi.status !== 'disusun') return refuse(refusal('BAGIAN_TERTUTUP'))
  const codes = await deps.fiscal.kodefikasi(tx, versi.tahun)
  const judged = await judgeLines(deps, tx, { codes, changes })
  const stored = await lockGaris(tx, { versiId, skpdId }, [
    ...changes.flatMap(({ id }) => (id === undefined ? [] : [id])),
    ...removed.map(({ id }) => id),
  ])
  const clashes = refuseClashes(order, new Map(stored.map((row) => [row.id, row])))
  const refusals = [...clashes, ...judged.flatMap(({ refusals: all }) => all)]
  if (refusals.length > 0) return refuse(refusals)
  const saved = await storeLines(deps, tx, {
    actor,
    order,
    tahun: versi.tahun,
    stored,
    sound: judged.map(({ sound }) => present(sound, 'what was not refused is sound')),
  })
  return ok(saved)
}

type Judged = Readonly<{ sound: SoundLine | undefined; refusals: readonly Refusal[] }>

async function judgeLines(
  deps: Deps,
  tx: Tx,
  { codes, changes }: Readonly<{ codes: Kodefikasi; changes: readonly LineChange[] }>,
): Promise<readonly Judged[]> {
  const rules = await rulesOf(deps, tx, { codes, typed: changes.map(({ line }) => line) })
  return changes.map(({ key, line, subKegiatanId }) => {
    const decided = decideLine(line, { ...rules, isInSubKegiatan: subKegiatanId !== null })
    return decided.ok
      ? { sound: decided.value, refusals: [] }
      : {
          sound: undefined,
          refusals: decided.refusals.map((one) => ({
            ...one,
            field: `${key}.${one.field ?? 'uraian'}`,
          })),
        }
  })
}

/** What lines of a year are judged by; standards are looked up once for all of them. */
export async function rulesOf(
  deps: Deps,
  tx: Tx,
  { codes, typed }: Readonly<{ codes: Kodefikasi; typed: readonly TypedLine[] }>,
): Promise<Omit<LineRules, 'isInSubKegiatan'>> {
  const { tahun } = codes
  const kode = [...new Set(typed.map(({ standar }) => standar.trim()).filter((one) => one !== ''))]
  const found = kode.length === 0 ? [] : ((await deps.standar?.byKode(tx, tahun, kode)) ?? [])
  const standar = new Map(found.map((one) => [one.kode, one]))
  return {
    tahun,
    rekening: (one) => codes.rekening.byKode.get(one),
    sumberDana: (one) => codes.sumberDana.byKode.get(one),
    standar: (one) => standar.get(one),
    sikapHarga: await findSikapHarga(tx, tahun),
  }
}

function refuseClashes(
  { changes, removed }: LinesOrder,
  stored: ReadonlyMap<string, Garis>,
): readonly Refusal[] {
  const judge = (id: string, revisi: number | undefined, field: string) => {
    const row = stored.get(id)
    if (row === undefined) return [refusal('BARIS_HILANG', {}, field)]
    return row.revisi === revisi ? [] : [refusal('BARIS_BENTROK', { nama: 'orang lain' }, field)]
  }
  return [
    ...changes.flatMap(({ id, revisi, key }) =>
      id === undefined ? [] : judge(id, revisi, `${key}.uraian`),
    ),
    ...removed.flatMap(({ id, revisi }) => judge(id, revisi, `${id}.uraian`)),
  ]
}

type Storing = Readonly<{
  actor: Actor
  order: LinesOrder
  tahun: number
  stored: readonly Garis[]
  sound: readonly SoundLine[]
}>

async function storeLines(deps: Deps, tx: Tx, storing: Storing): Promise<readonly SavedLine[]> {
  const { actor, order, tahun, stored, sound } = storing
  const { versiId, skpdId, changes, removed } = order
  const mataOf = await mataFor(deps, tx, storing)
  const places = new Map(stored.map((row) => [row.id, row.urutan]))
  const origins = await listAsalPagu(tx, versiId, skpdId)
  let urutan = await lastUrutan(tx, versiId, skpdId)
  const lines = changes.map((change, at) => {
    const one = present(sound[at], 'every change was judged')
    const { rekeningId, sumberDanaId, ...rest } = one
    const posisi = { skpdId, subKegiatanId: change.subKegiatanId, rekeningId, sumberDanaId }
    const place = change.id === undefined ? undefined : places.get(change.id)
    if (place === undefined) urutan += 1
    const line: StoredLine = {
      ...rest,
      id: change.id ?? deps.kit.newId(),
      mataAnggaranId: present(mataOf(posisi), 'its position was made'),
      rkpdBarisId: change.rkpdBarisId ?? origins.get(change.subKegiatanId ?? 0) ?? null,
      urutan: place ?? urutan,
    }
    return { change, line }
  })
  const writer = { oleh: idOf(actor), now: deps.kit.now() }
  const fresh = lines.filter(({ change }) => change.id === undefined).map(({ line }) => line)
  const changed = lines.filter(({ change }) => change.id !== undefined).map(({ line }) => line)
  if (fresh.length > 0)
    await insertGaris(tx, { versiId, skpdId, tahun }, { ...writer, lines: fresh })
  if (changed.length > 0) await updateGaris(tx, { ...writer, lines: changed })
  await together([
    removed.length === 0
      ? undefined
      : deleteGaris(
          tx,
          removed.map(({ id }) => id),
        ),
    deps.audit.record(tx, actor, {
      action: 'anggaran.baris-disimpan',
      subject: { kind: 'anggaran-bagian', id: `${versiId}/${skpdId}` },
      after: lines.map(({ line }) => [line.id, String(line.jumlah)]),
    }),
  ])
  return lines.map(({ change, line }) => ({
    key: change.key,
    id: line.id,
    revisi: change.id === undefined ? 1 : (change.revisi ?? 0) + 1,
    jumlah: line.jumlah,
  }))
}

const keyOf = (one: Posisi) =>
  `${one.skpdId} ${one.subKegiatanId} ${one.rekeningId} ${one.sumberDanaId}`

async function mataFor(deps: Deps, tx: Tx, { order, sound, tahun }: Storing) {
  const wanted = new Map<string, Posisi>()
  for (const [at, { rekeningId, sumberDanaId }] of sound.entries()) {
    const subKegiatanId = order.changes[at]?.subKegiatanId ?? null
    const posisi = { skpdId: order.skpdId, subKegiatanId, rekeningId, sumberDanaId }
    wanted.set(keyOf(posisi), posisi)
  }
  const posisi = [...wanted.values()]
  if (posisi.length > 0)
    await ensureMata(tx, {
      tahun,
      asal: 'susun',
      posisi: posisi.map((one) => ({ ...one, id: deps.kit.newId() })),
    })
  const found = posisi.length === 0 ? [] : await findMataIds(tx, tahun, posisi)
  const ids = new Map(found.map((one) => [keyOf(one), one.id]))
  return (one: Posisi) => ids.get(keyOf(one))
}
