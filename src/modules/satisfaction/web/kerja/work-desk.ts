import type { Tx } from '../../../../platform/db/database.ts'
import type { WorkDesk, WorkItem, WorkSource } from '../../../../platform/work.ts'
import { formatNumber, formatTanggal } from '../../../../ui/format.ts'
import type { Lang } from '../../../../ui/page-context.ts'
import { lowestOf } from '../../actions/plan.ts'
import type { Deps } from '../../deps.ts'
import { headedUnits, keadaanOf, type Rencana } from '../../domain/rencana.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'
import { listOpenRencana, listRencana } from '../../store/rencana-store.ts'
import { listTerbitanOfUnit } from '../../store/terbitan-store.ts'
import { kodeName, unsurName } from '../words.ts'

const HREF = '/kerja/skm'

/** What waits for the head of a unit: elements without a plan, and plans that are not done. */
export function surveyDesk(deps: Deps): WorkSource {
  return async (tx, { actor, ctx }): Promise<WorkDesk | undefined> => {
    const units = headedUnits(actor)
    if (units.length === 0) return undefined
    const m = kerjaMessages(ctx.lang)
    const open = await listOpenRencana(tx, units)
    const plans = open.map((rencana) => planItem(deps, ctx.lang, rencana))
    const missing: WorkItem[] = []
    for (const unitKode of units)
      missing.push(...(await unplanned(deps, tx, { unitKode, lang: ctx.lang })))
    const isLate = plans.some((item) => item.isLate)
    return {
      key: 'skm',
      title: m.desk,
      href: HREF,
      views: [
        {
          href: HREF,
          label: m.deskPlans,
          count: formatNumber(plans.length, ctx.lang),
          isHot: isLate,
        },
      ],
      items: [...plans.filter((item) => item.isLate), ...missing],
    }
  }
}

function planItem({ kit, rules, reference }: Deps, lang: Lang, rencana: Rencana): WorkItem {
  const today = kit.today()
  const keadaan = keadaanOf(rencana, today)
  return {
    href: HREF,
    nomor: `${rencana.unsur} ${rencana.periode}`,
    title: unsurName(rencana.unsur, rules.kuesionerAt(today), lang),
    facts: reference.findUnit(rencana.unitKode)?.singkatan ?? rencana.unitKode,
    state: publikMessages(lang).state[keadaan],
    remaining: formatTanggal(rencana.target, lang),
    isLate: keadaan === 'lewat',
  }
}

/** Lowest elements of the last published score that nobody planned for yet. */
async function unplanned(
  { kit, rules, reference }: Deps,
  tx: Tx,
  { unitKode, lang }: Readonly<{ unitKode: string; lang: Lang }>,
): Promise<readonly WorkItem[]> {
  const [last] = await listTerbitanOfUnit(tx, unitKode, 1)
  if (last === undefined) return []
  const planned = new Set((await listRencana(tx, unitKode, last.periode)).map(({ unsur }) => unsur))
  const m = kerjaMessages(lang)
  return lowestOf(last.dokumen)
    .filter((unsur) => !planned.has(unsur))
    .map((unsur) => ({
      href: HREF,
      nomor: `${unsur} ${last.periode}`,
      title: m.deskUnplanned(unsurName(unsur, rules.kuesionerAt(kit.today()), lang)),
      facts: reference.findUnit(unitKode)?.singkatan ?? unitKode,
      state: kodeName(last.periode, lang),
      remaining: m.deskNoDate,
      isLate: false,
    }))
}
