import type { App } from '../../../app.ts'
import { isUuid } from '../../../kernel/id.ts'
import { transaction } from '../../../platform/db/database.ts'
import { recordOf } from './house.ts'

export const ACT_PATH = '/ukur/'

/** An act in a transaction of its own for each POST, behind the hooks of every request. */
export function addActRoute({ server, kit, publicLog }: App): void {
  server.post<{ Params: { ref: string } }>(`${ACT_PATH}:ref`, async (request, reply) => {
    const { ref } = request.params
    if (!isUuid(ref)) return reply.code(404).send({})
    await transaction(kit.db, (tx) => publicLog.append(tx, recordOf(ref, kit.now())))
    return reply.code(201).send({ ref })
  })
}
