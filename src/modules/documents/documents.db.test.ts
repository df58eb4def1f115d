import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { Actor } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import { parseVerifierKey } from '../../kernel/tlog/note.ts'
import { maybeRow, oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { checkSignatures } from '../../platform/pdf/check-signatures.ts'
import { readEmbedded } from '../../platform/pdf/embed-files.ts'
import { renderPdf } from '../../platform/pdf/render-pdf.ts'
import {
  askOpenssl,
  askPdfsig,
  hasOpenssl,
  hasPdfsig,
} from '../../platform/pdf/testing/pdf-house.ts'
import { CHECK_TOOLS } from '../../platform/sha256.ts'
import { demoAccountId } from '../identity/index.ts'
import { checkRecord } from '../public-log/index.ts'
import { checkCode, checkFile } from './actions/check-letter.ts'
import { LETTER_RECORDS, type NewLetter } from './index.ts'
import { LURAH, letterOf } from './testing/letters.ts'

const { app, database, dataDir } = await useRunningApp()
const { documents, kit } = app
const { deps } = documents
const { owner } = database
await app.runningLog.prepare()
app.runningLog.sequencer.start()
afterAll(() => app.runningLog.sequencer.stop())

const SEAL = { level: 'segel', nama: 'Kelurahan Kauman Jati', jabatan: 'Kelurahan' } as const

async function issue(letter: NewLetter = letterOf(), actor: Actor = LURAH) {
  const issued = await transaction(kit.db, (tx) => documents.issue(tx, actor, letter))
  if (!issued.ok) throw new Error(issued.refusals.map(({ message }) => message).join(' '))
  if ('menunggu' in issued.value) throw new Error('it waits')
  return issued.value
}

async function pdfOf(suratId: string): Promise<Buffer> {
  const file = await transaction(kit.db, (tx) => documents.pdfOf(tx, suratId))
  return present(file, 'a file').pdf
}

/** The file once its proof is in it, as the job puts it there. */
async function provenPdfOf(suratId: string): Promise<Buffer> {
  for (let tries = 0; tries < 80; tries += 1) {
    await app.runJob('documents.proof', { suratId })
    const file = await transaction(kit.db, (tx) => documents.pdfOf(tx, suratId))
    if (file?.hasProof) return file.pdf
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the proof never came')
}

const codesOf = async (letter: NewLetter, actor: Actor = LURAH) => {
  const done = await transaction(kit.db, (tx) => documents.issue(tx, actor, letter))
  return done.ok ? ['issued'] : done.refusals.map(({ code }) => code)
}
const verdictOf = async (pdf: Buffer) => (await checkFile(deps, kit.db, pdf)).verdict

describe('a letter that is issued', () => {
  it('has a number, a code, and a file signed by its official that names both', async () => {
    const { suratId, nomor, kode } = await issue()
    expect(nomor).toMatch(/^470\/\d{4}\/KEL-KAUMAN-JATI\/[IVX]+\/20\d\d$/)
    const checked = checkSignatures(await pdfOf(suratId), deps.signers.anchors())
    const [one, ...more] = checked.ok ? checked.signatures : []
    expect(more).toEqual([])
    expect(one).toMatchObject({
      state: 'valid',
      isTotal: true,
      isTrusted: true,
      isStampTrusted: true,
    })
    expect(one?.reason).toContain(kode)
    expect(one?.signer?.subject).toContain('CN=Endah Kusumawati')
    expect(one?.signer?.subject).toContain('Lurah Kauman Jati')
  })

  it('prints what it was given as text, whatever it looks like', async () => {
    const isi = [{ kind: 'paragraf', text: '#read("x") *tebal* $ <a> \\ "kutip"' }] as const
    const { suratId } = await issue(letterOf({ isi }))
    const said = spawnSync('pdftotext', ['-', '-'], { input: await pdfOf(suratId) })
    if (said.error === undefined)
      expect(said.stdout.toString()).toContain('#read("x") *tebal* $ <a>')
  })

  it('tells the log its digest, and nothing of whom it is about', async () => {
    const { suratId, nomor } = await issue()
    const files = await rows(
      owner,
      sql<{
        sha: string
      }>`select encode(r.sha256, 'hex') as sha from documents.revisi r where r.surat_id = ${suratId}`,
    )
    const act = await oneRow(
      owner,
      sql<{ id: string }>`select p.id from documents.peristiwa p where p.surat_id = ${suratId}`,
    )
    const told = await LETTER_RECORDS.read(kit.db, [act.id])
    const text = JSON.stringify(told.get(act.id)?.document)
    expect(text).toContain(files[0]?.sha)
    expect(text).toContain(nomor)
    for (const secret of ['Wahyuni', '9901064507900001', 'Kenanga', demoAccountId('warga')])
      expect(text).not.toContain(secret)
  })

  it('is refused with all reasons when it cannot be one', async () => {
    const other: Actor = {
      kind: 'officer',
      accountId: demoAccountId('camat'),
      name: 'x',
      grants: [],
    }
    expect(await codesOf(letterOf({ isi: [], nomorPola: '{tahun}' }), other)).toEqual([
      'SURAT_KOSONG',
      'PENANDA_BUKAN_ANDA',
      'POLA_NOMOR_SALAH',
    ])
    expect(await codesOf(letterOf({ unitKode: 'tidak-ada' }))).toEqual(['UNIT_TIDAK_DIKENAL'])
    const before = await oneRow(
      owner,
      sql<{ n: string }>`select count(*) as n from documents.surat`,
    )
    const isi = [{ kind: 'paragraf', text: 'Nama ꦲꦏ' }] as const
    expect(await codesOf(letterOf({ isi }))).toEqual(['HURUF_TAK_TERCETAK'])
    const after = await oneRow(owner, sql<{ n: string }>`select count(*) as n from documents.surat`)
    expect(after).toEqual(before)
  })

  it('is signed by nobody but who it names; a seal is the office’s', async () => {
    const system: Actor = { kind: 'system', name: 'fiktif-positif' }
    expect(await codesOf(letterOf(), system)).toEqual(['PENANDA_BUKAN_ANDA'])
    const { suratId } = await issue(letterOf({ tanda: SEAL }), system)
    const checked = checkSignatures(await pdfOf(suratId), deps.signers.anchors())
    expect(checked.ok && checked.signatures[0]?.signer?.subject).toContain(
      'CN=Segel Kelurahan Kauman Jati',
    )
  })
})

describe('numbers of one series', () => {
  const pola = (name: string) => letterOf({ nomorPola: `${name}/{seq}/{tahun}` })
  const serials = async (name: string) =>
    (
      await rows(
        owner,
        sql<{
          urut: number
        }>`select s.urut from documents.surat s where s.nomor like ${`${name}/%`} order by s.urut`,
      )
    ).map(({ urut }) => urut)

  it('have no gap and no double when fifty are issued at once, some of them taken back', async () => {
    const takenBack = new Set([3, 11, 12, 29, 44])
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        transaction(kit.db, async (tx) => {
          const done = await documents.issue(tx, LURAH, pola('UJI'))
          expect(done.ok).toBe(true)
          if (takenBack.has(at)) throw new Error('taken back')
        }).catch((error: Error) => expect(error.message).toBe('taken back')),
      ),
    )
    expect(await serials('UJI')).toEqual(Array.from({ length: 45 }, (_, at) => at + 1))
  }, 60_000)

  it('go on where a refused one has stopped', async () => {
    await issue(pola('SELA'))
    const isi = [{ kind: 'paragraf', text: '漢' }] as const
    expect(await codesOf({ ...pola('SELA'), isi })).toEqual(['HURUF_TAK_TERCETAK'])
    await issue(pola('SELA'))
    expect(await serials('SELA')).toEqual([1, 2])
  })
})

describe('the proof in a letter', async () => {
  const { suratId, nomor } = await issue()
  const first = await pdfOf(suratId)
  const second = await provenPdfOf(suratId)

  it('comes in a revision of its own, under the region’s seal', () => {
    expect(second.subarray(0, first.length).equals(first)).toBe(true)
    const checked = checkSignatures(second, deps.signers.anchors())
    expect(checked.ok && checked.signatures).toMatchObject([
      { state: 'valid', isTotal: false, isTrusted: true },
      { state: 'valid', isTotal: true, isTrusted: true },
    ])
    expect(checked.ok && checked.signatures[1]?.signer?.subject).toContain('CN=Segel Kabupaten')
  })

  it('proves the record by itself, and the record names the first revision', async () => {
    const checked = checkSignatures(second, [])
    const files = readEmbedded(present(checked.ok ? checked.pdf : undefined, 'readable'), [
      'catatan.tlog-proof',
      'catatan.json',
    ])
    const document = present(files.get('catatan.json'), 'a document')
    const proof = present(files.get('catatan.tlog-proof'), 'a proof')
    const [{ kunci: key } = { kunci: '' }] = await rows(
      owner,
      sql<{ kunci: string }>`select k.kunci from public_log.kunci_log k`,
    )
    const logKeys = [present(parseVerifierKey(CHECK_TOOLS.sha, key), 'a key')]
    const judged = checkRecord(CHECK_TOOLS, {
      proof: proof.toString(),
      document,
      logKeys,
      witnessKeys: [],
      quorum: 0,
    })
    expect(judged.faults).toEqual([])
    expect(judged.leaf?.object).toBe(nomor)
    const digest = (await import('node:crypto')).createHash('sha256').update(first).digest('hex')
    expect(JSON.parse(document.toString())).toMatchObject({ nomor, sha256: digest })
    // The same with the command, without a network.
    writeFileSync(join(dataDir, 'b.tlog-proof'), proof)
    writeFileSync(join(dataDir, 'd.json'), document)
    const { command } = await import('../../commands/log-verify.ts')
    const code = await command.run([
      join(dataDir, 'b.tlog-proof'),
      join(dataDir, 'd.json'),
      '--key',
      key,
    ])
    expect(code).toBe(0)
  })

  it('is put there once, however often and by however many it is tried', async () => {
    const again = await issue()
    await provenPdfOf(again.suratId)
    await Promise.all(
      [1, 2, 3].map(() => app.runJob('documents.proof', { suratId: again.suratId })),
    )
    await app.runJob('documents.proofs', {})
    const found = await rows(
      owner,
      sql<{
        revisi: number
      }>`select r.revisi from documents.revisi r where r.surat_id = ${again.suratId} order by r.revisi`,
    )
    expect(found.map(({ revisi }) => revisi)).toEqual([1, 2])
  })

  it.skipIf(!hasPdfsig || !hasOpenssl)('passes pdfsig and openssl, both signatures', () => {
    writeFileSync(join(dataDir, 'surat.pdf'), second)
    expect(askPdfsig(join(dataDir, 'surat.pdf'))).toEqual(['valid part', 'valid total'])
    const root = documents.deps.authority.root().toString()
    for (const index of [0, 1])
      expect(askOpenssl(second, { folder: dataDir, root, index })).toBe('verified')
  })
})

describe('what is said of a file', async () => {
  const { suratId, kode, nomor } = await issue()
  const first = await pdfOf(suratId)
  const second = await provenPdfOf(suratId)
  const flipped = (pdf: Buffer, at: number) => {
    const changed = Buffer.from(pdf)
    changed[at] = (changed[at] ?? 0) ^ 1
    return changed
  }

  it('genuine, of both revisions and of the code', async () => {
    expect(await verdictOf(first)).toBe('asli')
    expect(await verdictOf(second)).toBe('asli')
    const byCode = await checkCode(deps, kit.db, kode.toLowerCase())
    expect(byCode).toMatchObject({
      verdict: 'asli',
      letter: { nomor, nama: 'Endah Kusumawati, S.Sos.' },
    })
    expect(byCode.letter?.digests).toHaveLength(2)
  })

  it('changed, with any byte that is turned, and which letter it says it is', async () => {
    for (const at of [20, 700, Math.floor(first.length / 2), first.length - 300]) {
      const said = await checkFile(deps, kit.db, flipped(first, at))
      expect([at, ['diubah', 'tak-terbaca'].includes(said.verdict)]).toEqual([at, true])
    }
    const said = await checkFile(deps, kit.db, flipped(first, 700))
    expect(said).toMatchObject({ verdict: 'diubah', claims: { nomor } })
    expect(await verdictOf(flipped(second, 700))).toBe('diubah')
  })

  it('added to, by a line, by garbage, and by a revision nobody of ours has signed', async () => {
    for (const more of ['\n', '% catatan\n', 'x'.repeat(5_000)])
      expect(await verdictOf(Buffer.concat([first, Buffer.from(more)]))).toBe('ditambah')
    expect(await verdictOf(Buffer.concat([second, Buffer.from('\n')]))).toBe('ditambah')
    expect(await verdictOf(second.subarray(0, second.length - 40))).toBe('ditambah')
  })

  it('not ours, unsigned, unreadable', async () => {
    const made = await renderPdf({ template: '= Tiruan', data: {}, at: new Date() })
    expect(made.ok && (await verdictOf(made.pdf))).toBe('tanpa-tanda-tangan')
    expect(await verdictOf(Buffer.from('bukan pdf'))).toBe('tak-terbaca')
    expect((await checkCode(deps, kit.db, 'SRT-0000-0000-0000-0000-0')).verdict).toBe('tak-dikenal')
    expect((await checkCode(deps, kit.db, '<script>')).verdict).toBe('tak-dikenal')
  })

  it('runs out after its last day', async () => {
    const { suratId: id } = await issue(letterOf({ sampai: kit.today() }))
    const pdf = await pdfOf(id)
    expect(await verdictOf(pdf)).toBe('asli')
    await run(owner, sql`update documents.surat set sampai = sampai - 1 where id = ${id}`)
    expect(await verdictOf(pdf)).toBe('kedaluwarsa')
    // As it was, or the log finds it.
    await run(owner, sql`update documents.surat set sampai = sampai + 1 where id = ${id}`)
  })
})

describe('taking a letter back', () => {
  const camat: Actor = {
    kind: 'officer',
    accountId: demoAccountId('camat'),
    name: 'Camat',
    grants: [{ role: 'camat', unitKode: 'kec-wonolestari' }],
  }
  const revoke = (suratId: string, actor: Actor = LURAH, alasan = 'Data pemohon ternyata keliru') =>
    transaction(kit.db, (tx) => documents.revoke(tx, actor, { suratId, alasan }))
  const codes = (done: Awaited<ReturnType<typeof revoke>>) =>
    done.ok ? ['done'] : done.refusals.map(({ code }) => code)

  it('is for the head of its unit or of a unit above, with a reason, once', async () => {
    const { suratId } = await issue()
    expect(codes(await revoke(suratId, camat))).toEqual(['BUKAN_WEWENANG_SURAT'])
    expect(codes(await revoke(suratId, LURAH, 'keliru'))).toEqual(['ALASAN_CABUT_PENDEK'])
    const parent = app.reference.findUnit('kel-kauman-jati')?.indukKode
    const above: Actor = {
      ...camat,
      grants: [{ role: 'camat', unitKode: present(parent, 'a kecamatan') }],
    }
    expect(codes(await revoke(suratId, above))).toEqual(['done'])
    expect(codes(await revoke(suratId))).toEqual(['SURAT_TIDAK_BERLAKU'])
    expect(await verdictOf(await pdfOf(suratId))).toBe('dicabut')
  })

  it('by another letter names it on both sides, and in the log', async () => {
    const old = await issue()
    const next = await issue(letterOf({ menggantikan: old.suratId }))
    const said = await checkCode(deps, kit.db, old.kode)
    expect(said).toMatchObject({ verdict: 'diganti', letter: { pengganti: next.nomor } })
    const printed = spawnSync('pdftotext', ['-', '-'], { input: await pdfOf(next.suratId) })
    if (printed.error === undefined) expect(printed.stdout.toString()).toContain(old.nomor)
    expect(await codesOf(letterOf({ menggantikan: old.suratId }))).toEqual(['SURAT_TIDAK_BERLAKU'])
    const kinds = await rows(
      owner,
      sql<{
        jenis: string
      }>`select p.jenis from documents.peristiwa p where p.surat_id in (${old.suratId}, ${next.suratId}) order by p.waktu, p.id`,
    )
    expect(kinds.map(({ jenis }) => jenis).toSorted()).toEqual(['diganti', 'terbit', 'terbit'])
  })

  it('leaves a log that still agrees with the tables, and one that finds a changed row', async () => {
    await new Promise((done) => setTimeout(done, 1_500))
    expect((await app.runningLog.check()).faults).toEqual([])
    const { suratId } = await issue()
    await new Promise((done) => setTimeout(done, 1_500))
    const tampered = transaction(owner, async (tx) => {
      await run(tx, sql`update documents.surat set judul = 'Surat lain' where id = ${suratId}`)
      const { faults } = await app.runningLog.check(tx)
      throw new Error(faults.length > 0 ? 'found' : 'not found')
    })
    await expect(tampered).rejects.toThrow('found')
  }, 60_000)
})

describe('who may read a letter’s bytes', () => {
  it('is decided by row security: its owner, or a transaction that named it', async () => {
    const { suratId } = await issue()
    const seen = (setting: string, value: string) =>
      transaction(kit.db, async (tx) => {
        await rows(tx, sql`select set_config(${setting}, ${value}, true)`)
        const row = await maybeRow(
          tx,
          sql`select b.surat_id from documents.berkas b where b.surat_id = ${suratId}`,
        )
        return row !== undefined
      })
    expect(await seen('pendopo.pemilik', demoAccountId('warga'))).toBe(true)
    expect(await seen('pendopo.pemilik', demoAccountId('warga2'))).toBe(false)
    expect(await seen('pendopo.surat', suratId)).toBe(true)
    expect(await seen('pendopo.surat', demoAccountId('warga'))).toBe(false)
    expect(await seen('pendopo.lain', 'x')).toBe(false)
  })
})
