import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { DAY_MS } from '../../kernel/date.ts'
import { hexOf } from '../../kernel/digest-format.ts'
import type { Result } from '../../kernel/result.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { sha256 } from '../../platform/sha256.ts'
import { castFor, castWithToken, issueToken, loadPungutan } from './actions/beri-suara.ts'
import { keepDomisili } from './actions/hak.ts'
import { closeAndCount, countExport, keepHours } from './actions/hitung.ts'
import { enterLembar, markPresent } from './actions/kertas.ts'
import { addPilihan, tetapkan } from './actions/susun.ts'
import { makeReceipt, receiptDigest, rootOf } from './domain/pohon.ts'
import { blindSign, createBlindKey, drawBlinded, isSigned } from './secrets/blind-rsa.ts'
import { findHasil } from './store/hasil-store.ts'
import { findKotak, listPenolakan, listReceipts } from './store/kotak-store.ts'
import { findKunci } from './store/pungutan-store.ts'
import { KAUMAN, lurahOf, PLANNER, voteHouse } from './testing/vote-house.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
let now = new Date('2026-11-26T03:07:00Z')
const { app, database } = await useRunningApp({
  now: () => now,
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { kit } = app
const house = voteHouse(app)
const { deps } = house
let people = 0
const citizen = (desaKode = KAUMAN) => {
  people += 1
  return house.citizen(database.owner, people, desaKode)
}
const codesOf = (done: Result<unknown>) => (done.ok ? [] : done.refusals.map(({ code }) => code))
const loaded = async (nomor: string) => {
  const found = await loadPungutan(kit.db, nomor)
  if (found === undefined) throw new Error(`no vote ${nomor}`)
  return found
}
const ballot = (...pilihan: readonly string[]) => ({ pilihan, poin: [] })
const form = (...ticks: readonly string[]) => ({ ticks, fields: {} })

describe('one person', () => {
  it('has one vote, of a hundred sent at once', async () => {
    const vote = await loaded(await house.open())
    const voter = await citizen()
    const sent = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        castFor(deps, voter, { ...vote, suara: ballot(String((at % 4) + 1)) }),
      ),
    )
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(sent.flatMap(codesOf))).toEqual(new Set(['SUDAH_MEMILIH']))
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from ballots.suara where pungutan_id = ${vote.pungutan.id}`,
    )
    expect(n).toBe(1)
    expect(await listPenolakan(kit.db, vote.pungutan.id)).toEqual([
      { sebab: 'SUDAH_MEMILIH', jumlah: 99 },
    ])
  }, 60_000)

  it('votes only where they live, and not after they were withdrawn', async () => {
    const vote = await loaded(await house.open())
    const stranger = await citizen('99.01.01.2002')
    expect(codesOf(await castFor(deps, stranger, { ...vote, suara: ballot('1') }))).toEqual([
      'WILAYAH_LAIN',
    ])
    const voter = await citizen()
    const cabut = { warga: voter.name, desaKode: KAUMAN, isCabut: true }
    expect(codesOf(await keepDomisili(deps, lurahOf('99.01.01.2002'), cabut))).toEqual([
      'BUKAN_WILAYAH_ANDA',
    ])
    expect(await keepDomisili(deps, lurahOf(KAUMAN), cabut)).toEqual({ ok: true, value: undefined })
    expect(codesOf(await castFor(deps, voter, { ...vote, suara: ballot('1') }))).toEqual([
      'DOMISILI_DICABUT',
    ])
    expect(codesOf(await castFor(deps, PLANNER, { ...vote, suara: ballot('1') }))).toEqual([
      'NIK_DIPERLUKAN',
    ])
  })

  it('fills in a ballot that can be counted, or is told why not', async () => {
    const vote = await loaded(await house.open({ banyak: '3', batas: '1' }))
    const voter = await citizen()
    const refusedFor = async (...pilihan: string[]) =>
      codesOf(await castFor(deps, voter, { ...vote, suara: ballot(...pilihan) }))
    expect(await refusedFor()).toEqual(['SUARA_KOSONG'])
    expect(await refusedFor('9')).toEqual(['PILIHAN_TIDAK_DIKENAL'])
    expect(await refusedFor('1', '1')).toEqual(['PILIHAN_TIDAK_DIKENAL'])
    expect(await refusedFor('1', '2', '3')).toEqual(['MELEBIHI_ANGGARAN'])
    expect(await refusedFor('1', '2', '3', '4')).toEqual(['TERLALU_BANYAK', 'MELEBIHI_ANGGARAN'])
    expect(await refusedFor('2', '3', '4')).toEqual([])
    const counted = await listPenolakan(kit.db, vote.pungutan.id)
    expect(counted.reduce((sum, { jumlah }) => sum + jumlah, 0)).toBe(6)
  })
})

describe('a token', () => {
  const titipanOf = async (
    pungutan: { id: string; nomor: string },
    voter: Awaited<ReturnType<typeof citizen>>,
  ) => {
    const vote = await loaded(pungutan.nomor)
    const keys = await findKunci(kit.db, pungutan.id)
    if (keys === undefined) throw new Error('no key')
    const { token, blinded, finish } = await drawBlinded(keys.kunciPublik, kit.randomBytes)
    const signed = await issueToken(deps, voter, { pungutan: vote.pungutan, blinded })
    const tandaTerima = makeReceipt(kit.randomBytes(26))
    return {
      vote,
      blinded,
      signed,
      tandaTerima,
      titipan: {
        token,
        tandaTangan: signed.ok ? finish(signed.value) : new Uint8Array(256),
        sidikTandaTerima: receiptDigest(sha256, pungutan.nomor, tandaTerima),
        suara: ballot('1'),
      },
    }
  }

  it('is signed blindly, once a person, and used once', async () => {
    const { pungutan } = await loaded(await house.open())
    const voter = await citizen()
    const { vote, blinded, signed, titipan } = await titipanOf(pungutan, voter)
    expect(signed.ok).toBe(true)
    // The answer was lost: the same blinded token is signed again, another one is not.
    expect(await issueToken(deps, voter, { pungutan, blinded })).toEqual(signed)
    expect(codesOf((await titipanOf(pungutan, voter)).signed)).toEqual(['SUDAH_MEMILIH'])
    expect(codesOf(await castFor(deps, voter, { ...vote, suara: ballot('1') }))).toEqual([
      'SUDAH_MEMILIH',
    ])
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => castWithToken(deps, vote, titipan)),
    )
    // Sent again with the same receipt it is the same ballot, and counts once.
    expect(sent.every(({ ok }) => ok)).toBe(true)
    const other = { ...titipan, sidikTandaTerima: sha256(Buffer.from('lain')) }
    expect(codesOf(await castWithToken(deps, vote, other))).toEqual(['TOKEN_TERPAKAI'])
    expect(await findKotak(kit.db, pungutan.id)).toMatchObject({ pemilihDaring: 1, suaraDaring: 1 })
  })

  it('that is forged, cut short or of another vote is refused and counted', async () => {
    const { pungutan } = await loaded(await house.open())
    const { vote, titipan } = await titipanOf(pungutan, await citizen())
    const elsewhere = await loaded(await house.open())
    const forged = { ...titipan, tandaTangan: kit.randomBytes(256) }
    expect(codesOf(await castWithToken(deps, vote, forged))).toEqual(['TOKEN_TIDAK_SAH'])
    const short = { ...titipan, token: titipan.token.slice(1) }
    expect(codesOf(await castWithToken(deps, vote, short))).toEqual(['TOKEN_TIDAK_SAH'])
    expect(codesOf(await castWithToken(deps, elsewhere, titipan))).toEqual(['TOKEN_TIDAK_SAH'])
    expect(await listPenolakan(kit.db, pungutan.id)).toEqual([
      { sebab: 'TOKEN_TIDAK_SAH', jumlah: 2 },
    ])
  })

  it('verifies as an ordinary PSS signature, and its blind form is another number each time', async () => {
    const { privatePem, spki } = await createBlindKey()
    const first = await drawBlinded(spki, kit.randomBytes)
    const signature = first.finish(blindSign(privatePem, spki, first.blinded) ?? new Uint8Array())
    expect(isSigned(spki, first.token, signature)).toBe(true)
    expect(isSigned(spki, first.token, first.blinded)).toBe(false)
    expect(hexOf(first.blinded)).not.toBe(hexOf((await drawBlinded(spki, kit.randomBytes)).blinded))
    expect(blindSign(privatePem, spki, new Uint8Array(256))).toBeUndefined()
    expect(blindSign(privatePem, spki, new Uint8Array(256).fill(255))).toBeUndefined()
  })
})

describe('paper ballots', () => {
  it('are typed in by two people, count when both agree, and take the place of the online vote', async () => {
    const vote = await loaded(await house.open())
    const { pungutan } = vote
    const voter = await citizen()
    const nik = '9901062807730111'
    const first = lurahOf(KAUMAN, '1')
    const second = lurahOf(KAUMAN, '2')
    const sheet = (lembar: string, ...ticks: string[]) => ({
      bundel: 'Kauman 1',
      lembar,
      isi: form(...ticks),
    })
    const enter = (actor: typeof first, sheetForm: ReturnType<typeof sheet>) =>
      enterLembar(deps, actor, { ...vote, form: sheetForm })
    expect(codesOf(await markPresent(deps, first, { pungutan, nik: '123' }))).toEqual([
      'NIK_TIDAK_SAH',
    ])
    expect((await markPresent(deps, first, { pungutan, nik })).ok).toBe(true)
    expect(codesOf(await markPresent(deps, first, { pungutan, nik }))).toEqual(['SUDAH_MEMILIH'])
    const elsewhere = lurahOf('99.01.01.2002', '3')
    expect(codesOf(await markPresent(deps, elsewhere, { pungutan, nik }))).toEqual([
      'BUKAN_WILAYAH_ANDA',
    ])
    expect(await enter(first, sheet('1', '1', '2'))).toMatchObject({
      value: { keadaan: 'menunggu' },
    })
    expect(codesOf(await enter(first, sheet('1', '1', '2')))).toEqual(['ORANG_YANG_SAMA'])
    expect(codesOf(await enter(second, sheet('1', '1', '3')))).toEqual(['LEMBAR_BERBEDA'])
    expect(await enter(second, sheet('1', '2', '1'))).toMatchObject({ value: { keadaan: 'cocok' } })
    expect(codesOf(await enter(second, sheet('1', '1', '2')))).toEqual(['LEMBAR_SUDAH_COCOK'])
    // One was marked as present, so a second sheet does not count.
    await enter(first, sheet('2', '4'))
    expect(codesOf(await enter(second, sheet('2', '4')))).toEqual(['LEMBAR_MELEBIHI_PEMILIH'])
    expect(await findKotak(kit.db, pungutan.id)).toMatchObject({ pemilihKertas: 1, suaraKertas: 1 })
    expect((await castFor(deps, voter, { ...vote, suara: ballot('1') })).ok).toBe(true)
    // Whoever has voted online gets no sheet.
    const online = house.nikOf(voter.accountId)
    const key = deps.personKey(pungutan.id, online)
    const { n } = await oneRow(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from ballots.pemilih where kunci = ${key}`,
    )
    expect(n).toBe(1)
  })
})

describe('a vote', () => {
  it('does not change once it is fixed, whoever tries', async () => {
    const nomor = await house.open()
    expect(codesOf(await tetapkan(deps, PLANNER, nomor))).toEqual(['SUDAH_DITETAPKAN'])
    const option = { nama: 'Susulan', biaya: '1000' }
    expect(codesOf(await addPilihan(deps, PLANNER, { nomor, form: option }))).toEqual([
      'SUDAH_DITETAPKAN',
    ])
    const { pungutan } = await loaded(nomor)
    const id = sql`${pungutan.id}::uuid`
    const tries = [
      sql`update ballots.pungutan set aturan = '{"name":"phragmen"}' where id = ${id}`,
      sql`update ballots.pungutan set tutup_at = tutup_at + interval '1 day' where id = ${id}`,
      sql`update ballots.pungutan set status = 'rancangan' where id = ${id}`,
      sql`update ballots.pilihan set biaya_sen = 1 where pungutan_id = ${id}`,
      sql`delete from ballots.pilihan where pungutan_id = ${id}`,
      sql`update ballots.kotak set suara_daring = suara_daring + 1 where pungutan_id = ${id}`,
    ]
    for (const statement of tries) await expect(run(database.owner, statement)).rejects.toThrow()
    const { kept } = await oneRow(
      database.owner,
      sql<{ kept: unknown }>`select p.ketetapan as kept from ballots.pungutan p where p.id = ${id}`,
    )
    const keys = await findKunci(kit.db, pungutan.id)
    const digest = createHash('sha256').update(canonicalJson(kept)).digest('hex')
    expect(hexOf(keys?.aturanSidik ?? new Uint8Array())).toBe(digest)
  })

  it('closes by the clock, is counted from its export, and proves every receipt', async () => {
    await app.runningLog.sequencer.run()
    const { before } = await oneRow(
      database.owner,
      sql<{
        before: string
      }>`select p.ukuran as before from public_log.pohon p where p.log = 'publik'`,
    )
    const nomor = await house.open()
    const vote = await loaded(nomor)
    const receipts: string[] = []
    for (let at = 0; at < 10; at += 1) {
      const suara = at < 6 ? ballot('1', '2') : ballot('3', '4')
      const done = await castFor(deps, await citizen(), { ...vote, suara })
      if (done.ok) receipts.push(done.value.tandaTerima)
    }
    expect(codesOf(await closeAndCount(deps, PLANNER, nomor))).toEqual(['BELUM_WAKTU_TUTUP'])
    now = new Date(now.getTime() + DAY_MS)
    const late = await castFor(deps, await citizen(), { ...vote, suara: ballot('1') })
    expect(codesOf(late)).toEqual(['SUDAH_DITUTUP'])
    expect(await keepHours(deps)).toContain(nomor)
    expect(await keepHours(deps)).not.toContain(nomor)
    const hasil = await findHasil(kit.db, vote.pungutan.id)
    if (hasil === undefined) throw new Error('no result')
    expect(countExport(hasil.pb)).toBe(hasil.hitungan)
    const count = JSON.parse(hasil.hitungan)
    expect(count.ballots).toBe(10)
    // Six want 1 and 2, four want 3 and 4: greedily the six would take everything.
    expect(new Set(count.chosen)).toEqual(new Set(['2', '3', '4']))
    const leaves = await listReceipts(kit.db, vote.pungutan.id)
    expect(leaves).toHaveLength(10)
    expect(hexOf(rootOf(sha256, leaves))).toBe(hexOf(hasil.akar))
    for (const receipt of receipts) {
      const digest = hexOf(receiptDigest(sha256, nomor, receipt))
      expect(leaves.map(hexOf)).toContain(digest)
    }
    await app.runningLog.sequencer.run()
    const kinds = await rows(
      database.owner,
      sql<{ jenis: string }>`select e.jenis from public_log.entri e
      where e.jenis like 'suara.%' and e.log = 'publik' and e.indeks >= ${before} order by e.indeks`,
    )
    const told = kinds.map(({ jenis }) => jenis)
    expect(told.slice(0, 2)).toEqual(['suara.tetap', 'suara.buka'])
    expect(told).toContain('suara.tutup')
    expect(told).toContain('suara.hasil')
    await expect(
      run(database.owner, sql`delete from ballots.suara where pungutan_id = ${vote.pungutan.id}`),
    ).rejects.toThrow('closed')
  })

  it('takes a ballot in wholly or not at all, whichever statement fails', async () => {
    const vote = await loaded(await house.open())
    const voter = await citizen()
    const before = await digestTables(database.ownerUrl)
    const attempt = async (): Promise<string> => {
      seen = 0
      const done = await castFor(deps, voter, { ...vote, suara: ballot('1') }).then(
        ({ ok }) => (ok ? 'taken' : 'refused'),
        (error: Error) => error.message,
      )
      failAt = Number.POSITIVE_INFINITY
      return done
    }
    let failed = 0
    for (failAt = 1; failAt < 60; failAt = failed + 1) {
      const outcome = await attempt()
      if (outcome === 'taken') break
      failed += 1
      expect(outcome).toContain(FAILURE)
      expect(await digestTables(database.ownerUrl)).toEqual(before)
    }
    expect(failed).toBeGreaterThan(8)
    expect(await findKotak(kit.db, vote.pungutan.id)).toMatchObject({
      pemilihDaring: 1,
      suaraDaring: 1,
    })
  }, 60_000)
})
