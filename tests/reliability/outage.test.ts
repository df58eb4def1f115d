import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isReady, killDatabase, pause, startProgram } from '../support/program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-outage-'))
const program = await startProgram({ dataDir, env: { DEMO: 'on' } })
afterAll(async () => {
  await program.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const PAGES = ['/', '/laporan', '/lapor', '/masuk', '/status'] as const
const RECOVERS_WITHIN_MS = 10_000

describe('a database that is gone', () => {
  it('is said in words on every page, crashes nothing, and is back by itself', async () => {
    const before = program.databasePid()
    killDatabase(before)
    const seen = await visitAll()
    for (const { path, status, html } of seen) {
      expect([path, status === 503 || status === 200]).toEqual([path, true])
      const isInWords = /coba lagi|sebentar|tidak dapat dihubungi/i.test(html)
      expect([path, status === 200 || isInWords]).toEqual([path, true])
      expect([path, /ECONN|node_modules|\.mjs:\d/.test(html)]).toEqual([path, false])
    }
    const startedMs = Date.now()
    while (!(await isReady(program.address)) && Date.now() - startedMs < RECOVERS_WITHIN_MS)
      await pause(100)
    expect(await isReady(program.address)).toBe(true)
    expect(program.databasePid()).not.toBe(before)
    for (const { path, status } of await visitAll()) expect([path, status]).toEqual([path, 200])
    expect(program.said()).not.toMatch(/unhandled|uncaught/i)
  })

  it('leaves /healthz alone and takes /readyz down: the process lives, it cannot serve', async () => {
    killDatabase(program.databasePid())
    expect((await fetch(`${program.address}/healthz`)).status).toBe(200)
    const ready = await fetch(`${program.address}/readyz`)
    expect(ready.status).toBe(503)
    while (!(await isReady(program.address))) await pause(100)
  })
})

function visitAll(): Promise<readonly { path: string; status: number; html: string }[]> {
  return Promise.all(
    PAGES.map(async (path) => {
      const answer = await fetch(`${program.address}${path}`, { headers: { accept: 'text/html' } })
      return { path, status: answer.status, html: await answer.text() }
    }),
  )
}
