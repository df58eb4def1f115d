import type { Actor, SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import {
  checkUsulan,
  decidePutusan,
  decideUsulanForm,
  type NewUsulan,
  type Putusan,
  type PutusanForm,
  type UsulanAround,
  type UsulanForm,
} from '../domain/usulan.ts'
import { mayPlanFor } from '../domain/wewenang.ts'
import { type Baris, findBaris, listBaris } from '../store/baris-store.ts'
import { findNewest } from '../store/dokumen-store.ts'
import {
  findByAsal,
  findByNomor,
  findUsulan,
  insertLinks,
  insertUsulan,
  listAlasan,
  lockUsulan,
  savePutusan,
  type Usulan,
} from '../store/usulan-store.ts'
import type { Planning } from '../types.ts'

/** @returns what a proposal of a year is checked against */
export async function aroundUsulan(deps: Deps, tx: Tx, tahun: number): Promise<UsulanAround> {
  const { skpd } = await deps.fiscal.kodefikasi(tx, tahun)
  const { reference } = deps
  const region = reference.regionKode()
  return {
    hasWilayah: (kode) =>
      (kode === region || kode.startsWith(`${region}.`)) &&
      reference.findWilayah(kode) !== undefined,
    hasSkpd: (id) => skpd.byId.has(id),
  }
}

/** @refuses codes of checkUsulan, USULAN_TAHUN */
export function createAddUsulan(deps: Deps): Planning['addUsulan'] {
  return (tx, actor, usulan) =>
    transaction(tx, async (inner) => {
      const checked = checkUsulan(usulan, await aroundUsulan(deps, inner, usulan.tahun))
      if (!checked.ok) return checked
      if (usulan.asal !== undefined) {
        const known = await findByAsal(inner, usulan.asal)
        if (known !== undefined) return ok({ id: known.id, nomor: known.nomor })
      }
      return insertOne(deps, inner, { actor, usulan: checked.value })
    })
}

async function insertOne(
  { kit, fiscal, audit }: Deps,
  tx: Tx,
  { actor, usulan }: Readonly<{ actor: Actor; usulan: NewUsulan }>,
): Promise<Result<Readonly<{ id: string; nomor: string }>>> {
  const id = kit.newId()
  const today = kit.today()
  // A document's fiscal year is the year of its date, also when it asks for something in a later one.
  const tahun = yearOf(today)
  if ((await fiscal.tahun(tx, tahun)) === undefined)
    return refuse(refusal('USULAN_TAHUN_TERTUTUP', { tahun }))
  const bulan = Number(today.slice(5, 7))
  const nomor = await fiscal.nextNomor(tx, { jenis: 'usulan', tahun, bulan })
  const oleh = 'accountId' in actor ? actor.accountId : actor.kind
  await together([
    insertUsulan(tx, [{ ...usulan, id, nomor, tanggal: today, oleh, at: kit.now() }]),
    audit.record(tx, actor, {
      action: 'usulan.didaftarkan',
      subject: { kind: 'usulan', id },
      after: { nomor, sumber: usulan.sumber },
    }),
  ])
  return ok({ id, nomor })
}

/** @refuses codes of decideUsulanForm, BUKAN_WEWENANG, USULAN_TAHUN_TERTUTUP */
export function createRegister(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, form: UsulanForm) =>
    transaction(kit.db, async (tx) => {
      const tahun = /^20\d\d$/.test(form.tahun) ? Number(form.tahun) : yearOf(kit.today())
      const around = await aroundUsulan(deps, tx, tahun)
      const decided = decideUsulanForm(form, around)
      if (!decided.ok) return decided
      const { skpd } = await deps.fiscal.kodefikasi(tx, tahun)
      const addressed = skpd.byId.get(decided.value.skpdId)
      if (!mayPlanFor(actor, addressed?.unitKode)) return refuse(refusal('BUKAN_WEWENANG'))
      return insertOne(deps, tx, { actor, usulan: decided.value })
    })
}

/** Lines of the year's draft that may take a proposal: those of the SKPD it is addressed to. */
export async function linesFor(
  tx: Tx,
  usulan: Pick<Usulan, 'tahun' | 'skpdId' | 'sumber'>,
): Promise<readonly Baris[]> {
  const draft = await findNewest(tx, { jenis: 'rkpd', tahun: usulan.tahun }, true)
  if (draft === undefined || draft.status !== 'disusun') return []
  return listBaris(tx, {
    dokumenId: draft.id,
    skpdId: usulan.skpdId,
    sumber: usulan.sumber,
    limit: 500,
  })
}

/** @refuses codes of decidePutusan, BUKAN_WEWENANG */
export function createDecide(deps: Deps) {
  const { kit } = deps
  return (
    actor: SignedIn,
    { nomor, form }: Readonly<{ nomor: string; form: PutusanForm }>,
  ): Promise<Result<'decided'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const seen = await findByNomor(tx, nomor)
      if (seen === undefined) return undefined
      await lockUsulan(tx, seen.id)
      const usulan = (await findUsulan(tx, seen.id)) ?? seen
      const { skpd } = await deps.fiscal.kodefikasi(tx, usulan.tahun)
      if (!mayPlanFor(actor, skpd.byId.get(usulan.skpdId)?.unitKode))
        return refuse(refusal('BUKAN_WEWENANG'))
      const decided = decidePutusan(usulan, form, {
        oleh: actor.accountId,
        ...(await aroundPutusan(tx, usulan)),
      })
      if (!decided.ok) return decided
      await storePutusan(deps, tx, { actor, usulan, putusan: decided.value })
      return ok('decided')
    })
}

async function storePutusan(
  { kit, audit }: Deps,
  tx: Tx,
  order: Readonly<{ actor: SignedIn; usulan: Usulan; putusan: Putusan }>,
): Promise<void> {
  const { actor, usulan, putusan } = order
  await savePutusan(tx, { id: usulan.id, putusan, oleh: actor.accountId, at: kit.now() })
  if (putusan.status !== 'ditolak')
    await insertLinks(tx, [{ usulanId: usulan.id, barisId: putusan.barisId }])
  await audit.record(tx, actor, {
    action: `usulan.${putusan.status}`,
    subject: { kind: 'usulan', id: usulan.id },
    ...(putusan.status === 'diterima' ? {} : { reason: putusan.alasan }),
    after: putusan,
  })
}

async function aroundPutusan(tx: Tx, usulan: Usulan) {
  const lines = await linesFor(tx, usulan)
  const reasons = await listAlasan(tx)
  const kodeFor = (untuk: 'ubah' | 'tolak') =>
    new Set(reasons.filter((one) => one.untuk === untuk).map(({ kode }) => kode))
  return {
    lines: new Set(lines.map(({ id }) => id)),
    reasons: { ubah: kodeFor('ubah'), tolak: kodeFor('tolak') },
  }
}

/** @refuses USULAN_BELUM_DITERIMA, USULAN_BARIS */
export function createLink({ audit }: Deps): Planning['link'] {
  return (tx, actor, { usulanId, barisId }) =>
    transaction(tx, async (inner) => {
      await lockUsulan(inner, usulanId)
      const usulan = await findUsulan(inner, usulanId)
      if (usulan === undefined || !isAccepted(usulan))
        return refuse(refusal('USULAN_BELUM_DITERIMA'))
      const draft = await findNewest(inner, { jenis: 'rkpd', tahun: usulan.tahun }, true)
      const line =
        draft?.status === 'disusun'
          ? await findBaris(inner, { dokumenId: draft.id, id: barisId })
          : undefined
      if (line === undefined || line.sumber !== usulan.sumber)
        return refuse(refusal('USULAN_BARIS', {}, 'barisId'))
      await together([
        insertLinks(inner, [{ usulanId, barisId }]),
        audit.record(inner, actor, {
          action: 'usulan.ditautkan',
          subject: { kind: 'usulan', id: usulanId },
          after: { barisId },
        }),
      ])
      return ok('linked')
    })
}

export function isAccepted({ status }: Pick<Usulan, 'status'>): boolean {
  return status === 'diterima' || status === 'diubah'
}
