import type { WorkDesk, WorkSource } from '../../../../platform/work.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import { maySetUp } from '../../actions/wewenang.ts'
import type { Deps } from '../../deps.ts'
import { messagesIn } from '../../messages/index.ts'
import { listAll } from '../../store/pungutan-store.ts'
import { KERJA, kerjaPath } from '../paths.ts'

const LOOKED_AT = 30

/** What waits for planners: drafts that nobody has fixed yet. */
export function ballotsDesk({ kit, reference }: Deps): WorkSource {
  return async (tx, { actor, ctx }): Promise<WorkDesk | undefined> => {
    if (!maySetUp(actor)) return undefined
    const m = messagesIn(ctx.lang)
    const recent = await listAll(tx, { limit: LOOKED_AT })
    const drafts = recent.filter(({ status }) => status === 'rancangan')
    return {
      key: 'pemungutan-suara',
      title: m.kerja.desk,
      href: KERJA,
      views: [
        {
          href: KERJA,
          label: m.kerja.work,
          count: formatNumber(drafts.length, ctx.lang),
          isHot: false,
        },
      ],
      items: drafts.map(({ nomor, judul, wilayahKode, bukaAt }) => ({
        href: kerjaPath(nomor),
        nomor,
        title: judul,
        facts: reference.findWilayah(wilayahKode)?.nama ?? wilayahKode,
        state: m.keadaan.rancangan,
        remaining: formatDateTime(bukaAt, localeOf(ctx)),
        isLate: bukaAt <= kit.now(),
      })),
    }
  }
}
