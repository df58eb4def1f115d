import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { Soal } from '../domain/soal.ts'
import { readHead, type Survei, type SurveiForm } from '../domain/survei.ts'
import { nextKode, placeSoal, readSoal, refuseSusunan, type SoalForm } from '../domain/susunan.ts'
import { insertSurvei, openSurvei, updateHead, updateSoal } from '../store/survei-store.ts'
import { changeSurvei, ownUnits } from './own.ts'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const KODE_LENGTH = 6

/** Begin a survey. @returns its code */
export async function createSurvei(
  { kit, audit }: Deps,
  actor: SignedIn,
  form: SurveiForm,
): Promise<Result<string>> {
  const head = readHead(form, { units: ownUnits(actor), today: kit.today() })
  if (!head.ok) return head
  const kode = [...kit.randomBytes(KODE_LENGTH)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
  await transaction(kit.db, async (tx) => {
    await insertSurvei(tx, {
      ...head.value,
      id: kit.newId(),
      kode,
      oleh: actor.accountId,
      at: kit.now(),
    })
    await audit.record(tx, actor, { action: 'survei.buat', subject: { kind: 'survei', id: kode } })
  })
  return ok(kode)
}

type Draft = Readonly<{ kode: string; versi: number }>

/** A draft may be changed by who saw it as it is. */
function refuseChange(survei: Survei, versi: number) {
  if (survei.status !== 'draf') return [refusal('SURVEI_BUKAN_DRAF')]
  return survei.versi === versi ? [] : [refusal('SUDAH_BERUBAH')]
}

/** Change what a draft is for, whom it asks and until when. */
export function saveHead(
  deps: Deps,
  actor: SignedIn,
  { kode, versi, form }: Draft & Readonly<{ form: SurveiForm }>,
): Promise<Result<void>> {
  return changeSurvei(deps, actor, {
    kode,
    action: 'ubah',
    change: async (tx, survei) => {
      const refusals = refuseChange(survei, versi)
      if (refusals.length > 0) return refuse(refusals)
      const head = readHead(form, { units: ownUnits(actor), today: deps.kit.today() })
      if (!head.ok) return head
      await updateHead(tx, survei.id, head.value)
      return ok(undefined)
    },
  })
}

/** Add a question to a draft, or change one. @param soal its code; empty for a new one */
export function saveSoal(
  deps: Deps,
  actor: SignedIn,
  { kode, versi, soal, form }: Draft & Readonly<{ soal: string; form: SoalForm }>,
): Promise<Result<void>> {
  return changeSurvei(deps, actor, {
    kode,
    action: 'soal',
    change: async (tx, survei) => {
      const refusals = refuseChange(survei, versi)
      if (refusals.length > 0) return refuse(refusals)
      const at = survei.soal.findIndex((one) => one.kode === soal)
      const code = at === -1 ? nextKode(survei.soal, survei.soalTerakhir) : soal
      const before = at === -1 ? survei.soal : survei.soal.slice(0, at)
      const read = readSoal(form, { kode: code, before })
      if (!read.ok) return read
      return keep(tx, survei, placeSoal(survei.soal, read.value), Number(code.slice(1)))
    },
  })
}

/** Take a question out of a draft. */
export function removeSoal(
  deps: Deps,
  actor: SignedIn,
  { kode, versi, soal }: Draft & Readonly<{ soal: string }>,
): Promise<Result<void>> {
  return changeSurvei(deps, actor, {
    kode,
    action: 'hapus-soal',
    change: async (tx, survei) => {
      const refusals = refuseChange(survei, versi)
      if (refusals.length > 0) return refuse(refusals)
      const left = survei.soal.filter((one) => one.kode !== soal)
      if (left.length === 0) {
        await updateSoal(tx, survei.id, { soal: [], soalTerakhir: survei.soalTerakhir })
        return ok(undefined)
      }
      return keep(tx, survei, left, survei.soalTerakhir)
    },
  })
}

async function keep(
  tx: Parameters<typeof updateSoal>[0],
  survei: Survei,
  soal: readonly Soal[],
  last: number,
): Promise<Result<unknown>> {
  const refusals = refuseSusunan(soal)
  if (refusals.length > 0) return refuse(refusals)
  await updateSoal(tx, survei.id, { soal, soalTerakhir: Math.max(last, survei.soalTerakhir) })
  return ok(undefined)
}

/** Open a draft: from now on nothing of it changes. */
export function openDraft(
  deps: Deps,
  actor: SignedIn,
  { kode, versi }: Draft,
): Promise<Result<void>> {
  return changeSurvei(deps, actor, {
    kode,
    action: 'buka',
    change: async (tx, survei) => {
      const refusals = [
        ...refuseChange(survei, versi),
        ...refuseSusunan(survei.soal),
        ...(survei.tutupPada < deps.kit.today() ? [refusal('TANGGAL_TUTUP', {}, 'tutup')] : []),
        ...(survei.jenis === 'panel' && survei.strata.length === 0
          ? [refusal('STRATA_KOSONG', {}, 'strata')]
          : []),
      ]
      if (refusals.length > 0) return refuse(refusals)
      await openSurvei(tx, survei.id, deps.kit.now())
      return ok(undefined)
    },
  })
}
