import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import type { Log } from '../../../platform/log/log.ts'
import { decodeModel, encodeModel, type StoredModel, type Target } from './model-file.ts'

/** Gives the model in use, loaded at first need and exchanged when a new one was trained. */
export type ModelKeeper = Readonly<{ get: (target: Target) => Promise<StoredModel | undefined> }>

export type ModelPlaces = Readonly<{
  /** This installation's own models: DATA_DIR/model. */
  ownDir: string
  /** Models that came with the program, used until there is an own one. */
  shippedDir: string
}>

/** Looking for a new file costs a system call; more often than this nobody notices the difference. */
const LOOK_AGAIN_MS = 5_000

type Kept = { lookedMs: number; stamp: string; loading: Promise<StoredModel | undefined> }

export function createModelKeeper(
  places: ModelPlaces,
  kit: Readonly<{ now: () => Date; log: Log }>,
): ModelKeeper {
  const kept = new Map<Target, Kept>()
  return {
    get: async (target) => {
      const nowMs = kit.now().getTime()
      const known = kept.get(target)
      if (known !== undefined && Math.abs(nowMs - known.lookedMs) < LOOK_AGAIN_MS)
        return known.loading
      const found = await findFile(places, target)
      if (known !== undefined && known.stamp === found.stamp) {
        known.lookedMs = nowMs
        return known.loading
      }
      const loading = found.path === undefined ? nothing() : load(found.path, target, kit.log)
      // While the new one is read, questions are still answered by the old one.
      const next = { lookedMs: nowMs, stamp: found.stamp, loading: known?.loading ?? loading }
      kept.set(target, next)
      next.loading = loading.then((model) => model ?? known?.loading)
      return known?.loading ?? next.loading
    },
  }
}

const nothing = async () => undefined

async function findFile(
  { ownDir, shippedDir }: ModelPlaces,
  target: Target,
): Promise<{ path?: string; stamp: string }> {
  for (const path of [modelPath(ownDir, target), modelPath(shippedDir, target)]) {
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined)
      return { path, stamp: `${path} ${found.mtimeMs} ${found.size} ${found.ino}` }
  }
  return { stamp: '' }
}

/** A broken model must not take the form down: it is reported, and suggestions fall back to words. */
async function load(path: string, target: Target, log: Log): Promise<StoredModel | undefined> {
  try {
    const stored = decodeModel(await readFile(path))
    if (stored.card.target !== target) throw new Error(`it is a model for ${stored.card.target}`)
    return stored
  } catch (error) {
    log.warn({ err: error, target }, 'model not usable')
    return undefined
  }
}

export function modelPath(dir: string, target: Target): string {
  return join(dir, `${target}.pendopo-model`)
}

/** Put a model in its place in one step: a reader sees the old file or the new one, never half of one. */
export async function saveModel(dir: string, stored: StoredModel): Promise<number> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const bytes = encodeModel(stored)
  writeWhole(modelPath(dir, stored.card.target), bytes)
  const card = `${JSON.stringify(stored.card, undefined, 2)}\n`
  writeWhole(join(dir, `${stored.card.target}.kartu.json`), card)
  return bytes.length
}
