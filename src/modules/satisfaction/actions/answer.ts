import { ANONYMOUS } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { coarse, type Jawaban, type JawabanForm, readJawaban } from '../domain/jawaban.ts'
import type { Kanal } from '../domain/kuesioner.ts'
import { periodeKode, periodeOf, quarterOf } from '../domain/periode.ts'
import { refusal } from '../domain/refusals.ts'
import { answeredMoves, respondentMoves } from '../domain/sisi.ts'
import { insertJawaban } from '../store/jawaban-store.ts'
import { moveRekap, moveResponden } from '../store/rekap-store.ts'
import { findUndangan, takeUndangan, type UndanganSeen } from '../store/undangan-store.ts'
import { digestOf } from './invite.ts'

const TOKEN = /^[\w-]{22}$/

/**
 * What a token opens.
 *
 * @refuses SURVEI_TIDAK_DIKENAL, SURVEI_SUDAH_DIJAWAB, SURVEI_KEDALUWARSA
 */
export async function openSurvey(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
  token: string,
): Promise<Result<UndanganSeen>> {
  const seen = TOKEN.test(token) ? await findUndangan(tx, digestOf(token)) : undefined
  if (seen === undefined) return refuse(refusal('SURVEI_TIDAK_DIKENAL'))
  if (seen.isTerpakai) return refuse(refusal('SURVEI_SUDAH_DIJAWAB'))
  return seen.berlakuSampai <= kit.now() ? refuse(refusal('SURVEI_KEDALUWARSA')) : ok(seen)
}

/**
 * Take an answer. Token, answer and counters change together or not at all. What is kept of the answer
 * names no person, no application and no token, and the audit row only the counter that moved: a row that
 * named the invitation would tell when it was used, and so which answer is whose.
 */
export async function answerSurvey(
  deps: Deps,
  token: string,
  form: JawabanForm,
): Promise<Result<void>> {
  const { kit, rules } = deps
  const seen = await openSurvey(deps, kit.db, token)
  if (!seen.ok) return seen
  const read = readJawaban(form, rules.kuesionerAt(kit.today()))
  if (!read.ok) return read
  const isTaken = await transaction(kit.db, async (tx) => {
    const taken = await takeUndangan(tx, digestOf(token), kit.now())
    if (taken === undefined) return false
    await storeJawaban(deps, tx, {
      jawaban: read.value,
      place: { ...taken, kanal: taken.kanal },
      invited: taken.triwulan,
    })
    return true
  })
  // Somebody was quicker with the same link.
  return isTaken ? ok(undefined) : refuse(refusal('SURVEI_SUDAH_DIJAWAB'))
}

type Storing = Readonly<{
  jawaban: Jawaban
  place: Readonly<{ unitKode: string; layananKode: string; kanal: Kanal }>
  invited: ReturnType<typeof quarterOf>
}>

async function storeJawaban(deps: Deps, tx: Tx, { jawaban, place, invited }: Storing) {
  const { kit, audit, rules } = deps
  const { unitKode, layananKode, kanal } = place
  const triwulan = quarterOf(kit.today())
  const moved = `${unitKode}/${layananKode}/${periodeKode(periodeOf(triwulan))}`
  await together([
    insertJawaban(tx, {
      ...jawaban,
      // Random: an id that sorts by time would tell the order.
      id: kit.newSecretId(),
      unitKode,
      layananKode,
      kanal,
      triwulan,
      waktu: coarse(kit.now()),
    }),
    moveRekap(
      tx,
      answeredMoves({ unitKode, layananKode, kanal, triwulan, invited }, jawaban),
      rules.aturanAt(kit.today()).selMinimum,
    ),
    moveResponden(tx, respondentMoves({ unitKode, layananKode, triwulan }, jawaban)),
    audit.record(tx, ANONYMOUS, {
      action: 'skm.jawab',
      subject: { kind: 'skm.rekap', id: moved },
    }),
  ])
}
