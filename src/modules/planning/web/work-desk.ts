import { grantsOf } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatRupiah } from '../../../ui/format.ts'
import { ownSkpd } from '../actions/isi.ts'
import type { Deps } from '../deps.ts'
import { ENACTERS, PLANNERS } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listDokumen } from '../store/dokumen-store.ts'
import { listUsulan } from '../store/usulan-store.ts'
import { dokumenPath, RENCANA, USULAN } from './paths.ts'

const SHOWN = 5
const LOOKED_AT = 100

/** Proposals nobody has decided, and documents that wait for their act. */
export function planningDesk({ kit, fiscal }: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    const held = grantsOf(actor).map(({ role }) => role)
    const isPlanner = PLANNERS.some((role) => held.includes(role))
    const isEnacter = ENACTERS.some((role) => held.includes(role))
    if (actor.kind !== 'officer' || !(isPlanner || isEnacter)) return undefined
    const m = messagesIn(ctx.lang)
    const year = yearOf(kit.today())
    const own = new Set(ownSkpd(actor, await fiscal.kodefikasi(tx, year)).values())
    const open: Awaited<ReturnType<typeof listUsulan>>[number][] = []
    for (const tahun of [year + 1, year + 2])
      open.push(...(await listUsulan(tx, { tahun, status: 'diajukan', limit: LOOKED_AT })))
    const waiting = isPlanner ? open.filter(({ skpdId }) => own.has(skpdId)) : []
    const submitted = isEnacter
      ? (await listDokumen(tx)).filter(({ status }) => status === 'diajukan')
      : []
    return {
      key: 'perencanaan',
      title: m.work.title,
      href: RENCANA,
      views: [
        {
          href: `${USULAN}?tahun=${year + 2}&status=diajukan`,
          label: m.work.waiting,
          count: String(waiting.length),
          isHot: waiting.length > 0,
        },
      ],
      items: [
        ...submitted.slice(0, SHOWN).map((one) => ({
          href: dokumenPath(one),
          nomor: m.dokumen.kinds[one.jenis],
          title: one.judul,
          facts: String(one.tahunMulai),
          state: m.work.enact,
          remaining: '',
          isLate: false,
        })),
        ...waiting.slice(0, SHOWN).map((one) => ({
          href: `${USULAN}/${one.nomor}`,
          nomor: one.nomor,
          title: one.judul,
          facts: formatRupiah(one.perkiraan, ctx.lang),
          state: m.usulan.statuses[one.status],
          remaining: '',
          isLate: false,
        })),
      ],
    }
  }
}
