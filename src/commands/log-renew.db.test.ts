import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../tests/support/database.ts'
import { useRunningApp } from '../../tests/support/running-app.ts'
import { useTerminal } from '../../tests/support/terminal.ts'
import { digestTables, readBackup, writeBackup } from '../platform/db/backup.ts'
import { backupFiles } from './backup-files.ts'
import { command, runRenew } from './log-renew.ts'
import { sayRestoredLog } from './restore.ts'

const { app, database, dataDir } = await useRunningApp({ isDemo: false })
const { runningLog } = app
const target = await useTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'pendopo-log-baru-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const ALASAN = 'Cakram peladen rusak; yang pulih cadangan semalam.'
const renew = (isForced = false) =>
  runRenew({ app, cluster: { ownerUrl: database.ownerUrl } }, { alasan: ALASAN, isForced })

const terminal = useTerminal()

describe('pendopo log renew', () => {
  it('asks that the program is started once when the log has no name yet', async () => {
    expect(await runningLog.judgeRestored(database.db)).toEqual({ kind: 'blank' })
    expect(await renew(true)).toBe(1)
    expect(terminal.all).toBe(
      'Log publik belum bernama. Nyalakan program sekali: namanya dibuat sendiri.\n',
    )
  })

  it('leaves a backup that brings old and new back, whole', async () => {
    await runningLog.prepare()
    await runningLog.sequencer.run()
    expect(await renew(true)).toBe(0)
    expect(terminal.all).toContain(
      'Log 127.0.0.1:3000/log/2 dimulai dengan 1 entri, dan catatan nomor 1',
    )
    await runningLog.sequencer.run()
    const path = join(folder, 'cadangan.bak')
    await writeBackup(database.ownerUrl, path, backupFiles(dataDir))
    await readBackup(target.ownerUrl, path, backupFiles(join(folder, 'pulih')))
    const before = await digestTables(database.ownerUrl)
    for (const name of ['log_lama', 'titik_lama'])
      expect(before.find(({ table }) => table === `public_log.${name}`)?.rows).toBe(1)
    expect(await digestTables(target.ownerUrl)).toEqual(before)
    expect((await runningLog.check(target.owner)).faults).toEqual([])
  })

  it.each([
    [[], '--alasan menjelaskan kepada semua orang'],
    [['--alasan', 'rusak'], '--alasan menjelaskan kepada semua orang'],
    [['--alasan'], 'Pilihan --alasan memerlukan nilai'],
    [['--alasan', ALASAN, '--hapus'], 'Pilihan --hapus tidak dikenal'],
    [['--alasan', ALASAN, 'sekarang'], 'pendopo log renew --alasan'],
  ])('is not run with %j', async (args, sentence) => {
    expect(await command.run(args)).toBe(2)
    expect(terminal.all).toContain(sentence)
  })
})

describe('a log that was just brought back', () => {
  const judge = async () => sayRestoredLog(await runningLog.judgeRestored(target.db))

  it('is whole while this machine has signed nothing more', async () =>
    expect(await judge()).toBe(
      'Log publik utuh: 2 entri, seperti yang terakhir ditandatangani mesin ini.\n',
    ))

  it('is behind when this machine has, and what to do is said', async () => {
    await app.audit.recordAccess(
      app.kit.db,
      { kind: 'system', name: 'uji' },
      {
        ownerId: 'seorang-warga',
        subject: { kind: 'laporan', id: 'L1' },
        purpose: 'Menindaklanjuti laporan',
        fields: ['nama'],
      },
    )
    // The look gets its place, its tree's root is told, and that is signed.
    for (const _round of [1, 2, 3]) await runningLog.sequencer.run()
    expect(await judge()).toMatch(
      /^Log publik mundur: pohon berisi 2 entri, padahal 3 entri .* pendopo log renew --alasan "…"\n$/,
    )
  })

  it('may be behind when no machine remembers: then a witness is to be asked', async () => {
    rmSync(join(dataDir, 'log-puncak.txt'))
    expect(await judge()).toMatch(
      /^Log publik kembali ke 2 entri, .* Tanyakan saksi .* pendopo log renew --titik .* --alasan "…"\n$/,
    )
  })
})
