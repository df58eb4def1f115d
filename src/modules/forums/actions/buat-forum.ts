import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { tidyTitle } from '../domain/kiriman.ts'
import { refusal } from '../domain/refusals.ts'
import { insertForum } from '../store/forum-store.ts'

export const RUAS_FORUM = ['kode', 'jenis', 'judul', 'uraian', 'wilayah', 'unit'] as const
export type ForumForm = Readonly<Partial<Record<(typeof RUAS_FORUM)[number], string>>>

const KODE = /^[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,12}$/
/** Words that are addresses of their own below /forum. */
const TAKEN = ['aturan', 'transparansi', 'banding']

/**
 * Open a forum of a place or a theme.
 *
 * @returns its code
 * @refuses FORUM_KODE, FORUM_JUDUL, FORUM_URAIAN, FORUM_JENIS, FORUM_WILAYAH, FORUM_UNIT
 */
export function createForum(
  { kit, audit, reference }: Deps,
  actor: SignedIn,
  form: ForumForm,
): Promise<Result<string>> {
  const kode = (form.kode ?? '').trim()
  const judul = tidyTitle(form.judul ?? '')
  const uraian = tidyTitle(form.uraian ?? '')
  const jenis = (['tempat', 'tema'] as const).find((one) => one === form.jenis)
  const wilayah = reference.findWilayah((form.wilayah ?? '').trim())
  const unit = reference.findUnit((form.unit ?? '').trim())
  const isKode = KODE.test(kode) && kode.length >= 3 && kode.length <= 40 && !TAKEN.includes(kode)
  const isPlace =
    wilayah !== undefined && ['kecamatan', 'desa', 'kelurahan'].includes(wilayah.tingkat)
  const wrong: readonly (Refusal | false)[] = [
    !isKode && refusal('FORUM_KODE', {}, 'kode'),
    (judul.length < 5 || judul.length > 100) && refusal('FORUM_JUDUL', {}, 'judul'),
    (uraian.length < 10 || uraian.length > 500) && refusal('FORUM_URAIAN', {}, 'uraian'),
    jenis === undefined && refusal('FORUM_JENIS', {}, 'jenis'),
    jenis === 'tempat' && !isPlace && refusal('FORUM_WILAYAH', {}, 'wilayah'),
    unit === undefined && refusal('FORUM_UNIT', {}, 'unit'),
  ]
  const refusals = wrong.filter((one) => one !== false)
  return transactionUnlessRefused(kit.db, async (tx) => {
    if (refusals.length > 0 || jenis === undefined || unit === undefined) return refuse(refusals)
    const isNew = await insertForum(tx, {
      id: kit.newId(),
      kode,
      jenis,
      judul,
      uraian,
      wilayahKode: jenis === 'tempat' ? (wilayah?.kode ?? null) : null,
      unitKode: unit.kode,
      oleh: actor.accountId,
      dibuatAt: kit.now(),
    })
    if (!isNew) return refuse(refusal('FORUM_KODE', {}, 'kode'))
    await audit.record(tx, actor, { action: 'forum.buka', subject: { kind: 'forum', id: kode } })
    return ok(kode)
  })
}
