import type { SignedIn } from '../../../kernel/actor.ts'
import { parseTanggal, startOfDay, type TimeZone } from '../../../kernel/date.ts'
import { parseRupiah, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { dayOf, type Jenjang, jenjangOf } from '../domain/aturan.ts'
import { refusal, unless } from '../domain/refusals.ts'
import { readRw, within } from '../domain/usulan.ts'
import { isPerencana, mayLead } from '../domain/wewenang.ts'
import { insertPutaran, saveJadwal, savePagu } from '../store/putaran-store.ts'
import { insertRapat } from '../store/rapat-store.ts'
import { runningTahun } from './usulan.ts'

/**
 * Open the round of a plan's year, with the days of the dated rules.
 *
 * @refuses BUKAN_WEWENANG, PUTARAN_TAHUN, DASAR_KOSONG, PUTARAN_SUDAH_ADA
 */
export function createBukaPutaran({ kit, data, audit }: Deps) {
  return (
    actor: SignedIn,
    form: Readonly<{ tahun: string; dasar: string }>,
  ): Promise<Result<number>> =>
    transaction(kit.db, async (tx) => {
      if (!isPerencana(actor)) return refuse(refusal('BUKAN_WEWENANG'))
      const dasar = form.dasar.trim()
      const refusals = [
        ...unless(/^20\d\d$/.test(form.tahun), 'PUTARAN_TAHUN', 'tahun'),
        ...unless(within(dasar, 3, 300), 'DASAR_KOSONG', 'dasar'),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const tahun = Number(form.tahun)
      const { jenjang, sumber, terverifikasi } = data.aturanAt(kit.today())
      const isNew = await insertPutaran(tx, {
        tahun,
        dasar,
        dibukaAt: kit.now(),
        oleh: actor.accountId,
        jadwal: jenjang.map((one) => ({
          jenjang: one.kode,
          mulai: dayOf(one.mulai, tahun),
          selesai: dayOf(one.selesai, tahun),
          dasar: sumber.slice(0, 300),
          isTerverifikasi: terverifikasi,
        })),
      })
      if (!isNew) return refuse(refusal('PUTARAN_SUDAH_ADA', {}, 'tahun'))
      await audit.record(tx, actor, {
        action: 'musrenbang.putaran-dibuka',
        subject: { kind: 'putaran', id: String(tahun) },
        after: { dasar },
      })
      return ok(tahun)
    })
}

/**
 * Days of a tier as the region decided them.
 *
 * @refuses BUKAN_WEWENANG, JADWAL_JENJANG, JADWAL_TANGGAL, DASAR_KOSONG
 */
export function createAturJadwal({ kit, audit }: Deps) {
  return (
    actor: SignedIn,
    form: Readonly<{
      tahun: string
      jenjang: string
      mulai: string
      selesai: string
      dasar: string
    }>,
  ): Promise<Result<'saved'>> =>
    transaction(kit.db, async (tx) => {
      if (!isPerencana(actor)) return refuse(refusal('BUKAN_WEWENANG'))
      const mulai = parseTanggal(form.mulai)
      const selesai = parseTanggal(form.selesai)
      const dasar = form.dasar.trim()
      const isOrdered = mulai.ok && selesai.ok && mulai.value <= selesai.value
      const refusals = [
        ...unless(isOrdered, 'JADWAL_TANGGAL', 'selesai'),
        ...unless(within(dasar, 3, 300), 'DASAR_KOSONG', 'dasar'),
      ]
      if (refusals.length > 0 || !mulai.ok || !selesai.ok) return refuse(refusals)
      const isKnown = await saveJadwal(tx, Number(form.tahun) || 0, {
        jenjang: form.jenjang,
        mulai: mulai.value,
        selesai: selesai.value,
        dasar,
        isTerverifikasi: true,
      })
      if (!isKnown) return refuse(refusal('JADWAL_JENJANG', {}, 'jenjang'))
      await audit.record(tx, actor, {
        action: 'musrenbang.jadwal-diatur',
        subject: { kind: 'putaran', id: form.tahun },
        after: { jenjang: form.jenjang, mulai: mulai.value, selesai: selesai.value, dasar },
      })
      return ok('saved')
    })
}

/**
 * The indicative ceiling of a place in the running round.
 *
 * @refuses BUKAN_WEWENANG, TEMPAT_TIDAK_ADA, RW_SALAH, PAGU_JUMLAH, DASAR_KOSONG, PUTARAN_TIDAK_ADA
 */
export function createAturPagu({ kit, reference, audit }: Deps) {
  return (
    actor: SignedIn,
    form: Readonly<{ wilayah: string; rw: string; jumlah: string; dasar: string }>,
  ): Promise<Result<'saved'>> =>
    transaction(kit.db, async (tx) => {
      if (!isPerencana(actor)) return refuse(refusal('BUKAN_WEWENANG'))
      const jumlah = parseRupiah(form.jumlah)
      const rw = form.rw.trim() === '' ? '' : readRw(form.rw)
      const dasar = form.dasar.trim()
      const isPlace = reference.findWilayah(form.wilayah) !== undefined
      const refusals = [
        ...unless(isPlace, 'TEMPAT_TIDAK_ADA', 'wilayah'),
        ...unless(rw !== undefined, 'RW_SALAH', 'rw'),
        ...unless(jumlah.ok && jumlah.value > 0n, 'PAGU_JUMLAH', 'jumlah'),
        ...unless(within(dasar, 3, 300), 'DASAR_KOSONG', 'dasar'),
      ]
      if (refusals.length > 0 || rw === undefined || !jumlah.ok) return refuse(refusals)
      const tahun = await runningTahun(tx)
      if (tahun === undefined) return refuse(refusal('PUTARAN_TIDAK_ADA'))
      await savePagu(tx, tahun, {
        wilayahKode: form.wilayah,
        rw,
        jumlah: toDecimalString(jumlah.value),
        dasar,
        isTerverifikasi: true,
        oleh: actor.accountId,
        at: kit.now(),
      })
      await audit.record(tx, actor, {
        action: 'musrenbang.pagu-diatur',
        subject: { kind: 'pagu', id: `${tahun} ${form.wilayah} ${rw}`.trim() },
        after: { jumlah: toDecimalString(jumlah.value), dasar },
      })
      return ok('saved')
    })
}

export type RapatForm = Readonly<{
  jenjang: string
  wilayah: string
  rw: string
  unit: string
  tempat: string
  tanggal: string
  jam: string
}>

const JAM = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/

/**
 * Call a meeting of the running round, by who leads its tier there.
 *
 * @refuses PUTARAN_TIDAK_ADA, JADWAL_JENJANG, BUKAN_WEWENANG, TEMPAT_TIDAK_ADA, UNIT_TIDAK_ADA, RW_SALAH, RAPAT_TEMPAT,
 * RAPAT_WAKTU, RAPAT_SUDAH_ADA
 */
export function createJadwalkan(deps: Deps) {
  const { kit, data, audit } = deps
  return (actor: SignedIn, form: RapatForm): Promise<Result<string>> =>
    transaction(kit.db, async (tx) => {
      const tahun = await runningTahun(tx)
      if (tahun === undefined) return refuse(refusal('PUTARAN_TIDAK_ADA'))
      const tier = jenjangOf(data.aturanAt(kit.today()), form.jenjang)
      if (tier === undefined) return refuse(refusal('JADWAL_JENJANG', {}, 'jenjang'))
      const read = readRapat(deps, tier, form)
      if (!read.ok) return read
      const row = read.value
      if (!mayLead(actor, tier, row)) return refuse(refusal('BUKAN_WEWENANG'))
      const id = kit.newId()
      const isNew = await insertRapat(tx, {
        ...row,
        id,
        tahun,
        jenjang: tier.kode,
        kuorum: tier.kuorum,
        acara: tier.acara,
        kode: Buffer.from(kit.randomBytes(16)).toString('base64url'),
        oleh: actor.accountId,
        at: kit.now(),
      })
      if (!isNew) return refuse(refusal('RAPAT_SUDAH_ADA'))
      await audit.record(tx, actor, {
        action: 'musyawarah.dijadwalkan',
        subject: { kind: 'musyawarah', id },
        after: { jenjang: tier.kode, ...row },
      })
      return ok(id)
    })
}

function readRapat({ reference }: Deps, { lingkup }: Jenjang, form: RapatForm) {
  const wilayah = reference.findWilayah(form.wilayah)
  const tempat = form.tempat.trim()
  const rw = lingkup === 'rw' ? readRw(form.rw) : ''
  const day = parseTanggal(form.tanggal)
  const time = JAM.exec(form.jam.trim())
  const isVillage = wilayah?.tingkat === 'desa' || wilayah?.tingkat === 'kelurahan'
  const isPlace = {
    rw: isVillage,
    desa: isVillage,
    kecamatan: wilayah?.tingkat === 'kecamatan',
    perangkat: true,
    daerah: true,
  }[lingkup]
  const isUnit = lingkup !== 'perangkat' || reference.findUnit(form.unit) !== undefined
  const refusals = [
    ...unless(isPlace, 'TEMPAT_TIDAK_ADA', 'wilayah'),
    ...unless(isUnit, 'UNIT_TIDAK_ADA', 'unit'),
    ...unless(rw !== undefined, 'RW_SALAH', 'rw'),
    ...unless(within(tempat, 3, 200), 'RAPAT_TEMPAT', 'tempat'),
    ...unless(day.ok, 'RAPAT_WAKTU', 'tanggal'),
    ...unless(time !== null, 'RAPAT_WAKTU', 'jam'),
  ]
  if (refusals.length > 0 || rw === undefined || !day.ok || time === null) return refuse(refusals)
  const minutes = Number(time[1]) * 60 + Number(time[2])
  const zone = reference.calendar().zone as TimeZone
  const isWide = lingkup === 'perangkat' || lingkup === 'daerah'
  return ok({
    wilayahKode: isWide ? reference.regionKode() : form.wilayah,
    rw,
    unitKode: lingkup === 'perangkat' ? form.unit : '',
    tempat,
    mulaiAt: new Date(startOfDay(zone, day.value).getTime() + minutes * 60_000),
  })
}
