import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { openTreasuryHouse, rupiah } from '../treasury/testing/treasury-house.ts'
import { bandingkan } from './actions/periksa.ts'
import { findKartuByLabel } from './store/kartu-store.ts'
import { KDP, KEEPER, LAPTOP, MANAGER, must, OFFICE, typedKartu } from './testing/goods.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { assets, kit } = app
const house = await openTreasuryHouse(app)
must(await house.release(rupiah(300_000_000)))

/** An SP2D of capital spending, paid. @returns ids of its lines */
async function paid(...amounts: readonly number[]): Promise<readonly string[]> {
  const lines = amounts.map((amount, at) => ({
    mataAnggaranId: house.mata[3] ?? '',
    uraian: `Belanja ${at}`,
    jumlahSen: rupiah(amount),
    pajak: [],
  }))
  const { id } = must(await house.submit(house.form(0, { baris: lines })))
  await house.toSpm(id)
  must(await house.issue(id))
  must(await house.pay(id))
  const found = await rows(
    database.owner,
    sql<{ id: string }>`select b.id from treasury.spp_baris b where b.spp_id = ${id} order by b.id`,
  )
  return found.map((row) => row.id)
}
const statusOf = (lineId: string) =>
  oneRow(
    database.owner,
    sql<{
      status: string
      sisa: string
    }>`select d.status, (b.jumlah - b.tercatat)::text as sisa from treasury.spp_baris b
      join treasury.sp2d d on d.spp_id = b.spp_id where b.id = ${lineId}`,
  )
const take = (baris: readonly string[], more: object = {}, induk?: string) =>
  assets.dariSp2d(KEEPER, { baris, induk, typed: typedKartu({ tanggalPerolehan: '', ...more }) })
const cardOf = async (label: string) => must(await wrap(label))
const wrap = async (label: string) => {
  const value = await findKartuByLabel(kit.db, label)
  return value === undefined ? undefined : { ok: true as const, value }
}

describe('capital spending', () => {
  it('one line becomes many cards, to the sen, and closes its SP2D', async () => {
    const lines = await paid(10_000_000)
    const labels = must(await take(lines, { unit: '3' }))
    const cards = await Promise.all(labels.map(cardOf))
    expect(cards.map(({ nilai }) => nilai)).toEqual([3_333_333_34n, 3_333_333_33n, 3_333_333_33n])
    expect(await statusOf(lines[0] ?? '')).toEqual({ status: 'selesai', sisa: '0.00' })
  })

  it('taken up twice at once is taken up once', async () => {
    const lines = await paid(7_000_000)
    const done = await Promise.all([1, 2].map(() => take(lines)))
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await statusOf(lines[0] ?? '')).toMatchObject({ sisa: '0.00' })
  })

  it('several lines become one card; below the threshold they leave the balance sheet', async () => {
    const lines = [...(await paid(5_000_000)), ...(await paid(400_000))]
    const [label = ''] = must(await take(lines))
    expect(await cardOf(label)).toMatchObject({ nilai: 5_400_000_00n, sisaSemester: 8 })
    const small = await paid(450_000)
    const [outside = ''] = must(await take(small))
    expect(await cardOf(outside)).toMatchObject({ isEkstrakomptabel: true })
    expect(await statusOf(small[0] ?? '')).toMatchObject({ status: 'selesai' })
  })

  it('becomes construction, grows by the next payment, and turns into a building', async () => {
    const first = await paid(30_000_000)
    const rincian = { alamat: 'Jl. Baru 2', luas_m2: '90' }
    const [label = ''] = must(await take(first, { kodeBarang: KDP, nama: 'Gedung pos', rincian }))
    const second = await paid(20_000_000)
    expect(must(await take(second, {}, label))).toEqual([label])
    expect(await cardOf(label)).toMatchObject({ nilai: 50_000_000_00n, sisaSemester: 0 })
    const order = { label, bastNomor: 'PHO-1', bastTanggal: kit.today(), kondisi: 'B' as const }
    const hasil = `${OFFICE}; Gedung pos; 50.000.000; Jl. Baru 2`
    const [building = ''] = must(await assets.selesaiKdp(KEEPER, { ...order, hasil }))
    expect(await cardOf(building)).toMatchObject({ nilai: 50_000_000_00n, sisaSemester: 100 })
    const edges = await rows(
      database.owner,
      sql<{ jenis: string }>`select j.dari_jenis as jenis from assets.pub_jejak j
        join assets.kartu k on k.id::text = j.ke_id where k.label = ${building}`,
    )
    expect(edges).toEqual([{ jenis: 'kdp' }])
  })

  it('leaves cards and books equal in every account, after depreciation and a correction too', async () => {
    const [label = ''] = must(await take(await paid(9_000_000)))
    const periode = `${house.tahun}-1`
    const semester = { periode }
    await run(
      database.owner,
      sql`update assets.kartu set susut_mulai = ${periode} where sisa_semester > 0`,
    )
    const atOnce = await Promise.all([1, 2, 3].map(() => assets.susutkan(MANAGER, semester)))
    expect(atOnce.filter((one) => must(one).kartu > 0)).toHaveLength(1)
    const typed = {
      nilai: '8.500.000',
      akumulasi: '100.000',
      sisaSemester: '6',
      alasan: 'Salah kutip',
    }
    must(await assets.koreksi(KEEPER, { label, dokumen: 'BA-9', typed }))
    const compared = await bandingkan(assets.deps, kit.db, kit.today())
    expect(compared.length).toBeGreaterThan(1)
    expect(compared.filter(({ kartu, buku }) => kartu !== buku)).toEqual([])
  })

  it('is taken up whole or not at all, whichever statement fails', async () => {
    const lines = await paid(6_000_000)
    const before = await digestTables(database.ownerUrl)
    let fails = 0
    for (let n = 1; n < 120; n += 1) {
      failAt = n
      seen = 0
      const outcome = await take(lines, { unit: '2', kodeBarang: LAPTOP }).then(
        ({ ok }) => (ok ? 'done' : 'refused'),
        (error: Error) => error.message,
      )
      failAt = Number.POSITIVE_INFINITY
      if (outcome === 'done') break
      fails += 1
      expect(outcome).toContain(FAILURE)
      if (n % 3 === 0) expect(await digestTables(database.ownerUrl)).toEqual(before)
    }
    expect(fails).toBeGreaterThan(15)
    expect(await statusOf(lines[0] ?? '')).toMatchObject({ status: 'selesai' })
  }, 120_000)
})
