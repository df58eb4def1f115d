import { hasRole, type SignedIn } from '../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import { collectCsv, readCsv } from '../../platform/csv/read-csv.ts'
import { type Tx, transaction } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import { decideWarna } from './domain/colours.ts'
import { formatJam, type HariIsian, readJamBuka } from './domain/hours.ts'
import { seenOf } from './domain/seen.ts'
import {
  type DaerahIsian,
  decideConfirmation,
  decideDaerah,
  decideJamKantor,
  decideLibur,
  decideUnit,
  type JamKantorIsian,
  type Libur,
  type LiburIsian,
  type UnitIsian,
} from './domain/settings.ts'
import { kalenderBerubah, unitBerubah } from './events.ts'
import {
  deleteHariLibur,
  deleteJamKantor,
  insertUnitRiwayat,
  listJamKantor,
  listLibur,
  lockVersi,
  readCalendar,
  readRegion,
  replaceServiceAreas,
  upsertHariLibur,
  upsertJamKantor,
  upsertTahun,
  upsertUnit,
  writeRegion,
} from './store.ts'
import type { JamKantor, Reference, Warna } from './types.ts'

export type SettingsDeps = Readonly<{ kit: Kit; audit: Audit; reference: Reference }>

const NOT_ADMIN: Refusal = {
  code: 'TINDAKAN_TIDAK_DIIZINKAN',
  message: 'Hanya admin yang boleh mengubah pengaturan ini.',
}
const CHANGED: Refusal = {
  code: 'DIUBAH_ORANG_LAIN',
  message:
    'Isian ini baru saja diubah orang lain. Isian Anda belum disimpan: periksa isi terbaru, lalu simpan lagi bila masih perlu.',
}

type Done = Promise<Result<undefined>>
type Work = (tx: Tx) => Promise<Result<Change | undefined>>
type Change = Readonly<{ kode: string; before: unknown; after: unknown }>

/** One change of a setting, with its history and audit; everyone in memory reads again afterwards. */
async function change({ kit, audit, reference }: SettingsDeps, actor: SignedIn, work: Work): Done {
  if (!hasRole(actor, 'admin')) return refuse(NOT_ADMIN)
  const done = await transaction(kit.db, async (tx): Promise<Result<undefined>> => {
    await lockVersi(tx)
    const result = await work(tx)
    if (!result.ok) return result
    if (result.value === undefined) return ok(undefined)
    const { kode, before, after } = result.value
    await insertUnitRiwayat(tx, {
      id: kit.newId(),
      kode,
      sebelum: before ?? null,
      sesudah: after ?? null,
      oleh: actor.name,
      waktu: kit.now(),
    })
    await audit.record(tx, actor, {
      action: 'pengaturan.ubah',
      subject: { kind: 'pengaturan', id: kode },
      before,
      after,
    })
    return ok(undefined)
  })
  await reference.refresh()
  return done
}

export type UnitOrder = Readonly<{
  isian: UnitIsian
  hours: readonly HariIsian[]
  seen: string
  isNew: boolean
}>

/** Add an agency or change one. */
export function saveUnit(deps: SettingsDeps, actor: SignedIn, order: UnitOrder): Done {
  const { kit, reference } = deps
  return change(deps, actor, async (tx) => {
    await reference.refreshIfChanged()
    const units = new Map(reference.units().map((unit) => [unit.kode, unit]))
    const before = order.isNew ? undefined : units.get(order.isian.kode)
    if (!order.isNew && order.seen !== seenOf(before)) return refuse(CHANGED)
    const jamBuka = readJamBuka(order.hours)
    const decided = decideUnit(order.isian, {
      units,
      before,
      jamBuka: jamBuka.ok ? jamBuka.value : [],
      isWilayah: (kode) => reference.findWilayah(kode) !== undefined,
    })
    if (!decided.ok || !jamBuka.ok)
      return refuse([decided, jamBuka].flatMap((one) => (one.ok ? [] : one.refusals)))
    const after = decided.value
    if (seenOf(before) === seenOf(after)) return ok(undefined)
    await upsertUnit(tx, after)
    await replaceServiceAreas(tx, after.kode, after.wilayahLayanan ?? [])
    const { kode, isActive } = after
    await kit.emit(tx, unitBerubah, { kode, isActive, at: kit.now().toISOString() })
    return ok({ kode, before, after })
  })
}

type CalendarWork = (
  tx: Tx,
  days: readonly Libur[],
) => Promise<Result<Readonly<{ status?: 'resmi' | 'prakiraan' }>>>

function changeYear(
  deps: SettingsDeps,
  actor: SignedIn,
  { tahun, work }: Readonly<{ tahun: number; work: CalendarWork }>,
): Done {
  const { kit } = deps
  return change(deps, actor, async (tx) => {
    const before = await listLibur(tx, tahun)
    const known = (await readCalendar(tx)).years.find((one) => one.tahun === tahun)
    const result = await work(tx, before)
    if (!result.ok) return result
    const after = await listLibur(tx, tahun)
    const status = result.value.status ?? known?.status ?? 'prakiraan'
    if (status !== known?.status) await upsertTahun(tx, tahun, status)
    const isResmi = status === 'resmi'
    await kit.emit(tx, kalenderBerubah, { tahun, isResmi, at: kit.now().toISOString() })
    const facts = (rows: readonly Libur[], state: string | undefined) => ({
      status: state ?? null,
      hari: rows.map(({ tanggal, nama, ...rest }) => ({ kode: `${tanggal} ${nama}`, ...rest })),
    })
    return ok({
      kode: `kalender.${tahun}`,
      before: facts(before, known?.status),
      after: facts(after, status),
    })
  })
}

export type YearOrder<Rest> = Readonly<{ tahun: number }> & Rest

export function addLibur(
  deps: SettingsDeps,
  actor: SignedIn,
  { tahun, isian }: YearOrder<Readonly<{ isian: LiburIsian }>>,
): Done {
  const work: CalendarWork = async (tx) => {
    const decided = decideLibur(isian, tahun)
    if (!decided.ok) return decided
    await upsertHariLibur(tx, decided.value)
    return ok({})
  }
  return changeYear(deps, actor, { tahun, work })
}

export function removeLibur(
  deps: SettingsDeps,
  actor: SignedIn,
  { tahun, tanggal, nama }: YearOrder<Readonly<{ tanggal: string; nama: string }>>,
): Done {
  const work: CalendarWork = async (tx, days) => {
    const found = days.find((day) => day.tanggal === tanggal && day.nama === nama)
    if (found === undefined) return refuse(CHANGED)
    await deleteHariLibur(tx, found.tanggal, found.nama)
    return ok({})
  }
  return changeYear(deps, actor, { tahun, work })
}

/** The joint decree of the year is out and loaded: promises that touch it become certain. */
export function confirmYear(deps: SettingsDeps, actor: SignedIn, tahun: number): Done {
  const work: CalendarWork = async (_tx, days) => {
    const decided = decideConfirmation(days)
    return decided.ok ? ok({ status: 'resmi' }) : decided
  }
  return changeYear(deps, actor, { tahun, work })
}

export type RowProblem = Readonly<{ row: number; message: string }>
export type YearImport = Readonly<{ days: number; problems: readonly RowProblem[] }>

const DAYS_MAX = 200

/** Load a year from a file with tanggal, nama, jenis, dasar: it replaces the year, whole or not at all. */
export async function importYear(
  deps: SettingsDeps,
  actor: SignedIn,
  { tahun, bytes }: YearOrder<Readonly<{ bytes: Uint8Array }>>,
): Promise<Result<YearImport>> {
  const table = await collectCsv(
    readCsv([bytes], {
      required: ['tanggal', 'nama', 'jenis', 'dasar'],
      limits: { rows: DAYS_MAX, columns: 20, fieldChars: 500 },
    }),
  )
  const problems: RowProblem[] = table.problems.map(({ row, message }) => ({ row, message }))
  const days: Libur[] = []
  for (const { row, cells } of table.rows) {
    const cell = (name: string) => (cells[name] ?? '').trim()
    const isian = {
      tanggal: cell('tanggal'),
      nama: cell('nama'),
      jenis: cell('jenis'),
      dasar: cell('dasar'),
    }
    const decided = decideLibur(isian, tahun)
    if (decided.ok) days.push(decided.value)
    else problems.push(...decided.refusals.map(({ message }) => ({ row, message })))
  }
  if (problems.length > 0 || days.length === 0)
    return ok({ days: 0, problems: problems.length > 0 ? problems : [EMPTY_FILE] })
  const work: CalendarWork = async (tx, before) => {
    for (const day of before) await deleteHariLibur(tx, day.tanggal, day.nama)
    for (const day of days) await upsertHariLibur(tx, day)
    return ok({})
  }
  const done = await changeYear(deps, actor, { tahun, work })
  return done.ok ? ok({ days: days.length, problems: [] }) : done
}

const EMPTY_FILE: RowProblem = { row: 1, message: 'Berkas tidak berisi satu hari pun.' }

export type JamKantorOrder = Readonly<{
  /** What was added or corrected, or the date whose hours go. */
  step: JamKantorIsian | Readonly<{ remove: string }>
  seen: string
}>

/** Add, correct or remove office hours; open promises are counted again. */
export function saveJamKantor(
  deps: SettingsDeps,
  actor: SignedIn,
  { step, seen }: JamKantorOrder,
): Done {
  const { kit } = deps
  return change(deps, actor, async (tx) => {
    const before = await listJamKantor(tx)
    if (seen !== seenOf(before)) return refuse(CHANGED)
    if ('remove' in step) {
      const isKnown = before.some(({ berlakuMulai }) => berlakuMulai === step.remove)
      if (!isKnown || before.length === 1) return refuse(LAST_HOURS)
      await deleteJamKantor(tx, step.remove)
    } else {
      const decided = decideJamKantor(step)
      if (!decided.ok) return decided
      await upsertJamKantor(tx, decided.value)
    }
    const after = await listJamKantor(tx)
    if (seenOf(before) === seenOf(after)) return ok(undefined)
    const tahun = Number(kit.today().slice(0, 4))
    await kit.emit(tx, kalenderBerubah, { tahun, isResmi: true, at: kit.now().toISOString() })
    return ok({ kode: 'jam-kantor', before: hoursFacts(before), after: hoursFacts(after) })
  })
}

const LAST_HOURS: Refusal = {
  code: 'JAM_KANTOR_TERAKHIR',
  message: 'Sedikitnya satu jam kantor harus ada. Tambahkan yang baru sebelum menghapus yang lama.',
}

function hoursFacts(rows: readonly JamKantor[]): object {
  return {
    jam: rows.map(({ berlakuMulai, buka, tutup, dasar }) => ({
      kode: berlakuMulai,
      buka: formatJam(buka),
      tutup: formatJam(tutup),
      dasar,
    })),
  }
}

export type DaerahOrder = Readonly<{
  isian: DaerahIsian
  /** Undefined keeps the house's colours. */
  warna: Warna | undefined
  seen: string
}>

/** Name, domain and colours of the region. */
export function saveDaerah(deps: SettingsDeps, actor: SignedIn, order: DaerahOrder): Done {
  return change(deps, actor, async (tx) => {
    const before = await readRegion(tx)
    if (before === undefined) return refuse(NO_REGION)
    if (order.seen !== seenOf(before)) return refuse(CHANGED)
    const daerah = decideDaerah(order.isian)
    const warna = order.warna === undefined ? ok(undefined) : decideWarna(order.warna)
    if (!daerah.ok || !warna.ok)
      return refuse([daerah, warna].flatMap((one) => (one.ok ? [] : one.refusals)))
    const { kode, isDemo } = before
    const after = {
      kode,
      ...daerah.value,
      isDemo,
      ...(warna.value === undefined ? {} : { warna: warna.value }),
    }
    if (seenOf(before) === seenOf(after)) return ok(undefined)
    await writeRegion(tx, after)
    return ok({ kode: 'daerah', before, after })
  })
}

const NO_REGION: Refusal = {
  code: 'DAERAH_BELUM_DIPILIH',
  message:
    'Daerah yang dilayani belum dipilih. Jalankan dahulu: pendopo import wilayah <berkas batas> --wilayah <kode>.',
}
