import type { Actor } from '../../../kernel/actor.ts'
import { startOfDay, tanggal } from '../../../kernel/date.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { bulanOf, countsUnder, daysOf, monthsDue, type Rekap } from '../domain/transparansi.ts'
import { listOverdue, markEscalated } from '../store/forum-store.ts'
import { firstCounted, readHitungan } from '../store/kiriman-store.ts'
import {
  insertTerbitan,
  listTerbitan,
  readBanding,
  readLama,
  readPutusan,
} from '../store/terbitan-store.ts'
import { tellOverdue } from './kabar.ts'
import { objectOf, TERBIT } from './records.ts'

const SYSTEM: Actor = { kind: 'system', name: 'forums' }
const OVERDUE_AT_ONCE = 200
export const MONTHS_SHOWN = 12

/** What moderation did in a month, worked out from the rows. */
export async function makeRekap(
  { reference }: Pick<Deps, 'reference'>,
  tx: Tx,
  bulan: string,
): Promise<Rekap> {
  const { dari, sebelum } = daysOf(bulan)
  const { zone } = reference.calendar()
  const masa = {
    dari: startOfDay(zone, dari),
    sebelum: startOfDay(zone, sebelum),
    hari: sebelum,
  }
  const [hitungan, putusan, lama, banding] = await together([
    readHitungan(tx, { dari, sebelum }),
    readPutusan(tx, masa),
    readLama(tx, masa),
    readBanding(tx, masa),
  ])
  const count = (name: string) => hitungan.get(name) ?? 0
  return {
    kiriman: count('kiriman'),
    topik: count('topik'),
    pertanyaan: count('pertanyaan'),
    jawaban: count('jawaban'),
    tanda: countsUnder(hitungan, 'tanda'),
    putusan,
    ...lama,
    ...banding,
    penolakan: countsUnder(hitungan, 'tolak'),
  }
}

/**
 * Publish the report of every month that is over, once, with its record in the public log.
 *
 * @returns months published now
 */
export async function publishDue(deps: Deps): Promise<readonly string[]> {
  const { kit, publicLog, audit } = deps
  const first = await firstCounted(kit.db)
  const known = await listTerbitan(kit.db, MONTHS_SHOWN + 1)
  const due = monthsDue(kit.today(), {
    pertama: first === undefined ? undefined : bulanOf(tanggal(first)),
    terbit: known.map(({ bulan }) => bulan),
  })
  const published: string[] = []
  for (const bulan of due) {
    const isNew = await transaction(kit.db, async (tx) => {
      const rekap = await makeRekap(deps, tx, bulan)
      const dokumen = { jenis: 'forum.transparansi/1', bulan, ...rekap } as const
      const [id, at] = [kit.newId(), kit.now()]
      if (!(await insertTerbitan(tx, { id, bulan, dokumen, terbitAt: at }))) return false
      await publicLog.append(tx, {
        kind: TERBIT,
        object: objectOf(bulan),
        version: 1,
        ref: id,
        actor: SYSTEM,
        at,
        document: dokumen,
      })
      await audit.record(tx, SYSTEM, {
        action: 'forum.terbit',
        subject: { kind: 'forum.transparansi', id: bulan },
      })
      return true
    })
    if (isNew) published.push(bulan)
  }
  return published
}

/** Questions past their day go to the head of the unit, once. @returns how many */
export async function escalateOverdue(deps: Deps): Promise<number> {
  const { kit, audit } = deps
  const overdue = await listOverdue(kit.db, kit.today(), OVERDUE_AT_ONCE)
  let told = 0
  for (const topik of overdue) {
    told += await transaction(kit.db, async (tx) => {
      if (!(await markEscalated(tx, topik.id, kit.now()))) return 0
      await tellOverdue(deps, tx, topik)
      await audit.record(tx, SYSTEM, {
        action: 'forum.lewat',
        subject: { kind: 'forum.topik', id: topik.id },
      })
      return 1
    })
  }
  return told
}
