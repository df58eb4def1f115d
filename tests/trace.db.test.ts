import { describe, expect, it } from 'vitest'
import { present } from '../src/kernel/assert.ts'
import { KEEPER, must, typedKartu } from '../src/modules/assets/testing/goods.ts'
import { openTreasuryHouse, rupiah } from '../src/modules/treasury/testing/treasury-house.ts'
import { oneRow, rows, run, sql } from '../src/platform/db/database.ts'
import { createFormVisitor } from './support/form-visitor.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database } = await useRunningApp()
const house = await openTreasuryHouse(app)
must(await house.release(rupiah(300_000_000)))

/** A payment of capital spending that became a card. */
const lines = [
  { mataAnggaranId: house.mata[3] ?? '', uraian: '', jumlahSen: rupiah(10_000_000), pajak: [] },
]
const { id: sppId } = must(await house.submit(house.form(0, { baris: lines })))
await house.toSpm(sppId)
must(await house.issue(sppId))
must(await house.pay(sppId))
const { barisId, sp2dId } = await oneRow(
  database.owner,
  sql<{ barisId: string; sp2dId: string }>`select b.id as "barisId", d.id as "sp2dId"
    from treasury.spp_baris b join treasury.sp2d d on d.spp_id = b.spp_id where b.spp_id = ${sppId}`,
)
const [label = ''] = must(
  await app.assets.dariSp2d(KEEPER, {
    baris: [barisId],
    induk: undefined,
    typed: typedKartu({ tanggalPerolehan: '', nama: 'Laptop jejak' }),
  }),
)
const { kartuId } = await oneRow(
  database.owner,
  sql<{ kartuId: string }>`select k.id as "kartuId" from assets.kartu k where k.label = ${label}`,
)

const { reference } = app
const kecamatan = present(reference.kecamatan()[0], 'the demo has kecamatan').kode
const inside = present(
  reference.innerPoint(present(reference.desaOf(kecamatan)[0], 'and villages').kode),
  'with a point inside',
)

/** Send a report the way a phone does that scanned the label. @returns its receipt */
async function reportFromLabel(changes: Record<string, string> = {}): Promise<string> {
  const visitor = createFormVisitor(app.server)
  const page = (await visitor.get(`/barang/${label}`)).payload
  const link = present(/href="(\/lapor\?[^"]+)"/.exec(page)?.[1], 'a door to a report')
  const form = (await visitor.get(link.replaceAll('&amp;', '&'))).payload
  expect(form).toContain(`name="barang" value="${label}"`)
  const steps = [
    [
      '/lapor',
      { judul: 'Laptop rusak', isi: 'Laptop ini tidak dapat dinyalakan lagi sejak kemarin.' },
    ],
    [
      '/lapor/tempat',
      { kategori: 'penerangan.padam', lat: String(inside.lat), lon: String(inside.lon) },
    ],
    ['/lapor/diri', { privasi: 'petugas', nama: 'Budi Santoso', telepon: '', email: '' }],
  ] as const
  for (const [url, fields] of steps) {
    const sent = { jenis: 'pengaduan', aksi: 'lanjut', barang: label, ...fields, ...changes }
    expect([url, (await visitor.post(url, sent)).statusCode]).toEqual([url, 303])
  }
  const receipt = String((await visitor.post('/lapor/periksa', {})).headers.location)
  return present(
    /\b[A-Z]{3}-[0-9A-Z-]+/.exec((await visitor.get(receipt)).payload)?.[0],
    'a number',
  )
}

const openTrace = async (key: string) => {
  const answer = await createFormVisitor(app.server).get(`/jejak/${key}`)
  return { status: answer.statusCode, body: answer.payload }
}
const LINKS = /href="\/jejak\/([a-z0-9-]+)\.([\w-]+)"/g
const kindsIn = (body: string) => new Set([...body.matchAll(LINKS)].map(([, kind]) => kind))
const lineOf = (body: string, start: string) =>
  present(
    [...body.matchAll(LINKS)].find(
      ([, kind, id]) => kind === 'baris-laporan' && id?.startsWith(start),
    ),
    start,
  )[2] ?? ''

describe('the chain of a payment', () => {
  it('leads through its journals to lines of the statements, of the SKPD and of the region', async () => {
    const { body } = await openTrace(`sp2d.${sp2dId}`)
    expect(kindsIn(body)).toEqual(
      new Set([
        'rka',
        'mata-anggaran',
        'spd',
        'spp',
        'spm',
        'jurnal',
        'baris-laporan',
        'kartu-aset',
      ]),
    )
    const own = `lra-${house.tahun}-${house.pupr.id}-modal-mesin`
    expect(body).toContain(`/jejak/baris-laporan.${own}`)
    expect(body).toContain(`/jejak/baris-laporan.lra-${house.tahun}-d-modal-mesin`)
    expect(lineOf(body, 'neraca-')).not.toBe('')
  })

  it('opens from a statement line back to the budget and on to the card', async () => {
    for (const whose of [house.pupr.id, 'd']) {
      const { status, body } = await openTrace(
        `baris-laporan.lra-${house.tahun}-${whose}-modal-mesin`,
      )
      expect(status).toBe(200)
      expect(body).toContain(`/jejak/sp2d.${sp2dId}`)
      expect(body).toContain(`/jejak/kartu-aset.${kartuId}`)
      expect(kindsIn(body).has('mata-anggaran')).toBe(true)
      // The line shows what was paid: nothing else was in this year.
      expect(body).toContain('· Rp10.000.000</p>')
    }
  })

  it('shows a card the journals and statement lines of what it was bought with', async () => {
    const { body } = await openTrace(`kartu-aset.${kartuId}`)
    for (const kind of ['sp2d', 'jurnal', 'baris-laporan', 'mata-anggaran'])
      expect([kind, kindsIn(body).has(kind)]).toEqual([kind, true])
  })

  it('answers 404 for lines no statement has', async () => {
    for (const id of ['lra-2026-d-tidak-ada', 'lak-2026-d-kas', 'lra-2026-999999-modal-mesin', 'x'])
      expect([id, (await openTrace(`baris-laporan.${id}`)).status]).toEqual([id, 404])
  })

  it('is measured whole only when a line of the LRA counts it', async () => {
    await app.runJob('trace.measure', {})
    const found = await rows(
      database.owner,
      sql<{ baris: number; tanpa: number }>`select k.baris, k.tanpa_laporan as tanpa
        from trace.kelengkapan k where k.tahun = ${house.tahun}`,
    )
    expect(found).toEqual([{ baris: 1, tanpa: 0 }])
  })
})

describe('a report sent from the label of a thing', () => {
  it('keeps the thing, stands in its chain, and leads back to the money', async () => {
    const nomor = await reportFromLabel()
    const card = await openTrace(`kartu-aset.${kartuId}`)
    expect(card.body).toContain(`/laporan/${nomor}`)
    expect(card.body).not.toContain('Budi')
    const sp2d = await openTrace(`sp2d.${sp2dId}`)
    expect(sp2d.body).toContain(`/laporan/${nomor}`)
    const back = await openTrace(`laporan.${nomor}`)
    expect(back.body).toContain(`/jejak/sp2d.${sp2dId}`)
    const page = await createFormVisitor(app.server).get(`/laporan/${nomor}`)
    expect(page.payload).toContain(`href="/barang/${label}"`)
  })

  it('is never told when it is secret, or no longer published', async () => {
    await reportFromLabel({ rahasia: '1' })
    const kept = await rows(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from citizen_reports.laporan l
        where l.is_rahasia and l.barang_label is not null`,
    )
    expect(kept).toEqual([{ n: 0 }])
    const nomor = await reportFromLabel()
    await run(
      database.owner,
      sql`update citizen_reports.laporan l set is_publik = false where l.nomor = ${nomor}`,
    )
    const card = await openTrace(`kartu-aset.${kartuId}`)
    expect(card.body).not.toContain('RHS-')
    expect(card.body).not.toContain(nomor)
    expect((await openTrace(`laporan.${nomor}`)).status).toBe(404)
  })

  it('cannot be secret and name a thing, in the database either', async () => {
    await expect(
      run(
        database.owner,
        sql`update citizen_reports.laporan l set barang_label = ${label} where l.is_rahasia`,
      ),
    ).rejects.toThrow(/check constraint/)
  })

  it('takes no label that nobody knows', async () => {
    for (const made of ['BMD-0000-0000-0', '<b>', "'"]) {
      const visitor = createFormVisitor(app.server)
      const { statusCode, payload } = await visitor.get(`/lapor?barang=${encodeURIComponent(made)}`)
      expect([made, statusCode, payload.includes('name="barang"')]).toEqual([made, 200, false])
    }
  })
})
