import { beforeAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/date.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { createSubmitSpp } from './actions/ajukan.ts'
import { createImportKoran } from './actions/bank.ts'
import { createRecordBelanja } from './actions/belanja.ts'
import { createMakeBerkas, createTakeJawaban } from './actions/berkas-bayar.ts'
import { createShiftCash } from './actions/geser-kas.ts'
import {
  createAddAdendum,
  createAddBast,
  createAddJaminan,
  createMakeKontrak,
} from './actions/kontrak.ts'
import { createDecideLpj, createMakeLpj } from './actions/lpj.ts'
import { createRecordPenerimaan } from './actions/penerimaan.ts'
import { createDepositTax } from './actions/setor-pajak.ts'
import {
  createDepositRevenue,
  createReturnSpending,
  createReturnTu,
  createReturnUp,
} from './actions/sts.ts'
import { readKoranRows } from './domain/koran.ts'
import { listTerbit } from './store/sp2d-store.ts'
import { saveSkUp } from './store/up-store.ts'
import {
  BENDAHARA,
  BUD,
  codesOf,
  must,
  openTreasuryHouse,
  PA1,
  PPK,
  PPTK1,
  rupiah,
} from './testing/treasury-house.ts'

const { app, database } = await useRunningApp()
let house: Awaited<ReturnType<typeof openTreasuryHouse>>

beforeAll(async () => {
  house = await openTreasuryHouse(app)
  must(await house.release(rupiah(400_000_000)))
})

const pot = (jenis: string) =>
  oneRow(
    database.owner,
    sql<{ saldo: string }>`select k.saldo::text as saldo from treasury.kas k
    where k.jenis = ${jenis} order by k.id limit 1`,
  )

async function paid(id: string) {
  await house.toSpm(id)
  must(await house.issue(id))
  must(await house.pay(id))
}
const receipt = (nomor: string, amount: number, more = {}) => ({
  skpdId: house.pupr.id,
  nomor,
  tanggal: house.kit.today(),
  uraian: 'Fotokopi dan penjilidan',
  penerima: 'Toko Maju',
  mataAnggaranId: house.mata[0] ?? '',
  jumlahSen: rupiah(amount),
  cara: 'bank' as const,
  ...more,
})

describe('imprest', () => {
  const up = (amount: number) =>
    createSubmitSpp(house.deps)(BENDAHARA, {
      skpdId: house.pupr.id,
      kunci: `up-${amount}-kunci`,
      form: house.form(0, { jenis: 'UP', baris: [], bukti: [], jumlahSen: rupiah(amount) }),
    })

  it('is given once a year, as far as its decree goes', async () => {
    expect(codesOf(await up(50_000_000))).toEqual(['UP_BELUM_ADA'])
    await saveSkUp(app.kit.db, {
      tahun: house.tahun,
      skpdId: house.pupr.id,
      nomor: 'SK/1',
      tanggal: house.kit.today(),
      batas: rupiah(50_000_000),
      oleh: BUD.accountId,
    })
    expect(codesOf(await up(50_000_001))).toEqual(['UP_MELEBIHI_SK'])
    await paid(must(await up(50_000_000)).id)
    expect((await pot('bank')).saldo).toBe('50000000.00')
  })

  it('is spent by receipts from a pot that holds the money, tax kept back', async () => {
    const record = createRecordBelanja(house.deps)
    expect(codesOf(await record(BENDAHARA, receipt('B-0', 1_000, { cara: 'tunai' })))).toEqual([
      'KANTONG_TIDAK_CUKUP',
    ])
    const shift = {
      skpdId: house.pupr.id,
      dari: 'bank',
      ke: 'tunai',
      tanggal: house.kit.today(),
    } as const
    must(
      await createShiftCash(house.deps)(BENDAHARA, {
        ...shift,
        jumlahSen: rupiah(5_000_000),
        uraian: 'Ambil tunai',
      }),
    )
    must(await record(BENDAHARA, receipt('B-1', 1_000_000, { cara: 'tunai' })))
    const pajak = { kode: 'pph22', dasarSen: rupiah(2_000_000) }
    const { id } = must(await record(BENDAHARA, receipt('B-2', 2_000_000, { pajak })))
    expect(codesOf(await record(BENDAHARA, receipt('B-2', 5_000)))).toEqual(['BELANJA_GANDA'])
    expect((await pot('pajak')).saldo).toBe('30000.00')
    const deposit = { belanjaId: id, tanggal: house.kit.today(), ntpn: '0123456789ABCDEF' }
    must(await createDepositTax(house.deps)(BENDAHARA, deposit))
    expect(codesOf(await createDepositTax(house.deps)(BENDAHARA, deposit))).toEqual([
      'PAJAK_SUDAH_SETOR',
    ])
    expect((await pot('pajak')).saldo).toBe('0.00')
  })

  it('is replenished by what an approved account spent, once', async () => {
    const { id } = must(await createMakeLpj(house.deps)(BENDAHARA, { skpdId: house.pupr.id }))
    const gu = (kunci: string) =>
      createSubmitSpp(house.deps)(BENDAHARA, {
        skpdId: house.pupr.id,
        kunci,
        form: house.form(0, { jenis: 'GU', baris: [], bukti: [], lpjId: id }),
      })
    expect(codesOf(await gu('gu-satu-kunci'))).toEqual(['LPJ_BELUM_SAH'])
    const decide = createDecideLpj(house.deps)
    const self = { ...BENDAHARA, grants: [{ role: 'ppk-skpd', unitKode: 'pupr' }] } as SignedIn
    expect(codesOf(await decide(self, { id, isSah: true, alasan: '' }))).toEqual([
      'PEMBUAT_BUKAN_PEMERIKSA',
    ])
    must(await decide(PPK, { id, isSah: true, alasan: '' }))
    const made = must(await gu('gu-dua-kunci'))
    expect(codesOf(await gu('gu-tiga-kunci'))).toEqual(['LPJ_BELUM_SAH'])
    await paid(made.id)
    expect((await pot('bank')).saldo).toBe('46000000.00')
    must(
      await createReturnUp(house.deps)(BENDAHARA, {
        skpdId: house.pupr.id,
        jumlahSen: rupiah(6_000_000),
        uraian: '',
      }),
    )
    expect((await pot('bank')).saldo).toBe('40000000.00')
  })

  it('is added to for one sub kegiatan, and the rest comes back', async () => {
    const baris = [
      { mataAnggaranId: house.mata[1] ?? '', uraian: '', jumlahSen: rupiah(8_000_000), pajak: [] },
    ]
    const { id } = must(
      await createSubmitSpp(house.deps)(BENDAHARA, {
        skpdId: house.pupr.id,
        kunci: 'tu-satu-kunci',
        form: house.form(0, { jenis: 'TU', baris, bukti: [] }),
      }),
    )
    await paid(id)
    const record = createRecordBelanja(house.deps)
    const tu = { sppTuId: id, mataAnggaranId: house.mata[1] ?? '' }
    must(await record(BENDAHARA, receipt('T-1', 5_000_000, tu)))
    expect(codesOf(await record(BENDAHARA, receipt('T-2', 4_000_000, tu)))).toEqual([
      'TU_TIDAK_CUKUP',
    ])
    const lpj = must(
      await createMakeLpj(house.deps)(BENDAHARA, { skpdId: house.pupr.id, sppTuId: id }),
    )
    must(await createDecideLpj(house.deps)(PA1, { id: lpj.id, isSah: true, alasan: '' }))
    must(await createReturnTu(house.deps)(BENDAHARA, id))
    expect(codesOf(await createReturnTu(house.deps)(BENDAHARA, id))).toEqual(['TU_TIDAK_BERSISA'])
    const { terikat, cair } = await oneRow(
      database.owner,
      sql<{ terikat: string; cair: string }>`select p.terikat::text as terikat, p.cair::text as cair
      from treasury.pagu p where p.mata_anggaran_id = ${house.mata[1]}`,
    )
    expect([terikat, cair]).toEqual(['5000000.00', '5000000.00'])
  })
})

describe('money that comes in or comes back', () => {
  it('is revenue by its account, deposited once within its days', async () => {
    const rekening = house.codes.rekening.all.find(
      ({ kode, isDaun }) => isDaun && kode.startsWith('4.1.'),
    )
    const cashier = {
      ...BENDAHARA,
      accountId: '00000000-0000-7000-8000-0000000000ff',
      grants: [{ role: 'bendahara-penerimaan', unitKode: 'pupr' }],
    } as SignedIn
    const order = {
      skpdId: house.pupr.id,
      tanggal: house.kit.today(),
      rekeningId: rekening?.id ?? 0,
      dari: 'Warga',
      jumlahSen: rupiah(750_000),
      bukti: 'TBP-1',
    }
    const { id } = must(await createRecordPenerimaan(house.deps)(cashier, order))
    expect(codesOf(await createRecordPenerimaan(house.deps)(cashier, order))).toEqual([
      'PENERIMAAN_GANDA',
    ])
    const deposit = () =>
      createDepositRevenue(house.deps)(cashier, { skpdId: house.pupr.id, ids: [id] })
    expect(must(await deposit()).nomor).toContain('/STS/')
    expect(codesOf(await deposit())).toEqual(['PENERIMAAN_BELUM_DIPILIH'])
  })

  it('is spending given back, never more than was paid', async () => {
    const { id } = must(await house.submit(house.form(3_000_000)))
    await paid(id)
    const back = (amount: number) =>
      createReturnSpending(house.deps)(BENDAHARA, {
        sppId: id,
        baris: [{ mataAnggaranId: house.mata[0] ?? '', jumlahSen: rupiah(amount) }],
        uraian: 'Kelebihan bayar',
      })
    expect(codesOf(await back(3_000_001))).toEqual(['KEMBALI_BARIS'])
    must(await back(2_000_000))
    expect(codesOf(await back(1_000_001))).toEqual(['KEMBALI_BARIS'])
  })
})

describe('contracts', () => {
  it('are paid by stages that are handed over, never above their value', async () => {
    const day = house.kit.today()
    const stage = (uraian: string, amount: number, fisikBps: number) =>
      ({ jenis: 'termin', uraian, nilai: rupiah(amount), fisikBps, rencana: day }) as const
    const order = {
      skpdId: house.pupr.id,
      subKegiatanId: house.sub.id,
      tanggal: day,
      mulai: day,
      selesai: addDays(day, 60),
      uraian: 'Perbaikan talud',
      penyedia: 'CV Batu Kali',
      penyediaBank: 'Bank Contoh',
      penyediaRekening: '5566778899',
      nilai: rupiah(20_000_000),
      retensiBps: 0,
      pemeliharaanHari: 0,
      termin: [stage('Termin I', 8_000_000, 4_000), stage('Termin II', 12_000_000, 10_000)],
    }
    const make = createMakeKontrak(house.deps)
    expect(codesOf(await make(PPTK1, { ...order, nilai: rupiah(21_000_000) }))).toEqual([
      'TERMIN_JUMLAH',
    ])
    const { id } = must(await make(PPTK1, order))
    const first = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select t.id from treasury.termin t where t.kontrak_id = ${id} and t.urutan = 1`,
    )
    const ask = () => house.submit(house.form(8_000_000, { kontrakId: id, terminId: first.id }))
    expect(codesOf(await ask())).toEqual(['TERMIN_BELUM_DISERAHKAN'])
    must(
      await createAddBast(house.deps)(PPTK1, {
        kontrakId: id,
        nomor: 'BA/1',
        tanggal: day,
        fisikBps: 4_500,
      }),
    )
    must(await ask())
    expect(codesOf(await ask())).toEqual(['TERMIN_SUDAH_DIMINTA'])
    expect(codesOf(await house.submit(house.form(13_000_000, { kontrakId: id })))).toEqual([
      'KONTRAK_TIDAK_CUKUP',
      'TERMIN_PILIH',
    ])
    expect(codesOf(await house.submit(house.form(9_000_000, { kontrakId: id })))).toEqual([
      'TERMIN_PILIH',
    ])
    const adendum = {
      kontrakId: id,
      nomor: 'AD/1',
      tanggal: day,
      selesai: addDays(day, 90),
      alasan: 'Volume berkurang di lapangan',
    }
    expect(
      codesOf(await createAddAdendum(house.deps)(PPTK1, { ...adendum, nilai: rupiah(7_000_000) })),
    ).toEqual(['ADENDUM_NILAI'])
    const lowered = { ...adendum, nilai: rupiah(8_000_000) }
    expect(codesOf(await createAddAdendum(house.deps)(PPTK1, lowered))).toEqual(['TERMIN_JUMLAH'])
    const raised = {
      ...adendum,
      nilai: rupiah(25_000_000),
      termin: [stage('II', 17_000_000, 10_000)],
    }
    must(await createAddAdendum(house.deps)(PPTK1, raised))
    must(await createAddAdendum(house.deps)(PPTK1, { ...lowered, nomor: 'AD/2', termin: [] }))
    await expect(
      run(database.owner, sql`update treasury.kontrak set nilai = 1 where id = ${id}`),
    ).rejects.toThrow(/kontrak_/)
  })
})

describe('retention', () => {
  const day = () => house.kit.today()
  const stageOf = (jenis: 'termin' | 'retensi', amount: number) => ({
    jenis,
    uraian: `Tahap ${jenis}`,
    nilai: rupiah(amount),
    fisikBps: 10_000,
    rencana: day(),
  })
  const order = (held: number, more = {}) => ({
    skpdId: house.pupr.id,
    subKegiatanId: house.sub.id,
    tanggal: day(),
    mulai: day(),
    selesai: addDays(day(), 30),
    uraian: 'Pengecatan gedung',
    penyedia: 'CV Cat Rapi',
    penyediaBank: 'Bank Contoh',
    penyediaRekening: '5566778800',
    nilai: rupiah(10_000_000),
    retensiBps: 500,
    pemeliharaanHari: 180,
    termin: [stageOf('termin', 10_000_000 - held), stageOf('retensi', held)],
    ...more,
  })
  const make = (held: number, more = {}) => createMakeKontrak(house.deps)(PPTK1, order(held, more))
  const stages = async (kontrakId: string) => {
    const found = await rows(
      database.owner,
      sql<{
        id: string
      }>`select t.id from treasury.termin t where t.kontrak_id = ${kontrakId} order by t.urutan`,
    )
    return found.map(({ id }) => id)
  }

  it('is the rate of the contract, to the sen, and names its maintenance period', async () => {
    expect(codesOf(await make(600_000))).toEqual(['RETENSI_JUMLAH'])
    expect(codesOf(await make(500_000, { pemeliharaanHari: 0 }))).toEqual(['PEMELIHARAAN_HARI'])
    expect(codesOf(await make(500_000, { retensiBps: 2_001 }))).toContain('RETENSI_TARIF')
    const { id } = must(await make(500_000))
    await expect(
      run(database.owner, sql`update treasury.kontrak set retensi_bps = 400 where id = ${id}`),
    ).rejects.toThrow(/not its value/)
  })

  it('is held while the work is maintained, and released early only against a guarantee', async () => {
    const { id } = must(await make(500_000))
    const [main = '', held = ''] = await stages(id)
    const ask = (terminId: string, amount: number) =>
      house.submit(house.form(amount, { kontrakId: id, terminId }))
    expect(codesOf(await ask(held, 500_000))).toEqual([
      'TERMIN_BELUM_DISERAHKAN',
      'RETENSI_BELUM_SERAH',
    ])
    const handed = { kontrakId: id, nomor: 'BA/100', tanggal: day(), fisikBps: 10_000 }
    must(await createAddBast(house.deps)(PPTK1, handed))
    expect(codesOf(await ask(main, 10_000_000))).toEqual(['TERMIN_NILAI'])
    must(await ask(main, 9_500_000))
    expect(codesOf(await ask(held, 500_000))).toEqual(['RETENSI_DITAHAN'])
    const guarantee = (nilai: number, days: number, nomor: string) =>
      createAddJaminan(house.deps)(PPTK1, {
        kontrakId: id,
        jenis: 'pemeliharaan',
        penerbit: 'Bank Contoh',
        nomor,
        nilai: rupiah(nilai),
        sampai: addDays(day(), days),
      })
    must(await guarantee(500_000, 179, 'JP-1'))
    must(await guarantee(499_999, 180, 'JP-2'))
    expect(codesOf(await ask(held, 500_000))).toEqual(['RETENSI_DITAHAN'])
    const forced = transaction(database.owner, async (tx) => {
      await run(tx, sql`set constraints treasury.termin_diserahkan immediate`)
      await run(
        tx,
        sql`insert into treasury.spp (id, nomor, tahun, skpd_id, jenis, tanggal, uraian, jumlah, kontrak_id, termin_id, penerima,
          bank, rekening, tahap, tahap_sejak, kunci, dibuat_oleh, dibuat_at)
        select gen_random_uuid(), s.nomor || 'x', s.tahun, s.skpd_id, s.jenis, s.tanggal, s.uraian, 500000, s.kontrak_id,
          ${held}, s.penerima, s.bank, s.rekening, 'ditolak', now(), 'kunci-lain-1', s.dibuat_oleh, now()
        from treasury.spp s where s.termin_id = ${main}`,
      )
    })
    await expect(forced).rejects.toThrow(/retention is held/)
    must(await guarantee(500_000, 180, 'JP-3'))
    must(await ask(held, 500_000))
  })
})

describe('the bank', () => {
  it('answers a payment file line by line; nothing is applied twice', async () => {
    const ids = []
    for (const amount of [1_000_000, 2_000_000, 3_000_000]) {
      const { id } = must(await house.submit(house.form(amount)))
      await house.toSpm(id)
      must(await house.issue(id))
      ids.push(id)
    }
    const { id: berkasId } = must(await createMakeBerkas(house.deps)(BUD))
    expect(codesOf(await createMakeBerkas(house.deps)(BUD))).toEqual(['BERKAS_KOSONG'])
    const sp2d = await listTerbit(app.kit.db, 10)
    const row = (at: number, jumlah: string, hasil = 'cair') => ({
      row: at + 2,
      cells: {
        nomor_sp2d: sp2d[at]?.nomor ?? '',
        hasil,
        jumlah,
        tanggal: house.kit.today(),
        referensi: `BNK-${at}`,
      },
    })
    const rows = [
      row(0, '1000000.00'),
      row(0, '1000000.00'),
      row(1, '2000001.00'),
      row(2, '3000000.00', 'gagal'),
    ]
    const answer = must(
      await createTakeJawaban(house.deps)(BUD, { berkasId, bytes: Buffer.from('satu'), rows }),
    )
    expect([answer.cair, answer.gagal]).toEqual([1, 1])
    expect(answer.problems.map(({ row: at, refusals }) => [at, refusals[0]?.code])).toEqual([
      [2, 'JAWABAN_GANDA'],
      [3, 'JAWABAN_JUMLAH'],
    ])
    const again = must(
      await createTakeJawaban(house.deps)(BUD, {
        berkasId,
        bytes: Buffer.from('dua'),
        rows: [row(0, '1000000.00')],
      }),
    )
    expect(again.cair).toBe(0)
    must(await createMakeBerkas(house.deps)(BUD))
  })

  it('sends statements whose lines are taken in once and matched without guessing', async () => {
    const day = house.kit.today()
    const cells = (jumlah: string, referensi: string, saldo = '') => ({
      tanggal: day,
      masuk: '',
      keluar: jumlah,
      referensi,
      uraian: '',
      saldo,
    })
    const read = readKoranRows([
      { row: 2, cells: cells('1000000.00', 'BNK-0') },
      { row: 3, cells: cells('1000000.00', 'BNK-0') },
      { row: 4, cells: cells('777777.00', 'BIAYA') },
    ])
    const take = (bytes: string) =>
      createImportKoran(house.deps)(BUD, {
        kasId: house.rkud,
        nama: 'koran.csv',
        bytes: Buffer.from(bytes),
        read,
      })
    expect(must(await take('satu'))).toMatchObject({ baru: 2, ganda: [3], cocok: 1 })
    expect(codesOf(await take('satu'))).toEqual(['KORAN_SUDAH'])
    expect(must(await take('dua'))).toMatchObject({ baru: 0, ganda: [2, 3, 4], cocok: 0 })
    const broken = readKoranRows([
      { row: 2, cells: cells('1.000', 'A', '10.000') },
      { row: 3, cells: cells('1.000', 'B', '12.000') },
      { row: 4, cells: cells('', 'C') },
    ])
    const told = must(
      await createImportKoran(house.deps)(BUD, {
        kasId: house.rkud,
        nama: 'x',
        bytes: Buffer.from('x'),
        read: broken,
      }),
    )
    expect(told.problems.map(({ row, refusals }) => [row, refusals[0]?.code])).toEqual([
      [4, 'KORAN_JUMLAH'],
      [3, 'KORAN_URUTAN'],
    ])
  })
})
