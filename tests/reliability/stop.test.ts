import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startProgram } from '../support/program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-stop-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const start = () => startProgram({ dataDir, isForeground: true, env: { DEMO: 'off' } })

describe('a program that is told to stop', () => {
  it('stops in order on Ctrl-C, pressed once and passed on by npm, and takes its database along', {
    timeout: 120_000,
  }, async () => {
    const program = await start()
    const database = program.databasePid()
    expect(existsSync(`/proc/${database}`) || process.platform !== 'linux').toBe(true)
    expect(await program.interrupt()).toBe(0)
    expect(program.said()).not.toMatch(/error|terminating|connection lost/i)
    expect(existsSync(`/proc/${database}`)).toBe(false)
    expect(existsSync(join(dataDir, 'pg/postmaster.pid'))).toBe(false)
  })

  it('starts again at once, also after it was killed without farewell', {
    timeout: 120_000,
  }, async () => {
    const killed = await start()
    await killed.kill()
    const again = await start()
    expect((await fetch(`${again.address}/`)).status).toBe(200)
    expect(await again.stop()).toBe(0)
    expect(again.said()).not.toMatch(/unhandled|uncaught/i)
  })
})
