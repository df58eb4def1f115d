import type { LogWitness } from '../../../log-witnesses.ts'
import { bringWitness, CLAIM_MS, type RoundDeps, type RoundEnd } from './ask-witnesses.ts'

export type WitnessLoopDeps = Omit<RoundDeps, 'signal'> &
  Readonly<{ witnesses: readonly LogWitness[] }>

export type WitnessLoop = Readonly<{
  /** There may be a new checkpoint. Returns at once; whatever the witnesses do, nobody waits for them. */
  tell: () => void
  /** Ends what is on its way. */
  stop: () => Promise<void>
}>

/**
 * Asks each witness by itself for its signature under the newest checkpoint, one request at a time, and
 * leaves those alone for a while that do not serve.
 */
export function createWitnessLoop(deps: WitnessLoopDeps): WitnessLoop {
  const stopping = new AbortController()
  const followers = deps.witnesses.map((witness) =>
    followWitness({ ...deps, signal: stopping.signal }, witness),
  )
  return {
    tell: () => {
      for (const { tell } of followers) tell()
    },
    stop: async () => {
      stopping.abort()
      for (const { ended } of followers) await ended()
    },
  }
}

/** A clock that was set back must not leave a witness alone for days. */
const WAIT_MS_MAX = 300_000

type Follower = Readonly<{ tell: () => void; ended: () => Promise<void> }>

function followWitness(deps: RoundDeps, witness: LogWitness): Follower {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let isFirst = true
  let isToldAgain = false

  const round = async (): Promise<void> => {
    const end = await bringWitness(deps, witness, isFirst).catch((error: unknown): RoundEnd => {
      deps.log.error({ err: error, saksi: witness.key.name }, 'public log: witness not asked')
      // By then what was claimed is free again.
      return { kind: 'later', at: new Date(deps.now().getTime() + CLAIM_MS) }
    })
    if (end.kind === 'later') return wait(end.at.getTime() - deps.now().getTime())
    isFirst = false
    if (end.kind === 'more') isToldAgain = true
  }
  const tell = (): void => {
    if (deps.signal.aborted || timer !== undefined) return
    if (running !== undefined) {
      isToldAgain = true
      return
    }
    isToldAgain = false
    running = round().finally(() => {
      running = undefined
      if (isToldAgain) tell()
    })
  }
  const wait = (ms: number): void => {
    if (deps.signal.aborted) return
    timer = setTimeout(
      () => {
        timer = undefined
        tell()
      },
      Math.min(Math.max(ms, 1), WAIT_MS_MAX),
    )
    timer.unref()
  }
  return {
    tell,
    ended: async () => {
      clearTimeout(timer)
      await running
    },
  }
}
