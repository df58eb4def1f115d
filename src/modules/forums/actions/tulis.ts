import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { addWorkingDays } from '../../../kernel/calendar.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Aturan } from '../domain/aturan.ts'
import { refusePace, startsSlow } from '../domain/batas.ts'
import { findHints } from '../domain/isyarat.ts'
import { refuseText, refuseTitle, sameness, tidyText, tidyTitle } from '../domain/kiriman.ts'
import { accountMadeMs, publicName } from '../domain/nama.ts'
import { refusal } from '../domain/refusals.ts'
import {
  type Alamat,
  type Forum,
  findTopik,
  findTopikById,
  insertTopik,
  lockForum,
  lockTopik,
  markAnswered,
  markPosted,
  nextTopikNomor,
  slowDown,
  type Topik,
} from '../store/forum-store.ts'
import { insertPengikut, markRead } from '../store/ikut-store.ts'
import {
  countNewcomers,
  countUp,
  holdPerson,
  insertKiriman,
  insertLambat,
  isRepeated,
  listPace,
  markPresence,
} from '../store/kiriman-store.ts'
import { tellAnswer } from './kabar.ts'
import { counted } from './tolakan.ts'
import { answeringUnits, writingUnit } from './wewenang.ts'

export type TopikForm = Readonly<{ judul: string; isi: string; jenis: string }>
export type KirimanForm = Readonly<{ isi: string; kutip: string; isJawaban: boolean }>

/**
 * Begin a topic with its first post. A question gets the agency of its forum and a due date at once.
 *
 * @refuses FORUM_TUTUP, JENIS_TOPIK, JUDUL_PANJANG, ISI_PANJANG, TEKS_SAMA, and what the pace refuses
 */
export function openTopik(
  deps: Deps,
  actor: SignedIn,
  { kode, form }: Readonly<{ kode: string; form: TopikForm }>,
): Promise<Result<Alamat>> {
  const { kit, aturanAt } = deps
  return counted(deps, async (tx) => {
    await holdPerson(tx, actor.accountId)
    const forum = await lockForum(tx, kode)
    if (forum?.status !== 'buka') return refuse(refusal('FORUM_TUTUP'))
    const aturan = aturanAt(kit.today())
    const pace = await refuseByPace(deps, tx, { actor, aturan, topik: undefined })
    const read = readTopik(form, pace)
    if (!read.ok) return read
    const { judul, jenis, isi } = read.value
    const owed = jenis === 'pertanyaan' ? owedBy(deps, forum, aturan) : ok(NOTHING_OWED)
    if (!owed.ok) return owed
    const nomor = await nextTopikNomor(tx, forum.id)
    const at = kit.now()
    const id = kit.newId()
    await insertTopik(tx, {
      id,
      forumId: forum.id,
      nomor,
      judul,
      jenis,
      nama: publicName(actor.name),
      ...owed.value,
      penulisAkun: actor.accountId,
      at,
    })
    const topik = present(await findTopikById(tx, id), 'a topic that was just begun is there')
    const writing = { actor, aturan, topik, isi, kutipNomor: null, isJawaban: false }
    const written = await write(deps, tx, writing)
    if (!written.ok) return written
    await insertPengikut(tx, { topikId: id, akunId: actor.accountId, at, nomor: 1 })
    await countUp(tx, kit.today(), [
      'kiriman',
      'topik',
      ...(jenis === 'pertanyaan' ? ['pertanyaan'] : []),
    ])
    return ok({ kode, nomor })
  })
}

type Read = Readonly<{ judul: string; jenis: Topik['jenis']; isi: string }>

/** A new topic as it is kept; the title in its public form, since everybody sees it. */
function readTopik(form: TopikForm, pace: readonly Refusal[]): Result<Read> {
  const judul = tidyTitle(form.judul)
  const jenis = (['bahasan', 'pertanyaan'] as const).find((one) => one === form.jenis)
  const isi = tidyText(form.isi)
  const refusals: readonly Refusal[] = [
    ...(jenis === undefined ? [refusal('JENIS_TOPIK', {}, 'jenis')] : []),
    ...refuseTitle(judul),
    ...refuseText(isi),
    ...pace,
  ]
  if (refusals.length > 0 || jenis === undefined) return refuse(refusals)
  return ok({ judul: maskPersonalData(judul).slice(0, 150), jenis, isi })
}

type Owed = Pick<Topik, 'unitKode' | 'tenggatPada'>
const NOTHING_OWED: Owed = { unitKode: null, tenggatPada: null }

/** Who answers a question asked today, and until when. @refuses TAHUN_KALENDER_BELUM_DIMUAT */
function owedBy({ kit, reference }: Deps, { unitKode }: Forum, { tenggat }: Aturan): Result<Owed> {
  const due = addWorkingDays(kit.today(), tenggat.jawabanHariKerja, reference.calendar())
  return due.ok ? ok({ unitKode, tenggatPada: due.value.date }) : due
}

/**
 * Answer in a topic; an officer of the unit that was asked may mark the post as the official answer.
 *
 * @returns the number of the post
 * @refuses TOPIK_TERKUNCI, FORUM_TUTUP, ISI_PANJANG, KUTIPAN_TIDAK_ADA, BUKAN_UNIT_PENJAWAB, SUDAH_DIJAWAB, TEKS_SAMA, and
 *   what the pace refuses
 */
export function reply(
  deps: Deps,
  actor: SignedIn,
  { kode, nomor, form }: Alamat & Readonly<{ form: KirimanForm }>,
): Promise<Result<number>> {
  const { kit, aturanAt } = deps
  return counted(deps, async (tx) => {
    await holdPerson(tx, actor.accountId)
    const found = await findTopik(tx, { kode, nomor })
    const topik = found && (await lockTopik(tx, found.id))
    if (topik === undefined || !isWritable(topik)) return refuse(refusal('TOPIK_TERKUNCI'))
    if (topik.forumStatus !== 'buka') return refuse(refusal('FORUM_TUTUP'))
    const aturan = aturanAt(kit.today())
    const isi = tidyText(form.isi)
    const kutipNomor = quotedOf(form)
    const refusals: readonly Refusal[] = [
      ...refuseText(isi),
      ...refuseQuote(topik, kutipNomor),
      ...refuseAnswer(topik, actor, form.isJawaban),
      ...(await refuseByPace(deps, tx, { actor, aturan, topik })),
    ]
    if (refusals.length > 0) return refuse(refusals)
    const { isJawaban } = form
    const written = await write(deps, tx, { actor, aturan, topik, isi, kutipNomor, isJawaban })
    if (!written.ok) return written
    if (isJawaban) {
      await markAnswered(tx, { id: topik.id, nomor: written.value, at: kit.now() })
      await tellAnswer(deps, tx, topik)
    }
    await countUp(tx, kit.today(), ['kiriman', ...(isJawaban ? ['jawaban'] : [])])
    return written
  })
}

const quotedOf = ({ kutip }: KirimanForm) => (kutip.trim() === '' ? null : Number(kutip))

const isWritable = ({ status, isTersembunyi }: Topik) => status === 'buka' && !isTersembunyi

function refuseQuote(topik: Topik, kutip: number | null): readonly Refusal[] {
  const isThere =
    kutip === null || (Number.isInteger(kutip) && kutip >= 1 && kutip <= topik.nomorTerakhir)
  return isThere ? [] : [refusal('KUTIPAN_TIDAK_ADA')]
}

function refuseAnswer(topik: Topik, actor: SignedIn, isJawaban: boolean): readonly Refusal[] {
  if (!isJawaban) return []
  if (topik.unitKode === null || !answeringUnits(actor).includes(topik.unitKode))
    return [refusal('BUKAN_UNIT_PENJAWAB')]
  return topik.dijawabAt === null ? [] : [refusal('SUDAH_DIJAWAB')]
}

type Asking = Readonly<{ actor: SignedIn; aturan: Aturan; topik: Topik | undefined }>

const isSlow = (topik: Topik, now: Date) => topik.lambatSampai !== null && topik.lambatSampai > now

/** Limits are for residents; an officer writes with the unit beside the name. */
async function refuseByPace(
  { kit }: Deps,
  tx: Tx,
  { actor, aturan, topik }: Asking,
): Promise<readonly Refusal[]> {
  if (actor.kind === 'officer') return []
  const now = kit.now()
  const pace = await listPace(tx, {
    akunId: actor.accountId,
    since: new Date(now.getTime() - DAY_MS),
    limit: aturan.batas.perHari + 1,
  })
  return refusePace(
    {
      dibuatMs: accountMadeMs(actor.accountId),
      kirimanMs: pace.map(({ at }) => at.getTime()),
      diTopikMs: pace.find(({ topikId }) => topikId === topik?.id)?.at.getTime(),
    },
    aturan,
    { nowMs: now.getTime(), isLambat: topik !== undefined && isSlow(topik, now) },
  )
}

type Writing = Readonly<{
  actor: SignedIn
  aturan: Aturan
  topik: Topik
  isi: string
  kutipNomor: number | null
  isJawaban: boolean
}>

/** The post itself, in a topic that is held. @returns its number @refuses TEKS_SAMA */
async function write(deps: Deps, tx: Tx, writing: Writing): Promise<Result<number>> {
  const { kit, kamus, audit } = deps
  const { actor, aturan, topik, isi } = writing
  const at = kit.now()
  const akunId = actor.accountId
  const sidik = createHash('sha256').update(sameness(isi)).digest()
  const since = new Date(at.getTime() - aturan.batas.ulangHari * DAY_MS)
  if (await isRepeated(tx, { akunId, sidik, since })) return refuse(refusal('TEKS_SAMA', {}, 'isi'))
  const nomor = topik.nomorTerakhir + 1
  const id = kit.newId()
  const unitKode = writingUnit(actor, topik.unitKode)
  const isNew = await insertKiriman(tx, {
    id,
    topikId: topik.id,
    nomor,
    isi,
    isiPublik: maskPersonalData(isi),
    sidik,
    kutipNomor: writing.kutipNomor,
    penulisAkun: akunId,
    nama: unitKode === null ? publicName(actor.name) : actor.name.slice(0, 120),
    unitKode,
    isJawaban: writing.isJawaban,
    isyarat: findHints(isi, kamus),
    at,
  })
  if (!isNew) return refuse(refusal('TEKS_SAMA', {}, 'isi'))
  await markPosted(tx, { id: topik.id, nomor, at })
  await markPresence(tx, { forumId: topik.forumId, akunId, at })
  await markRead(tx, { topikId: topik.id, akunId, nomor })
  if (unitKode === null) await slowWhenRushed(deps, tx, { topik, aturan })
  else
    await audit.record(tx, actor, {
      action: writing.isJawaban ? 'forum.jawab' : 'forum.tulis',
      subject: { kind: 'forum.kiriman', id },
    })
  return ok(nomor)
}

/** Many posts of newcomers within an hour slow the topic down, with a notice, and it ends by itself. */
async function slowWhenRushed(
  { kit, audit }: Deps,
  tx: Tx,
  { topik, aturan }: Readonly<{ topik: Topik; aturan: Aturan }>,
): Promise<void> {
  const now = kit.now()
  const { jendelaMenit, lamaJam } = aturan.lambat
  const kirimanBaru = await countNewcomers(tx, {
    topikId: topik.id,
    forumId: topik.forumId,
    since: new Date(now.getTime() - jendelaMenit * MINUTE_MS),
  })
  if (!startsSlow({ kirimanBaru, isLambat: isSlow(topik, now) }, aturan)) return
  const sampai = new Date(now.getTime() + lamaJam * HOUR_MS)
  await slowDown(tx, topik.id, sampai)
  await insertLambat(tx, { id: kit.newId(), topikId: topik.id, mulai: now, sampai, kirimanBaru })
  await audit.record(
    tx,
    { kind: 'system', name: 'forums' },
    { action: 'forum.lambat', subject: { kind: 'forum.topik', id: topik.id } },
  )
}
