import { hasRole } from '../../../kernel/actor.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { PENGELOLA, unitsSendiri } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { isLewat, nomorMasukan } from '../domain/masukan.ts'
import { kerjaIn, messagesIn } from '../messages/index.ts'
import { listMeja } from '../store/masukan-store.ts'
import { countText, dayText } from './parts.tsx'
import { KERJA } from './paths.ts'

const SHOWN = 5
const COUNTED = 100

/** Inputs that wait for an officer's unit, on the desk of every officer. */
export function konsultasiDesk(deps: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    if (!PENGELOLA.some((role) => hasRole(actor, role))) return undefined
    const waiting = await listMeja(tx, unitsSendiri(actor), COUNTED + 1)
    if (waiting.length === 0) return undefined
    const [m, k] = [messagesIn(ctx.lang), kerjaIn(ctx.lang)]
    const today = deps.kit.today()
    const isLate = ({ tenggat }: (typeof waiting)[number]) =>
      isLewat({ status: 'menunggu', tenggat }, today)
    return {
      key: 'consultations',
      title: m.title,
      href: KERJA,
      views: [
        {
          href: KERJA,
          label: k.waiting,
          count:
            waiting.length > COUNTED
              ? `${countText(ctx, COUNTED)}+`
              : countText(ctx, waiting.length),
          isHot: waiting.some(isLate),
        },
      ],
      items: waiting.slice(0, SHOWN).map((one) => ({
        href: `${KERJA}/${one.kode}/masukan`,
        nomor: nomorMasukan(one.kode, one.urut),
        title: one.judul,
        facts: one.label,
        state: m.kinds[one.jenis],
        remaining: isLate(one) ? m.overdue : k.due(dayText(ctx, one.tenggat)),
        isLate: isLate(one),
      })),
    }
  }
}
