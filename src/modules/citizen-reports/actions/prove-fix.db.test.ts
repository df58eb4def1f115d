import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import {
  bringToField,
  FIELD,
  LIAISON,
  OPERATOR,
  sendCase,
} from '../../../../tests/support/case-house.ts'
import { isShippedServer } from '../../../../tests/support/database.ts'
import { makePhoto, withNumber } from '../../../../tests/support/photos.ts'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { oneRow, rows, run, sql } from '../../../platform/db/database.ts'
import { preparePhoto } from '../../../platform/photo/index.ts'
import type { Laporan } from '../domain/laporan.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import { lookAlikesOf } from './proof-facts.ts'
import { issueNonce } from './proof-nonce.ts'
import type { ProofClaim } from './prove-fix.ts'

let nowMs = Date.now()
const { app, database, takeQueries } = await useRunningApp({ now: () => new Date(nowMs) })
const { proveFix } = app.citizenReports
const { kit } = app

async function caseInField(): Promise<Laporan> {
  const { nomor } = await sendCase(app)
  await bringToField(app, nomor)
  return present(nomor)
}

async function present(nomor: string): Promise<Laporan> {
  const laporan = await findLaporanByNomor(kit.db, nomor)
  if (laporan === undefined) throw new Error(`no case ${nomor}`)
  return laporan
}

function nonceFor(laporan: Laporan, actor: Actor = FIELD, isOffline = false): string {
  const petugasId = 'accountId' in actor ? actor.accountId : ''
  return issueNonce(
    { secretKey: kit.secretKey, now: kit.now(), random: kit.randomBytes(9) },
    { laporanId: laporan.id, petugasId, isOffline },
  )
}

async function claimOf(laporan: Laporan, photo: Buffer, nonce = nonceFor(laporan)) {
  const claim: ProofClaim = {
    nomor: laporan.nomor,
    nonce,
    pesan: 'Lubang sudah ditambal aspal.',
    bytes: withNumber(photo, nonce),
    way: 'kamera',
    takenAt: kit.now(),
    position: { lat: laporan.lat ?? 0, lon: laporan.lon ?? 0, accuracyM: 8 },
  }
  return claim
}

const claimAs = (claim: ProofClaim, actor: Actor = FIELD) => proveFix.withPhoto({ actor }, claim)
const codesOf = (outcome: Awaited<ReturnType<typeof claimAs>>) =>
  outcome.ok ? [] : outcome.refusals.map((one) => one.code)
const wordsOf = (outcome: Awaited<ReturnType<typeof claimAs>>) =>
  outcome.ok ? '' : outcome.refusals.map((one) => one.message).join(' ')

async function stored(laporanId: string) {
  return oneRow(
    database.owner,
    sql<{ status: string; foto: number; nonce: number; riwayat: number }>`select l.status,
      (select count(*)::int from citizen_reports.foto f where f.laporan_id = l.id) as foto,
      (select count(*)::int from citizen_reports.nonce_bukti n where n.laporan_id = l.id) as nonce,
      (select count(*)::int from citizen_reports.riwayat r where r.laporan_id = l.id and r.kejadian = 'ajukan_selesai') as riwayat
    from citizen_reports.laporan l where l.id = ${laporanId}::uuid`,
  )
}

const CHANGES: readonly (readonly [string, (photo: Buffer) => Promise<Buffer>])[] = [
  ['as it was', (photo: Buffer) => Promise.resolve(photo)],
  ['recompressed', (photo: Buffer) => sharp(photo).jpeg({ quality: 40 }).toBuffer()],
  ['made smaller', (photo: Buffer) => sharp(photo).resize(320).jpeg().toBuffer()],
  ['mirrored', (photo: Buffer) => sharp(photo).flop().jpeg().toBuffer()],
  [
    'made brighter',
    (photo: Buffer) => sharp(photo).modulate({ brightness: 1.2 }).jpeg().toBuffer(),
  ],
  [
    'cropped a little',
    (photo: Buffer) =>
      sharp(photo).extract({ left: 6, top: 5, width: 628, height: 470 }).jpeg().toBuffer(),
  ],
]

describe('a claim with a photo', () => {
  it('moves the case, keeps the photo and uses the number, all together', async () => {
    const laporan = await caseInField()
    const done = await claimAs(await claimOf(laporan, await makePhoto(101)))
    expect(codesOf(done)).toEqual([])
    expect(await stored(laporan.id)).toEqual({
      status: 'menunggu_validasi',
      foto: 1,
      nonce: 1,
      riwayat: 1,
    })
    expect((await present(laporan.nomor)).isBerbukti).toBe(true)
  })

  it('sent twice, or twice at once, is one claim', async () => {
    const laporan = await caseInField()
    const claim = await claimOf(laporan, await makePhoto(102))
    const both = await Promise.all([claimAs(claim), claimAs(claim)])
    expect(both.flatMap(codesOf)).toEqual([])
    expect(both.filter((one) => one.ok && one.value.isNew)).toHaveLength(1)
    const later = await claimAs(claim)
    expect(later.ok && later.value.isNew).toBe(false)
    expect(await stored(laporan.id)).toMatchObject({ foto: 1, nonce: 1, riwayat: 1 })
  })

  it('of two officers at once is won by one, and the other is told', async () => {
    const laporan = await caseInField()
    const claims = [
      claimAs(await claimOf(laporan, await makePhoto(103))),
      claimAs(await claimOf(laporan, await makePhoto(104), nonceFor(laporan, LIAISON)), LIAISON),
    ]
    const outcomes = await Promise.all(claims)
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
    expect(outcomes.flatMap(codesOf)).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    expect(await stored(laporan.id)).toMatchObject({ foto: 1, nonce: 1, riwayat: 1 })
  })

  it('with somebody else’s number, another case’s or a used one is refused', async () => {
    const [one, two] = [await caseInField(), await caseInField()]
    const photo = await makePhoto(105)
    const borrowed = await claimAs(await claimOf(one, photo, nonceFor(one, LIAISON)))
    expect(codesOf(borrowed)).toEqual(['BUKTI_KODE_TIDAK_SAH'])
    const elsewhere = await claimAs(await claimOf(one, photo, nonceFor(two)))
    expect(codesOf(elsewhere)).toEqual(['BUKTI_KODE_TIDAK_SAH'])
    const nonce = nonceFor(one)
    expect((await claimAs(await claimOf(one, photo, nonce))).ok).toBe(true)
    await app.citizenReports.act(
      kit.db,
      { actor: OPERATOR },
      { nomor: one.nomor, tindakan: 'tolak_bukti', form: { pesan: 'Belum rata.' } },
    )
    const again = await claimAs(await claimOf(one, await makePhoto(106), nonce))
    expect(codesOf(again)).toEqual(['BUKTI_KODE_TERPAKAI'])
  })

  it('from a gallery, from afar, too late, or blank is refused and changes nothing', async () => {
    const laporan = await caseInField()
    const photo = await makePhoto(107)
    const good = await claimOf(laporan, photo)
    const gallery = { ...good, bytes: photo }
    expect(codesOf(await claimAs(gallery))).toEqual(['BUKTI_BUKAN_DARI_KAMERA'])
    const far = {
      ...good,
      position: { lat: (laporan.lat ?? 0) + 0.01, lon: laporan.lon ?? 0, accuracyM: 5 },
    }
    expect(wordsOf(await claimAs(far))).toContain('1,1 km dari lokasi laporan')
    const white = await sharp({
      create: { width: 640, height: 480, channels: 3, background: '#888' },
    })
      .jpeg()
      .toBuffer()
    expect(codesOf(await claimAs(await claimOf(laporan, white)))).toEqual(['BUKTI_KOSONG'])
    nowMs += 31 * 60_000
    expect(codesOf(await claimAs(good))).toEqual(['BUKTI_KODE_KEDALUWARSA'])
    expect(await stored(laporan.id)).toEqual({ status: 'proses', foto: 0, nonce: 0, riwayat: 0 })
  })

  it.each(CHANGES)(
    'with the photo of another case, %s, is refused with the number of that case',
    async (what, change) => {
      const seed = 200 + CHANGES.findIndex(([name]) => name === what)
      const [first, second] = [await caseInField(), await caseInField()]
      const photo = await makePhoto(seed)
      expect(codesOf(await claimAs(await claimOf(first, photo)))).toEqual([])
      const reused = await claimAs(await claimOf(second, await change(photo)))
      expect(codesOf(reused)).toEqual(['BUKTI_PERNAH_DIPAKAI'])
      expect(wordsOf(reused)).toContain(first.nomor)
      expect(await stored(second.id)).toMatchObject({ status: 'proses', foto: 0 })
    },
  )

  it('with a photo of a secret case is refused without a word about that case', async () => {
    const { nomor, kodeLacak } = await sendCase(app, { isRahasia: true })
    const photo = await makePhoto(301)
    const place = { nomor, caller: { actor: { kind: 'anonymous' } as const, kodeLacak } }
    const sent = await app.citizenReports.takePhoto(kit.db, {
      bytes: photo,
      peran: 'pelapor',
      place,
    })
    expect(sent.ok).toBe(true)
    const reused = await claimAs(await claimOf(await caseInField(), photo))
    expect(codesOf(reused)).toEqual(['BUKTI_PERNAH_DIPAKAI'])
    expect(wordsOf(reused)).not.toMatch(/RHS|rahasia/i)
  })

  it('refused is remembered in the audit log with its reasons', async () => {
    const laporan = await caseInField()
    await claimAs({
      ...(await claimOf(laporan, await makePhoto(108))),
      bytes: await makePhoto(108),
    })
    const history = await app.citizenReports.deps.audit.historyOf(
      kit.db,
      { kind: 'laporan', id: laporan.id },
      50,
    )
    const entry = history.find((one) => one.tindakan === 'laporan.bukti-ditolak')
    expect([entry?.tindakan, entry?.alasan]).toEqual([
      'laporan.bukti-ditolak',
      'BUKTI_BUKAN_DARI_KAMERA',
    ])
  })

  it('taken without a signal is accepted hours later, with its own time', async () => {
    const laporan = await caseInField()
    const nonce = nonceFor(laporan, FIELD, true)
    const claim = await claimOf(laporan, await makePhoto(109), nonce)
    nowMs += 20 * 3_600_000
    expect(codesOf(await claimAs(claim))).toEqual([])
  })
})

describe('a claim without a photo', () => {
  it('is refused where there is something to show, and counted without proof where not', async () => {
    const laporan = await caseInField()
    const pesan = 'Sudah dijelaskan kepada warga.'
    const refused = await proveFix.withoutPhoto({ actor: FIELD }, { nomor: laporan.nomor, pesan })
    expect(refused.ok ? [] : refused.refusals.map((one) => one.code)).toEqual([
      'BUKTI_TIDAK_PERLU_DITOLAK',
    ])
    const { daun } = await app.citizenReports.katalog.get()
    const kode = daun.find((one) => !one.isFotoDianjurkan && !one.isRahasia)?.kode ?? ''
    const { nomor } = await sendCase(app, { kategoriKode: kode })
    await bringToField(app, nomor)
    const done = await proveFix.withoutPhoto({ actor: FIELD }, { nomor, pesan })
    expect(done.ok && [done.value.status, done.value.isBerbukti]).toEqual([
      'menunggu_validasi',
      false,
    ])
  })
})

describe('the search for look-alikes', () => {
  it.skipIf(!isShippedServer)('reads by index, however many photos there are', async () => {
    const laporan = await caseInField()
    await run(
      database.owner,
      sql`insert into citizen_reports.foto (id, laporan_id, peran, sha256, kecil_sha256, phash, dhash, pita, lebar, tinggi,
        ukuran, dibuat_at)
      select gen_random_uuid(), ${laporan.id}::uuid, 'pelengkap', md5(n::text) || md5(n::text), md5(n::text) || md5(n::text),
        (random() * 9e18)::bigint, (random() * 9e18)::bigint,
        array(select (random() * 65535 - 32768)::smallint from generate_series(1, 4 + n * 0)), 640, 480, 1, now()
      from generate_series(1, 20000) n`,
    )
    await run(database.owner, sql`analyze citizen_reports.foto`)
    const prepared = await preparePhoto(await makePhoto(401))
    if (!prepared.ok) throw new Error('not prepared')
    takeQueries()
    const standing = { actor: FIELD, isReporter: false }
    await lookAlikesOf(kit.db, prepared.value, { laporanId: laporan.id, standing })
    const query = takeQueries().find((one) => one.text.includes('bit_count'))
    const plan = await rows(
      database.owner,
      sql<{
        'QUERY PLAN': string
      }>`explain ${sql.raw(inline(query?.text ?? '', query?.values ?? []))}`,
    )
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toContain('BitmapOr')
    for (const band of [1, 2, 3, 4]) expect(text).toContain(`foto_pita${band}`)
    expect(text).not.toContain('Seq Scan on foto')
  })

  function inline(text: string, values: readonly unknown[]): string {
    return text.replace(/\$(\d+)/g, (_whole, at: string) => {
      const value = values[Number(at) - 1]
      return Array.isArray(value) ? `'{${value.join(',')}}'` : `'${String(value)}'`
    })
  }
})
