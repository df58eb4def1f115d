import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import type { Patterns } from '../definition-file/patterns.ts'
import { LayananSchema } from '../definition-file/schema.ts'
import type { Deps } from '../deps.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { designRefusal } from '../domain/perancang/refusals.ts'
import { listVersi } from '../store/definisi-store.ts'
import { type DraftKey, insertDraft, nextVersion } from './design-draft.ts'

const CODE = /^[A-Z][A-Z0-9]{1,9}(-[A-Z0-9]{1,20}){1,4}$/
const NAME_MIN = 3

export type NewService = Readonly<{
  kode: string
  nama: string
  ringkasan: string
  pemilik: string
  pola: string
}>

/**
 * Begin a service from a pattern.
 *
 * @refuses RANCANGAN_KODE_BENTUK, RANCANGAN_KODE_DIPAKAI, RANCANGAN_WAJIB, all at once
 */
export async function beginService(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { form, patterns }: Readonly<{ form: NewService; patterns: Patterns }>,
): Promise<Result<DraftKey>> {
  const refusals = [
    ...(CODE.test(form.kode) ? [] : [designRefusal('RANCANGAN_KODE_BENTUK', 'kode')]),
    ...(form.nama.length < NAME_MIN ? [designRefusal('RANCANGAN_WAJIB', 'nama')] : []),
    ...(form.ringkasan.length < NAME_MIN ? [designRefusal('RANCANGAN_WAJIB', 'ringkasan')] : []),
    ...(form.pemilik === '' ? [designRefusal('RANCANGAN_WAJIB', 'pemilik')] : []),
    ...(patterns.all.some(({ id }) => id === form.pola)
      ? []
      : [designRefusal('RANCANGAN_WAJIB', 'pola')]),
  ]
  if (refusals.length > 0) return refuse(refusals)
  const isi = patterns.begin(form.pola, {
    code: form.kode,
    name: form.nama.slice(0, 200),
    summary: form.ringkasan.slice(0, 900),
    owner: form.pemilik.slice(0, 40),
    from: deps.kit.today(),
  })
  if (isi === undefined) return refuse(designRefusal('RANCANGAN_WAJIB', 'pola'))
  return transaction(db, async (tx) => {
    if ((await nextVersion(tx, form.kode)) > 1)
      return refuse(designRefusal('RANCANGAN_KODE_DIPAKAI', 'kode'))
    return insertDraft(deps, tx, actor, { isi, jenis: 'baru' })
  })
}

/**
 * Begin a service as a copy of another, or its next version where no other code is given.
 *
 * @refuses RANCANGAN_TIDAK_ADA, RANCANGAN_SUDAH_DISUSUN, RANCANGAN_KODE_BENTUK, RANCANGAN_KODE_DIPAKAI
 */
export function beginFrom(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  { asal, kode }: Readonly<{ asal: string; kode?: string }>,
): Promise<Result<DraftKey>> {
  if (kode !== undefined && !CODE.test(kode))
    return Promise.resolve(refuse(designRefusal('RANCANGAN_KODE_BENTUK', 'kodeSalinan')))
  const isNext = kode === undefined || kode === asal
  return transaction(db, async (tx) => {
    const found = await findSource(tx, asal, isNext)
    if (!found.ok) return found
    const version = await nextVersion(tx, kode ?? asal)
    if (!isNext && version > 1)
      return refuse(designRefusal('RANCANGAN_KODE_DIPAKAI', 'kodeSalinan'))
    const isi: Layanan = {
      ...found.value,
      code: kode ?? asal,
      version,
      effective: { from: deps.kit.today() },
      running: 'finish-on-old',
    }
    return insertDraft(deps, tx, actor, { isi, jenis: 'baru' })
  })
}

/** The version in force, or the newest; refused where a next one is being written already. */
async function findSource(tx: Tx, asal: string, isNext: boolean): Promise<Result<Layanan>> {
  const versions = await listVersi(tx, asal, 50)
  const source = versions.find((one) => one.status === 'terbit') ?? versions[0]
  const parsed = LayananSchema.safeParse(source?.isi)
  if (!parsed.success) return refuse(designRefusal('RANCANGAN_TIDAK_ADA', 'asal'))
  const isWritten = versions.some((one) => one.status === 'draf' || one.status === 'ditinjau')
  return isNext && isWritten ? refuse(designRefusal('RANCANGAN_SUDAH_DISUSUN')) : ok(parsed.data)
}

/** @returns the version a draft is held against: the one in force, or nothing for a new service */
export function publishedBefore(db: Db, { kode, versi }: DraftKey): Promise<Layanan | undefined> {
  return transaction(db, async (tx) => {
    const versions = await listVersi(tx, kode, 50)
    const older = versions.find((one) => one.versi < versi && one.terbitAt !== null)
    const parsed = LayananSchema.safeParse(older?.isi)
    return parsed.success ? parsed.data : undefined
  })
}
