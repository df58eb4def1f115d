import { beforeAll, describe, expect, it } from 'vitest'
import { demoOfficer } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { yearOf } from '../../kernel/date.ts'
import { sen } from '../../kernel/money.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { run, sql } from '../../platform/db/database.ts'
import { createAddBaris } from './actions/baris.ts'
import { createAmend, createBegin, createEnact } from './actions/dokumen.ts'
import { createImpor } from './actions/impor.ts'
import { createDecide } from './actions/usulan.ts'
import { BARIS_FIELDS, type BarisForm } from './domain/baris.ts'
import { ukuranOf } from './domain/ukuran.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { planning, kit, fiscal } = app
const { deps } = planning
const BAPPEDA = demoOfficer('bappeda', [
  { role: 'perencana', unitKode: 'bappeda' },
  { role: 'tapd', unitKode: 'bappeda' },
]) as SignedIn
const SEKDA = demoOfficer('sekda', [{ role: 'tapd', unitKode: 'setda' }]) as SignedIn
const tahun = yearOf(kit.today())
const PLACE = '99.01.01.2001'
let rkpd = ''
let skpd = { id: 0, kode: '' }

beforeAll(async () => {
  skpd = (await fiscal.kodefikasi(kit.db, tahun)).skpdOfUnit('pupr')[0] ?? skpd
  const begin = async (jenis: string, tahunSampai: string) => {
    const begun = await createBegin(deps)(BAPPEDA, {
      jenis,
      tahun: String(tahun),
      tahunSampai,
      skpd: '',
      judul: `${jenis} uji`,
    })
    if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
    return begun.value
  }
  await begin('rpjmd', String(tahun + 4))
  rkpd = await begin('rkpd', '')
})

const form = (more: Partial<BarisForm> = {}): BarisForm => ({
  skpd: skpd.kode,
  subKegiatan: '1.03.10.2.01.0044',
  uraian: 'Rehabilitasi jalan lingkar utara',
  lokasi: PLACE,
  lokasiRinci: '',
  indikator: 'Jalan yang direhabilitasi',
  target: '1,5',
  satuan: 'km',
  pagu: '250.000.000',
  paguMaju: '',
  prioritas: '',
  sumber: 'musrenbang',
  usulan: '',
  ...more,
})
const target = () => ({ actor: BAPPEDA, dokumenId: rkpd })

/** Run `work` with its nth statement failing, for n = 1, 2, … until it gets through. @returns how many failed */
async function failEach(work: () => Promise<unknown>): Promise<number> {
  const before = await digestTables(database.ownerUrl)
  for (let n = 1; n < 100; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      () => 'done',
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'done') return n - 1
    expect(outcome).toContain(FAILURE)
    expect(await digestTables(database.ownerUrl)).toEqual(before)
  }
  throw new Error('never got through')
}

describe('whichever statement fails', () => {
  it('a proposal is registered with its number, or the number is still free', async () => {
    const usulan = {
      tahun,
      sumber: 'musrenbang',
      pengusulJenis: 'desa',
      pengusulWilayah: PLACE,
      judul: 'Perbaikan jalan desa',
      uraian: '',
      lokasiKode: PLACE,
      lokasiRinci: '',
      volume: ukuranOf(1.2),
      satuan: 'km',
      perkiraan: sen(30_000_000_000n),
      pendukung: 12,
      skpdId: skpd.id,
    } as const
    expect(await failEach(() => planning.addUsulan(kit.db, SEKDA, usulan))).toBeGreaterThan(3)
    const next = await planning.addUsulan(kit.db, SEKDA, usulan)
    expect(next.ok && next.value.nomor).toMatch(/-00002$/)
  }, 120_000)

  it('a decision is stored with its line and its trace, or nothing is', async () => {
    const added = await createAddBaris(deps)(target(), form())
    const barisId = added?.ok === true ? added.value : ''
    const order = {
      nomor: `USL-${tahun}-00001`,
      form: { hasil: 'terima', barisId, alasanKode: '', alasan: '' },
    }
    expect(await failEach(() => createDecide(deps)(BAPPEDA, order))).toBeGreaterThan(6)
  }, 120_000)

  it('an import is stored whole or not at all', async () => {
    const names =
      'kode_skpd kode_sub_kegiatan uraian kode_lokasi lokasi_rinci indikator target satuan pagu prakiraan_maju prioritas sumber usulan'
    const rows = [1, 2, 3].map((at) => {
      const one = form({ uraian: `Baris impor ${at}`, sumber: 'teknokratik' })
      return BARIS_FIELDS.map((field) => one[field]).join('\t')
    })
    const text = [names.split(' ').join('\t'), ...rows].join('\n')
    const source = { kind: 'pasted', text } as const
    const work = () => createImpor(deps)(target(), { source, isStored: true })
    expect(await failEach(work)).toBeGreaterThan(4)
  }, 120_000)

  it('an enactment is told in the public log, or did not happen; and so is its next version', async () => {
    await run(
      database.owner,
      sql`update planning.dokumen set status = 'diajukan', diajukan_oleh = ${BAPPEDA.accountId}, diajukan_at = now()
      where id = ${rkpd}::uuid`,
    )
    const act = { id: rkpd, jenis: 'perkada', nomor: '1', tanggal: kit.today() }
    expect(await failEach(() => createEnact(deps)(SEKDA, act))).toBeGreaterThan(5)
    expect(await failEach(() => createAmend(deps)(BAPPEDA, rkpd))).toBeGreaterThan(6)
  }, 120_000)
})
