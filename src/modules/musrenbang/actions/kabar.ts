import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Status } from '../domain/kedudukan.ts'
import { listLangkah, listPendengar } from '../store/langkah-store.ts'
import { listByIds, type Usulan } from '../store/usulan-store.ts'

const PAGE = 500

/** Name of the notice of a state. */
export const kabarOf = (status: Status): string => `musrenbang.${status}`

/** Tell author and supporters of steps; the key keeps anybody from being told twice. */
export async function notifySteps(
  deps: Deps,
  tx: Tx,
  steps: readonly Readonly<{ usulanId: string; urutan: number }>[],
): Promise<void> {
  const byId = new Map(
    (
      await listByIds(
        tx,
        steps.map(({ usulanId }) => usulanId),
      )
    ).map((one) => [one.id, one]),
  )
  for (const { usulanId, urutan } of steps) {
    const usulan = byId.get(usulanId)
    const step = (await listLangkah(tx, usulanId)).find((one) => one.urutan === urutan)
    if (usulan !== undefined && step !== undefined)
      await notifyOne(deps, tx, { usulan, urutan, status: step.status })
  }
}

async function notifyOne(
  { notifications }: Deps,
  tx: Tx,
  { usulan, urutan, status }: Readonly<{ usulan: Usulan; urutan: number; status: Status }>,
): Promise<void> {
  let after: string | undefined
  for (;;) {
    const some = await listPendengar(tx, usulan.id, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    })
    for (const accountId of some)
      await notifications.notify(tx, {
        event: kabarOf(status),
        to: { kind: 'account', accountId },
        values: { nomor: usulan.nomor, judul: usulan.judul },
        link: `/usulan/${usulan.nomor}`,
        key: `${usulan.id}:${urutan}:${accountId}`,
      })
    after = some.at(-1)
    if (some.length < PAGE) return
  }
}
