import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { checkSaringan, readEmail, type Saringan } from '../domain/langganan.ts'
import { refusal } from '../domain/refusals.ts'
import { kasusMessages } from '../messages/index.ts'
import { deleteOwnLangganan, type Langganan } from '../store/langganan-store.ts'
import { type Added, addLangganan } from './langganan.ts'

export type AlertForm = Readonly<{ saringan: Saringan; email: string; lang: Lang }>

/** Be told of new cases that fit; an address is asked first. All refusals of the form at once. */
export async function addAlert(
  deps: Deps,
  actor: Actor,
  { saringan, email, lang }: AlertForm,
): Promise<Result<Added>> {
  const katalog = await deps.katalog.get()
  const kecamatan = new Set(deps.reference.kecamatan().map((one) => one.kode))
  const checked = checkSaringan(saringan, {
    hasKecamatan: (kode) => kecamatan.has(kode),
    hasKategori: (kode) => katalog.kategori.get(kode)?.isActive === true,
    hasUnit: (kode) => deps.reference.findUnit(kode)?.isActive === true,
  })
  const address = isSignedIn(actor) ? ok(undefined) : readEmail(email)
  const refusals: readonly Refusal[] = [
    ...(checked.ok ? [] : checked.refusals),
    ...(address.ok ? [] : address.refusals),
  ]
  if (!checked.ok || !address.ok) return refuse(refusals)
  const what = await describeTarget(deps, lang, { ...checked.value, laporanId: null })
  return transaction(deps.kit.db, (tx) =>
    addLangganan(deps, tx, {
      akunId: isSignedIn(actor) ? actor.accountId : null,
      email: address.value ?? null,
      lang,
      what,
      target: { laporanId: null, ...checked.value },
    }),
  )
}

/**
 * Stop one's own subscription.
 *
 * @refuses LANGGANAN_TIDAK_ADA, for another's id too
 */
export async function stopOwn(deps: Deps, actor: Actor, id: string): Promise<Result<undefined>> {
  if (!isSignedIn(actor) || !isUuid(id)) return refuse(refusal('LANGGANAN_TIDAK_ADA'))
  const isGone = await deleteOwnLangganan(deps.kit.db, id, actor.accountId)
  return isGone ? ok(undefined) : refuse(refusal('LANGGANAN_TIDAK_ADA'))
}

type Target = Pick<Langganan, 'laporanId' | 'kecamatanKode' | 'kategoriKode' | 'unitKode'>

/** A subscription in words: "laporan baru di Giriasri tentang Jalan rusak". */
export async function describeTarget(
  { katalog, reference }: Pick<Deps, 'katalog' | 'reference'>,
  lang: Lang,
  target: Target & Readonly<{ nomor?: string | null }>,
): Promise<string> {
  const m = kasusMessages(lang).alerts
  if (target.laporanId !== null) return m.caseFollowed(target.nomor ?? '')
  const { kategori } = await katalog.get()
  const { kecamatanKode, kategoriKode, unitKode } = target
  const parts = [
    m.everything,
    kecamatanKode !== null && m.in(reference.findWilayah(kecamatanKode)?.nama ?? kecamatanKode),
    kategoriKode !== null && m.about(kategori.get(kategoriKode)?.nama[lang] ?? kategoriKode),
    unitKode !== null && m.handledBy(reference.findUnit(unitKode)?.nama ?? unitKode),
  ]
  return parts.filter((part) => part !== false).join(' ')
}
