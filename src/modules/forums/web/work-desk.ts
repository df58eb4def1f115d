import { type Tx, together } from '../../../platform/db/database.ts'
import type { WorkDesk, WorkItem, WorkQuestion, WorkSource } from '../../../platform/work.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import { answeringUnits, isModerator } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listWaiting, type Topik } from '../store/forum-store.ts'
import { type AntreRow, listAntre } from '../store/moderasi-store.ts'
import { topikPath } from './asked.ts'
import { KERJA, shorten } from './desk.page.tsx'

const LOOKED_AT = 20
const SHOWN = 5

/** Cases for moderators, questions for the units that owe an answer. */
export function forumsDesk(deps: Deps): WorkSource {
  return async (tx, question): Promise<WorkDesk | undefined> => {
    const { actor, ctx } = question
    const units = answeringUnits(actor)
    const mayDecide = isModerator(actor)
    if (!mayDecide && units.length === 0) return undefined
    const { cases, asked } = await lookUp(tx, { mayDecide, units })
    if (!mayDecide && asked.length === 0) return undefined
    const m = messagesIn(ctx.lang)
    const items = [
      ...cases.map((one) => caseItem(one, question)),
      ...asked.map((one) => questionItem(deps, one, question)),
    ]
    const view = (href: string, label: string, found: readonly WorkItem[]) => ({
      href,
      label,
      count: formatNumber(found.length, ctx.lang),
      isHot: found.some(({ isLate }) => isLate),
    })
    return {
      key: 'forum',
      title: m.title,
      href: mayDecide ? KERJA : `${KERJA}/pertanyaan`,
      views: [
        ...(mayDecide ? [view(KERJA, m.work, items.slice(0, cases.length))] : []),
        ...(units.length > 0
          ? [view(`${KERJA}/pertanyaan`, m.workQuestions, items.slice(cases.length))]
          : []),
      ],
      items: items.slice(0, SHOWN),
    }
  }
}

async function lookUp(
  tx: Tx,
  { mayDecide, units }: Readonly<{ mayDecide: boolean; units: readonly string[] }>,
): Promise<Readonly<{ cases: readonly AntreRow[]; asked: readonly Topik[] }>> {
  const [cases, asked] = await together([
    mayDecide ? listAntre(tx, { after: undefined, limit: LOOKED_AT }) : [],
    units.length > 0 ? listWaiting(tx, units, LOOKED_AT) : [],
  ])
  return { cases, asked }
}

function caseItem(one: AntreRow, { ctx }: WorkQuestion): WorkItem {
  const m = messagesIn(ctx.lang)
  return {
    href: `${KERJA}/perkara/${one.id}`,
    nomor: `${one.forumKode}/${one.topikNomor}`,
    title: shorten(one.isi),
    facts: m.sourcesOf(formatNumber(one.sumber, ctx.lang), formatNumber(one.jumlahTanda, ctx.lang)),
    state: m.case,
    remaining: formatDateTime(one.tenggatAt, localeOf(ctx)),
    isLate: one.tenggatAt < ctx.now,
  }
}

function questionItem({ kit }: Deps, one: Topik, { ctx }: WorkQuestion): WorkItem {
  const m = messagesIn(ctx.lang)
  const isLate = one.tenggatPada !== null && one.tenggatPada < kit.today()
  return {
    href: topikPath(one),
    nomor: `${one.forumKode}/${one.nomor}`,
    title: one.judul,
    facts: one.forumJudul,
    state: isLate ? m.states.terlambat : m.states.menunggu,
    remaining: one.tenggatPada === null ? '' : formatTanggal(one.tenggatPada, ctx.lang),
    isLate,
  }
}
