import { beforeAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { createTakeMany } from './actions/langkah.ts'
import { findBrokenCounters } from './testing/broken-counters.ts'
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
})

const brokenCounters = () => findBrokenCounters(database.owner)

const taxed = (amount: number, base: number) => ({
  baris: [
    {
      mataAnggaranId: house.mata[0] ?? '',
      uraian: 'ATK',
      jumlahSen: rupiah(amount),
      pajak: ['ppn', 'pph22'].map((kode) => ({ kode, dasarSen: rupiah(base) })),
    },
  ],
})

describe('a payment from request to bank', () => {
  it('needs funds released first, and says so', async () => {
    expect(codesOf(await house.submit(house.form(1_000_000)))).toEqual(['SPD_BELUM_ADA'])
    must(await house.release(rupiah(200_000_000)))
  })

  it('goes through every office, each with its own number, and ends with its journals', async () => {
    const { id, nomor } = must(await house.submit(house.form(0, taxed(11_100_000, 10_000_000))))
    expect(nomor).toMatch(/\/02\.0\/\d{6}\/LS\//)
    await house.toSpm(id)
    must(await house.issue(id))
    must(await house.pay(id))
    const row = await oneRow(
      database.owner,
      sql<{ id: string; status: string; potongan: string; tahap: string }>`select d.id, d.status,
        d.potongan::text as potongan, s.tahap
      from treasury.sp2d d join treasury.spp s on s.id = d.spp_id where s.id = ${id}`,
    )
    expect(row).toMatchObject({ status: 'selesai', tahap: 'selesai', potongan: '1250000.00' })
    const journals = await app.accounting.journalsOf(app.kit.db, { jenis: 'sp2d', id: row.id })
    expect(journals).toHaveLength(4)
    expect(await brokenCounters()).toEqual([])
  })

  it('is made once when the same form is sent twice', async () => {
    const form = house.form(1_000)
    const first = must(await house.submit(form, 'kunci-yang-sama'))
    expect(must(await house.submit(form, 'kunci-yang-sama'))).toEqual(first)
  })

  it('is refused with all its reasons at once', async () => {
    const wrong = { uraian: '', penerima: '', bank: '', rekening: '12', bukti: [], baris: [] }
    const codes = codesOf(await house.submit(house.form(1, wrong)))
    expect(codes.toSorted()).toEqual(
      [
        'BUKTI_KOSONG',
        'SPP_BANK',
        'SPP_BARIS',
        'SPP_PENERIMA',
        'SPP_REKENING',
        'SPP_URAIAN',
      ].toSorted(),
    )
  })

  it('tells how much budget and how much release is left when it asks for more', async () => {
    const over = await house.submit(house.form(150_000_000))
    expect(codesOf(over)).toEqual(['PAGU_TIDAK_CUKUP'])
    expect(over.ok ? '' : over.refusals[0]?.message).toContain('Rp88.899.000')
    const baris = [1, 2].map((at) => ({
      mataAnggaranId: house.mata[at] ?? '',
      uraian: '',
      jumlahSen: rupiah(150_000_000),
      pajak: [],
    }))
    expect(codesOf(await house.submit(house.form(0, { baris })))).toEqual(['SPD_TIDAK_CUKUP'])
  })

  it('leaves budget unable to cut what it has bound', async () => {
    const row = await oneRow(
      database.owner,
      sql<{ terikat: string }>`select b.terikat::text as terikat from budget.berlaku b
      where b.mata_anggaran_id = ${house.mata[0]}`,
    )
    expect(row.terikat).toBe('11101000.00')
  })
})

describe('each office for itself', () => {
  it('lets nobody take a step that is not theirs, nor one with what they made', async () => {
    const { id } = must(await house.submit(house.form(10_000)))
    expect(
      codesOf(await house.take(BENDAHARA, id, { langkah: 'setujui', periksa: 'lengkap' })),
    ).toEqual(['BUKAN_WEWENANG'])
    const maker = { ...PPTK1, grants: [{ role: 'ppk-skpd', unitKode: 'pupr' }] } as const
    expect(
      codesOf(await house.take(maker, id, { langkah: 'setujui', periksa: 'lengkap' })),
    ).toEqual(['PEMBUAT_BUKAN_PEMERIKSA'])
    const elsewhere = { ...PPK, grants: [{ role: 'ppk-skpd', unitKode: 'dinkes' }] } as const
    expect(
      codesOf(await house.take(elsewhere, id, { langkah: 'setujui', periksa: 'lengkap' })),
    ).toEqual(['BUKAN_WEWENANG'])
    must(await house.check(id))
    const checker = { ...PPK, grants: [{ role: 'pa', unitKode: 'pupr' }] } as const
    expect(codesOf(await house.take(checker, id, { langkah: 'terbit-spm' }))).toEqual([
      'PEMBUAT_BUKAN_PEMERIKSA',
    ])
    must(await house.sign(id))
    const signer = { ...PA1, grants: [{ role: 'bud' }] } as const
    expect(codesOf(await house.take(signer, id, { langkah: 'terbit-sp2d' }))).toEqual([
      'PEMBUAT_BUKAN_PEMERIKSA',
    ])
  })

  it('sends back what is not complete, with what to mend, and takes it again', async () => {
    const { id } = must(await house.submit(house.form(20_000)))
    const half = [{ kode: 'kontrak', isAda: true, catatan: '' }]
    expect(codesOf(await house.take(PPK, id, { langkah: 'setujui', periksa: half }))).toEqual([
      'PERIKSA_BELUM_LENGKAP',
    ])
    const alasan = 'Faktur pajaknya belum dilampirkan.'
    must(await house.take(PPK, id, { langkah: 'kembalikan', periksa: half, alasan }))
    const perbaikan = {
      uraian: 'Belanja ATK',
      penerima: 'CV Sumber Jaya',
      bank: 'Bank Contoh',
      rekening: '99887766',
      bukti: [],
    }
    must(await house.take(PPTK1, id, { langkah: 'perbaiki', perbaikan }))
    must(await house.check(id))
  })

  it('refuses by a letter with a number and a reason, and frees the funds', async () => {
    const { id } = must(await house.submit(house.form(5_000_000)))
    must(await house.check(id))
    expect(codesOf(await house.take(PA1, id, { langkah: 'tolak-spm' }))).toEqual([
      'ALASAN_LANGKAH',
      'SURAT_NOMOR',
    ])
    const letter = { alasan: 'Pekerjaan belum selesai menurut laporan.', suratNomor: '900/12' }
    must(await house.take(PA1, id, { langkah: 'tolak-spm', ...letter }))
    expect(codesOf(await house.sign(id))).toEqual(['TAHAP_SUDAH_BERPINDAH'])
    expect(await brokenCounters()).toEqual([])
  })

  it('moves many at once and says of each that cannot go why', async () => {
    const ids = []
    for (let at = 0; at < 3; at += 1) ids.push(must(await house.submit(house.form(1_000))).id)
    must(await house.check(ids[1] ?? ''))
    const outcomes = await createTakeMany(house.deps)(PPK, ids, {
      langkah: 'setujui',
      alasan: '',
      suratNomor: '',
      periksa: 'lengkap',
    })
    expect(outcomes.map(({ outcome }) => codesOf(outcome))).toEqual([
      [],
      ['TAHAP_SUDAH_BERPINDAH'],
      [],
    ])
  })
})

describe('capital spending', () => {
  it('is closed only when assets have taken up all of it', async () => {
    const baris = [
      {
        mataAnggaranId: house.mata[3] ?? '',
        uraian: 'Laptop',
        jumlahSen: rupiah(9_000_000),
        pajak: [],
      },
    ]
    const { id } = must(await house.submit(house.form(0, { baris })))
    await house.toSpm(id)
    must(await house.issue(id))
    must(await house.pay(id))
    const open = await app.treasury.belanjaModalBelumTercatat(app.kit.db, { tahun: house.tahun })
    expect(open).toHaveLength(1)
    const sp2dBarisId = open[0]?.barisId ?? ''
    const link = (amount: number, asetId: string) =>
      transaction(app.kit.db, (tx) =>
        app.treasury.linkAset(tx, {
          sp2dBarisId,
          aset: { jenis: 'kartu', id: asetId, nomor: asetId },
          jumlahSen: rupiah(amount),
        }),
      )
    expect(must(await link(4_000_000, 'A1'))).toBe('linked')
    expect(codesOf(await link(6_000_000, 'A2'))).toEqual(['ASET_MELEBIHI_BARIS'])
    await expect(
      run(database.owner, sql`update treasury.sp2d set status = 'selesai' where spp_id = ${id}`),
    ).rejects.toThrow(/asset|add up/)
    expect(must(await link(5_000_000, 'A3'))).toBe('closed')
    const left = await app.treasury.belanjaModalBelumTercatat(app.kit.db, { tahun: house.tahun })
    expect(left).toEqual([])
  })
})

describe('fifty at once for the last funds', () => {
  it('lets through exactly those that fit, and tells the others why', async () => {
    const { terikat, spd } = await oneRow(
      database.owner,
      sql<{
        terikat: number
        spd: number
      }>`select d.terikat::float8 as terikat, d.spd::float8 as spd
      from treasury.dana d where d.skpd_id = ${house.pupr.id}`,
    )
    const each = Math.floor((spd - terikat) / 20.5)
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => {
        const baris = [
          { mataAnggaranId: house.mata[2] ?? '', uraian: '', jumlahSen: rupiah(each), pajak: [] },
        ]
        return house.submit(house.form(0, { baris }))
      }),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20)
    const codes = new Set(outcomes.flatMap((one) => codesOf(one)))
    expect([...codes]).toEqual(['SPD_TIDAK_CUKUP'])
    expect(await brokenCounters()).toEqual([])
    const { gaps } = await oneRow(
      database.owner,
      sql<{ gaps: number }>`select max(split_part(s.nomor, '/', 3)::int) - count(*)::int as gaps
      from treasury.spp s where s.skpd_id = ${house.pupr.id}`,
    )
    expect(gaps).toBe(0)
  }, 60_000)

  it('issues no SP2D above the region’s cash', async () => {
    const found = await rows(
      database.owner,
      sql<{ id: string }>`select s.id from treasury.spp s where s.tahap = 'diajukan' order by s.id`,
    )
    for (const { id } of found) await house.toSpm(id)
    const { jumlah, saldo } = await oneRow(
      database.owner,
      sql<{
        jumlah: string
        saldo: string
      }>`select max(s.jumlah)::text as jumlah, (select k.saldo - k.dipesan
        from treasury.kas k where k.jenis = 'rkud')::text as saldo from treasury.spp s where s.tahap = 'spm'`,
    )
    // Leave room for five and a half of them.
    await run(
      database.owner,
      sql`insert into treasury.mutasi (kas_id, tahun, tanggal, keluar, uraian, dokumen_jenis, dokumen_id,
        dokumen_nomor, dicatat_at)
      values (${house.rkud}, ${house.tahun}, ${house.kit.today()}, ${saldo}::numeric - 5.5 * ${jumlah}::numeric,
        'uji', 'uji', gen_random_uuid(), 'uji', now())`,
    )
    const waiting = await rows(
      database.owner,
      sql<{
        id: string
      }>`select s.id from treasury.spp s where s.tahap = 'spm' and s.jumlah = ${jumlah}::numeric order by s.id`,
    )
    const outcomes = await Promise.all(waiting.map(({ id }) => house.issue(id)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5)
    expect([...new Set(outcomes.flatMap((one) => codesOf(one)))]).toEqual(['KAS_TIDAK_CUKUP'])
    expect(await brokenCounters()).toEqual([])
  }, 60_000)
})

describe('what the database itself makes impossible', () => {
  const refused = (statement: ReturnType<typeof sql>) =>
    expect(run(database.owner, statement)).rejects

  it('binds nothing above budget, release or contract', async () => {
    const { id } = await oneRow(
      database.owner,
      sql<{ id: string }>`select s.id from treasury.spp s where s.tahap = 'spm' limit 1`,
    )
    await refused(
      sql`insert into treasury.ikatan (spp_id, mata_anggaran_id, terikat, sebab, waktu)
      values (${id}, ${house.mata[2]}, 500000000, 'ajukan', now())`,
    ).toThrow(/left|dana_check/)
    await refused(
      sql`insert into treasury.ikatan (spp_id, mata_anggaran_id, terikat, sebab, waktu)
      values (${id}, ${house.mata[0]}, 50000000, 'ajukan', now())`,
    ).toThrow(/dana_check/)
  })

  it('spends no cash that is not there and orders none twice', async () => {
    await refused(
      sql`insert into treasury.mutasi (kas_id, tahun, tanggal, keluar, uraian, dokumen_jenis, dokumen_id, dokumen_nomor, dicatat_at)
      values (${house.rkud}, ${house.tahun}, ${house.kit.today()}, 900000000000, 'x', 'uji', gen_random_uuid(), 'x', now())`,
    ).toThrow(/kas_/)
    await refused(
      sql`insert into treasury.spm select gen_random_uuid(), m.spp_id, m.nomor || 'x', m.tanggal, m.jumlah, m.pembuat,
        m.pemeriksa, m.penandatangan, m.dibuat_at from treasury.spm m limit 1`,
    ).toThrow(/spm_spp_id_key/)
    await refused(
      sql`insert into treasury.sp2d (id, spm_id, spp_id, nomor, tahun, skpd_id, jenis, tanggal, nilai, potongan, kas_id,
        penandatangan_spm, penerbit, terbit_at, status)
      select gen_random_uuid(), d.spm_id, d.spp_id, d.nomor || 'x', d.tahun, d.skpd_id, d.jenis, d.tanggal, d.nilai,
        d.potongan, d.kas_id, d.penandatangan_spm, d.penerbit, d.terbit_at, 'terbit' from treasury.sp2d d limit 1`,
    ).toThrow(/sp2d_spm_id_key|kas_check/)
  })

  it('pays no SP2D without its journal and lets no maker check', async () => {
    await refused(
      sql`update treasury.sp2d set status = 'cair', cair_tanggal = tanggal, cair_referensi = 'x' where status = 'terbit'`,
    ).toThrow(/sp2d_check/)
    await refused(
      sql`update treasury.sp2d set status = 'cair', cair_tanggal = tanggal, cair_referensi = 'x', jurnal_id = '1'
      where status = 'terbit'`,
    ).toThrow(/nowhere|add up/)
    await refused(
      sql`update treasury.spp set diperiksa_oleh = dibuat_oleh where tahap = 'spm'`,
    ).toThrow(/spp_check/)
  })

  it('takes no document of a year that is closed', async () => {
    await run(
      database.owner,
      sql`update fiscal.tahun_anggaran set status = 'tutup' where tahun = ${house.tahun}`,
    )
    expect(codesOf(await house.submit(house.form(1_000)))).toEqual(['TAHUN_DITUTUP'])
    await refused(
      sql`insert into treasury.mutasi (kas_id, tahun, tanggal, masuk, uraian, dokumen_jenis, dokumen_id, dokumen_nomor, dicatat_at)
      values (${house.rkud}, ${house.tahun}, ${house.kit.today()}, 1, 'x', 'uji', gen_random_uuid(), 'x', now())`,
    ).toThrow(/running year/)
    await run(
      database.owner,
      sql`update fiscal.tahun_anggaran set status = 'berjalan' where tahun = ${house.tahun}`,
    )
    expect(
      codesOf(await house.take(BUD, '00000000-0000-7000-8000-000000000000', { langkah: 'cair' })),
    ).toEqual(['SPP_TIDAK_ADA'])
  })
})
