import { beforeAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { sen } from '../../kernel/money.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { must, openBudgetHouse, openYear, PA, PPKD, PPTK, TAPD } from './testing/budget-house.ts'

const { app, database } = await useRunningApp()
const year = 2040
let house: Awaited<ReturnType<typeof openBudgetHouse>>

beforeAll(async () => {
  house = await openBudgetHouse(app, await openYear(app, year + 1))
})

const codesOf = (result: Readonly<{ ok: boolean; refusals?: readonly { code: string }[] }>) =>
  result.ok ? [] : (result.refusals ?? []).map(({ code }) => code)

describe('from ceilings to a budget in force', () => {
  let rka = ''
  it('holds an RKA to its ceiling when it is handed in, in the database too', async () => {
    await house.agreeCeilings('1.000.000')
    rka = await house.make('rka')
    must(await house.write(rka, [house.change({ volume: '17', harga: '60.000' })]))
    const over = await house.movePart(PA, { versiId: rka, skpdId: house.pupr.id, ke: 'diajukan' })
    expect(codesOf(over)).toEqual(['BAGIAN_MELEBIHI_PAGU'])
    await expect(
      run(
        database.owner,
        sql`update budget.bagian set status = 'diajukan', diajukan_oleh = 'x', diajukan_at = now()
        where versi_id = ${rka} and skpd_id = ${house.pupr.id}`,
      ),
    ).rejects.toThrow('ceiling')
  })

  it('lets nobody approve a part they handed in or a line they entered', async () => {
    const [line] = await rows(
      database.owner,
      sql<{
        id: string
        revisi: number
      }>`select g.id, g.revisi from budget.garis g where g.versi_id = ${rka}`,
    )
    must(
      await house.write(rka, [
        house.change({ volume: '16', harga: '60.000' }, { id: line?.id, revisi: line?.revisi }),
      ]),
    )
    const at = { versiId: rka, skpdId: house.pupr.id }
    must(await house.movePart(PA, { ...at, ke: 'diajukan' }))
    expect(codesOf(await house.movePart(PA, { ...at, ke: 'disetujui' }))).toEqual(['ORANG_SAMA'])
    expect(codesOf(await house.movePart(PPTK, { ...at, ke: 'disetujui' }))).toEqual(['ORANG_SAMA'])
    const pptk = PPTK.kind === 'officer' ? PPTK.accountId : ''
    await expect(
      run(
        database.owner,
        sql`update budget.bagian set status = 'disetujui', ditelaah_oleh = ${pptk}, ditelaah_at = now()
        where versi_id = ${rka} and skpd_id = ${house.pupr.id}`,
      ),
    ).rejects.toThrow('nobody approves')
    must(await house.movePart(TAPD, { ...at, ke: 'disetujui' }))
  })

  it('closes lines of a part that was handed in', async () => {
    expect(codesOf(await house.write(rka, [house.change()]))).toEqual(['BAGIAN_TERTUTUP'])
    await expect(
      run(
        database.owner,
        sql`update budget.garis set harga = 1, jumlah = round(volume, 2) where versi_id = ${rka}`,
      ),
    ).rejects.toThrow('closed part')
    await expect(
      run(database.owner, sql`delete from budget.garis where versi_id = ${rka}`),
    ).rejects.toThrow('closed part')
  })

  it('puts amounts in force, tells the public log and everyone who listens', async () => {
    must(await house.force(rka))
    const apbd = await house.make('apbd')
    must(await house.force(apbd))
    const positions = await app.budget.anggaranBerlaku(app.kit.db, { tahun: year + 1 })
    expect(positions.map(({ anggaran, skpdId }) => [anggaran, skpdId])).toEqual([
      [96_000_000n, house.pupr.id],
    ])
    const told = await oneRow(
      database.owner,
      sql<{ acara: number; sidik: string }>`select
        (select count(*)::int from platform.outbox o where o.type = 'budget.versi-berlaku.v1'
          and o.payload ->> 'versiId' = ${apbd}) as acara,
        (select v.sidik from budget.versi v where v.id = ${apbd}) as sidik`,
    )
    expect(told.acara).toBe(1)
    expect(told.sidik).toMatch(/^[0-9a-f]{64}$/)
  })

  it('lets nobody enact what they made, in the database too', async () => {
    const versiId = await house.make('perubahan')
    must(await house.step(TAPD, { versiId, ke: 'diajukan' }))
    const own = await house.enact(TAPD, { versiId, dasar: 'Perda 9', tanggal: '2041-09-01' })
    expect(codesOf(own)).toEqual(['ORANG_SAMA'])
    await expect(
      run(
        database.owner,
        sql`update budget.versi set status = 'berlaku', disahkan_oleh = dibuat_oleh, disahkan_at = now(),
          dasar = 'Perda 9', dasar_tanggal = '2041-09-01', sidik = repeat('0', 64), dokumen = '{}' where id = ${versiId}`,
      ),
    ).rejects.toThrow()
    must(await house.step(TAPD, { versiId, ke: 'batal' }))
  })

  it('refuses to change, drop or re-enact what is in force, even to the owner of the tables', async () => {
    const current = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select v.id from budget.versi v where v.status = 'berlaku' and v.tahun = ${year + 1}`,
    )
    const attempts = [
      sql`update budget.garis set keterangan = 'diam-diam' where versi_id = ${current.id}`,
      sql`delete from budget.garis where versi_id = ${current.id}`,
      sql`update budget.versi set dasar = 'Perda lain' where id = ${current.id}`,
      sql`update budget.versi set status = 'disusun' where id = ${current.id}`,
      sql`update budget.berlaku set jumlah = jumlah + 1 where tahun = ${year + 1}`,
      sql`update budget.berlaku set terikat = jumlah + 1 where tahun = ${year + 1}`,
    ]
    for (const attempt of attempts) await expect(run(database.owner, attempt)).rejects.toThrow()
  })
})

describe('two at once', () => {
  it('enact two versions made from one: one is in force, the other is refused', async () => {
    const geser = await house.make('pergeseran', 'antar-objek')
    const ubah = await house.make('perubahan')
    for (const versiId of [geser, ubah]) must(await house.step(TAPD, { versiId, ke: 'diajukan' }))
    const order = { dasar: 'Perkada 2', tanggal: `${year + 1}-03-01` }
    const ended = await Promise.all(
      [geser, ubah].map((versiId) => house.enact(PPKD, { versiId, ...order })),
    )
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1)
    expect(ended.flatMap(codesOf)).toEqual(['VERSI_INDUK_DIGANTI'])
    const loser = ended[0]?.ok ? ubah : geser
    must(await house.step(TAPD, { versiId: loser, ke: 'batal' }))
  })

  it('edit one line: the second is told and loses nothing', async () => {
    const versiId = await house.make('perubahan')
    const at = { versiId, skpdId: house.pupr.id }
    must(await house.movePart(TAPD, { ...at, ke: 'dikembalikan' }))
    const line = await oneRow(
      database.owner,
      sql<{
        id: string
        revisi: number
      }>`select g.id, g.revisi from budget.garis g where g.versi_id = ${versiId}`,
    )
    const ended = await Promise.all(
      ['11', '12'].map((volume, n) =>
        house.write(versiId, [house.change({ volume }, line)], n === 0 ? PPTK : PA),
      ),
    )
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1)
    expect(ended.flatMap(codesOf)).toEqual(['BARIS_BENTROK'])
    must(await house.step(TAPD, { versiId, ke: 'batal' }))
  })

  it('bind the last funds of a position: one is refused with what is left', async () => {
    const [position] = await app.budget.anggaranBerlaku(app.kit.db, { tahun: year + 1 })
    const order = { mataAnggaranId: position?.id ?? '', jumlahSen: sen(60_000_000n) }
    const ended = await Promise.all(
      [1, 2].map(() => transaction(app.kit.db, (tx) => app.budget.ikat(tx, order))),
    )
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1)
    expect(ended.flatMap(codesOf)).toEqual(['IKAT_MELEBIHI'])
  })
})

describe('a change of the budget in force', () => {
  it('never falls below what is bound', async () => {
    const versiId = await house.make('perubahan')
    const at = { versiId, skpdId: house.pupr.id }
    must(await house.movePart(TAPD, { ...at, ke: 'dikembalikan' }))
    const line = await oneRow(
      database.owner,
      sql<{
        id: string
        revisi: number
      }>`select g.id, g.revisi from budget.garis g where g.versi_id = ${versiId}`,
    )
    must(await house.write(versiId, [house.change({ volume: '2' }, line)]))
    await house.approve(versiId)
    expect(codesOf(await house.force(versiId))).toEqual(['TURUN_DI_BAWAH_TERIKAT'])
    must(await house.step(TAPD, { versiId, ke: 'batal' }))
  })

  it('by a shift keeps totals of its level, and moves below it freely', async () => {
    const shift = async (rekening: string, other: string) => {
      const versiId = await house.make('pergeseran', 'antar-sub-rincian')
      const at = { versiId, skpdId: house.pupr.id }
      must(await house.movePart(TAPD, { ...at, ke: 'dikembalikan' }))
      const line = await oneRow(
        database.owner,
        sql<{
          id: string
          revisi: number
        }>`select g.id, g.revisi from budget.garis g where g.versi_id = ${versiId}`,
      )
      must(
        await house.write(versiId, [
          house.change({ volume: '15', harga: '60.000', rekening }, line),
          house.change({ volume: '1', harga: '60.000', rekening: other }, { key: 'b2' }),
        ]),
      )
      await house.approve(versiId)
      return { versiId, ended: await house.force(versiId) }
    }
    const [a, b] = house.belanja
    const far = house.codes.rekening.all.find(
      ({ kode, isDaun }) => isDaun && kode.startsWith('5.1.02.02.'),
    )
    const refused = await shift(a?.kode ?? '', far?.kode ?? '')
    expect(codesOf(refused.ended)).toEqual(['GESER_MELEWATI_BATAS', 'GESER_MELEWATI_BATAS'])
    must(await house.step(TAPD, { versiId: refused.versiId, ke: 'batal' }))
    expect(codesOf((await shift(a?.kode ?? '', b?.kode ?? '')).ended)).toEqual([])
  })
})
