import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SignedIn } from '../src/kernel/actor.ts'
import { tanggal as civil } from '../src/kernel/date.ts'
import { sen, toDecimalString } from '../src/kernel/money.ts'
import { demoAccountId } from '../src/modules/identity/index.ts'
import { createPayCash } from '../src/modules/payments/index.ts'
import {
  createDecideReturn,
  createProposeReturn,
} from '../src/modules/treasury/actions/kembali-pendapatan.ts'
import { createSetAkun } from '../src/modules/treasury/actions/setoran-layanan.ts'
import { createDepositRevenue } from '../src/modules/treasury/actions/sts.ts'
import {
  BUD,
  codesOf,
  must,
  openTreasuryHouse,
  rupiah,
} from '../src/modules/treasury/testing/treasury-house.ts'
import { digestTables } from '../src/platform/db/backup.ts'
import { oneRow, rows, run, sql, transaction } from '../src/platform/db/database.ts'
import { mayUse } from '../src/platform/http/route.ts'
import { useRunningApp } from './support/running-app.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { kit, payments, treasury } = app
let house: Awaited<ReturnType<typeof openTreasuryHouse>>
let akun = ''
beforeAll(async () => {
  house = await openTreasuryHouse(app)
  akun =
    house.codes.rekening.all.find(({ kode, isDaun }) => isDaun && kode.startsWith('4.1.02.'))
      ?.kode ?? ''
})

const CASHIER: SignedIn = {
  kind: 'officer',
  accountId: '00000000-0000-7000-8000-0000000000ff',
  name: 'Kasir',
  grants: [{ role: 'bendahara-penerimaan', unitKode: 'pupr' }],
}
const LOKET: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('loket'),
  name: 'Loket',
  grants: [{ role: 'loket', unitKode: 'dpmptsp' }],
}

/** A bill of a charge, paid at the counter, and every delivery of its event. */
async function pay(pungutan: string, rupiahPaid: number) {
  const made = must(
    await payments.bill(kit.db, {
      subject: { kind: 'permohonan', id: randomUUID() },
      judul: 'Sewa alat berat PMH-1',
      lines: [['Sewa', sen(BigInt(rupiahPaid) * 100n)]],
      pungutan: { kode: pungutan, unitKode: 'pupr' },
      sampai: new Date(kit.now().getTime() + 86_400_000),
      pembayar: { nama: 'Wahyuni Larasati' },
    }),
  )
  const paid = await createPayCash(payments.deps)(LOKET, {
    kodeBayar: made.kodeBayar,
    isCounted: true,
  })
  if (paid === undefined) throw new Error('no such bill')
  must(paid)
  return made
}
const deliver = async () => {
  const events = await rows(
    database.owner,
    sql<{
      id: string
    }>`select o.id from platform.outbox o where o.type = 'payments.tagihan-lunas.v1' order by o.id`,
  )
  for (const { id } of events)
    await app.runJob('outbox.deliver', { eventId: id, subscriber: 'treasury:tagihan-lunas' })
}
const waiting = () =>
  rows(
    database.owner,
    sql<{
      pungutan: string
      sebab: string
    }>`select s.pungutan, s.sebab from treasury.setoran_layanan s
      where s.penerimaan_id is null order by s.acuan`,
  )
const receipts = (kodeBayar: string) =>
  rows(
    database.owner,
    sql<{ id: string; jumlah: string; dari: string }>`select p.id, p.jumlah::text as jumlah, p.dari
      from treasury.penerimaan p where p.bukti = ${kodeBayar}`,
  )
const lra = async () => {
  const found = await app.accounting.saldo(kit.db, {
    tahun: house.tahun,
    tanggal: kit.today(),
    skpdId: house.pupr.id,
    awalan: '4',
  })
  return found.map(({ kode, saldoSen }) => [kode, toDecimalString(saldoSen)])
}
const setAkun = (more: object = {}) =>
  createSetAkun(treasury.deps)(CASHIER, {
    skpdId: house.pupr.id,
    pungutan: 'PUPR-ALAT',
    rekeningKode: akun,
    berlakuMulai: `${house.tahun}-01-01`,
    sumber: 'Perda retribusi, lampiran II',
    ...more,
  })

describe('a charge of a service that was paid', () => {
  it('waits in the work list until its kind has an account, and is then revenue, once', async () => {
    const first = await pay('PUPR-ALAT', 250_000)
    await deliver()
    await deliver()
    expect(await waiting()).toEqual([{ pungutan: 'PUPR-ALAT', sebab: 'akun' }])
    expect(await lra()).toEqual([])
    expect(codesOf(await setAkun({ rekeningKode: '5.1.02' }))).toEqual(['PENERIMAAN_REKENING'])
    expect(codesOf(await setAkun({ sumber: '', berlakuMulai: 'x' }))).toEqual([
      'TANGGAL_SALAH',
      'AKUN_SUMBER',
    ])
    expect(must(await setAkun())).toBe(1)
    expect(codesOf(await setAkun())).toEqual(['AKUN_SUDAH'])
    expect(await waiting()).toEqual([])
    expect(await receipts(first.kodeBayar)).toMatchObject([{ jumlah: '250000.00' }])
    const second = await pay('PUPR-ALAT', 100_000)
    await deliver()
    const [receipt] = await receipts(second.kodeBayar)
    expect(receipt?.dari).not.toContain('Wahyuni')
    expect(await lra()).toEqual([[akun, '350000.00']])
  })

  it('told twice at once is booked once, in the database too', async () => {
    const told = {
      acuan: `tagihan:${randomUUID()}`,
      kodeBayar: 'BYR-0000-0000-1',
      pungutan: 'PUPR-ALAT',
      unitKode: 'pupr',
      akunRekening: undefined,
      jumlah: rupiah(1_000),
      tanggal: kit.today(),
    }
    await Promise.all(
      [1, 2, 3].map(() => transaction(kit.db, (tx) => treasury.takeSettlement(tx, told))),
    )
    expect(await receipts(told.kodeBayar)).toHaveLength(1)
    await expect(
      run(
        database.owner,
        sql`update treasury.setoran_layanan s set jumlah = 2 where s.acuan = ${told.acuan}`,
      ),
    ).rejects.toThrow(/foreign key/)
  })

  it('takes the account its service names when the treasurer has kept none', async () => {
    const told = {
      acuan: `tagihan:${randomUUID()}`,
      kodeBayar: 'BYR-0000-0000-2',
      pungutan: 'PUPR-LAIN',
      unitKode: 'pupr',
      akunRekening: akun,
      jumlah: rupiah(2_000),
      tanggal: kit.today(),
    }
    await transaction(kit.db, (tx) => treasury.takeSettlement(tx, told))
    expect(await receipts(told.kodeBayar)).toHaveLength(1)
  })

  it('of an office that is no SKPD, or of a year that does not run, waits and says why', async () => {
    const told = {
      kodeBayar: 'BYR-0000-0000-3',
      pungutan: 'PUPR-ALAT',
      akunRekening: undefined,
      jumlah: rupiah(3_000),
    }
    await transaction(kit.db, (tx) =>
      treasury.takeSettlement(tx, {
        ...told,
        acuan: 'tagihan:a',
        unitKode: 'bukan-kantor',
        tanggal: kit.today(),
      }),
    )
    await transaction(kit.db, (tx) =>
      treasury.takeSettlement(tx, {
        ...told,
        acuan: 'tagihan:b',
        unitKode: 'pupr',
        tanggal: civil(`${house.tahun + 60}-05-05`),
      }),
    )
    expect((await waiting()).map(({ sebab }) => sebab)).toEqual(['skpd', 'tahun'])
    await app.runJob('treasury.settle', {})
    expect(await waiting()).toHaveLength(2)
  })

  it('is booked whole or not at all, whichever statement fails', async () => {
    const told = {
      acuan: `tagihan:${randomUUID()}`,
      kodeBayar: 'BYR-0000-0000-9',
      pungutan: 'PUPR-ALAT',
      unitKode: 'pupr',
      akunRekening: undefined,
      jumlah: rupiah(5_000),
      tanggal: kit.today(),
    }
    const before = await digestTables(database.ownerUrl)
    let fails = 0
    for (let n = 1; n < 80; n += 1) {
      failAt = n
      seen = 0
      const outcome = await transaction(kit.db, (tx) => treasury.takeSettlement(tx, told)).then(
        () => 'done',
        (error: Error) => error.message,
      )
      failAt = Number.POSITIVE_INFINITY
      if (outcome === 'done') break
      fails += 1
      expect(outcome).toContain(FAILURE)
      if (n % 3 === 0) expect(await digestTables(database.ownerUrl)).toEqual(before)
    }
    expect(fails).toBeGreaterThan(8)
    expect(await receipts(told.kodeBayar)).toHaveLength(1)
  }, 120_000)
})

describe('revenue given back', () => {
  const order = (bukti: string, amount: number, suratNomor: string) => ({
    skpdId: house.pupr.id,
    bukti,
    suratNomor,
    jumlahSen: rupiah(amount),
    alasan: 'Dibayar dua kali oleh pemohon',
    penerima: 'Wahyuni Larasati',
    bank: 'Bank Contoh',
    rekening: '1234567890',
  })
  const propose = (bukti: string, amount: number, surat: string) =>
    createProposeReturn(treasury.deps)(CASHIER, order(bukti, amount, surat))
  const decide = (id: string, isBayar = true, actor: SignedIn = BUD) =>
    createDecideReturn(treasury.deps)(actor, {
      id,
      isBayar,
      catatan: isBayar ? '' : 'Belum lengkap suratnya',
    })

  it('is proposed by one and paid by another, never above the receipt, and the LRA shows the difference', async () => {
    const { kodeBayar } = await pay('PUPR-ALAT', 400_000)
    await deliver()
    expect(codesOf(await propose(kodeBayar, 100, 'SKLB-1'))).toEqual(['KEMBALI_BELUM_SETOR'])
    const [receipt] = await receipts(kodeBayar)
    const ids = [receipt?.id ?? '']
    must(await createDepositRevenue(treasury.deps)(CASHIER, { skpdId: house.pupr.id, ids }))
    expect(codesOf(await propose('TBP-tidak-ada', 100, 'SKLB-1'))).toEqual(['KEMBALI_BUKTI'])
    expect(codesOf(await propose(kodeBayar, 400_001, 'SKLB-1'))).toEqual(['KEMBALI_LEBIH'])
    const before = Object.fromEntries(await lra())
    const { id } = must(await propose(kodeBayar, 150_000, 'SKLB-1'))
    expect(codesOf(await propose(kodeBayar, 300_000, 'SKLB-2'))).toEqual(['KEMBALI_LEBIH'])
    expect(codesOf(await propose(kodeBayar, 10_000, 'SKLB-1'))).toEqual(['KEMBALI_SURAT'])
    const own = { ...BUD, accountId: CASHIER.accountId }
    expect(codesOf(await decide(id, true, own))).toEqual(['PEMBUAT_BUKAN_PEMERIKSA'])
    expect(codesOf(await decide(id, true, CASHIER))).toEqual(['BUKAN_WEWENANG'])
    const both = await Promise.all([decide(id), decide(id)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const after = Object.fromEntries(await lra())
    expect(Number(before[akun]) - Number(after[akun])).toBe(150_000)
    const kept = await oneRow(
      database.owner,
      sql<{
        kembali: string
      }>`select p.dikembalikan::text as kembali from treasury.penerimaan p where p.bukti = ${kodeBayar}`,
    )
    expect(kept.kembali).toBe('150000.00')
  })

  it('that is refused leaves everything as it was', async () => {
    const { kodeBayar } = await pay('PUPR-ALAT', 60_000)
    await deliver()
    const [receipt] = await receipts(kodeBayar)
    const ids = [receipt?.id ?? '']
    must(await createDepositRevenue(treasury.deps)(CASHIER, { skpdId: house.pupr.id, ids }))
    const { id } = must(await propose(kodeBayar, 60_000, 'SKLB-9'))
    const before = await lra()
    expect(must(await decide(id, false))).toBe('refused')
    expect(await lra()).toEqual(before)
    expect(must(await propose(kodeBayar, 60_000, 'SKLB-10'))).toHaveProperty('id')
  })

  it('cannot be paid above the receipt or from nowhere in the database either', async () => {
    const { id } = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select k.id from treasury.pengembalian_pendapatan k where k.surat_nomor = 'SKLB-10'`,
    )
    const paid = (jumlah: string) =>
      run(
        database.owner,
        sql`update treasury.pengembalian_pendapatan k set status = 'dibayar', jumlah = ${jumlah}::numeric, jurnal_id = '1',
          tanggal = ${kit.today()}::date, diputuskan_oleh = ${BUD.accountId}, diputuskan_at = now() where k.id = ${id}`,
      )
    await expect(paid('60000.01')).rejects.toThrow(/check constraint/)
    await expect(paid('60000.00')).rejects.toThrow(/paid from nowhere/)
  })
})

describe('the door of treasury', () => {
  it('turns readers away from every act before anything is looked at', () => {
    const acts = app.routes.filter(
      ({ method, url }) => method === 'POST' && url.startsWith('/kerja/perbendaharaan'),
    )
    expect(acts.length).toBeGreaterThan(20)
    for (const role of ['inspektorat', 'bupati', 'akuntansi', 'pengurus-barang'] as const) {
      const reader: SignedIn = { ...CASHIER, grants: [{ role, unitKode: 'pupr' }] }
      const open = acts.filter(({ access }) => mayUse(reader, access))
      expect([role, open.map(({ url }) => url)]).toEqual([role, []])
    }
  })
})
