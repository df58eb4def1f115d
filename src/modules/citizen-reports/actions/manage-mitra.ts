import { type Actor, hasRole } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import { parsePublicUrl } from '../../../platform/net/safe-fetch.ts'
import type { Deps } from '../deps.ts'
import { readPemetaan } from '../domain/mitra.ts'
import type { Service } from '../open311/types.ts'
import { findMitra, listMitra, type Mitra, upsertMitra } from '../store/mitra-store.ts'
import {
  type Calling,
  messageOf,
  notePartnerFailure,
  notePartnerSuccess,
  openPartner,
  partnerSeal,
} from './partner-client.ts'
import { programRefusal } from './program-refusals.ts'

export type MitraInput = Readonly<{
  kode: string
  nama: string
  alamat: string
  /** Empty keeps the key there is. */
  kunci: string
  jurisdictionId: string
  pemetaan: string
  isActive: boolean
}>

export type ManageMitra = Readonly<{
  list: (actor: Actor) => Promise<Result<readonly Mitra[]>>
  save: (actor: Actor, input: MitraInput) => Promise<Result<undefined>>
  /** Ask the partner for its services, now; what it says is the test. */
  test: (actor: Actor, kode: string) => Promise<Result<readonly Service[]>>
}>

const KODE = /^[a-z0-9-]{2,40}$/
const TEST_TIMEOUT_MS = 8_000

/** Partners are the administrator's: where our cases may go is decided once, not case by case. */
export function createManageMitra(deps: Deps, calling: Calling): ManageMitra {
  const { kit } = deps
  return {
    list: async (actor) =>
      mayManage(actor) ? ok(await listMitra(kit.db)) : refuse(programRefusal('TIDAK_BERWENANG')),
    save: (actor, input) => save(deps, actor, input),
    test: async (actor, kode) => {
      if (!mayManage(actor)) return refuse(programRefusal('TIDAK_BERWENANG'))
      const mitra = await findMitra(kit.db, kode)
      if (mitra === undefined) return refuse(programRefusal('MITRA_TIDAK_ADA'))
      return test(deps, calling, mitra)
    },
  }
}

function mayManage(actor: Actor): boolean {
  return hasRole(actor, 'admin')
}

async function save(deps: Deps, actor: Actor, input: MitraInput): Promise<Result<undefined>> {
  if (!mayManage(actor)) return refuse(programRefusal('TIDAK_BERWENANG'))
  const katalog = await deps.katalog.get()
  const kategori = (kode: string) =>
    katalog.kategori.has(kode) || katalog.daun.some((leaf) => leaf.kode.startsWith(`${kode}.`))
  const { pemetaan, refusals } = readPemetaan(input.pemetaan, kategori)
  const alamat = input.alamat.trim().replace(/\/{1,5}$/, '')
  const all = [...refuseFields({ ...input, alamat }), ...refusals]
  if (all.length > 0) return refuse(all)
  return transaction(deps.kit.db, async (tx) => {
    const before = await findMitra(tx, input.kode)
    const kunci = input.kunci.trim()
    await upsertMitra(tx, {
      kode: input.kode,
      nama: input.nama.trim(),
      alamat,
      kunciTersegel:
        kunci === '' ? (before?.kunciTersegel ?? null) : partnerSeal(deps).close(kunci),
      jurisdictionId: input.jurisdictionId.trim() || null,
      pemetaan,
      isActive: input.isActive,
    })
    await deps.audit.record(tx, actor, {
      action: before === undefined ? 'mitra.buat' : 'mitra.ubah',
      subject: { kind: 'mitra', id: input.kode },
      after: { nama: input.nama, alamat, pemetaan, isActive: input.isActive },
    })
    return ok(undefined)
  })
}

function refuseFields({
  kode,
  nama,
  alamat,
  kunci,
  jurisdictionId,
}: MitraInput): readonly Refusal[] {
  const length = nama.trim().length
  const isAddress = parsePublicUrl(alamat).ok && !/[?#]/.test(alamat)
  return [
    ...(KODE.test(kode) ? [] : [programRefusal('KODE_MITRA_TIDAK_SAH', 'kode')]),
    ...(length < 3 || length > 100 ? [programRefusal('NAMA_MITRA_KOSONG', 'nama')] : []),
    ...(isAddress ? [] : [programRefusal('ALAMAT_MITRA_TIDAK_SAH', 'alamat')]),
    ...(kunci.length > 500 ? [programRefusal('KUNCI_SALAH', 'kunci')] : []),
    ...(jurisdictionId.length > 100 ? [programRefusal('MITRA_TIDAK_ADA', 'jurisdiction')] : []),
  ]
}

async function test(
  deps: Deps,
  { fetch, sleep }: Calling,
  mitra: Mitra,
): Promise<Result<readonly Service[]>> {
  const hurried: Calling = {
    sleep,
    fetch: (url, request) => fetch(url, { ...request, timeoutMs: TEST_TIMEOUT_MS }),
  }
  try {
    const services = await openPartner(deps, mitra, hurried).services()
    if (services.ok) await notePartnerSuccess(deps, mitra.kode)
    return services
  } catch (error) {
    await notePartnerFailure(deps, mitra.kode, error)
    return refuse({
      code: 'MITRA_TIDAK_MENJAWAB',
      message: `Mitra tidak menjawab sebagaimana mestinya: ${messageOf(error)}`,
    })
  }
}
