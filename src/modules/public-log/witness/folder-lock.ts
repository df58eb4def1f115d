import { randomUUID } from 'node:crypto'
import { link, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'

/** The right to write in a folder, for one process at a time: two would sign two roots of one size. */
export type FolderLock = Readonly<{
  /** Nobody has taken the folder from us: asked before everything that is written. */
  isHeld: () => Promise<boolean>
  release: () => Promise<void>
}>

export type LockedFolder =
  | Readonly<{ ok: true; lock: FolderLock }>
  | Readonly<{ ok: false; pid: number }>

/** Take the folder. One that a dead process left behind is taken over. */
export async function lockFolder(dir: string): Promise<LockedFolder> {
  const path = join(dir, 'penulis.pid')
  const own = `${process.pid} ${await birthOf(process.pid)}\n`
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await create(path, own)) return { ok: true, lock: lockAt(path, own) }
    const holder = await read(path)
    if (holder !== undefined && (await isAlive(holder)))
      return { ok: false, pid: Number(holder.split(' ')[0]) }
    if (holder !== undefined) await clear(path, holder)
  }
  throw new Error(`Folder ${dir} tidak dapat dikunci.`)
}

const ATTEMPTS = 100
const PAUSE_MS = 50

const read = (path: string) => readFile(path, 'utf8').catch(ignoreMissing)
const remove = (path: string) => unlink(path).catch(ignoreMissing)

function lockAt(path: string, own: string): FolderLock {
  const isHeld = async () => (await read(path)) === own
  return {
    isHeld,
    release: async () => {
      if (await isHeld()) await remove(path)
    },
  }
}

/** The file appears with its content or not at all: an empty one could not be told from a dead one. */
async function create(path: string, content: string): Promise<boolean> {
  const beside = `${path}.${randomUUID()}`
  await writeFile(beside, content)
  try {
    await link(beside, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await remove(beside)
  }
}

/**
 * Remove the lock of a dead process, and only that one: of two that found it dead, the slower would else
 * remove the lock of the faster.
 */
async function clear(path: string, dead: string): Promise<void> {
  const guard = `${path}.ganti`
  if (!(await create(guard, ''))) {
    const made = await stat(guard).catch(ignoreMissing)
    // Whoever died between these lines must not close the folder for ever.
    if (made !== undefined && Date.now() - made.mtimeMs > GUARD_MS) await remove(guard)
    await setTimeout(PAUSE_MS)
    return
  }
  try {
    if ((await read(path)) === dead) await remove(path)
  } finally {
    await remove(guard)
  }
}

/** What is done under it takes a millisecond. */
const GUARD_MS = 2_000

/** The process that took the lock still runs, and is not another one that was given its number since. */
async function isAlive(holder: string): Promise<boolean> {
  const [, digits = '', birth = ''] = /^(\d+) (.*)\n$/.exec(holder) ?? []
  const pid = Number(digits)
  if (pid === 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  return birth === (await birthOf(pid))
}

/**
 * When a process was born, where the system tells: numbers are given again, after a new start of the
 * machine soon. Elsewhere the number alone must do.
 */
async function birthOf(pid: number): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name of the program, in brackets, may hold spaces; the time of birth is the 22nd field.
  const born = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return `${boot.trim()} ${born}`.trim()
}
