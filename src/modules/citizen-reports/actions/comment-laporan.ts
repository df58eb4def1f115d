import type { Actor } from '../../../kernel/actor.ts'
import { findPersonalData, type PersonalDataKind } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { kasusMessages } from '../messages/index.ts'
import { insertKomentar } from '../store/kasus-store.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'

const COMMENT_MIN = 3
const COMMENT_MAX = 2_000

export type CommentForm = Readonly<{ nomor: string; isi: string; lang: Lang }>

/** A comment of a signed-in citizen; it waits for an officer before anyone else sees it. */
export async function commentLaporan(
  deps: Deps,
  actor: Actor,
  form: CommentForm,
): Promise<Result<undefined>> {
  if (actor.kind !== 'citizen') return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const isi = form.isi.trim()
  const refusals = checkComment(isi, form.lang)
  if (refusals.length > 0) return refuse(refusals)
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findLaporanByNomor(tx, form.nomor.toUpperCase())
    if (laporan === undefined || !laporan.isPublik)
      return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
    const id = deps.kit.newId()
    await insertKomentar(tx, {
      id,
      laporanId: laporan.id,
      akunId: actor.accountId,
      nama: publicName(actor.name),
      isi,
      waktu: deps.kit.now(),
    })
    await deps.audit.record(tx, actor, {
      action: 'komentar.tulis',
      subject: { kind: 'komentar', id },
    })
    return ok(undefined)
  })
}

/** First name and an initial: enough to tell two neighbours apart, too little to find one. */
export function publicName(name: string): string {
  const [first = '', second] = name.trim().split(/\s+/)
  return second === undefined ? first : `${first} ${second.charAt(0)}.`
}

function checkComment(isi: string, lang: Lang): readonly Refusal[] {
  const m = kasusMessages(lang)
  if (isi.length < COMMENT_MIN || isi.length > COMMENT_MAX)
    return [{ code: 'KOMENTAR_TIDAK_SAH', message: m.refusals.commentShort, field: 'isi' }]
  const kinds = new Set<PersonalDataKind>(findPersonalData(isi).map((range) => range.kind))
  if (kinds.size === 0) return []
  const words = [...kinds].map((kind) => m.personal[kind]).join(', ')
  return [
    { code: 'KOMENTAR_DATA_PRIBADI', message: m.refusals.commentPersonal(words), field: 'isi' },
  ]
}
