import type { SignedIn } from '../../../kernel/actor.ts'
import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal, unless } from '../domain/refusals.ts'
import { decidePemeriksaan, type Pemeriksaan, within } from '../domain/usulan.ts'
import { isOfUnit, isOwner } from '../domain/wewenang.ts'
import { insertVerifikasi, moveUsulan, type Verifikasi } from '../store/langkah-store.ts'
import { findUsulan, lockUsulan, type Usulan } from '../store/usulan-store.ts'
import { arenaOf, makeLangkah, pemilikOf, tell } from './langkah.ts'

export type PeriksaForm = Readonly<{
  hasil: string
  alasanKode: string
  alasan: string
  gabung: string
}>

/**
 * Check what came in: to be discussed, not to be taken with the reason, or the same as another.
 *
 * @refuses BUKAN_WEWENANG, USULAN_SUDAH_BERJALAN and codes of decidePemeriksaan
 */
export function createPeriksa(deps: Deps) {
  const { kit, audit, data } = deps
  return (
    actor: SignedIn,
    { nomor, form }: Readonly<{ nomor: string; form: PeriksaForm }>,
  ): Promise<Result<'checked'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const found = await takeForCheck(tx, { actor, nomor })
      if (found === undefined || !found.ok) return found
      const usulan = found.value
      const reasons = data.alasan.filter(({ untuk }) => untuk === 'belum').map(({ kode }) => kode)
      const decided = decidePemeriksaan(form, new Set(reasons))
      if (!decided.ok) return decided
      const to = await tujuanOf(tx, usulan, decided.value)
      if (to === undefined) return refuse(refusal('PUTUSAN_GABUNG', {}, 'gabung'))
      const arena = await arenaOf(deps, tx, usulan.tahun)
      const step = makeLangkah(deps, arena, { usulan, to: { ...to, oleh: actor.accountId } })
      await moveUsulan(tx, [step])
      await together([
        tell(deps, tx, [step]),
        audit.record(tx, actor, {
          action: 'usulan-musrenbang.diperiksa',
          subject: { kind: 'usulan-musrenbang', id: usulan.id },
          after: to,
        }),
      ])
      return ok('checked')
    })
}

async function takeForCheck(
  tx: Tx,
  { actor, nomor }: Readonly<{ actor: SignedIn; nomor: string }>,
): Promise<Result<Usulan> | undefined> {
  const seen = await findUsulan(tx, nomor)
  if (seen === undefined) return undefined
  const [usulan = seen] = await lockUsulan(tx, [seen.id])
  if (usulan.status !== 'diterima') return refuse(refusal('USULAN_SUDAH_BERJALAN'))
  return isOwner(actor, pemilikOf(usulan)) ? ok(usulan) : refuse(refusal('BUKAN_WEWENANG'))
}

async function tujuanOf(tx: Tx, usulan: Usulan, decided: Pemeriksaan) {
  if (decided.hasil === 'dibahas') return { status: 'dibahas' as const }
  if (decided.hasil === 'belum')
    return {
      status: 'belum' as const,
      alasanKode: decided.alasanKode,
      alasan: decided.alasan,
    }
  const other = await findUsulan(tx, decided.nomor)
  const isOther = other !== undefined && other.id !== usulan.id && other.tahun === usulan.tahun
  return isOther && other.status !== 'digabung' && other.status !== 'belum'
    ? { status: 'digabung' as const, gabungKe: other.id, alasan: decided.alasan }
    : undefined
}

export type VerifikasiForm = Readonly<{ hasil: string; catatan: string; biaya: string }>

/**
 * A technical unit judges a proposal it would carry out; where no standard price fits, it brings the cost.
 *
 * @refuses BUKAN_WEWENANG, USULAN_SUDAH_BERJALAN, VERIFIKASI_HASIL, VERIFIKASI_CATATAN, VERIFIKASI_BIAYA
 */
export function createVerifikasi(deps: Deps) {
  const { kit } = deps
  return (
    actor: SignedIn,
    { nomor, form }: Readonly<{ nomor: string; form: VerifikasiForm }>,
  ): Promise<Result<'verified'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const seen = await findUsulan(tx, nomor)
      if (seen === undefined) return undefined
      const [usulan = seen] = await lockUsulan(tx, [seen.id])
      if (!isOfUnit(actor, usulan.unitKode)) return refuse(refusal('BUKAN_WEWENANG'))
      if (usulan.status !== 'diterima' && usulan.status !== 'dibahas')
        return refuse(refusal('USULAN_SUDAH_BERJALAN'))
      const read = readVerifikasi(form)
      if (!read.ok) return read
      await storeVerifikasi(deps, tx, { actor, usulan, said: read.value })
      return ok('verified')
    })
}

async function storeVerifikasi(
  deps: Deps,
  tx: Tx,
  {
    actor,
    usulan,
    said,
  }: Readonly<{
    actor: SignedIn
    usulan: Usulan
    said: Readonly<{ hasil: Verifikasi['hasil']; catatan: string; biaya: Sen | null }>
  }>,
): Promise<void> {
  const { kit, audit } = deps
  const { unitKode, status } = usulan
  const row = { ...said, unitKode, id: kit.newId(), oleh: actor.accountId, at: kit.now() }
  await insertVerifikasi(tx, usulan.id, row)
  if (row.biaya !== null && row.biaya !== usulan.biaya) {
    const arena = await arenaOf(deps, tx, usulan.tahun)
    const to = { status, biaya: row.biaya, alasan: row.catatan, oleh: actor.accountId }
    const step = makeLangkah(deps, arena, { usulan, to })
    await moveUsulan(tx, [step])
    await tell(deps, tx, [step])
  }
  await audit.record(tx, actor, {
    action: 'usulan-musrenbang.diverifikasi',
    subject: { kind: 'usulan-musrenbang', id: usulan.id },
    after: { hasil: row.hasil },
  })
}

function readVerifikasi({ hasil, catatan, biaya }: VerifikasiForm) {
  const kind = (['layak', 'tidak', 'perlu-perbaikan'] as const).find((one) => one === hasil)
  const money = biaya.trim() === '' ? undefined : parseRupiah(biaya)
  const isMoney = money === undefined || (money.ok && money.value > 0n)
  const refusals = [
    ...unless(kind !== undefined, 'VERIFIKASI_HASIL', 'hasil'),
    ...unless(within(catatan.trim(), 10, 1000), 'VERIFIKASI_CATATAN', 'catatan'),
    ...unless(isMoney, 'VERIFIKASI_BIAYA', 'biaya'),
  ]
  if (refusals.length > 0 || kind === undefined) return refuse(refusals)
  return ok({ hasil: kind, catatan: catatan.trim(), biaya: money?.ok ? money.value : null })
}
