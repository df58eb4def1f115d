import { isSignedIn } from '../../../kernel/actor.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { documentsMessages } from '../messages/index.ts'
import { listMenungguTanda } from '../store/surat-store.ts'
import { OFFICE } from './office.page.tsx'

const SHOWN = 8
const COUNTED_MAX = 100

/** Letters that wait for this official's signature. */
export function lettersDesk({ reference }: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    if (!isSignedIn(actor)) return undefined
    const waiting = await listMenungguTanda(tx, actor.accountId, COUNTED_MAX)
    if (waiting.length === 0) return undefined
    const m = documentsMessages(ctx.lang)
    const count = waiting.length === COUNTED_MAX ? '99+' : formatNumber(waiting.length, ctx.lang)
    return {
      key: 'surat',
      title: m.office.deskTitle,
      href: OFFICE,
      views: [{ href: OFFICE, label: m.office.deskView, count, isHot: true }],
      items: waiting.slice(0, SHOWN).map((surat) => ({
        href: `${OFFICE}/${surat.id}`,
        nomor: surat.subjekNomor,
        title: surat.judul,
        facts: reference.findUnit(surat.unitKode)?.nama ?? surat.unitKode,
        state: m.status.menunggu,
        remaining: m.office.deskRemaining,
        isLate: false,
      })),
    }
  }
}
