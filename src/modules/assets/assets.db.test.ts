import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { fromDecimalString } from '../../kernel/money.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { scheduleOf } from './domain/penyusutan.ts'
import { findKartuByLabel } from './store/kartu-store.ts'
import { listMutasi } from './store/mutasi-store.ts'
import {
  KDP,
  KEEPER,
  KEEPER_HEALTH,
  LAND,
  LAPTOP,
  MANAGER,
  MOTOR,
  makeKartu,
  must,
  OFFICE,
  ROAD,
  skpdIdOf,
  typedKartu,
  vehicleNumbers,
} from './testing/goods.ts'

const { app, database } = await useRunningApp()
const { assets, accounting, kit } = app
const PUPR = await skpdIdOf(app, 'pupr')
const HEALTH = await skpdIdOf(app, 'dinkes')
const TODAY = kit.today()
const tahun = Number(TODAY.slice(0, 4))

async function cardOf(label: string) {
  const found = await findKartuByLabel(kit.db, label)
  if (found === undefined) throw new Error(`no card ${label}`)
  return found
}
const booked = async (awalan: string, skpdId = PUPR) => {
  const found = await accounting.saldo(kit.db, { tahun, tanggal: TODAY, skpdId, awalan })
  return found.reduce((sum, one) => sum + one.saldoSen, 0n)
}
const codesOf = (result: Awaited<ReturnType<typeof assets.catat>> | undefined) =>
  result === undefined || result.ok ? [] : result.refusals.map(({ code }) => code)

describe('a card', () => {
  it('is worth the sum of its ledger, and its journal is in the books with it', async () => {
    const before = await booked('1.3')
    const label = await makeKartu(app)
    const kartu = await cardOf(label)
    const ledger = await listMutasi(kit.db, kartu.id)
    expect(ledger).toHaveLength(1)
    expect(ledger[0]).toMatchObject({ jenis: 'perolehan', nilai: 16_000_000_05n, semester: 8 })
    expect(ledger[0]?.jurnalId).toBeTruthy()
    expect(kartu).toMatchObject({ nilai: 16_000_000_05n, akumulasi: 0n, sisaSemester: 8 })
    expect((await booked('1.3')) - before).toBe(16_000_000_05n)
  })

  it('gets register numbers that follow one another, with its price shared to the sen', async () => {
    const order = { skpdId: PUPR, ruangId: null, dokumen: 'BAST-2' }
    const typed = typedKartu({ unit: '3', nilai: '3.000.000,01' })
    const made = must(await assets.catat(KEEPER, { ...order, typed }))
    const cards = await Promise.all(made.map(({ label }) => cardOf(label)))
    const registers = cards.map(({ register }) => register)
    expect(registers).toEqual([registers[0], 1 + (registers[0] ?? 0), 2 + (registers[0] ?? 0)])
    expect(cards.map(({ nilai }) => nilai)).toEqual([1_000_000_01n, 1_000_000_00n, 1_000_000_00n])
  })

  it('registered by ten keepers at once leaves no gap and no double among its registers', async () => {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        makeKartu(app, {
          kodeBarang: ROAD,
          nilai: '900.000.000',
          rincian: { konstruksi: 'Aspal', alamat: 'Jl. Raya', panjang_m: '800', lebar_m: '6' },
        }),
      ),
    )
    const found = await rows(
      database.owner,
      sql<{
        register: number
      }>`select k.register from assets.kartu k join assets.kode_barang b on b.id = k.kode_barang_id
      where b.kode = ${ROAD} and k.skpd_id = ${PUPR} order by k.register`,
    )
    expect(found.map(({ register }) => register)).toEqual(found.map((_, index) => index + 1))
  })

  it('of another agency is nobody’s to change', async () => {
    const label = await makeKartu(app)
    const order = { label, dokumen: 'SK-1', typed: { jumlah: '1.000.000', tanggal: '' } }
    expect(await assets.rehab(KEEPER_HEALTH, order)).toBeUndefined()
    const other = { skpdId: HEALTH, ruangId: null, dokumen: 'BAST-9', typed: typedKartu() }
    expect(codesOf(await assets.catat(KEEPER, other))).toContain('BARANG_SKPD')
  })

  it('below the threshold is kept, and stays out of the balance sheet', async () => {
    const before = await booked('1.3')
    const kartu = await cardOf(await makeKartu(app, { nilai: '450.000' }))
    expect(kartu).toMatchObject({ isEkstrakomptabel: true, sisaSemester: 0 })
    expect(await booked('1.3')).toBe(before)
  })
})

describe('a vehicle', () => {
  it('whose chassis another card has is refused, with the other numbers too', async () => {
    const rincian = vehicleNumbers()
    await makeKartu(app, { kodeBarang: MOTOR, rincian })
    const again = { ...vehicleNumbers(), nomor_rangka: rincian.nomor_rangka.toLowerCase() }
    const order = { skpdId: PUPR, ruangId: null, dokumen: 'BAST-3' }
    const typed = typedKartu({ kodeBarang: MOTOR, rincian: again })
    expect(await assets.catat(KEEPER, { ...order, typed })).toMatchObject({
      ok: false,
      refusals: [{ code: 'BARANG_KEMBAR', field: 'rincian.nomor_rangka' }],
    })
  })

  it('registered twice at once is registered once', async () => {
    const rincian = vehicleNumbers()
    const typed = typedKartu({ kodeBarang: MOTOR, rincian })
    const order = { skpdId: PUPR, ruangId: null, dokumen: 'BAST-4', typed }
    const done = await Promise.all([1, 2, 3].map(() => assets.catat(KEEPER, order)))
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('the database', () => {
  const attempt = (query: ReturnType<typeof sql>) =>
    transaction(database.owner, (tx) => run(tx, query))

  it('changes no row of a ledger or a life, not for the owner either', async () => {
    const { id } = await cardOf(await makeKartu(app))
    for (const query of [
      sql`update assets.mutasi set nilai = 1 where kartu_id = ${id}`,
      sql`delete from assets.mutasi where kartu_id = ${id}`,
      sql`truncate assets.mutasi cascade`,
      sql`update assets.riwayat set kejadian = 'hapus' where kartu_id = ${id}`,
      sql`delete from assets.kartu where id = ${id}`,
    ])
      await expect(attempt(query)).rejects.toThrow()
  })

  it('lets no program write a value past the ledger', async () => {
    const { id } = await cardOf(await makeKartu(app))
    await expect(
      run(kit.db, sql`update assets.kartu set nilai = 1 where id = ${id}`),
    ).rejects.toThrow('permission denied')
  })

  it.each([
    ['land that depreciates', LAND, { luas_m2: '500', alamat: 'Jl. A', hak: 'pakai' }, 1],
    ['a second charge of one semester', LAPTOP, { merek: 'Nusa' }, 2],
  ])('refuses %s', async (_, kodeBarang, rincian, times) => {
    const { id } = await cardOf(await makeKartu(app, { kodeBarang, rincian }))
    const charge = sql`insert into assets.mutasi (id, kartu_id, jenis, skpd_id, tahun, tanggal, periode, susut, semester,
        pembukuan, jurnal_id, dokumen, oleh, waktu)
      select gen_random_uuid(), ${id}, 'penyusutan', ${PUPR}, ${tahun}, make_date(${tahun}, 6, 30), ${`${tahun}-1`}, 1, -1,
        'jurnal', 'x', 'x', 'x', now() from generate_series(1, ${times}::int)`
    await expect(attempt(charge)).rejects.toThrow()
  })

  it('refuses a card without value, a vehicle without numbers, a building without life, a code of another KIB', async () => {
    const base = await cardOf(await makeKartu(app))
    const vehicle = await oneRow(
      database.owner,
      sql<{ id: number }>`select b.id from assets.kode_barang b where b.kode = ${MOTOR}`,
    )
    const copy = (
      change: string,
    ) => sql`insert into assets.kartu (id, label, kib, kode_barang_id, skpd_id, register, nama,
        asal_usul, tanggal_perolehan, kondisi, is_ekstrakomptabel, masa_semester, susut_mulai, rincian, dicatat_oleh,
        dicatat_at, berubah_at)
      select r.id, r.label, r.kib, r.kode_barang_id, r.skpd_id, 900 + floor(random() * 9000)::int, r.nama, r.asal_usul,
        r.tanggal_perolehan, r.kondisi, r.is_ekstrakomptabel, r.masa_semester, r.susut_mulai, r.rincian, r.dicatat_oleh,
        r.dicatat_at, r.berubah_at
      from assets.kartu k, jsonb_populate_record(k, ${change}::jsonb) r where k.id = ${base.id}`
    const fresh = () => ({ id: kit.newSecretId(), label: `BMD-AAAA-AAA${serialLetter()}-A` })
    for (const change of [
      fresh(),
      { ...fresh(), kode_barang_id: vehicle.id },
      { ...fresh(), masa_semester: 0 },
      { ...fresh(), kib: 'C' },
    ])
      await expect(attempt(copy(JSON.stringify(change)))).rejects.toThrow(/card|code|check/)
  })

  it('sums every ledger to its card, whatever was done in this file', async () => {
    const wrong = await rows(
      database.owner,
      sql<{ label: string }>`select k.label from assets.kartu k
      left join (select m.kartu_id, sum(m.nilai) as nilai, sum(m.susut) as susut, sum(m.semester) as semester
        from assets.mutasi m group by m.kartu_id) s on s.kartu_id = k.id
      where (k.nilai, k.akumulasi, k.sisa_semester) is distinct from (s.nilai, s.susut, s.semester::smallint)`,
    )
    expect(wrong).toEqual([])
  })
})

let letters = 0
const serialLetter = () => 'BCDEFGHJKMNP'.charAt(letters++ % 12)

describe('a semester of depreciation', () => {
  it('charges every card once, by the same sen as the domain, with one journal for the book', async () => {
    const label = await makeKartu(app, { nilai: '16.000.000,03', tanggalPerolehan: '2026-01-05' })
    const kartu = await cardOf(label)
    await run(
      database.owner,
      sql`update assets.kartu set susut_mulai = ${`${tahun}-1`} where id = ${kartu.id}`,
    )
    const before = await booked('1.3.07')
    must(await assets.susutkan(MANAGER, { periode: `${tahun}-1` }))
    const after = await cardOf(label)
    const [first] = scheduleOf(kartu)
    expect(after).toMatchObject({ akumulasi: first?.akumulasi, sisaSemester: 7 })
    expect(must(await assets.susutkan(MANAGER, { periode: `${tahun}-1` }))).toMatchObject({
      kartu: 0,
    })
    const charged = await oneRow(
      database.owner,
      sql<{ jumlah: string }>`select coalesce(sum(m.susut), 0)::text as jumlah from assets.mutasi m
      where m.jenis = 'penyusutan' and m.skpd_id = ${PUPR}`,
    )
    const gathered = (await booked('1.3.07')) - before
    expect(gathered < 0n ? -gathered : gathered).toBe(fromDecimalString(charged.jumlah))
  })

  it('that has not ended, or is none, is refused; so is who does not manage goods', async () => {
    for (const [actor, periode] of [
      [MANAGER, `${tahun}-2`],
      [MANAGER, 'semester'],
      [KEEPER, `${tahun}-1`],
    ] as const)
      expect(await assets.susutkan(actor, { periode })).toMatchObject({
        refusals: [{ code: 'PERIODE' }],
      })
  })
})

describe('a change of value', () => {
  it('by rehabilitation adds cost and life, and books both', async () => {
    const rincian = { luas_lantai_m2: '400', alamat: 'Jl. Kantor 1' }
    const more = { kodeBarang: OFFICE, nilai: '1.000.000.000', rincian }
    const label = await makeKartu(app, more)
    const before = await booked('1.3.03')
    const typed = { jumlah: '250.000.000', tanggal: '' }
    must(await assets.rehab(KEEPER, { label, dokumen: 'KTR-1', typed }))
    const kartu = await cardOf(label)
    expect(kartu).toMatchObject({ nilai: 1_250_000_000_00n, sisaSemester: 100 })
    expect((await booked('1.3.03')) - before).toBe(250_000_000_00n)
  })

  it('lifts goods over the threshold into the balance sheet with all they cost', async () => {
    const label = await makeKartu(app, { nilai: '400.000' })
    const before = await booked('1.3.02')
    const typed = { jumlah: '300.000', tanggal: '' }
    must(await assets.rehab(KEEPER, { label, dokumen: 'KTR-2', typed }))
    expect(await cardOf(label)).toMatchObject({
      isEkstrakomptabel: false,
      nilai: 700_000_00n,
      sisaSemester: 8,
    })
    expect((await booked('1.3.02')) - before).toBe(700_000_00n)
  })

  it('by correction is one more row, with its journal; a change of life alone has none', async () => {
    const label = await makeKartu(app)
    const before = await booked('1.3.02')
    const typed = {
      nilai: '15.000.000',
      akumulasi: '0',
      sisaSemester: '6',
      alasan: 'Salah kutip BAST',
    }
    must(await assets.koreksi(KEEPER, { label, dokumen: 'BA-1', typed }))
    const again = { ...typed, sisaSemester: '5', alasan: 'Umur ditinjau' }
    must(await assets.koreksi(KEEPER, { label, dokumen: 'BA-2', typed: again }))
    expect(await cardOf(label)).toMatchObject({ nilai: 15_000_000_00n, sisaSemester: 5 })
    expect((await booked('1.3.02')) - before).toBe(-1_000_000_05n + 0n)
  })
})

describe('a proposal', () => {
  const propose = async (jenis: 'pindah' | 'hapus') => {
    const label = await makeKartu(app)
    const keSkpdId = jenis === 'pindah' ? HEALTH : undefined
    must(await assets.usulkan(KEEPER, { label, jenis, keSkpdId, alasan: 'Dipakai di sana' }))
    const { id } = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select u.id from assets.usulan u join assets.kartu k on k.id = u.kartu_id where k.label = ${label}`,
    )
    return { label, id }
  }
  const yes = { setuju: true, dokumen: 'SK-77/2026', catatan: '' } as const

  it('is not decided by who made it, and by nobody without a document', async () => {
    const { id } = await propose('pindah')
    const own = await assets.putus({ ...MANAGER, accountId: KEEPER.accountId }, { id, ...yes })
    expect(own).toMatchObject({ refusals: [{ code: 'USULAN_SENDIRI' }] })
    const bare = await assets.putus(MANAGER, { id, ...yes, dokumen: '' })
    expect(bare).toMatchObject({ refusals: [{ code: 'DOKUMEN' }] })
    const self = sql`update assets.usulan set status = 'disetujui', dokumen = 'x-1', diputus_oleh = diajukan_oleh,
      diputus_nama = 'x', diputus_at = now() where id = ${id}`
    await expect(run(database.owner, self)).rejects.toThrow('check')
  })

  it('to hand over moves the card and its value to the other book, and never makes value', async () => {
    const { label, id } = await propose('pindah')
    const [here, there] = [await booked('1.3'), await booked('1.3', HEALTH)]
    must(await assets.putus(KEEPER_HEALTH, { id, ...yes }))
    const kartu = await cardOf(label)
    expect(kartu).toMatchObject({ skpdId: HEALTH, nilai: 16_000_000_05n, sisaSemester: 8 })
    expect([(await booked('1.3')) - here, (await booked('1.3', HEALTH)) - there]).toEqual([
      -16_000_000_05n,
      16_000_000_05n,
    ])
    expect(await assets.putus(KEEPER_HEALTH, { id, ...yes })).toMatchObject({
      refusals: [{ code: 'USULAN_SUDAH_DIPUTUS' }],
    })
  })

  it('to write off is the manager’s to decide, and leaves nothing in the books', async () => {
    const { label, id } = await propose('hapus')
    expect(await assets.putus(KEEPER_HEALTH, { id, ...yes })).toMatchObject({
      refusals: [{ code: 'USULAN_BUKAN_WEWENANG' }],
    })
    const before = await booked('1.3')
    must(await assets.putus(MANAGER, { id, ...yes }))
    expect(await cardOf(label)).toMatchObject({ status: 'dihapus', nilai: 0n, akumulasi: 0n })
    expect((await booked('1.3')) - before).toBe(-16_000_000_05n)
  })

  it('decided by two at once is decided once', async () => {
    const { id } = await propose('hapus')
    const second = { ...MANAGER, accountId: '00000000-0000-4000-8000-00000000000a' }
    const done = await Promise.all(
      [MANAGER, second].map((actor) => assets.putus(actor, { id, ...yes })),
    )
    expect(done.filter((one) => one?.ok === true)).toHaveLength(1)
  })
})

describe('construction in progress', () => {
  it('becomes cards that sum to it, and its account is empty', async () => {
    const rincian = { alamat: 'Jl. Gedung 3', luas_m2: '300' }
    const label = await makeKartu(app, {
      kodeBarang: KDP,
      nama: 'Gedung baru',
      nilai: '900.000.000,07',
      rincian,
    })
    const before = { kdp: await booked('1.3.06'), all: await booked('1.3') }
    const hasil = `${OFFICE}; Gedung arsip; 800.000.000\n1.3.4.01.01.01.003; Jalan masuk`
    const order = {
      label,
      bastNomor: 'BAST-PHO-1',
      bastTanggal: TODAY,
      hasil,
      kondisi: 'B' as const,
    }
    const labels = must(await assets.selesaiKdp(KEEPER, order))
    const cards = await Promise.all(labels.map(cardOf))
    expect(cards.map(({ nilai }) => nilai)).toEqual([800_000_000_00n, 100_000_000_07n])
    expect(await cardOf(label)).toMatchObject({ status: 'jadi_aset', nilai: 0n })
    expect((await booked('1.3.06')) - before.kdp).toBe(-900_000_000_07n)
    expect(await booked('1.3')).toBe(before.all)
  })
})
