import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { photographPaper } from '../../../tests/support/papers.ts'
import { makePdf } from '../../../tests/support/pdfs.ts'
import type { Actor } from '../../kernel/actor.ts'
import { DAY_MS, tanggal } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { vaultData } from './index.ts'
import { findMany, insertBerkas, listOfOwner, markRemoved } from './store/berkas-store.ts'
import { actForOwner, actForSubject } from './store/row-policy.ts'
import { citizen, createTestVault, officer } from './testing/test-vault.ts'

const { db, owner: behind } = await useTestDatabase()
const house = await createTestVault(db)
const { vault, kit, sealed, wait, cleanUp } = house
const paper = await photographPaper()
const dim = await photographPaper({}, { light: 0.35 })

/** A PDF nobody has sent before. */
const freshPdf = () => makePdf({ pages: [{ content: `BT (${randomUUID()}) Tj ET` }] })
const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusals.map(({ code }) => code).join(' '))
  return result.value
}
const codes = (result: Result<unknown>) =>
  result.ok ? 'kept' : result.refusals.map(({ code }) => code).join(' ')

type Person = Actor & { accountId: string }
const send = (who: Person, jenisKode: string, bytes: Uint8Array, more: object = {}) =>
  vault.keep(db, {
    jenisKode,
    file: { bytes, filename: 'dokumen saya.pdf' },
    pemilikAkunId: who.accountId,
    oleh: who,
    ...more,
  })
const keepKk = async (who: Person) => must(await send(who, 'kk', freshPdf())).berkasId
const caseOf = (nomor = `PMH-${randomUUID().slice(0, 6)}`) => ({
  kind: 'permohonan',
  id: randomUUID(),
  nomor,
})
const useFor = (who: Person, berkasId: string, subject = caseOf(), unitKode = 'dukcapil') =>
  vault.use(db, {
    berkasId,
    pemilikAkunId: who.accountId,
    oleh: who,
    subject,
    unitKode,
    tujuan: 'Memeriksa permohonan akta kelahiran',
  })
const looked = (
  actor: Actor,
  berkasId: string,
  subject: { kind: string; id: string },
  tujuan = 'Mencocokkan nama anak',
) => vault.look(db, actor, { berkasId, subject, tujuan })

describe('a kept document', () => {
  it('is the cleaned picture, sealed: the disk never holds its bytes as they are', async () => {
    const who = citizen()
    const kept = must(await send(who, 'kk', paper))
    const opened = must(await vault.openOwn(db, who.accountId, kept.berkasId))
    expect(opened.contentType).toBe('image/jpeg')
    expect(Buffer.from(opened.bytes).subarray(0, 3).toString('hex')).toBe('ffd8ff')
    expect(opened.filename).toMatch(/^kk-[0-9a-f]{8}\.jpg$/)
    const row = await oneRow(
      behind,
      sql<{
        s: string
        n: string
      }>`select b.segel_sha256 as s, b.nama as n from vault.berkas b where b.id = ${kept.berkasId}::uuid`,
    )
    expect(sealed.has(row.s)).toBe(true)
    expect(row.s).not.toBe(kept.sha256)
    expect(row.n).toBe('dokumen saya.jpg')
  })

  it('of the same owner and kind is one row, however often and however many at once it is sent', async () => {
    const who = citizen()
    const pdf = freshPdf()
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(who, 'kk', pdf)))
    expect(new Set(sent.map((one) => must(one).berkasId)).size).toBe(1)
    expect(sent.filter((one) => must(one).isNew)).toHaveLength(1)
    expect(must(await send(who, 'ijazah', pdf)).isNew).toBe(true)
    expect(must(await send(citizen(), 'kk', pdf)).isNew).toBe(true)
    wait(2 * 3_600_000)
    const before = sealed.size
    await cleanUp()
    expect(before - sealed.size).toBe(5)
    expect(
      must(
        await vault.openOwn(
          db,
          who.accountId,
          must(sent[0] as never as Result<{ berkasId: string }>).berkasId,
        ),
      ).bytes.length,
    ).toBe(pdf.length)
  })

  it('with a warning waits for its owner, and is not offered before', async () => {
    const who = citizen()
    const kept = must(await send(who, 'kk', dim, { isWarningAccepted: false }))
    expect(kept.peringatan.map(({ code }) => code)).toEqual(['BERKAS_AGAK_GELAP'])
    expect(await vault.listFor(db, who.accountId)).toEqual([])
    expect(codes(await useFor(who, kept.berkasId))).toBe('BERKAS_BELUM_DISETUJUI')
    const stranger = { akunId: citizen().accountId }
    expect(codes(await vault.acceptWarnings(db, stranger, kept.berkasId))).toBe(
      'BERKAS_TIDAK_DITEMUKAN',
    )
    must(await vault.acceptWarnings(db, { akunId: who.accountId }, kept.berkasId))
    expect((await vault.listFor(db, who.accountId, 'kk')).map((one) => one.berkasId)).toEqual([
      kept.berkasId,
    ])
    expect(codes(await useFor(who, kept.berkasId))).toBe('kept')
  })

  it('is offered while it is valid, and no longer', async () => {
    const who = citizen()
    const dated = must(await send(who, 'skck', freshPdf(), { tanggalDokumen: '28/11/2026' }))
    expect(await vault.listFor(db, who.accountId, 'skck')).toHaveLength(1)
    wait(3 * DAY_MS)
    expect(await vault.listFor(db, who.accountId, 'skck')).toEqual([])
    expect(codes(await useFor(who, dated.berkasId))).toBe('BERKAS_KEDALUWARSA')
    wait(-3 * DAY_MS)
  })

  it('is counted against the quota, also when two arrive at once at its edge', async () => {
    const who = citizen()
    const limit = await oneRow(
      behind,
      sql<{ nilai: number }>`select a.nilai from vault.aturan a where a.kode = 'kuota-berkas'`,
    )
    for (let at = 1; at < limit.nilai; at += 1) await keepKk(who)
    const last = await Promise.all([
      send(who, 'kk', freshPdf()),
      send(who, 'kk', freshPdf()),
      send(who, 'kk', freshPdf()),
    ])
    expect(last.map(codes).toSorted()).toEqual([
      'BERKAS_KUOTA_JUMLAH',
      'BERKAS_KUOTA_JUMLAH',
      'kept',
    ])
    const [one] = await vault.listFor(db, who.accountId)
    must(await vault.remove(db, who, { akunId: who.accountId, berkasId: one?.berkasId ?? '' }))
    expect(codes(await send(who, 'kk', freshPdf()))).toBe('kept')
  }, 60_000)

  it('uploaded by an officer for its owner says so', async () => {
    const who = citizen()
    const clerk = officer('loket', 'dukcapil')
    const kept = must(
      await vault.keep(db, {
        jenisKode: 'kk',
        file: { bytes: freshPdf(), filename: 'a.pdf' },
        pemilikAkunId: who.accountId,
        oleh: clerk,
      }),
    )
    const row = await oneRow(
      behind,
      sql<{
        o: string
      }>`select b.oleh_akun_id as o from vault.berkas b where b.id = ${kept.berkasId}::uuid`,
    )
    expect(row.o).toBe(clerk.accountId)
    expect(codes(await vault.openOwn(db, clerk.accountId, kept.berkasId))).toBe(
      'BERKAS_TIDAK_DITEMUKAN',
    )
  })
})

describe('who may look', () => {
  it('is the owner, and an officer of a unit that uses it while the use runs; everybody else finds nothing', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const subject = caseOf()
    const clerk = officer('petugas-layanan', 'dukcapil')
    const nothing = 'BERKAS_TIDAK_DITEMUKAN'
    expect(codes(await looked(clerk, berkasId, subject))).toBe(nothing)
    const { penggunaanId } = must(await useFor(who, berkasId, subject))
    expect(codes(await looked(clerk, berkasId, subject))).toBe('kept')
    expect(codes(await vault.lookByUse(db, clerk, { penggunaanId, tujuan: 'Memeriksa' }))).toBe(
      'kept',
    )
    const others: readonly Actor[] = [
      officer('petugas-layanan', 'dpmptsp'),
      officer('operator-aduan', 'dukcapil'),
      officer('admin', 'dukcapil'),
      citizen(),
      {
        kind: 'citizen',
        accountId: randomUUID(),
        name: 'RT',
        tier: 'nik-checked',
        grants: [{ role: 'loket', unitKode: 'dukcapil' }],
      },
      { kind: 'anonymous' },
    ]
    for (const other of others) {
      expect(codes(await looked(other, berkasId, subject))).toBe(nothing)
      expect(await vault.useFacts(db, other, penggunaanId)).toBeUndefined()
    }
    expect(codes(await looked(clerk, berkasId, caseOf()))).toBe(nothing)
    expect(codes(await vault.openOwn(db, citizen().accountId, berkasId))).toBe(nothing)
    await vault.endUses(db, subject, clerk)
    await vault.endUses(db, subject)
    expect(codes(await looked(clerk, berkasId, subject))).toBe(nothing)
    expect(await vault.useFacts(db, clerk, penggunaanId)).toBeUndefined()
    expect(codes(await looked(officer('inspektorat', 'inspektorat'), berkasId, subject))).toBe(
      'kept',
    )
  })

  it('ends with the last day of the use', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const subject = caseOf()
    must(
      await vault.use(db, {
        berkasId,
        pemilikAkunId: who.accountId,
        oleh: who,
        subject,
        unitKode: 'dukcapil',
        tujuan: 'Memeriksa',
        sampai: tanggal('2026-12-31'),
      }),
    )
    const clerk = officer('petugas-layanan', 'dukcapil')
    expect(codes(await looked(clerk, berkasId, subject))).toBe('kept')
    wait(60 * DAY_MS)
    expect(codes(await looked(clerk, berkasId, subject))).toBe('BERKAS_TIDAK_DITEMUKAN')
    wait(-60 * DAY_MS)
  })

  it('tells a purpose first, and the owner reads who looked, in which role, when and for what', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const subject = caseOf('PMH-2026-000007-X')
    must(await useFor(who, berkasId, subject))
    const clerk = officer('petugas-layanan', 'dukcapil', 'Dewi Lestari')
    expect(codes(await looked(clerk, berkasId, subject, ' '))).toBe('BERKAS_TUJUAN_KOSONG')
    must(await looked(clerk, berkasId, subject, 'Mencocokkan nama ibu'))
    const uses = await vault.usesOf(db, who.accountId, { limit: 10 })
    expect(uses.map(({ nomor, unitKode, jenisKode }) => [nomor, unitKode, jenisKode])).toEqual([
      ['PMH-2026-000007-X', 'dukcapil', 'kk'],
    ])
    const access = await rows(
      behind,
      sql<{
        t: string
        d: string[]
        p: string
      }>`select a.tujuan as t, a.data as d, a.peran as p from audit.akses a where a.pemilik_id = ${who.accountId}`,
    )
    expect(access).toEqual([
      { t: 'Mencocokkan nama ibu (PMH-2026-000007-X)', d: ['berkas kk'], p: 'petugas-layanan' },
    ])
    const told = (await vaultData(kit.now).collect(db, who.accountId)) as {
      dibaca: { olehNama: string }[]
    }
    expect(told.dibaca.map(({ olehNama }) => olehNama)).toEqual(['Dewi Lestari'])
  })

  it('is one use per case and unit, however often it is asked for', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const subject = caseOf()
    const asked = await Promise.all([1, 2, 3].map(() => useFor(who, berkasId, subject)))
    expect(new Set(asked.map((one) => must(one).penggunaanId)).size).toBe(1)
    must(await useFor(who, berkasId, subject, 'dpmptsp'))
    const units = (await vault.usesFor(db, subject)).map(({ unitKode }) => unitKode)
    expect(units.toSorted()).toEqual(['dpmptsp', 'dukcapil'])
  })

  it('is never a case of another citizen: whose document it is not cannot use it', async () => {
    const berkasId = await keepKk(citizen())
    expect(codes(await useFor(citizen(), berkasId))).toBe('BERKAS_TIDAK_DITEMUKAN')
    expect(codes(await useFor(citizen(), 'not-an-id'))).toBe('BERKAS_TIDAK_DITEMUKAN')
    const found = { berkasId, subject: caseOf(), unitKode: 'dukcapil', tujuan: 'Memeriksa' }
    await transaction(db, async (tx) => {
      must(await vault.use(tx, found))
      expect(await findMany(tx, [await keepKk(citizen())])).toEqual([])
    })
    expect(codes(await vault.use(db, { ...found, berkasId: randomUUID() }))).toBe(
      'BERKAS_TIDAK_DITEMUKAN',
    )
  })
})

describe('a removed document', () => {
  it('stays for the case that uses it, then for the record, then its bytes are gone', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const subject = caseOf('PMH-2026-000009-Y')
    must(await useFor(who, berkasId, subject))
    const clerk = officer('petugas-layanan', 'dukcapil')
    const remaining = must(await vault.remove(db, who, { akunId: who.accountId, berkasId }))
    expect(remaining).toEqual({ kind: 'in-use', nomor: ['PMH-2026-000009-Y'] })
    expect(await vault.listFor(db, who.accountId)).toEqual([])
    expect(codes(await vault.openOwn(db, who.accountId, berkasId))).toBe('BERKAS_TIDAK_DITEMUKAN')
    expect(codes(await useFor(who, berkasId))).toBe('BERKAS_TIDAK_DITEMUKAN')
    await cleanUp()
    expect(codes(await looked(clerk, berkasId, subject))).toBe('kept')
    await vault.endUses(db, subject, clerk)
    wait(200 * DAY_MS)
    await cleanUp()
    const auditor = officer('inspektorat', 'inspektorat')
    expect(codes(await looked(auditor, berkasId, subject))).toBe('kept')
    wait(200 * DAY_MS)
    await cleanUp()
    expect(codes(await looked(auditor, berkasId, subject))).toBe('BERKAS_TIDAK_DITEMUKAN')
    const row = await oneRow(
      behind,
      sql<{
        s: string | null
        n: string
      }>`select b.segel_sha256 as s, b.nama as n from vault.berkas b where b.id = ${berkasId}::uuid`,
    )
    expect(row).toEqual({ s: null, n: 'dihapus' })
    expect((await vault.usesOf(db, who.accountId, { limit: 5 })).length).toBe(1)
    wait(-400 * DAY_MS)
  })

  it('that no case ever used is gone at once, bytes and all', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const { s } = await oneRow(
      behind,
      sql<{
        s: string
      }>`select b.segel_sha256 as s from vault.berkas b where b.id = ${berkasId}::uuid`,
    )
    expect(must(await vault.remove(db, who, { akunId: who.accountId, berkasId }))).toEqual({
      kind: 'gone',
    })
    expect(codes(await vault.remove(db, who, { akunId: who.accountId, berkasId }))).toBe(
      'BERKAS_TIDAK_DITEMUKAN',
    )
    // The database notes by its own clock; the sweep comes an hour later.
    wait(Date.now() - kit.now().getTime() + 2 * 3_600_000)
    await cleanUp()
    expect(sealed.has(s)).toBe(false)
  })

  it('is all of them when the account is erased', async () => {
    const who = citizen()
    await keepKk(who)
    await vaultData(kit.now).erase?.(db, who.accountId)
    expect(await vault.listFor(db, who.accountId)).toEqual([])
    const { n } = await oneRow(
      behind,
      sql<{
        n: number
      }>`select count(*)::int as n from vault.berkas b where b.pemilik_akun_id = ${who.accountId}::uuid and b.nama <> 'dihapus'`,
    )
    expect(n).toBe(0)
  })
})

describe('a draft of a browser', () => {
  const loose = (deviceId: string, bytes: Uint8Array = freshPdf()) =>
    vault.keepLoose(db, { jenisKode: 'kk', file: { bytes, filename: 'x.pdf' }, deviceId })

  it('is seen by its browser alone, and becomes an account’s with its id', async () => {
    const deviceId = randomUUID()
    const { berkasId } = must(await loose(deviceId))
    expect((await vault.listLoose(db, deviceId)).map((one) => one.berkasId)).toEqual([berkasId])
    expect(await vault.listLoose(db, randomUUID())).toEqual([])
    const who = citizen()
    const taking = { berkasId, pemilikAkunId: who.accountId, oleh: who }
    expect(codes(await vault.adopt(db, { ...taking, deviceId: randomUUID() }))).toBe(
      'BERKAS_TIDAK_DITEMUKAN',
    )
    expect(codes(await useFor(who, berkasId))).toBe('BERKAS_TIDAK_DITEMUKAN')
    expect(must(await vault.adopt(db, { ...taking, deviceId })).berkasId).toBe(berkasId)
    expect(await vault.listLoose(db, deviceId)).toEqual([])
    expect((await vault.listFor(db, who.accountId)).map((one) => one.berkasId)).toEqual([berkasId])
    expect(codes(await vault.adopt(db, { ...taking, deviceId }))).toBe('BERKAS_TIDAK_DITEMUKAN')
  })

  it('that the account keeps already becomes that one', async () => {
    const who = citizen()
    const pdf = freshPdf()
    const kept = must(await send(who, 'kk', pdf))
    const deviceId = randomUUID()
    const draft = must(await loose(deviceId, pdf))
    const adopted = must(
      await vault.adopt(db, {
        berkasId: draft.berkasId,
        deviceId,
        pemilikAkunId: who.accountId,
        oleh: who,
      }),
    )
    expect(adopted).toMatchObject({ berkasId: kept.berkasId, isNew: false })
  })

  it('goes after seven days, and when it is dropped', async () => {
    const deviceId = randomUUID()
    const dropped = must(await loose(deviceId)).berkasId
    expect(await vault.dropLoose(db, randomUUID(), dropped)).toBe(false)
    expect(await vault.dropLoose(db, deviceId, dropped)).toBe(true)
    must(await loose(deviceId))
    wait(6 * DAY_MS)
    await cleanUp()
    expect(await vault.listLoose(db, deviceId)).toHaveLength(1)
    wait(2 * DAY_MS)
    await cleanUp()
    expect(await vault.listLoose(db, deviceId)).toEqual([])
  })

  it('has a quota of its own', async () => {
    const deviceId = randomUUID()
    for (let at = 0; at < 20; at += 1) must(await loose(deviceId))
    expect(codes(await loose(deviceId))).toBe('BERKAS_KUOTA_JUMLAH')
  }, 30_000)
})

describe('row security', () => {
  const count = () => oneRow(db, sql<{ n: number }>`select count(*)::int as n from vault.berkas`)

  it('shows no document to a statement that does not say for whom it acts', async () => {
    await keepKk(citizen())
    expect(await count()).toEqual({ n: 0 })
    const { n } = await oneRow(
      behind,
      sql<{ n: number }>`select count(*)::int as n from vault.berkas`,
    )
    expect(n).toBeGreaterThan(0)
  })

  it('lets a case read what it uses, and change nothing', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const subject = caseOf()
    must(await useFor(who, berkasId, subject))
    const other = await keepKk(who)
    await transaction(db, async (tx) => {
      await actForSubject(tx, subject)
      expect(await findMany(tx, [berkasId, other])).toHaveLength(1)
      expect(await markRemoved(tx, berkasId, kit.now())).toBe(0)
    })
    expect(await vault.listFor(db, who.accountId)).toHaveLength(2)
  })

  it('lets nobody write a document into another account', async () => {
    const who = citizen()
    await keepKk(who)
    const [row] = await transaction(db, async (tx) => {
      await actForOwner(tx, who.accountId)
      return listOfOwner(tx, who.accountId, { limit: 1 })
    })
    const stolen = transaction(db, async (tx) => {
      await actForOwner(tx, citizen().accountId)
      if (row !== undefined)
        await insertBerkas(tx, { ...row, id: randomUUID(), kirimanSha256: 'a'.repeat(64) })
    })
    await expect(stolen).rejects.toThrow(/row-level security/)
  })

  it('keeps a document its owner and its bytes, and a use its purpose, against our own code', async () => {
    const who = citizen()
    const berkasId = await keepKk(who)
    const { penggunaanId } = must(await useFor(who, berkasId))
    const change = (text: string) => run(behind, sql.raw(text))
    await expect(
      change(
        `update vault.berkas set pemilik_akun_id = '${randomUUID()}' where id = '${berkasId}'`,
      ),
    ).rejects.toThrow(/keeps its owner/)
    await expect(
      change(`update vault.berkas set segel_sha256 = repeat('b', 64) where id = '${berkasId}'`),
    ).rejects.toThrow(/keeps its owner/)
    await expect(
      change(`update vault.penggunaan set tujuan = 'lain' where id = '${penggunaanId}'`),
    ).rejects.toThrow(/only ever ended/)
  })
})
