import { type Actor, grantsOf, hasRole } from '../../../kernel/actor.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { WorkSource } from '../../../platform/work.ts'
import { pemilikOf } from '../actions/langkah.ts'
import { tempatName } from '../actions/nama.ts'
import type { Deps } from '../deps.ts'
import type { Pemilik } from '../domain/kedudukan.ts'
import { isOwner, isPerencana, PEKERJA } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listMeja, type Usulan } from '../store/usulan-store.ts'
import { dayText } from './parts.tsx'
import { KERJA, PERIKSA } from './paths.ts'

const PER_OWNER = 40

/** Proposals whose next step is this officer's, the most urgent first. */
export async function deskOf(_deps: Deps, tx: Tx, actor: Actor): Promise<readonly Usulan[]> {
  const grants = grantsOf(actor)
  const wilayah = grants.flatMap(({ wilayahKode }) => wilayahKode ?? [])
  const unit = grants.flatMap(({ unitKode }) => unitKode ?? [])
  const asked: readonly (readonly [Pemilik['jenis'], readonly string[], boolean])[] = [
    ['wilayah', wilayah, wilayah.length > 0],
    ['unit', unit, unit.length > 0],
    ['perencana', [''], isPerencana(actor)],
    ['anggaran', [''], hasRole(actor, 'tapd')],
  ]
  const found = await together(
    asked
      .filter(([, , isAsked]) => isAsked)
      .map(([jenis, kode]) => listMeja(tx, { jenis, kode, limit: PER_OWNER })),
  )
  return found
    .flat()
    .filter((one) => isOwner(actor, pemilikOf(one)))
    .toSorted((a, b) => (a.tenggat ?? '').localeCompare(b.tenggat ?? ''))
    .slice(0, PER_OWNER)
}

const SHOWN = 5

/** What waits for whom, on the desk of every officer. */
export function musrenbangDesk(deps: Deps): WorkSource {
  return async (tx, { actor, ctx }) => {
    if (!PEKERJA.some((role) => hasRole(actor, role))) return undefined
    const waiting = await deskOf(deps, tx, actor)
    if (waiting.length === 0) return undefined
    const m = messagesIn(ctx.lang)
    const today = deps.kit.today()
    const isOver = (one: Usulan) => one.tenggat !== null && one.tenggat < today
    return {
      key: 'musrenbang',
      title: m.kerja.title,
      href: KERJA,
      views: [
        {
          href: KERJA,
          label: m.kerja.waiting,
          count: String(waiting.length),
          isHot: waiting.some(isOver),
        },
      ],
      items: waiting.slice(0, SHOWN).map((one) => ({
        href: `${PERIKSA}/${one.nomor}`,
        nomor: one.nomor,
        title: one.judul,
        facts: tempatName(deps, one),
        state: m.status[one.status],
        remaining: isOver(one) ? m.usulan.lateTag : m.kerja.due(dayText(ctx, one.tenggat)),
        isLate: isOver(one),
      })),
    }
  }
}
