import { describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { AKUN, accepted, codesOf, openLedger } from '../../../tests/support/ledger.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { sen } from '../../kernel/money.ts'
import { run, sql } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'

const { app, database } = await useRunningApp()
const { accounting, kit } = app
const { db } = kit
const ledger = await openLedger(app)
const { tahun, peristiwa, pupr, skpkd, day, line, balance } = ledger
const HOME = '/kerja/akuntansi'

const officer = (username: string, role: SignedIn['grants'][number]['role']): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name: username,
  grants: [{ role, unitKode: 'bpkad' }],
})
const MAKER = officer('akuntansi', 'akuntansi')
const CHECKER = officer('ppkd', 'ppkd')

const BLOCK = [
  `${AKUN.atk}\t1.250.000,00\t`,
  `${AKUN.perubahanSal}\t\t1.250.000,00`,
  `${AKUN.bebanAtk}\t1250000\t`,
  `${AKUN.rkPpkd}\t\t1.250.000`,
].join('\n')

describe('statements', () => {
  it('show a year up to any day, of the region and of one SKPD, and open down to the journal', async () => {
    accepted(
      await accounting.postMapped(
        db,
        peristiwa('dpa-berlaku', 900_000_00n, AKUN.atk, { tanggal: day('01-02') }),
      ),
    )
    accepted(
      await accounting.postMapped(
        db,
        peristiwa('sp2d-ls-cair', 225_000_00n, AKUN.atk, { tanggal: day('02-03') }),
      ),
    )
    const akuntansi = await signIn(app, 'akuntansi')
    const lra = await akuntansi.get(`${HOME}/laporan/lra?tanggal=${day('02-28')}`)
    expect(lra.body).toContain('900.000,00')
    expect(lra.body).toContain('225.000,00')
    expect(lra.body).toContain('25,00')
    const before = await akuntansi.get(`${HOME}/laporan/lra?tanggal=${day('02-02')}`)
    expect(before.body).not.toContain('225.000,00')
    const baris = await akuntansi.get(`${HOME}/laporan/lra/baris/barang?tanggal=${day('02-28')}`)
    expect(baris.body).toContain(`${HOME}/buku/${AKUN.atk}`)
    const books = await akuntansi.get(`${HOME}/buku/${AKUN.atk}?tanggal=${day('02-28')}`)
    expect(books.body).toContain(`buku=${pupr}`)
    const sheet = await akuntansi.get(
      `${HOME}/buku/${AKUN.atk}?tanggal=${day('02-28')}&skpd=${pupr}`,
    )
    const [, jurnal = ''] = /href="(\/kerja\/akuntansi\/jurnal\/\d+)"/.exec(sheet.body) ?? []
    const page = await akuntansi.get(jurnal)
    expect(page.body).toContain('SP2D/sp2d-ls-cair')
    expect(page.body).toContain('225.000,00')
  })

  it('of every kind come as a page, as CSV and as PDF', async () => {
    const akuntansi = await signIn(app, 'akuntansi')
    for (const jenis of ['lra', 'lpsal', 'lo', 'lpe', 'neraca', 'lak']) {
      expect([jenis, (await akuntansi.get(`${HOME}/laporan/${jenis}`)).status]).toEqual([
        jenis,
        200,
      ])
      const csv = await akuntansi.get(`${HOME}/laporan/${jenis}/csv`)
      expect(csv.body.split('\r\n')[0]).toContain('kode_baris,uraian,tingkat')
      expect((await akuntansi.get(`${HOME}/laporan/${jenis}/pdf`)).body.slice(0, 5)).toBe('%PDF-')
    }
    expect((await akuntansi.get(`${HOME}/laporan/calk`)).body).toContain('Bab VII')
    expect((await akuntansi.get(`${HOME}/laporan/calk/pdf`)).body.slice(0, 5)).toBe('%PDF-')
    expect((await akuntansi.get(`${HOME}/laporan/rahasia`)).status).toBe(404)
    expect((await akuntansi.get(`${HOME}/laporan/lra?tanggal=31/02/2026`)).status).toBe(422)
  })

  it('of another SKPD or of the region are not shown to an SKPD', async () => {
    accepted(
      await accounting.postMapped(
        db,
        peristiwa('sts-pendapatan', 777_000_00n, AKUN.dau, { skpdId: skpkd }),
      ),
    )
    const ppk = await signIn(app, 'ppk-pupr')
    const lra = await ppk.get(`${HOME}/laporan/lra?skpd=${skpkd}&tanggal=${day('12-31')}`)
    expect(lra.status).toBe(200)
    expect(lra.body).not.toContain('777.000,00')
    expect((await ppk.get(`${HOME}/laporan/lak`)).location).toContain('/laporan/lra')
    const [own] = await accounting.statements.perBook(
      db,
      { tanggal: day('12-31'), lingkup: 'daerah', skpdIds: [skpkd] },
      ledger.id(AKUN.dau),
    )
    expect(own?.kredit).toBe(777_000_00n)
    const list = await (await signIn(app, 'akuntansi')).get(`${HOME}/jurnal?skpd=${skpkd}`)
    const [, other = ''] = /href="(\/kerja\/akuntansi\/jurnal\/\d+)"/.exec(list.body) ?? []
    expect(other).not.toBe('')
    expect((await ppk.get(other)).status).toBe(404)
  })
})

describe('a journal by hand', () => {
  it('is pasted by one, decided by another, and only then posted', async () => {
    const before = await balance(AKUN.bebanAtk, pupr)
    const ppk = await signIn(app, 'ppk-pupr')
    await ppk.get(`${HOME}/usulan`)
    const form = {
      jenis: 'penyesuaian',
      tanggal: day('04-30'),
      skpd: String(pupr),
      uraian: 'Koreksi belanja alat tulis',
      baris: BLOCK,
    }
    const sent = await ppk.post(`${HOME}/usulan`, form)
    expect(sent.status).toBe(303)
    const url = sent.location ?? ''
    expect(await balance(AKUN.bebanAtk, pupr)).toBe(before)
    await ppk.get(url)
    const own = await ppk.post(url, { putusan: 'setuju', alasan: '' })
    expect(own.status).toBe(422)
    expect(own.body).toContain('diputuskan oleh orang lain')
    const akuntansi = await signIn(app, 'akuntansi')
    expect((await akuntansi.get('/kerja')).body).toContain('Koreksi belanja alat tulis')
    await akuntansi.get(url)
    expect((await akuntansi.post(url, { putusan: 'setuju', alasan: '' })).status).toBe(303)
    expect((await balance(AKUN.bebanAtk, pupr)) - before).toBe(1_250_000_00n)
    await akuntansi.get(url)
    expect((await akuntansi.post(url, { putusan: 'tolak', alasan: 'terlambat' })).status).toBe(422)
  })

  it('that is wrong tells every row, and keeps what was typed', async () => {
    const akuntansi = await signIn(app, 'akuntansi')
    await akuntansi.get(`${HOME}/usulan`)
    const baris = `${AKUN.atk}\t12 juta\t\n9.9.9\t\t5\n`
    const sent = await akuntansi.post(`${HOME}/usulan`, {
      jenis: 'umum',
      tanggal: '31/12',
      skpd: '',
      uraian: 'Uji <script>',
      baris,
    })
    expect(sent.status).toBe(422)
    expect(sent.body).toContain('hari/bulan/tahun')
    expect(sent.body).toContain('12 juta')
    expect(sent.body).toContain('Uji &lt;script')
    const rows = await akuntansi.post(`${HOME}/usulan`, {
      jenis: 'umum',
      tanggal: day('04-30'),
      skpd: String(pupr),
      uraian: 'Uji baris',
      baris,
    })
    expect(rows.body).toContain('Baris 1:')
    expect(rows.body).toContain('9.9.9')
  })

  it('moves no cash without what explains it, and opens no account that has no opening balance', async () => {
    const rowsOf = (...cells: readonly (readonly [string, string, string])[]) =>
      cells.map(([kode, debit, kredit], at) => ({ row: at + 1, cells: { kode, debit, kredit } }))
    const propose = (jenis: 'umum' | 'saldo-awal', rows: ReturnType<typeof rowsOf>) =>
      accounting.usulan.propose(MAKER, {
        tanggal: day('01-01'),
        jenis,
        skpdId: pupr,
        uraian: 'Uji kas',
        rows,
      })
    const theft = rowsOf([AKUN.ekuitas, '100', ''], [AKUN.kasBendahara, '', '100'])
    expect(codesOf(await propose('umum', theft))).toEqual(['KAS_TANPA_LRA'])
    expect(codesOf(await propose('saldo-awal', theft))).toEqual([])
    const spent = rowsOf([AKUN.bebanAtk, '100', ''], [AKUN.kasBendahara, '', '100'])
    expect(codesOf(await propose('saldo-awal', spent))).toEqual(['JURNAL_REKENING'])
  })

  it('is never decided by who entered it, in the database neither', async () => {
    const forged = sql`insert into accounting.usulan_jurnal (id, tahun, tanggal, jenis, skpd_id, uraian, jumlah, jumlah_baris,
      status, dibuat_oleh, dibuat_nama, dibuat_at, diputuskan_oleh, diputuskan_nama, diputuskan_at, alasan)
      values (gen_random_uuid(), ${tahun}, ${day('01-01')}, 'umum', ${pupr}, 'Uji', 1, 2, 'ditolak', 'x', 'X', now(), 'x', 'X', now(), 'uji')`
    await expect(run(database.owner, forged)).rejects.toThrow('check constraint')
  })
})

describe('the mapping', () => {
  it('changes from a year on when two persons agree, and journals that exist stay', async () => {
    const akuntansi = await signIn(app, 'akuntansi')
    const url = `${HOME}/pemetaan/setoran-sisa-up`
    expect((await akuntansi.get(`${HOME}/pemetaan`)).body).toContain('Setoran sisa UP')
    await akuntansi.get(url)
    const unequal = await akuntansi.post(url, {
      awalan: '',
      tahunMulai: String(tahun),
      sumber: 'Perbup 1',
      baris: `skpd D tetap ${AKUN.rkPpkd}\nskpd D tetap ${AKUN.kasBendahara}`,
    })
    expect(unequal.status).toBe(422)
    expect(unequal.body).toContain('tidak sama banyak')
    const sent = await akuntansi.post(url, {
      awalan: '',
      tahunMulai: String(tahun),
      sumber: 'Perbup 1',
      baris: `skpd D tetap ${AKUN.rkPpkd}\nskpd K tetap 1.1.01.06.01.0001\nskpkd D tetap ${AKUN.kasDaerah}\nskpkd K tetap ${AKUN.rkSkpd}`,
    })
    expect(sent.status).toBe(303)
    const [, id = ''] = /setoran-sisa-up\/([0-9a-f-]{36})/.exec(
      (await (await signIn(app, 'ppkd')).get(url)).body,
    ) ?? ['', '']
    expect(
      codesOf(await accounting.mapping.decide(MAKER, { id, putusan: 'setuju', alasan: '' })),
    ).toEqual(['PENGUSUL_MEMUTUSKAN'])
    accepted(await accounting.mapping.decide(CHECKER, { id, putusan: 'setuju', alasan: '' }))
    accepted(
      await accounting.postMapped(
        db,
        peristiwa('setoran-sisa-up', 40_00n, null, {
          dokumen: { jenis: 'sts', id: 'a', nomor: 'A' },
        }),
      ),
    )
    expect(await balance('1.1.01.06', pupr)).toBe(-40_00n)
    expect((await akuntansi.get(url)).body).toContain('Perbup 1')
  })
})

describe('the end of a year', () => {
  it('closes a book once, shows what it showed, opens the next with its balances, and reopens by reversal', async () => {
    const scope = { tanggal: day('12-31'), lingkup: 'skpd', skpdIds: [pupr] } as const
    const statements = () =>
      accounting.statements.several(db, ['lra', 'lo', 'lpe', 'neraca'], scope)
    const before = await statements()
    const waits = await accounting.closing.close(MAKER, { skpdId: pupr, tahun })
    expect(codesOf(waits)).toEqual(['TUTUP_BELUM_BISA'])
    await run(database.owner, sql`delete from accounting.usulan_baris`)
    await run(database.owner, sql`delete from accounting.usulan_jurnal where status = 'menunggu'`)
    const closing = accepted(await accounting.closing.close(MAKER, { skpdId: pupr, tahun }))
    expect(codesOf(await accounting.closing.close(MAKER, { skpdId: pupr, tahun }))).toEqual([
      'TUTUP_SUDAH',
    ])
    for (const awalan of ['4', '5', '6', '7', '8', '3.1.02'])
      expect([awalan, await balance(awalan, pupr)]).toEqual([awalan, 0n])
    expect(await statements()).toEqual(before)
    accepted(await accounting.closing.openNext(MAKER, { skpdId: pupr, tahun }))
    expect(codesOf(await accounting.closing.openNext(MAKER, { skpdId: pupr, tahun }))).toEqual([
      'TUTUP_BELUM_BISA',
    ])
    const next = await openLedger(app, tahun + 1)
    const equity = before.find(({ jenis }) => jenis === 'neraca')?.baris
    const wanted = equity?.find(({ id }) => id === 'jumlah-ekuitas')?.nilai
    const opened = (await next.balance('3.1.01', pupr)) + (await next.balance('3.1.03', pupr))
    expect(opened).toBe(wanted)
    accepted(
      await accounting.reverse(db, {
        jurnalId: closing.id,
        tanggal: day('12-31'),
        alasan: 'Koreksi hasil pemeriksaan',
        oleh: 'uji',
      }),
    )
    expect(await statements()).toEqual(before)
    accepted(await accounting.closing.close(MAKER, { skpdId: pupr, tahun }))
  })
})

describe('three fiscal years', () => {
  it('are kept apart to the minute of the region’s clock', async () => {
    const { tahunAnggaran } = await import('../../kernel/date.ts')
    const lastMinute = new Date(Date.UTC(tahun - 1, 11, 31, 16, 59))
    const firstMinute = new Date(Date.UTC(tahun - 1, 11, 31, 17, 0))
    expect(tahunAnggaran('Asia/Jakarta', lastMinute)).toBe(tahun - 1)
    expect(tahunAnggaran('Asia/Jakarta', firstMinute)).toBe(tahun)
    for (const year of [tahun - 2, tahun - 1, tahun]) {
      const own = await openLedger(app, year)
      const before = await own.balance(AKUN.kasDaerah, skpkd)
      const baris = [line(AKUN.kasDaerah, sen(10n ** 17n)), line(AKUN.ekuitas, 0n, 10n ** 17n)]
      for (const tanggal of [own.day('01-01'), own.day('12-31')])
        accepted(await accounting.post(db, own.jurnal({ skpdId: skpkd, tanggal, baris })))
      expect((await own.balance(AKUN.kasDaerah, skpkd)) - before).toBe(2n * 10n ** 17n)
    }
  })
})
