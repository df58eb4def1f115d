import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import type { ModuleParts } from '../../../platform/kit.ts'
import { attachProof, attachWaitingProofs } from '../actions/attach-proof.ts'
import { PROOF_JOB } from '../actions/sign-letter.ts'
import { signAllWaiting } from '../actions/sign-waiting.ts'
import type { Deps } from '../deps.ts'

const SWEEP_JOB = 'documents.proofs'
const WAITING_JOB = 'documents.sign-waiting'
const OneLetter = z.object({ suratId: z.uuid() })

/** Proofs into files, and signatures that had to wait. @param deps on the pool of the jobs */
export function letterJobs(deps: Deps): Pick<ModuleParts, 'jobs' | 'cron'> {
  return {
    jobs: {
      [PROOF_JOB]: async (payload) => {
        const { suratId } = OneLetter.parse(payload)
        // What is not placed yet is found by the sweep.
        await transaction(deps.kit.db, (tx) => attachProof(deps, tx, suratId))
      },
      [SWEEP_JOB]: async () => {
        await attachWaitingProofs(deps)
      },
      [WAITING_JOB]: async () => {
        const signed = await signAllWaiting(deps)
        if (signed > 0) deps.kit.log.info({ event: WAITING_JOB, signed }, 'waiting letters signed')
      },
    },
    cron: [
      { task: SWEEP_JOB, match: '* * * * *' },
      { task: WAITING_JOB, match: '* * * * *' },
    ],
  }
}
