import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { type LogServer, serveLog } from '../../tests/support/log-server.ts'
import { createMemoryLog, type MemoryLog, testKey } from '../../tests/support/memory-log.ts'
import { useTerminal } from '../../tests/support/terminal.ts'
import { COSIGNATURE } from '../kernel/tlog/note.ts'
import { command } from './log.ts'

const ORIGIN = 'uji.example/log'
const signer = testKey(ORIGIN)
const witness = testKey('saksi.example/w1', COSIGNATURE)
const folder = mkdtempSync(join(tmpdir(), 'pendopo-log-perintah-'))
const servers: LogServer[] = []
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const server of servers) await server.close()
})

const terminal = useTerminal()

async function run(...args: readonly string[]): Promise<number> {
  terminal.forget()
  return command.run(args)
}

function filled(count: number, word = 'lampu'): MemoryLog {
  const log = createMemoryLog(ORIGIN, [signer])
  log.fill(count, word)
  return log
}

async function serve(log: MemoryLog): Promise<LogServer> {
  const server = await serveLog(log)
  servers.push(server)
  return server
}

function keep(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('pendopo log verify', () => {
  const log = filled(300)
  const proven = log.prove(42, { by: [signer, witness] })
  const proof = keep('catatan.tlog-proof', proven.text)
  const document = keep('catatan.json', proven.document)

  it('says what was recorded, where, and who signed, and ends with 0', async () => {
    const code = await run(
      'verify',
      proof,
      document,
      '--key',
      signer.text,
      '--witness',
      witness.text,
    )
    expect([code, terminal.all]).toEqual([
      0,
      `Tercatat di log:
  jenis     uji.catatan
  tentang   UJI-42, versi 1
  waktu     2026-11-26T01:00:00.000Z
  tempat    entri 42 dari 300 di log uji.example/log
Ditandatangani log: uji.example/log
Disaksikan: saksi.example/w1, 2023-11-14 22:13:20 UTC
Semua cocok: dokumen ini yang dicatat, dan tidak berubah.
`,
    ])
  })

  it('takes keys of log and witnesses from one file', async () => {
    const keys = keep('kunci.txt', `# kunci\n\n${signer.text}\r\n${witness.text}\n`)
    expect(await run('verify', proof, document, '--keys', keys, '--quorum', '1')).toBe(0)
    expect(terminal.all).toContain('Disaksikan: saksi.example/w1')
  })

  it('checks everything else without a key, and does not call that proof', async () => {
    expect(await run('verify', proof, document)).toBe(1)
    expect(terminal.all).toContain('tanda tangan tidak diperiksa: kunci log tidak diberikan')
    expect(terminal.all).toContain('belum terbukti seluruhnya')
    expect(terminal.all).not.toContain('Semua cocok')
  })

  it('names what is wrong, and says when only a line feed was added', async () => {
    const key = ['--key', signer.text] as const
    const changed = keep('ubah.json', proven.document.toString().replace('lampu', 'jalan'))
    expect(await run('verify', proof, changed, ...key)).toBe(1)
    expect(terminal.all).toContain('Salah: dokumen tidak sama dengan yang dicatat')
    const edited = keep('sunting.json', `${proven.document}\n`)
    expect(await run('verify', proof, edited, ...key)).toBe(0)
    expect(terminal.all).toContain('satu baris baru di ujungnya')
    const forgotten = keep('lupa.tlog-proof', log.prove(42, { isForgotten: true }).text)
    expect(await run('verify', forgotten, document, ...key)).toBe(1)
    expect(terminal.all).toContain('garam catatan ini sudah dihapus')
    expect(await run('verify', document, proof, ...key)).toBe(1)
    expect(terminal.all).toContain('bukan berkas .tlog-proof')
  })

  it('prints nothing of a stranger’s that a terminal would obey', async () => {
    const evil = createMemoryLog('uji\u009b2J\u202eexample/log')
    evil.fill(1)
    const { text, document: body } = evil.prove(0)
    await run('verify', keep('jahat.tlog-proof', text), keep('jahat.json', body))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(terminal.all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    expect(terminal.all).toContain('uji\ufffd2J\ufffdexample/log')
  })

  it('tells wrong usage apart', async () => {
    expect(await run('verify', proof)).toBe(2)
    expect(await run('verify', proof, document, '--key', 'bukan+kunci')).toBe(2)
    expect(terminal.all).toContain('bukan kunci pemeriksa')
    expect(await run('verify', proof, document, '--quorum', 'dua')).toBe(2)
    expect(await run('periksa')).toBe(2)
    await expect(run('verify', join(folder, 'tiada'), document)).rejects.toThrow('tiada')
  })
})

describe('pendopo log audit', () => {
  it('says aloud whose keys it trusts, remembers them, and goes on from there', async () => {
    const log = filled(1_000)
    const server = await serve(log)
    const state = join(folder, 'keadaan.json')
    expect(await run('audit', server.address, '--state', state)).toBe(0)
    expect(terminal.all).toContain('kunci diambil dari log itu sendiri')
    expect(terminal.all).toContain(signer.text)
    expect(terminal.all).toContain('Log uji.example/log: 1000 entri, 1000 diperiksa, semua cocok.')
    log.fill(500)
    expect(await run('audit', `${server.address}/log/`, '--state', state)).toBe(0)
    expect(terminal.all).toBe('Log uji.example/log: 1500 entri, 500 diperiksa, semua cocok.\n')
    expect(await run('audit', server.address, '--state', state, '--from-scratch')).toBe(0)
    expect(terminal.all).toContain('1500 diperiksa')
  })

  it('names the bad entry, and keeps the state of before', async () => {
    const log = filled(3_000)
    const server = await serve(log)
    const state = join(folder, 'buruk.json')
    log.changeEntry(1_234, filled(3_000, 'jalan').entry(1_234))
    expect(await run('audit', server.address, '--key', signer.text, '--state', state)).toBe(1)
    expect(terminal.all).toBe('Salah: entri 1234: isi tidak sama dengan daunnya.\n')
    expect(readdirSync(folder)).not.toContain('buruk.json')
  })

  it('keeps both signed notes of a log that forked, and the state as it was', async () => {
    const before = filled(700)
    const forked = filled(700, 'jalan')
    const server = await serve(before)
    const state = join(folder, 'cabang.json')
    await run('audit', server.address, '--state', state)
    const kept = readFileSync(state, 'utf8')
    server.show(forked)
    expect(await run('audit', server.address, '--state', state)).toBe(1)
    expect(terminal.all).toContain(
      'Salah: log bercabang: titik periksa sebesar 700 entri punya dua akar',
    )
    expect(readFileSync(state, 'utf8')).toBe(kept)
    const [evidence = ''] = readdirSync(folder).filter((name) => /^cabang\.json\.bukti-/.test(name))
    const text = readFileSync(join(folder, evidence), 'utf8')
    for (const log of [before, forked]) expect(text).toContain(log.checkpoint())
    expect(await run('audit', server.address, '--keys', keep('k.txt', signer.text))).toBe(0)
  })

  it('says which witness could be compared with, and does not pass over one that could not', async () => {
    const log = filled(10)
    const [server, other] = [await serve(log), await serve(log)]
    other.instead.set('/checkpoint?origin=uji.example%2Flog', (response) =>
      response.end(log.checkpoint([signer, witness])),
    )
    const args = ['audit', server.address, '--key', signer.text, '--witness-url'] as const
    expect(await run(...args, other.address)).toBe(0)
    expect(terminal.all).toContain(`Saksi ${other.address} melihat log yang sama (10 entri).`)
    expect(await run(...args, `${other.address}/lain`)).toBe(1)
    expect(terminal.all).toContain('tidak dapat dibandingkan: belum mengenal log ini.')
  })

  it('follows: a server that fails is waited for, a log that shrank ends it', async () => {
    const log = filled(300)
    const server = await serve(log)
    const following = run('audit', server.address, '--key', signer.text, '--follow', '1')
    const until = async (text: string) =>
      vi.waitFor(() => expect(terminal.all).toContain(text), 10_000)
    await until('300 diperiksa')
    server.instead.set('*', (response) => response.writeHead(403).end())
    await until('jawaban 403')
    log.fill(100)
    server.instead.clear()
    await until('400 entri, 100 diperiksa')
    server.show(filled(200))
    expect(await following).toBe(1)
    expect(terminal.all).toContain('log menyusut atau menyembunyikan entri')
    expect(terminal.all).toContain(filled(200).checkpoint())
  })

  it('says that a log has ended and why, and that it forgets what we remember; the state stays', async () => {
    const old = filled(450)
    const server = await serve(old)
    const state = join(folder, 'berakhir.json')
    await run('audit', server.address, '--state', state)
    const kept = readFileSync(state, 'utf8')
    const name = `${ORIGIN}/2`
    const next = createMemoryLog(name, [testKey(name)])
    next.fill(400)
    server.show(next)
    await expect(run('audit', server.address, '--state', state)).resolves.toBe(1)
    expect(terminal.all).toContain(
      'dari log uji.example/log/2, dan tidak ada kunci yang bernama begitu',
    )
    const row = {
      asal: ORIGIN,
      pengganti: name,
      ukuranTerakhir: 412,
      ukuran: 398,
      alasan: 'Cakram rusak \u001b[2J semalam, katanya.',
      waktu: '2026-11-26T01:00:00.000Z',
    }
    server.instead.set('lama', (response) => response.end(JSON.stringify({ lama: [row] })))
    expect(await run('audit', server.address, '--state', state, '--follow', '1')).toBe(1)
    expect(terminal.all).toContain(
      'Salah: log uji.example/log berakhir. Sejak 2026-11-26T01:00:00.000Z di alamat ini ada log baru bernama uji.example/log/2',
    )
    expect(terminal.all).toContain('"Cakram rusak \ufffd[2J semalam, katanya."')
    expect(terminal.all).toContain('Yang lama sampai 412 entri, yang baru mulai dengan 398 entri')
    expect(terminal.all).toContain(
      'Anda mengingat 450 entri, lebih banyak daripada yang diakui log ini.',
    )
    expect(readFileSync(state, 'utf8')).toBe(kept)
    expect(await run('audit', server.address)).toBe(0)
  })

  it('says what is no address, no log, no state and no time', async () => {
    expect(await run('audit', 'ftp://contoh')).toBe(2)
    expect(await run('audit')).toBe(2)
    const server = await serve(filled(1))
    expect(await run('audit', server.address, '--follow=0')).toBe(2)
    expect(await run('audit', server.address, '--lain')).toBe(2)
    await expect(run('audit', `${server.address}/lain`)).rejects.toThrow('tidak ada titik periksa')
    const state = keep('bukan-keadaan.json', '{"versi":1}')
    await expect(run('audit', server.address, '--state', state)).rejects.toThrow(
      'bukan berkas keadaan',
    )
  })
})
