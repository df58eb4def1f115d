import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  parseNote,
  parseVerifierKey,
  toBase64,
  type VerifierKey,
} from '../../../kernel/tlog/note.ts'
import { signersOf } from '../../../kernel/tlog/verify.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'
import { formatAddCheckpoint, REQUEST_BYTES_MAX } from '../domain/add-checkpoint.ts'
import { cosign, logKey, testLog, witnessKey } from '../testing/test-log.ts'
import { type TestWitness, testWitness } from '../testing/test-witness.ts'

const log = testLog()
const forked = testLog({ flavour: 'lain', differsFrom: 50 })
const second = testLog({ size: 300, signer: logKey('log.example/kedua') })
const open: TestWitness[] = []
afterAll(async () => {
  for (const one of open) await one.remove().catch(() => undefined)
})

async function openWitness(...args: Parameters<typeof testWitness>): Promise<TestWitness> {
  const witness = await testWitness(...args)
  open.push(witness)
  return witness
}

const keyOf = ({ vkey }: TestWitness): VerifierKey => {
  const key = parseVerifierKey(sha256, vkey)
  if (key === undefined) throw new Error(`no key: ${vkey}`)
  return key
}

/** The text that this line is a valid cosignature of. */
const isSigned = (witness: TestWitness, text: string, line: string) => {
  const note = parseNote(`${text}\n${line}`)
  return note !== undefined && signersOf(CHECK_TOOLS, note, [keyOf(witness)]).length === 1
}
const lastOf = (witness: TestWitness, origin: string) =>
  fetch(`${witness.address}/checkpoint?origin=${encodeURIComponent(origin)}`)
const evidenceOf = ({ dir }: TestWitness) => readdirSync(join(dir, 'bukti')).toSorted()

describe('a witness', () => {
  it('signs what grew, and shows the last it signed to whoever asks', async () => {
    const witness = await openWitness([log, second])
    expect((await lastOf(witness, log.key.name)).status).toBe(404)
    for (const [oldSize, size] of [
      [0, 10],
      [10, 300],
      [300, 300],
      [300, 600],
    ] as const) {
      const answer = await witness.submit(log, oldSize, size)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(isSigned(witness, log.textAt(size), await answer.text())).toBe(true)
    }
    const note = parseNote(await (await lastOf(witness, log.key.name)).text())
    expect(note?.text).toBe(log.textAt(600))
    expect(note && signersOf(CHECK_TOOLS, note, [log.key, keyOf(witness)])).toHaveLength(2)
    expect((await lastOf(witness, second.key.name)).status).toBe(404)
  })

  it('says who it is, and how far it has seen which log', async () => {
    const witness = await openWitness([log, second], {
      now: () => new Date('2026-08-17T03:00:00Z'),
    })
    await witness.submit(log, 0, 42)
    const page = await fetch(`${witness.address}/`)
    expect(await page.text()).toBe(
      [
        'Saksi: saksi.example/uji',
        `Kunci: ${witness.vkey}`,
        '',
        'Log:',
        'log.example/uji: ukuran 42, 2026-08-17T03:00:00.000Z',
        'log.example/kedua: belum ada titik periksa',
        '',
      ].join('\n'),
    )
  })

  it('keeps nothing that strangers wrote below a checkpoint', async () => {
    const witness = await openWitness([log])
    const other = cosign(witnessKey('saksi.example/lain'), log.textAt(9), 5)
    await witness.post(`old 0\n\n${log.checkpointAt(9)}${other}`)
    expect(await (await lastOf(witness, log.key.name)).text()).not.toContain('saksi.example/lain')
  })

  it('remembers after a new start, with the same key', async () => {
    const before = await openWitness([log])
    await before.submit(log, 0, 100)
    const witness = await before.restart()
    open.push(witness)
    expect(witness.vkey).toBe(before.vkey)
    const conflict = await witness.submit(log, 0, 300)
    expect([conflict.status, await conflict.text()]).toEqual([409, '100\n'])
    expect((await witness.submit(log, 100, 300)).status).toBe(200)
  })

  it('tells a log that starts from elsewhere where to start', async () => {
    const witness = await openWitness([log])
    await witness.submit(log, 0, 100)
    const answer = await witness.submit(log, 60, 300)
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toBe('text/x.tlog.size')
    expect(await answer.text()).toBe('100\n')
  })

  it('keeps its private key from other accounts', async () => {
    const witness = await openWitness([log])
    expect(statSync(join(witness.dir, 'kunci-saksi.pem')).mode & 0o777).toBe(0o600)
  })
})

describe('many at once', () => {
  it('are signed in one order: never two roots of one size, never a step back', async () => {
    const witness = await openWitness([log])
    const signed: { from: typeof log; oldSize: number; size: number }[] = []
    // Each starts from nothing, and again from where the witness says, until it is signed or overtaken.
    const push = async (from: typeof log, size: number) => {
      for (let oldSize = 0; oldSize < size; ) {
        const answer = await witness.submit(from, oldSize, size)
        const text = await answer.text()
        if (answer.status === 200) {
          expect(isSigned(witness, from.textAt(size), text)).toBe(true)
          signed.push({ from, oldSize, size })
        }
        if (answer.status !== 409) return answer.status
        oldSize = Number(text)
      }
      return 409
    }
    const ends: number[] = []
    // Five waves of forty, each of larger trees: one of every wave at least is signed, whoever is quicker.
    for (let wave = 0; wave < 5; wave += 1) {
      const sizes = Array.from({ length: 40 }, (_, n) => wave * 40 + 1 + ((n * 37) % 40))
      const pushed = sizes.map((size, n) => push(n % 4 === 0 ? forked : log, size))
      ends.push(...(await Promise.all(pushed)))
    }
    expect(ends.filter((status) => ![200, 409, 422].includes(status))).toEqual([])
    const roots = new Map<number, Set<string>>()
    for (const { from, size } of signed)
      roots.set(size, (roots.get(size) ?? new Set()).add(toBase64(from.rootAt(size))))
    expect([...roots.values()].filter(({ size }) => size > 1)).toEqual([])
    // Each was signed from the size signed before it: together they are one chain from nothing to the last.
    const chain = signed.toSorted((a, b) => a.size - b.size)
    expect(chain.length).toBeGreaterThanOrEqual(5)
    expect(chain.map(({ oldSize }) => oldSize)).toEqual([
      0,
      ...chain.map(({ size }) => size).slice(0, -1),
    ])
    const last = parseNote(await (await lastOf(witness, log.key.name)).text())
    expect(last?.text).toBe(chain.at(-1)?.from.textAt(chain.at(-1)?.size ?? 0))
  })

  it('with one old size only one wins', async () => {
    const witness = await openWitness([log])
    await witness.submit(log, 0, 100)
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => witness.submit(log, 100, 101 + n)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(199)
  })

  it('of two logs do not stand in each other’s way', async () => {
    const witness = await openWitness([log, second])
    const steps = Array.from({ length: 20 }, (_, n) => n)
    const run = async (one: typeof log) => {
      for (const step of steps)
        expect((await witness.submit(one, step * 10, step * 10 + 10)).status).toBe(200)
    }
    await Promise.all([run(log), run(second)])
    expect((await lastOf(witness, log.key.name)).status).toBe(200)
    expect((await lastOf(witness, second.key.name)).status).toBe(200)
  })
})

describe('an attack by a log', () => {
  const attack = async (body: string) => {
    const witness = await openWitness([log])
    expect((await witness.submit(log, 0, 100)).status).toBe(200)
    const before = await (await lastOf(witness, log.key.name)).text()
    const answer = await witness.post(body)
    expect(await (await lastOf(witness, log.key.name)).text()).toBe(before)
    const [name = '', ...more] = evidenceOf(witness)
    expect(more).toEqual([])
    return { witness, answer, name, text: readFileSync(join(witness.dir, 'bukti', name), 'utf8') }
  }

  it('a fork is answered 409, kept with both signed roots, and called a fork', async () => {
    const body = formatAddCheckpoint({
      oldSize: 100,
      proof: [],
      checkpoint: forked.checkpointAt(100),
    })
    const { witness, answer, name, text } = await attack(body)
    expect(answer.status).toBe(409)
    expect(name).toMatch(/^bercabang-[0-9a-f]{32}\.txt$/)
    expect(text).toContain(log.checkpointAt(100))
    expect(text).toContain(forked.checkpointAt(100))
    expect(witness.shouted).toEqual([
      `PERINGATAN: log.example/uji bercabang: dua akar untuk satu ukuran (ukuran 100). Bukti: bukti/${name}`,
    ])
  })

  it('a roll-back is answered 409 with the size that was signed, kept and named', async () => {
    const { answer, name, text } = await attack(
      formatAddCheckpoint({
        oldSize: 60,
        proof: log.proofOf(60, 80),
        checkpoint: log.checkpointAt(80),
      }),
    )
    expect([answer.status, await answer.text()]).toEqual([409, '100\n'])
    expect(name).toMatch(/^mundur-/)
    expect(text).toContain(log.checkpointAt(80))
  })

  it('a shorter tree signed anew is answered 409, or 422 once it is longer again', async () => {
    const { witness, answer, name } = await attack(
      formatAddCheckpoint({
        oldSize: 60,
        proof: forked.proofOf(60, 80),
        checkpoint: forked.checkpointAt(80),
      }),
    )
    expect([answer.status, await answer.text()]).toEqual([409, '100\n'])
    expect(name).toMatch(/^mundur-/)
    expect((await witness.submit(forked, 100, 101)).status).toBe(422)
    expect(evidenceOf(witness)).toHaveLength(2)
  })

  it('a larger tree that is not a growth is answered 422, kept and named', async () => {
    const { answer, name, text } = await attack(
      formatAddCheckpoint({
        oldSize: 100,
        proof: forked.proofOf(100, 300),
        checkpoint: forked.checkpointAt(300),
      }),
    )
    expect(answer.status).toBe(422)
    expect(name).toMatch(/^bukti-ditolak-/)
    expect(text).toContain(forked.checkpointAt(300))
  })

  it('that is repeated makes one piece of evidence and one line', async () => {
    const witness = await openWitness([log])
    await witness.submit(log, 0, 100)
    for (let time = 0; time < 5; time += 1) await witness.submit(forked, 100, 100)
    expect(evidenceOf(witness)).toHaveLength(1)
    expect(witness.shouted).toHaveLength(1)
  })

  it('that floods fills no disk', async () => {
    const witness = await openWitness([log])
    await witness.submit(log, 0, 300)
    for (let size = 1; size <= 210; size += 1) await witness.submit(log, 0, size)
    expect(evidenceOf(witness)).toHaveLength(200)
    expect(witness.shouted.filter((line) => line.startsWith('Folder bukti penuh'))).toHaveLength(1)
    expect((await witness.submit(forked, 300, 300)).status).toBe(409)
    expect(evidenceOf(witness).filter((name) => name.startsWith('bercabang-'))).toHaveLength(1)
  })
})

describe('a witness whose disk fails', () => {
  it('signs nothing that it cannot keep, and goes on when it can', async () => {
    const witness = await openWitness([log])
    await witness.submit(log, 0, 100)
    const [file = ''] = readdirSync(join(witness.dir, 'titik'))
    // What is written beside the file before it takes its place cannot be written now.
    const blocked = join(witness.dir, 'titik', `${file}.baru`, 'x')
    mkdirSync(blocked, { recursive: true })
    const failed = await witness.submit(log, 100, 300)
    expect(failed.status).toBe(503)
    expect(await failed.text()).not.toContain('—')
    expect(witness.shouted).toHaveLength(1)
    rmSync(join(blocked, '..'), { recursive: true })
    expect((await witness.submit(log, 100, 300)).status).toBe(200)
  })

  it('still says no to a fork when it has no room for the evidence', async () => {
    const witness = await openWitness([log])
    await witness.submit(log, 0, 100)
    rmSync(join(witness.dir, 'bukti'), { recursive: true })
    expect((await witness.submit(forked, 100, 100)).status).toBe(409)
    expect(witness.shouted.at(-1)).toContain('tidak dapat disimpan')
    mkdirSync(join(witness.dir, 'bukti'))
    await witness.submit(forked, 100, 100)
    expect(evidenceOf(witness)).toHaveLength(1)
  })
})

describe('a hostile request', () => {
  it.each<[string, string | Uint8Array, number]>([
    ['nothing', '', 400],
    ['a line', 'old 0\n', 400],
    ['no UTF-8', Uint8Array.of(0x6f, 0x6c, 0x64, 0xff, 0x0a), 400],
    ['a mark of byte order before it', `\ufeffold 0\n\n${log.checkpointAt(5)}`, 400],
    [
      'a hundred and one signatures',
      `old 0\n\n${log.checkpointAt(5)}${'— a AAAAAAAA\n'.repeat(101)}`,
      400,
    ],
    [
      'a log nobody knows',
      `old 0\n\n${testLog({ size: 5, signer: logKey('asing') }).checkpointAt(5)}`,
      404,
    ],
    ['a name of eight thousand letters', `old 0\n\n${'../'.repeat(2_000)}\n`, 400],
    [
      'another key',
      `old 0\n\n${testLog({ size: 5, signer: logKey('log.example/uji', 'palsu') }).checkpointAt(5)}`,
      403,
    ],
    ['more than it may be long', 'a'.repeat(REQUEST_BYTES_MAX + 1), 413],
  ])('with %s is answered and leaves nothing behind', async (_what, body, status) => {
    const witness = await openWitness([log])
    expect((await witness.post(body)).status).toBe(status)
    expect(readdirSync(join(witness.dir, 'titik'))).toEqual([])
    expect(evidenceOf(witness)).toEqual([])
  })

  it.each([
    '/add-checkpoint',
    '/saksi',
    '/checkpoint',
    '/checkpoint?origin=..%2F..%2Fkunci-saksi.pem',
    '/kunci-saksi.pem',
    '/%00',
  ])('for %s is answered 404', async (path) => {
    const witness = await openWitness([log])
    expect((await fetch(`${witness.address}${path}`)).status).toBe(404)
  })

  it('whose body does not come is cut', async () => {
    const witness = await openWitness([log], { limits: { requestMs: 300 } })
    const said = await talk(witness, `${HEAD}content-length: 100\r\n\r\nold 0`)
    expect(said).toMatch(/^HTTP\/1\.1 408 /)
    expect((await witness.submit(log, 0, 5)).status).toBe(200)
  })

  it('whose chunks never end is cut at the limit', async () => {
    const witness = await openWitness([log])
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`
    const said = await talk(witness, `${HEAD}transfer-encoding: chunked\r\n\r\n${chunk}${chunk}`)
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('beyond what it can answer at once is asked to come again', async () => {
    const witness = await openWitness([log], { limits: { inFlight: 1 } })
    const port = Number(new URL(witness.address).port)
    const slow = connect(port, '127.0.0.1', () => slow.write(`${HEAD}content-length: 100\r\n\r\n`))
    slow.on('error', () => undefined)
    const busy = await untilAnswered(witness, (status) => status === 503)
    expect(busy.headers.get('retry-after')).toBe('5')
    slow.destroy()
    expect((await untilAnswered(witness, (status) => status !== 503)).status).toBeLessThan(500)
  })
})

const HEAD = 'POST /add-checkpoint HTTP/1.1\r\nhost: a\r\n'

async function untilAnswered(
  witness: TestWitness,
  isSo: (status: number) => boolean,
): Promise<Response> {
  for (let left = 200; ; left -= 1) {
    const answer = await witness.submit(log, 0, 5)
    if (isSo(answer.status) || left === 0) return answer
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** Say this on a bare connection, and hear until it ends or this long has passed. */
function talk({ address }: TestWitness, words: string, patienceMs = 5_000): Promise<string> {
  return new Promise((done) => {
    let said = ''
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(words))
    socket.on('data', (piece) => {
      said += piece.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => done(said))
    setTimeout(() => socket.destroy(), patienceMs)
  })
}
