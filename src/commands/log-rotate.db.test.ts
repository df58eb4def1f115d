import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../tests/support/running-app.ts'
import { useTerminal } from '../../tests/support/terminal.ts'
import { parseEnv } from '../env.ts'
import { ensureFirstKey, type RotationOrder } from '../modules/public-log/index.ts'
import { rows, run, sql } from '../platform/db/database.ts'
import { command, runRotate } from './log-rotate.ts'

const { app, database, dataDir } = await useRunningApp({ isDemo: false })
const env = parseEnv({ DATA_DIR: dataDir })
const rotate = (order: Partial<RotationOrder> = {}) => {
  if (!env.ok) throw new Error('env')
  return runRotate({ app, env: env.env }, { overlapDays: 30, isForced: false, ...order })
}
const keys = () =>
  rows(
    database.owner,
    sql<{ id: string; kunci: string; berhenti: Date | null }>`
      select k.id, k.kunci, k.berhenti from public_log.kunci_log k order by k.mulai`,
  )

const terminal = useTerminal()

describe('pendopo log rotate', () => {
  it('makes a new key in its folder, names both, and leaves an entry for the log', async () => {
    const { now, randomBytes } = app.kit
    await ensureFirstKey(
      { db: app.kit.db, now, randomBytes, folder: { dataDir } },
      'uji.example/log',
    )
    expect(await rotate()).toBe(0)
    const [first, second] = await keys()
    expect(terminal.said).toContain(`Kunci baru menandatangani mulai sekarang:\n${second?.kunci}\n`)
    expect(terminal.said).toContain(`Kunci lama ${first?.id} berhenti pada`)
    expect(existsSync(join(dataDir, 'log-kunci', `${second?.id}.pem`))).toBe(true)
    const waiting = await rows(
      database.owner,
      sql<{ object: string }>`select convert_from(t.daun, 'utf8')::json ->> 'object' as object
        from public_log.titipan t where t.jenis = 'log.kunci-baru'`,
    )
    expect(waiting).toEqual([{ object: second?.id }])
  })

  it('is refused while the last change overlaps, and says how long and what to do', async () => {
    const before = await keys()
    expect(await rotate()).toBe(1)
    expect(terminal.complained).toMatch(
      /^Penggantian sebelumnya berlangsung sampai 20.*--paksa\.\n$/,
    )
    expect(await keys()).toEqual(before)
    expect(await rotate({ isForced: true, overlapDays: 1 })).toBe(0)
    expect(await keys()).toHaveLength(3)
  })

  it('asks that the program is started once when there is no key yet', async () => {
    const owner = database.owner
    await run(owner, sql`alter table public_log.kunci_log disable trigger user`)
    await run(owner, sql`delete from public_log.kunci_log`)
    expect(await rotate()).toBe(1)
    expect(terminal.complained).toContain('Log publik belum punya kunci')
  })

  it.each([
    [['--overlap-days', 'banyak'], '--overlap-days harus bilangan hari'],
    [['--overlap-days'], '--overlap-days harus bilangan hari'],
    [['--pkcs11'], '--pkcs11 perlu nama berkas'],
    [['--hapus'], 'Pilihan --hapus tidak dikenal'],
    [['kunci'], 'pendopo log rotate ['],
  ])('is not run with %j', async (args, sentence) => {
    expect(await command.run(args)).toBe(2)
    expect(terminal.complained).toContain(sentence)
  })
})
