import { addDays } from '../../../kernel/date.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound } from '../../../platform/http/answer.ts'
import type { Req } from '../../../platform/http/route.ts'
import type { PlaceState } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import { badgesOf, openState } from '../domain/hours.ts'
import { ruleOn } from '../domain/rules.ts'
import { listCrowd, listDays } from '../store/learning-store.ts'
import type { Desk } from '../types.ts'
import { show, viewOf } from './edge.ts'
import { PlacePage } from './place.page.tsx'
import { linesOf, loadPlace, totalScore } from './place-lines.ts'

const SHOWN_DAYS = 7
const LINES_MAX = 40

export async function showPlace(deps: Deps, req: Req): Promise<Answer> {
  const state = await loadPlace(deps, req.params.tempat ?? '')
  if (state === undefined) return notFound
  const { desk, moment } = state
  const { db } = deps.kit
  const [crowd, days] = await together([
    listCrowd(
      db,
      desk.layanan.map(({ id }) => id),
    ),
    listDays(
      db,
      { tempatKode: desk.tempat.kode, from: addDays(moment.today, -SHOWN_DAYS) },
      (SHOWN_DAYS + 1) * LINES_MAX,
    ),
  ])
  return show(
    <PlacePage
      {...viewOf(req)}
      desk={desk}
      moment={moment}
      state={openState(
        desk,
        { date: moment.today, minute: moment.minute },
        deps.reference.calendar(),
      )}
      badges={badgesOf(desk.jam, moment.today)}
      lines={linesOf(deps, state)}
      crowd={crowd}
      days={days}
      score={totalScore(state)}
      rules={rulesOf(desk, state)}
    />,
  )
}

function rulesOf({ aturan }: Desk, { moment }: PlaceState) {
  return {
    selang: ruleOn(aturan, 'prioritas_selang', moment.today),
    lateMinutes: ruleOn(aturan, 'hadir_lewat_menit', moment.today),
  }
}
