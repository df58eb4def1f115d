import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  klasterOf,
  type MarginSurvei,
  marginSoal,
  type Penimbangan,
  weigh,
} from '../domain/bobot-survei.ts'
import { type DokumenSurvei, dokumenOf } from '../domain/dokumen.ts'
import { type BarisMikro, microdata } from '../domain/mikrodata.ts'
import { refusal } from '../domain/refusals.ts'
import type { Survei } from '../domain/survei.ts'
import { listHitungan, readJawaban } from '../store/jawaban-store.ts'
import {
  closeSurvei,
  listEnded,
  lockSurvei,
  markPublished,
  updateMargin,
} from '../store/survei-store.ts'
import { insertTerbitan } from '../store/terbitan-store.ts'
import { changeSurvei } from './own.ts'
import { objectOf, TERBIT } from './records.ts'

const SYSTEM: Actor = { kind: 'system', name: 'surveys' }
const ENDED_AT_ONCE = 100

/** Close an open survey before its day. */
export function closeOpen(deps: Deps, actor: SignedIn, kode: string): Promise<Result<void>> {
  return changeSurvei(deps, actor, {
    kode,
    action: 'tutup',
    change: async (tx, survei) => {
      if (survei.status !== 'buka') return refuse(refusal('SURVEI_BELUM_BUKA'))
      await closeSurvei(tx, survei.id, deps.kit.now())
      return ok(undefined)
    },
  })
}

/** Close every survey whose last day is over. @returns their codes */
export async function closeEnded({ kit, audit }: Deps): Promise<readonly string[]> {
  const closed: string[] = []
  for (const kode of await listEnded(kit.db, kit.today(), ENDED_AT_ONCE)) {
    await transaction(kit.db, async (tx) => {
      const survei = await lockSurvei(tx, kode, 'update')
      if (survei?.status !== 'buka') return
      await closeSurvei(tx, survei.id, kit.now())
      await audit.record(tx, SYSTEM, {
        action: 'survei.tutup',
        subject: { kind: 'survei', id: kode },
      })
      closed.push(kode)
    })
  }
  return closed
}

/** A result as it would be published now, or why it cannot be. */
export type Hitung = Readonly<{ dokumen: DokumenSurvei; penimbangan: Penimbangan | null }>

type Counted = Hitung & Readonly<{ lines: readonly BarisMikro[] }>

/**
 * Work a result out from the answers.
 *
 * @refuses JAWABAN_KURANG, and what weighing refuses
 */
export async function countSurvei(
  { kit, reference, aturanAt }: Deps,
  tx: Tx,
  survei: Survei,
): Promise<Result<Counted>> {
  const aturan = aturanAt(kit.today())
  const jawaban = await readJawaban(tx, survei.id)
  const { jawabanMinimum } = aturan
  if (jawaban.length < jawabanMinimum)
    return refuse(refusal('JAWABAN_KURANG', { ada: jawaban.length, jumlah: jawabanMinimum }))
  const weighed = survei.jenis === 'panel' ? weigh(jawaban, survei.strata, survei.margin) : ok(null)
  if (!weighed.ok) return weighed
  const dokumen = dokumenOf({
    survei,
    unitNama: reference.findUnit(survei.unitKode)?.nama ?? survei.unitKode,
    jawaban,
    hitungan: await listHitungan(tx, survei.id),
    penimbangan: weighed.value,
    aturan,
  })
  const weights = weighed.value?.bobot ?? jawaban.map(() => 1)
  const lines = jawaban.map((one, at) => ({ ...one, bobot: weights[at] ?? 1 }))
  return ok({ dokumen, penimbangan: weighed.value, lines })
}

export type MarginForm = Readonly<{
  /** Questions that were chosen. */
  soal: readonly string[]
  /** `sumber.p1`, `populasi.p1.a`. */
  fields: Readonly<Record<string, string>>
  /** What tells who was asked together; left out for nothing. */
  klaster?: string
}>

/**
 * Choose the margins a closed panel is raked to. They are kept only when the weights meet them.
 *
 * @refuses SURVEI_BELUM_TUTUP, MARGIN_BUKAN_PANEL, MARGIN, MARGIN_SUMBER, KLASTER, and what weighing refuses
 */
export function saveMargin(
  deps: Deps,
  actor: SignedIn,
  { kode, form }: Readonly<{ kode: string; form: MarginForm }>,
): Promise<Result<void>> {
  return changeSurvei(deps, actor, {
    kode,
    action: 'margin',
    change: async (tx, survei) => {
      if (survei.status === 'terbit') return refuse(refusal('SURVEI_SUDAH_TERBIT'))
      if (survei.status !== 'tutup') return refuse(refusal('SURVEI_BELUM_TUTUP'))
      if (survei.jenis !== 'panel') return refuse(refusal('MARGIN_BUKAN_PANEL'))
      const read = readForm(survei, form)
      if (!read.ok) return read
      const weighed = weigh(await readJawaban(tx, survei.id), survei.strata, read.value.margin)
      if (!weighed.ok) return weighed
      await updateMargin(tx, survei.id, read.value)
      return ok(undefined)
    },
  })
}

function readForm(survei: Survei, form: MarginForm): Result<Pick<Survei, 'margin' | 'klaster'>> {
  const { klaster = '' } = form
  const margins = readMargins(survei, form)
  // Groups that weights are fitted to have no spread left that could tell anything.
  const isFitted = form.soal.includes(klaster)
  const isKnown = klaster === '' || (klasterOf(survei.soal).includes(klaster) && !isFitted)
  const wrong = isKnown ? [] : [refusal('KLASTER', {}, 'klaster')]
  if (!margins.ok) return refuse([...margins.refusals, ...wrong])
  return wrong.length > 0 ? refuse(wrong) : ok({ margin: margins.value, klaster })
}

const WHOLE = /^\d{1,9}$/

function readMargins(
  { soal }: Survei,
  { soal: chosen, fields }: MarginForm,
): Result<readonly MarginSurvei[]> {
  const margins: MarginSurvei[] = []
  const refusals = marginSoal(soal)
    .filter(({ kode }) => chosen.includes(kode))
    .flatMap(({ kode, pilihan }) => {
      const sumber = (fields[`sumber.${kode}`] ?? '').trim()
      const counts = pilihan.map((one) => {
        const text = (fields[`populasi.${kode}.${one.kode}`] ?? '').trim().replaceAll('.', '')
        return [one.kode, WHOLE.test(text) ? Number(text) : 0] as const
      })
      const wrong = counts.filter(([, n]) => n < 1)
      if (wrong.length === 0)
        margins.push({ soal: kode, sumber, populasi: Object.fromEntries(counts) })
      return [
        ...wrong.map(([option]) => refusal('MARGIN', {}, `populasi.${kode}.${option}`)),
        ...(sumber.length < 5 || sumber.length > 200
          ? [refusal('MARGIN_SUMBER', {}, `sumber.${kode}`)]
          : []),
      ]
    })
  return refusals.length > 0 ? refuse(refusals) : ok(margins)
}

/** Publish a closed survey, once: its document, its lines, and its record in the public log. */
export function publishSurvei(deps: Deps, actor: SignedIn, kode: string): Promise<Result<void>> {
  const { kit, publicLog, aturanAt } = deps
  return changeSurvei(deps, actor, {
    kode,
    action: 'terbit',
    change: async (tx, survei) => {
      if (survei.status === 'terbit') return refuse(refusal('SURVEI_SUDAH_TERBIT'))
      if (survei.status !== 'tutup') return refuse(refusal('SURVEI_BELUM_TUTUP'))
      const counted = await countSurvei(deps, tx, survei)
      if (!counted.ok) return counted
      const { dokumen, lines } = counted.value
      const random = kit.randomBytes(lines.length * 4)
      const newOrder = lines.map((_, at) => Buffer.from(random).readUInt32LE(at * 4))
      const minimum = aturanAt(kit.today()).selMinimum
      const at = kit.now()
      await together([
        insertTerbitan(tx, {
          surveiId: survei.id,
          dokumen,
          mikrodata: microdata(survei.soal, lines, { minimum, newOrder }),
          at,
        }),
        markPublished(tx, survei.id),
        publicLog.append(tx, {
          kind: TERBIT,
          object: objectOf(kode),
          version: 1,
          ref: survei.id,
          actor,
          at,
          document: dokumen,
        }),
      ])
      return ok(undefined)
    },
  })
}
