import type { SignedIn } from '../../../kernel/actor.ts'
import { addWorkingDays } from '../../../kernel/calendar.ts'
import { MINUTE_MS, yearOf } from '../../../kernel/date.ts'
import { formatNomor } from '../../../kernel/nomor.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { tidyText } from '../domain/kiriman.ts'
import {
  type FormPutusan,
  HASIL_BANDING,
  JENIS_PUTUSAN,
  type JenisPutusan,
  refuseAppeal,
  refuseDecision,
  refuseJudgement,
} from '../domain/putusan.ts'
import { refusal } from '../domain/refusals.ts'
import {
  type Forum,
  findForumById,
  lockForum,
  lockTopik,
  moveTopik,
  nextTopikNomor,
  setTopikState,
  type Topik,
} from '../store/forum-store.ts'
import { findKirimanById, type Kiriman, lockKiriman, setShown } from '../store/kiriman-store.ts'
import {
  closePerkara,
  findKeputusan,
  findPerkara,
  insertBanding,
  insertKeputusan,
  insertPutusanBanding,
  type Keputusan,
  type KeputusanBaru,
  lockPerkara,
  nextPutusan,
  type Perkara,
} from '../store/moderasi-store.ts'
import { tellDecision, tellJudgement } from './kabar.ts'
import { counted } from './tolakan.ts'

/**
 * Decide a case, once: rule and reason are compulsory, and the author is told both.
 *
 * @returns the number of the decision
 * @refuses PERKARA_DIPUTUS, PUTUSAN_KE_FORUM, and what `refuseDecision` does
 */
export function decide(
  deps: Deps,
  actor: SignedIn,
  { perkaraId, form }: Readonly<{ perkaraId: string; form: FormPutusan }>,
): Promise<Result<string>> {
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const known = await findPerkara(tx, perkaraId)
    // In the order in which who flags holds them: the post, then its case, then its topic.
    const kiriman = known && (await lockKiriman(tx, known.kirimanId))
    const perkara = kiriman && (await lockPerkara(tx, perkaraId))
    const topik = kiriman && (await lockTopik(tx, kiriman.topikId))
    if (kiriman === undefined || topik === undefined || perkara?.status !== 'terbuka')
      return refuse(refusal('PERKARA_DIPUTUS'))
    const read = readForm(deps, form, { kiriman, actor })
    if (!read.ok) return read
    const { jenis } = read.value
    const target = jenis === 'pindahkan' ? await lockForum(tx, form.keForum) : undefined
    if (jenis === 'pindahkan' && !isElsewhere(target, topik))
      return refuse(refusal('PUTUSAN_KE_FORUM', {}, 'ke_forum'))
    return record(deps, tx, { actor, perkara, kiriman, topik, target, ...read.value })
  })
}

type Read = Readonly<{ jenis: JenisPutusan; aturan: string; alasan: string }>

function readForm(
  { kit, aturanAt }: Deps,
  form: FormPutusan,
  { kiriman, actor }: Readonly<{ kiriman: Kiriman; actor: SignedIn }>,
): Result<Read> {
  const alasan = tidyText(form.alasan)
  const isOwn = kiriman.penulisAkun === actor.accountId
  const refusals = refuseDecision(
    { ...form, alasan },
    { nomor: kiriman.nomor, isOwn },
    aturanAt(kit.today()),
  )
  const jenis = JENIS_PUTUSAN.find((one) => one === form.jenis)
  if (refusals.length > 0 || jenis === undefined) return refuse(refusals)
  return ok({ jenis, aturan: form.aturan, alasan: maskPersonalData(alasan) })
}

const isElsewhere = (target: Forum | undefined, topik: Topik) =>
  target !== undefined && target.status === 'buka' && target.id !== topik.forumId

type Deciding = Read &
  Readonly<{
    actor: SignedIn
    perkara: Perkara
    kiriman: Kiriman
    topik: Topik
    target: Forum | undefined
  }>

/** Write the decision down, carry it out, and tell the author. @returns its number */
async function record(deps: Deps, tx: Tx, deciding: Deciding): Promise<Result<string>> {
  const { kit, audit } = deps
  const { actor, perkara, kiriman, topik, target, jenis, aturan, alasan } = deciding
  const at = kit.now()
  const year = yearOf(kit.today())
  const keputusan: KeputusanBaru = {
    id: kit.newId(),
    nomor: formatNomor({ prefix: 'MOD', year, serial: await nextPutusan(tx, year) }),
    perkaraId: perkara.id,
    kirimanId: kiriman.id,
    jenis,
    aturan,
    alasan,
    oleh: actor.accountId,
    at,
    menit: Math.max(0, Math.floor((at.getTime() - perkara.dibukaAt.getTime()) / MINUTE_MS)),
    isTerlambat: at > perkara.tenggatAt,
    dariForumId: target === undefined ? null : topik.forumId,
    dariNomor: target === undefined ? null : topik.nomor,
    keForumId: target?.id ?? null,
  }
  await insertKeputusan(tx, keputusan)
  await closePerkara(tx, perkara.id)
  await carryOut(tx, { kiriman, topik, keputusan, target })
  await tellDecision(deps, tx, { kiriman, keputusan })
  await audit.record(tx, actor, {
    action: `forum.${jenis}`,
    subject: { kind: 'forum.keputusan', id: keputusan.nomor },
    reason: alasan,
  })
  return ok(keputusan.nomor)
}

type Carrying = Readonly<{
  kiriman: Kiriman
  topik: Topik
  keputusan: KeputusanBaru
  target: Readonly<{ id: string; unitKode: string }> | undefined
}>

async function carryOut(tx: Tx, { kiriman, topik, keputusan, target }: Carrying): Promise<void> {
  const { status, isTersembunyi } = topik
  if (keputusan.jenis === 'sembunyikan') {
    await setShown(tx, kiriman.id, keputusan.id)
    // The title is part of the first post: hidden with it.
    if (kiriman.nomor === 1) await setTopikState(tx, topik.id, { status, isTersembunyi: true })
  }
  if (keputusan.jenis === 'kunci')
    await setTopikState(tx, topik.id, { status: 'kunci', isTersembunyi })
  if (target !== undefined) {
    const nomor = await nextTopikNomor(tx, target.id)
    await moveTopik(tx, topik, { forumId: target.id, unitKode: target.unitKode, nomor })
  }
}

/**
 * An author appeals against a decision, once, within the days allowed.
 *
 * @refuses what `refuseAppeal` does
 */
export function appeal(
  deps: Deps,
  actor: SignedIn,
  { nomor, alasan: typed }: Readonly<{ nomor: string; alasan: string }>,
): Promise<Result<void>> {
  const { kit, reference, aturanAt } = deps
  return counted(deps, async (tx) => {
    const keputusan = await findKeputusan(tx, nomor)
    const kiriman = keputusan && (await findKirimanById(tx, keputusan.kirimanId))
    if (keputusan === undefined || kiriman === undefined)
      return refuse(refusal('BANDING_BUKAN_PENULIS'))
    const alasan = tidyText(typed)
    const { tenggat } = aturanAt(kit.today())
    const refusals = refuseAppeal(
      {
        jenis: keputusan.jenis,
        diputusMs: keputusan.diputusAt.getTime(),
        isAuthor: kiriman.penulisAkun === actor.accountId,
        isAppealed: keputusan.bandingId !== null,
      },
      alasan,
      { tenggat, nowMs: kit.now().getTime() },
    )
    if (refusals.length > 0) return refuse(refusals)
    const due = addWorkingDays(kit.today(), tenggat.bandingHariKerja, reference.calendar())
    if (!due.ok) return due
    const isNew = await insertBanding(tx, {
      id: kit.newId(),
      keputusanId: keputusan.id,
      keputusanOleh: keputusan.oleh,
      alasan,
      at: kit.now(),
      tenggat: due.value.date,
    })
    return isNew ? ok(undefined) : refuse(refusal('BANDING_SUDAH'))
  })
}

/**
 * Another officer than the first judges an appeal. Granted, what was decided is taken back; the decision itself stays in
 * the history with the judgement beside it.
 *
 * @refuses BANDING_TIDAK_ADA, BANDING_DIPUTUS, and what `refuseJudgement` does
 */
export function judge(
  deps: Deps,
  actor: SignedIn,
  { nomor, form }: Readonly<{ nomor: string; form: Readonly<{ hasil: string; alasan: string }> }>,
): Promise<Result<void>> {
  const { kit, audit } = deps
  return transactionUnlessRefused(kit.db, async (tx) => {
    const known = await findKeputusan(tx, nomor)
    const kiriman = known && (await lockKiriman(tx, known.kirimanId))
    const keputusan = kiriman && (await findKeputusan(tx, nomor))
    if (kiriman === undefined || keputusan === undefined || keputusan.bandingId === null)
      return refuse(refusal('BANDING_TIDAK_ADA'))
    if (keputusan.hasil !== null) return refuse(refusal('BANDING_DIPUTUS'))
    const alasan = tidyText(form.alasan)
    const refusals = refuseJudgement(
      { ...form, alasan },
      {
        isFirst: keputusan.oleh === actor.accountId,
        isAuthor: kiriman.penulisAkun === actor.accountId,
      },
    )
    const hasil = HASIL_BANDING.find((one) => one === form.hasil)
    if (refusals.length > 0 || hasil === undefined) return refuse(refusals)
    const masked = maskPersonalData(alasan)
    const isNew = await insertPutusanBanding(tx, {
      bandingId: keputusan.bandingId,
      keputusanOleh: keputusan.oleh,
      hasil,
      alasan: masked,
      oleh: actor.accountId,
      at: kit.now(),
      isTerlambat: keputusan.tenggatPada !== null && kit.today() > keputusan.tenggatPada,
    })
    if (!isNew) return refuse(refusal('BANDING_DIPUTUS'))
    if (hasil === 'dikabulkan') await takeBack(tx, kiriman, keputusan)
    const isGranted = hasil === 'dikabulkan'
    await tellJudgement(deps, tx, {
      akunId: kiriman.penulisAkun,
      nomor,
      isGranted,
      alasan: masked,
    })
    await audit.record(tx, actor, {
      action: `forum.banding.${hasil}`,
      subject: { kind: 'forum.keputusan', id: nomor },
      reason: masked,
    })
    return ok(undefined)
  })
}

async function takeBack(tx: Tx, kiriman: Kiriman, keputusan: Keputusan): Promise<void> {
  // Another decision may hide it by now: only its own effect is taken back.
  if (keputusan.jenis === 'sembunyikan' && kiriman.keputusanId !== keputusan.id) return
  const topik = await lockTopik(tx, kiriman.topikId)
  if (topik === undefined) return
  const { status, isTersembunyi } = topik
  if (keputusan.jenis === 'sembunyikan') {
    await setShown(tx, kiriman.id, null)
    if (kiriman.nomor === 1) await setTopikState(tx, topik.id, { status, isTersembunyi: false })
  }
  if (keputusan.jenis === 'kunci')
    await setTopikState(tx, topik.id, { status: 'buka', isTersembunyi })
  const { dariForumId, dariNomor } = keputusan
  if (keputusan.jenis !== 'pindahkan' || dariForumId === null || dariNomor === null) return
  const from = await findForumById(tx, dariForumId)
  if (from !== undefined)
    await moveTopik(tx, topik, { forumId: from.id, unitKode: from.unitKode, nomor: dariNomor })
}
