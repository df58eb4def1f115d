import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Strata } from '../domain/bobot-survei.ts'
import { type Ketikan, readBagian } from '../domain/isian.ts'
import { refusal } from '../domain/refusals.ts'
import type { Isian } from '../domain/soal.ts'
import type { Survei } from '../domain/survei.ts'
import { countRefusal, insertJawaban, moveHitungan } from '../store/jawaban-store.ts'
import { findSurvei, lockSurvei } from '../store/survei-store.ts'

const BUNDEL = /^[\p{L}\p{N}][\p{L}\p{N} ./-]{1,39}$/u
const LEMBAR = /^[1-9]\d{0,3}$/

export type Lembar = Readonly<{ bundel: string; lembar: number }>

type Sheet = Readonly<{
  kode: string
  head: Readonly<Record<'bundel' | 'lembar' | 'strata', string>>
  typed: Ketikan
}>

/**
 * Take in one paper sheet: its batch and number, its stratum for a panel, and the answers. A sheet of a batch
 * counts once; a stratum takes no more answers than it has people; paper may be typed in until results are weighed.
 *
 * @refuses BUNDEL_KOSONG, LEMBAR_KOSONG, LEMBAR_SUDAH_ADA, STRATA_TIDAK_ADA, STRATA_PENUH, SURVEI_BELUM_BUKA, SURVEI_SUDAH_TERBIT
 */
export async function enterPaper(
  deps: Deps,
  actor: SignedIn,
  sheet: Sheet,
): Promise<Result<Lembar>> {
  const { kit } = deps
  const done = await transactionUnlessRefused(kit.db, (tx) =>
    takeSheet(deps, tx, { ...sheet, actor }),
  )
  const survei = done.ok ? undefined : await findSurvei(kit.db, sheet.kode)
  if (
    !done.ok &&
    survei !== undefined &&
    done.refusals.some(({ code }) => code === 'LEMBAR_SUDAH_ADA')
  )
    await countRefusal(kit.db, survei.id, 'LEMBAR_SUDAH_ADA')
  return done
}

async function takeSheet(
  { kit, audit }: Deps,
  tx: Tx,
  { kode, head, typed, actor }: Sheet & Readonly<{ actor: SignedIn }>,
): Promise<Result<Lembar>> {
  const survei = await lockSurvei(tx, kode, 'share')
  if (survei === undefined || survei.status === 'draf') return refuse(refusal('SURVEI_BELUM_BUKA'))
  if (survei.status === 'terbit') return refuse(refusal('SURVEI_SUDAH_TERBIT'))
  const read = readSheet(survei, head, typed)
  if (!read.ok) return read
  const { bundel, lembar, isian, strata } = read.value
  const row = { surveiId: survei.id, strata: strata?.kode ?? '' }
  const isNew = await insertJawaban(tx, {
    ...row,
    id: kit.newSecretId(),
    kanal: 'kertas',
    isi: isian,
    bundel,
    lembar,
  })
  if (!isNew) return refuse(refusal('LEMBAR_SUDAH_ADA', {}, 'lembar'))
  const counted = await moveHitungan(tx, row, { menjawab: 1, kertas: 1 })
  if (strata !== undefined && (counted?.menjawab ?? 0) > strata.populasi)
    return refuse(refusal('STRATA_PENUH', {}, 'strata'))
  await audit.record(tx, actor, {
    action: 'survei.kertas',
    subject: { kind: 'survei', id: kode },
    after: { bundel, lembar },
  })
  return ok({ bundel, lembar })
}

type Read = Lembar & Readonly<{ isian: Isian; strata: Strata | undefined }>

function readSheet(survei: Survei, head: Sheet['head'], typed: Ketikan): Result<Read> {
  const bundel = head.bundel.trim()
  const lembar = head.lembar.trim()
  const isPanel = survei.jenis === 'panel'
  const strata = isPanel ? survei.strata.find((one) => one.kode === head.strata) : undefined
  const read = readBagian(survei.soal, typed, { all: survei.soal, before: {} })
  const isEmpty = Object.keys(read.isian).length === 0 && read.refusals.length === 0
  const wrong: readonly (Refusal | false)[] = [
    !BUNDEL.test(bundel) && refusal('BUNDEL_KOSONG', {}, 'bundel'),
    !LEMBAR.test(lembar) && refusal('LEMBAR_KOSONG', {}, 'lembar'),
    isPanel && strata === undefined && refusal('STRATA_TIDAK_ADA', {}, 'strata'),
    ...read.refusals,
    isEmpty && refusal('JAWABAN_TIDAK_BERISI'),
  ]
  const refusals = wrong.filter((one) => one !== false)
  if (refusals.length > 0) return refuse(refusals)
  return ok({ bundel, lembar: Number(lembar), isian: read.isian, strata })
}
