import { MINUTE_MS } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Limiter } from '../../../platform/http/limiter.ts'
import type { Deps } from '../deps.ts'
import { type Ketikan, readAll, readBagian } from '../domain/isian.ts'
import { type RefusalCode, refusal } from '../domain/refusals.ts'
import type { Isian } from '../domain/soal.ts'
import { isOpen, type Survei } from '../domain/survei.ts'
import {
  dropIsian,
  findIsian,
  findUndangan,
  saveIsian,
  takeUndangan,
  type UndanganRow,
} from '../store/isian-store.ts'
import { countRefusal, insertJawaban, moveHitungan } from '../store/jawaban-store.ts'
import { findSurvei, lockSurvei } from '../store/survei-store.ts'
import { digestOf, newToken, TOKEN } from './invite.ts'

/** Nobody reads and answers a questionnaire in less. */
const FASTEST_MS = 2_000

/** Starts of open surveys per address: a school behind one address has room, a robot has not. */
export const STARTS = { limit: 60, windowMs: 10 * MINUTE_MS } as const

/** What a token opens: the survey, whom it invited, and what was answered so far. */
export type Dibuka = Readonly<{
  survei: Survei
  undangan: UndanganRow | undefined
  jawaban: Isian
  mulaiAt: Date | undefined
}>

/**
 * What a link opens.
 *
 * @refuses UNDANGAN_TIDAK_DIKENAL, UNDANGAN_TERPAKAI, SURVEI_BELUM_BUKA, SURVEI_SUDAH_TUTUP
 */
export async function openIsian(
  { kit }: Pick<Deps, 'kit'>,
  kode: string,
  token: string,
): Promise<Result<Dibuka>> {
  const survei = await findSurvei(kit.db, kode)
  if (survei === undefined || !TOKEN.test(token)) return unknown(kit.db, survei)
  const sidik = digestOf(token)
  const undangan = await findUndangan(kit.db, sidik)
  const kept = await findIsian(kit.db, sidik)
  const isOurs = undangan?.surveiId === survei.id || kept?.surveiId === survei.id
  if (!isOurs) return unknown(kit.db, survei)
  if (undangan?.isTerpakai === true) return no(kit.db, survei, 'UNDANGAN_TERPAKAI')
  if (!isOpen(survei, kit.today())) return no(kit.db, survei, 'SURVEI_SUDAH_TUTUP')
  return ok({ survei, undangan, jawaban: kept?.jawaban ?? {}, mulaiAt: kept?.mulaiAt })
}

async function unknown(tx: Tx, survei: Survei | undefined) {
  if (survei === undefined) return refuse(refusal('UNDANGAN_TIDAK_DIKENAL'))
  return no(tx, survei, 'UNDANGAN_TIDAK_DIKENAL')
}

/** Refuse, and count that it was. */
async function no(tx: Tx, survei: Survei, code: RefusalCode, values = {}) {
  await countRefusal(tx, survei.id, code)
  return refuse(refusal(code, values))
}

/**
 * Begin an answer of an open survey. @returns the token under which it is kept until it is sent
 *
 * @refuses SURVEI_BELUM_BUKA, SURVEI_SUDAH_TUTUP, ISIAN_ROBOT, TERLALU_SERING
 */
export async function startOpen(
  deps: Deps,
  kode: string,
  { starts, ip, trap }: Readonly<{ starts: Limiter; ip: string; trap: string }>,
): Promise<Result<string>> {
  const { db } = deps.kit
  const survei = await findSurvei(db, kode)
  if (survei === undefined || survei.status === 'draf' || survei.jenis !== 'terbuka')
    return refuse(refusal('SURVEI_BELUM_BUKA'))
  if (!isOpen(survei, deps.kit.today())) return no(db, survei, 'SURVEI_SUDAH_TUTUP')
  if (trap !== '') return no(db, survei, 'ISIAN_ROBOT')
  const detik = starts.hit(ip)
  if (detik > 0) return no(db, survei, 'TERLALU_SERING', { detik })
  const token = newToken(deps)
  await saveIsian(db, {
    sidik: digestOf(token),
    surveiId: survei.id,
    undanganId: null,
    jawaban: {},
    at: deps.kit.now(),
  })
  return ok(token)
}

/** Keep a page's answers; with refusals nothing is kept, and nothing that was typed is lost on the page. */
export async function saveBagian(
  deps: Deps,
  token: string,
  { dibuka, bagian, typed }: Readonly<{ dibuka: Dibuka; bagian: number; typed: Ketikan }>,
): Promise<Result<Isian>> {
  const { survei, undangan } = dibuka
  const soal = survei.soal.filter((one) => one.bagian === bagian)
  const read = readBagian(soal, typed, { all: survei.soal, before: dibuka.jawaban })
  if (read.refusals.length > 0) return refuse(read.refusals)
  await saveIsian(deps.kit.db, {
    sidik: digestOf(token),
    surveiId: survei.id,
    undanganId: undangan?.id ?? null,
    jawaban: read.isian,
    at: deps.kit.now(),
  })
  return ok(read.isian)
}

/**
 * Send an answer. Invitation, answer and counters change together or not at all; what is kept of the answer
 * names neither its token nor the moment.
 *
 * @refuses as the form does, UNDANGAN_TERPAKAI, SURVEI_SUDAH_TUTUP, TERLALU_CEPAT
 */
export async function sendIsian(deps: Deps, kode: string, token: string): Promise<Result<void>> {
  const { kit } = deps
  const opened = await openIsian(deps, kode, token)
  if (!opened.ok) return opened
  const { survei, undangan, jawaban, mulaiAt } = opened.value
  const read = readAll(survei.soal, jawaban)
  if (!read.ok) return read
  const isFast = mulaiAt !== undefined && kit.now().getTime() - mulaiAt.getTime() < FASTEST_MS
  if (undangan === undefined && isFast) return no(kit.db, survei, 'TERLALU_CEPAT')
  const done = await transactionUnlessRefused(kit.db, (tx) =>
    take(deps, tx, { kode, token, isi: read.value, isInvited: undangan !== undefined }),
  )
  if (!done.ok) for (const { code } of done.refusals) await countRefusal(kit.db, survei.id, code)
  return done
}

type Taking = Readonly<{ kode: string; token: string; isi: Isian; isInvited: boolean }>

async function take(
  { kit }: Deps,
  tx: Tx,
  { kode, token, isi, isInvited }: Taking,
): Promise<Result<void>> {
  // Whoever closes the survey waits for this, and this for whoever closes it.
  const survei = await lockSurvei(tx, kode, 'share')
  if (survei === undefined || !isOpen(survei, kit.today()))
    return refuse(refusal('SURVEI_SUDAH_TUTUP'))
  const sidik = digestOf(token)
  const strata = isInvited ? await takeUndangan(tx, sidik) : ''
  const isDropped = await dropIsian(tx, sidik)
  // Somebody was quicker with the same link.
  if (strata === undefined || (!isInvited && !isDropped))
    return refuse(refusal('UNDANGAN_TERPAKAI'))
  await insertJawaban(tx, {
    id: kit.newSecretId(),
    surveiId: survei.id,
    kanal: isInvited ? 'undangan' : 'terbuka',
    strata,
    isi,
    bundel: null,
    lembar: null,
  })
  await moveHitungan(tx, { surveiId: survei.id, strata }, { menjawab: 1 })
  return ok(undefined)
}
