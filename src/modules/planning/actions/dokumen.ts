import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Tx,
  together,
  transaction,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  type Dokumen,
  decideEnact,
  JENIS_DOKUMEN,
  type JenisDokumen,
  requireDraft,
} from '../domain/dokumen.ts'
import { refusal } from '../domain/refusals.ts'
import { mayWrite } from '../domain/wewenang.ts'
import {
  copyContents,
  findDokumenForUpdate,
  findNewest,
  insertDokumen,
  saveEnacted,
  saveReturned,
  saveSubmitted,
} from '../store/dokumen-store.ts'
import { countBlocking } from './periksa.ts'
import { DITETAPKAN, objectOf, writePenetapan } from './records.ts'

export type NewDokumenForm = Readonly<{
  jenis: string
  tahun: string
  tahunSampai: string
  skpd: string
  judul: string
}>

type Wanted = Readonly<{
  jenis: JenisDokumen
  skpdId: number | null
  tahunMulai: number
  tahunSampai: number
  judul: string
}>

/**
 * Begin a document. Its parent is found by kind and year.
 *
 * @refuses DOKUMEN_JENIS, DOKUMEN_TAHUN, DOKUMEN_TAHUN_SAMPAI, DOKUMEN_SKPD, DOKUMEN_JUDUL, BUKAN_WEWENANG,
 * DOKUMEN_TANPA_INDUK, DOKUMEN_SUDAH_ADA
 */
export function createBegin(deps: Deps) {
  const { kit, audit } = deps
  return (actor: SignedIn, form: NewDokumenForm): Promise<Result<string>> =>
    transaction(kit.db, async (tx) => {
      const wanted = readForm(form)
      if (!wanted.ok) return wanted
      const induk = await findParent(tx, wanted.value)
      const refusals = await refuseBegin(deps, tx, { actor, wanted: wanted.value, induk })
      if (refusals.length > 0) return refuse(refusals)
      const id = kit.newId()
      const isMade = await insertDokumen(tx, {
        ...wanted.value,
        id,
        versi: 1,
        indukId: induk?.id ?? null,
        mengubahId: null,
        dibuatOleh: actor.accountId,
        at: kit.now(),
      })
      if (!isMade) return refuse(refusal('DOKUMEN_SUDAH_ADA'))
      await audit.record(tx, actor, {
        action: 'rencana.dibuat',
        subject: { kind: 'rencana', id },
        after: wanted.value,
      })
      return ok(id)
    })
}

async function refuseBegin(
  deps: Deps,
  tx: Tx,
  order: Readonly<{ actor: SignedIn; wanted: Wanted; induk: Dokumen | undefined }>,
): Promise<readonly Refusal[]> {
  const { actor, wanted, induk } = order
  const { skpd } = await deps.fiscal.kodefikasi(tx, wanted.tahunMulai)
  const owner = wanted.skpdId === null ? undefined : skpd.byId.get(wanted.skpdId)
  if (wanted.skpdId !== null && owner === undefined) return [refusal('DOKUMEN_SKPD', {}, 'skpd')]
  if (!mayWrite(actor, wanted, owner?.unitKode)) return [refusal('BUKAN_WEWENANG')]
  const isOrphan = wanted.jenis !== 'rpjmd' && induk === undefined
  return isOrphan ? [refusal('DOKUMEN_TANPA_INDUK')] : []
}

async function findParent(
  tx: Tx,
  { jenis, tahunMulai: tahun }: Wanted,
): Promise<Dokumen | undefined> {
  if (jenis === 'rpjmd') return undefined
  return findNewest(tx, { jenis: jenis === 'renja' ? 'rkpd' : 'rpjmd', tahun }, true)
}

const TAHUN = /^20\d\d$/
const YEARLY: readonly string[] = ['rkpd', 'renja']
const OF_SKPD: readonly string[] = ['renstra', 'renja']

function readForm(form: NewDokumenForm): Result<Wanted> {
  const jenis = JENIS_DOKUMEN.find((one) => one === form.jenis)
  const mulai = form.tahun.trim()
  const sampai = YEARLY.includes(form.jenis) ? mulai : form.tahunSampai.trim()
  const judul = form.judul.trim()
  const isOfSkpd = OF_SKPD.includes(form.jenis)
  const refusals: Refusal[] = []
  if (!TAHUN.test(mulai)) refusals.push(refusal('DOKUMEN_TAHUN', {}, 'tahun'))
  else if (!isSpan(mulai, sampai, YEARLY.includes(form.jenis)))
    refusals.push(refusal('DOKUMEN_TAHUN_SAMPAI', {}, 'tahunSampai'))
  if (isOfSkpd && !/^\d{1,9}$/.test(form.skpd)) refusals.push(refusal('DOKUMEN_SKPD', {}, 'skpd'))
  if (judul.length < 3 || judul.length > 300) refusals.push(refusal('DOKUMEN_JUDUL', {}, 'judul'))
  if (jenis === undefined) return refuse([refusal('DOKUMEN_JENIS', {}, 'jenis'), ...refusals])
  if (refusals.length > 0) return refuse(refusals)
  const skpdId = isOfSkpd ? Number(form.skpd) : null
  return ok({ jenis, skpdId, judul, tahunMulai: Number(mulai), tahunSampai: Number(sampai) })
}

/** A yearly plan has its year; the others more than one, six at most. */
function isSpan(mulai: string, sampai: string, isYearly: boolean): boolean {
  const length = TAHUN.test(sampai) ? Number(sampai) - Number(mulai) : -1
  return isYearly ? length === 0 : length > 0 && length <= 5
}

/** A document locked for a change of its state, and whether this planner may make it. */
async function openForState(
  deps: Deps,
  tx: Tx,
  { actor, id }: Readonly<{ actor: SignedIn; id: string }>,
): Promise<Readonly<{ dokumen: Dokumen; mayWrite: boolean }> | undefined> {
  const dokumen = await findDokumenForUpdate(tx, id)
  if (dokumen === undefined) return undefined
  const { skpd } = await deps.fiscal.kodefikasi(tx, dokumen.tahunMulai)
  const owner = dokumen.skpdId === null ? undefined : skpd.byId.get(dokumen.skpdId)
  return { dokumen, mayWrite: mayWrite(actor, dokumen, owner?.unitKode) }
}

/**
 * Submit a draft: the checks are run inside the same transaction, so what was checked is what is submitted.
 *
 * @refuses BUKAN_WEWENANG, DOKUMEN_TIDAK_DISUSUN, PEMERIKSAAN_MENAHAN
 */
export function createSubmit(deps: Deps) {
  const { kit, audit } = deps
  return (actor: SignedIn, id: string): Promise<Result<'submitted'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const found = await openForState(deps, tx, { actor, id })
      if (found === undefined) return undefined
      if (!found.mayWrite) return refuse(refusal('BUKAN_WEWENANG'))
      const draft = requireDraft(found.dokumen)
      if (!draft.ok) return draft
      const blocking = await countBlocking(deps, tx, found.dokumen)
      if (blocking > 0) return refuse(refusal('PEMERIKSAAN_MENAHAN', { jumlah: blocking }))
      await together([
        saveSubmitted(tx, { id, oleh: actor.accountId, at: kit.now() }),
        audit.record(tx, actor, {
          action: 'rencana.diajukan',
          subject: { kind: 'rencana', id },
        }),
      ])
      return ok('submitted')
    })
}

/**
 * Give a submitted document back to its planners.
 *
 * @refuses DOKUMEN_BELUM_DIAJUKAN, USULAN_ALASAN
 */
export function createReturn(deps: Deps) {
  const { kit, audit } = deps
  return (
    actor: SignedIn,
    { id, alasan: typed }: Readonly<{ id: string; alasan: string }>,
  ): Promise<Result<'returned'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const dokumen = await findDokumenForUpdate(tx, id)
      if (dokumen === undefined) return undefined
      const alasan = typed.trim()
      if (dokumen.status !== 'diajukan') return refuse(refusal('DOKUMEN_BELUM_DIAJUKAN'))
      if (alasan.length < 10 || alasan.length > 1000)
        return refuse(refusal('USULAN_ALASAN', {}, 'alasan'))
      await together([
        saveReturned(tx, id),
        audit.record(tx, actor, {
          action: 'rencana.dikembalikan',
          subject: { kind: 'rencana', id },
          reason: alasan,
        }),
      ])
      return ok('returned')
    })
}

export type EnactForm = Readonly<{
  id: string
  jenis: string
  nomor: string
  tanggal: string | undefined
}>

/**
 * Enact: from here on the database lets nobody change it, and the public log tells of it.
 *
 * @refuses codes of decideEnact
 */
export function createEnact(deps: Deps) {
  const { kit, audit, publicLog } = deps
  return (actor: SignedIn, form: EnactForm): Promise<Result<'enacted'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const dokumen = await findDokumenForUpdate(tx, form.id)
      if (dokumen === undefined) return undefined
      const decided = decideEnact(dokumen, { ...form, oleh: actor.accountId, today: kit.today() })
      if (!decided.ok) return decided
      const document = await writePenetapan(tx, dokumen, decided.value)
      await together([
        saveEnacted(tx, {
          ...decided.value,
          id: form.id,
          sidik: document.sidik,
          oleh: actor.accountId,
          at: kit.now(),
        }),
        audit.record(tx, actor, {
          action: 'rencana.ditetapkan',
          subject: { kind: 'rencana', id: form.id },
          after: document,
        }),
        publicLog.append(tx, {
          kind: DITETAPKAN,
          object: objectOf(dokumen),
          version: dokumen.versi,
          ref: form.id,
          actor,
          at: kit.now(),
          document,
        }),
      ])
      return ok('enacted')
    })
}

/**
 * Begin a change of an enacted document: the next version, with the same contents under the same ids.
 *
 * @refuses BUKAN_WEWENANG, DOKUMEN_BELUM_DITETAPKAN, DOKUMEN_SUDAH_ADA
 */
export function createAmend(deps: Deps) {
  const { kit, audit } = deps
  return (actor: SignedIn, id: string): Promise<Result<string> | undefined> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const found = await openForState(deps, tx, { actor, id })
      if (found === undefined) return ok(undefined)
      const { dokumen } = found
      if (!found.mayWrite) return refuse(refusal('BUKAN_WEWENANG'))
      if (dokumen.status !== 'ditetapkan') return refuse(refusal('DOKUMEN_BELUM_DITETAPKAN'))
      const newId = kit.newId()
      const isMade = await insertDokumen(tx, {
        ...dokumen,
        id: newId,
        versi: dokumen.versi + 1,
        mengubahId: id,
        dibuatOleh: actor.accountId,
        at: kit.now(),
      })
      if (!isMade) return refuse(refusal('DOKUMEN_SUDAH_ADA'))
      await copyContents(tx, { dari: id, ke: newId })
      await audit.record(tx, actor, {
        action: 'rencana.perubahan-dibuat',
        subject: { kind: 'rencana', id: newId },
        after: { mengubah: id, versi: dokumen.versi + 1 },
      })
      return ok(newId)
    }).then((outcome) => {
      if (!outcome.ok) return outcome
      return outcome.value === undefined ? undefined : ok(outcome.value)
    })
}
