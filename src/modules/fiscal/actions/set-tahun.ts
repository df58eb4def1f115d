import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { Audit } from '../../audit/index.ts'
import { refusal } from '../domain/refusals.ts'
import { decideStatus } from '../domain/tahun.ts'
import { lockTahun, writeTahun } from '../store/tahun-store.ts'
import type { SetTahun, TahunAnggaran } from '../types.ts'

type Deps = Readonly<{ kit: Pick<Kit, 'newId' | 'now'>; audit: Audit }>

/** A year begins in preparation; every step after that is one of the table in domain/tahun.ts. */
export function createSetTahun({ kit, audit }: Deps) {
  return async (tx: Tx, order: SetTahun): Promise<Result<TahunAnggaran>> => {
    const { actor, tahun, ke } = order
    const now = await lockTahun(tx, tahun)
    if (now !== undefined && ke === 'penyusunan')
      return refuse(refusal('TAHUN_SUDAH_ADA', { tahun }, 'tahun'))
    const decided =
      now === undefined ? decideFirst(order) : decideStatus(now.status, ke, order.dasar)
    if (!decided.ok) return decided
    const { dasar } = decided.value
    const oleh = actor.kind === 'anonymous' ? 'sistem' : actor.name
    const dari = now?.status ?? null
    await writeTahun(tx, { id: kit.newId(), tahun, dari, ke, dasar, oleh, now: kit.now() })
    await audit.record(tx, actor, {
      action: `tahun-anggaran.${ke}`,
      subject: { kind: 'tahun-anggaran', id: String(tahun) },
      reason: dasar,
    })
    return ok({ tahun, status: ke, dasar })
  }
}

function decideFirst({ ke, dasar, tahun }: SetTahun): ReturnType<typeof decideStatus> {
  if (ke !== 'penyusunan') return refuse(refusal('TAHUN_TIDAK_ADA', { tahun }, 'tahun'))
  return dasar.trim().length < 3
    ? refuse(refusal('TAHUN_DASAR_KOSONG', {}, 'dasar'))
    : ok({ ke, dasar: dasar.trim() })
}
