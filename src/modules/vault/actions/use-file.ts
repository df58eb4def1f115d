import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import { formatTanggal } from '../../../ui/format.ts'
import { isExpired } from '../domain/jenis.ts'
import { refusal } from '../domain/refusals.ts'
import { grantToLook, type Subject } from '../domain/uses.ts'
import { type Berkas, findBerkas, lockBerkas } from '../store/berkas-store.ts'
import {
  endOfSubject,
  findPenggunaan,
  insertPembacaan,
  insertPenggunaan,
  listOfSubject,
  listWithFiles,
  type Penggunaan,
  type UseWithFile,
} from '../store/penggunaan-store.ts'
import { actForHouse, actForOwner, actForSubject, stopActingForHouse } from '../store/row-policy.ts'
import type { Deps, NewUse, Opened, UseFacts, Vault } from '../types.ts'
import { readBytes, shownUse } from './own-files.ts'

/** The program itself, where no person is named. */
const HOUSE: Actor = { kind: 'system', name: 'vault' }

export type UseFile = Pick<Vault, 'use' | 'endUses' | 'usesFor' | 'look' | 'lookByUse' | 'useFacts'>

/** Documents in cases: who may look is decided by a use that runs and a grant in its unit, nothing else. */
export function createUseFile(deps: Deps): UseFile {
  return {
    use: (db, wanted) => transaction(db, (tx) => use(deps, tx, wanted)),
    endUses: (db, subject, oleh = HOUSE) =>
      transaction(db, (tx) => endUses(deps, tx, { subject, oleh })),
    usesFor: (db, subject) => transaction(db, (tx) => usesFor(deps, tx, subject)),
    look: (db, actor, { berkasId, subject, tujuan }) =>
      transaction(db, async (tx) => {
        const uses = (await listOfSubject(tx, subject)).filter((one) => one.berkasId === berkasId)
        const today = deps.kit.today()
        const mine = uses.find((one) => grantToLook(actor, one, today) !== undefined)
        return mine === undefined
          ? refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
          : look(deps, tx, { actor, found: mine, tujuan })
      }),
    lookByUse: (db, actor, { penggunaanId, tujuan }) =>
      transaction(db, async (tx) => {
        const found = isUuid(penggunaanId) ? await findPenggunaan(tx, penggunaanId) : undefined
        return found === undefined
          ? refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
          : look(deps, tx, { actor, found, tujuan })
      }),
    useFacts: (db, actor, penggunaanId) =>
      transaction(db, async (tx) => {
        const found = isUuid(penggunaanId) ? await findPenggunaan(tx, penggunaanId) : undefined
        if (found === undefined || grantToLook(actor, found, deps.kit.today()) === undefined)
          return undefined
        const berkas = await readOfSubject(tx, found)
        return berkas === undefined ? undefined : factsOf(deps, found, berkas)
      }),
  }
}

/** @refuses BERKAS_TIDAK_DITEMUKAN, BERKAS_BELUM_DISETUJUI, BERKAS_KEDALUWARSA */
async function use(
  deps: Deps,
  tx: Tx,
  wanted: NewUse,
): Promise<Result<Readonly<{ penggunaanId: string }>>> {
  const { kit, audit, reference } = deps
  assert(
    reference.findUnit(wanted.unitKode) !== undefined,
    'a document is used by a unit that exists',
  )
  const akunId = wanted.pemilikAkunId ?? (await ownerOf(tx, wanted.berkasId))
  if (akunId === undefined) return refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
  await actForOwner(tx, akunId)
  const berkas = isUuid(wanted.berkasId) ? await lockBerkas(tx, wanted.berkasId) : undefined
  if (berkas?.pemilikAkunId !== akunId || berkas.dihapusAt !== null)
    return refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
  if (!berkas.isDisetujui) return refuse(refusal('BERKAS_BELUM_DISETUJUI'))
  const { berlakuSampai } = berkas
  if (berlakuSampai !== null && isExpired(berlakuSampai, kit.today()))
    return refuse(
      refusal('BERKAS_KEDALUWARSA', { values: { tanggal: formatTanggal(berlakuSampai, 'id') } }),
    )
  const row = newPenggunaan(deps, wanted)
  const penggunaanId = await insertPenggunaan(tx, row)
  if (penggunaanId === row.id)
    await audit.record(tx, wanted.oleh ?? HOUSE, {
      action: 'berkas.pakai',
      subject: { kind: 'berkas', id: wanted.berkasId },
      after: { penggunaan: penggunaanId, nomor: row.subjekNomor, unit: row.unitKode },
    })
  return ok({ penggunaanId })
}

/** Whose is it? Asked only for callers that have looked before; the transaction sees nothing more by it. */
async function ownerOf(tx: Tx, berkasId: string): Promise<string | undefined> {
  if (!isUuid(berkasId)) return undefined
  await actForHouse(tx)
  const found = await findBerkas(tx, berkasId)
  await stopActingForHouse(tx)
  return found?.pemilikAkunId ?? undefined
}

function newPenggunaan({ kit }: Deps, wanted: NewUse): Penggunaan {
  return {
    id: kit.newSecretId(),
    berkasId: wanted.berkasId,
    subjekJenis: wanted.subject.kind,
    subjekId: wanted.subject.id,
    subjekNomor: wanted.subject.nomor,
    unitKode: wanted.unitKode,
    tujuan: wanted.tujuan.trim().slice(0, 200),
    mulaiAt: kit.now(),
    sampai: wanted.sampai ?? null,
    berakhirAt: null,
  }
}

type Ending = Readonly<{ subject: Subject; oleh: Actor }>

async function endUses({ kit, audit }: Deps, tx: Tx, { subject, oleh }: Ending): Promise<void> {
  const ended = await endOfSubject(tx, subject, kit.now())
  if (ended > 0)
    await audit.record(tx, oleh, {
      action: 'berkas.akhiri-pakai',
      subject,
      after: { jumlah: ended },
    })
}

async function usesFor(deps: Deps, tx: Tx, subject: Subject): Promise<readonly UseFacts[]> {
  const [, uses] = await together([actForSubject(tx, subject), listWithFiles(tx, subject)])
  return uses.map((one) => factsOf(deps, one, one))
}

function factsOf(
  deps: Deps,
  found: Penggunaan,
  {
    format,
    ukuran,
    halaman,
    jenisKode,
  }: Pick<UseWithFile, 'format' | 'ukuran' | 'halaman' | 'jenisKode'>,
): UseFacts {
  return { ...shownUse(deps, found, jenisKode), format, ukuran, halaman }
}

async function readOfSubject(tx: Tx, found: Penggunaan): Promise<Berkas | undefined> {
  await actForSubject(tx, { kind: found.subjekJenis, id: found.subjekId })
  return findBerkas(tx, found.berkasId)
}

type Looking = Readonly<{ actor: Actor; found: Penggunaan; tujuan: string }>

/**
 * Who may not look is told the same as who asks for what is not there.
 *
 * @refuses BERKAS_TIDAK_DITEMUKAN, BERKAS_TUJUAN_KOSONG
 */
async function look(
  deps: Deps,
  tx: Tx,
  { actor, found, tujuan }: Looking,
): Promise<Result<Opened>> {
  const { kit, audit } = deps
  const grant = grantToLook(actor, found, kit.today())
  const berkas = grant === undefined ? undefined : await readOfSubject(tx, found)
  const owner = berkas?.pemilikAkunId
  if (grant === undefined || !berkas || !owner || !isSignedIn(actor))
    return refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
  const purpose = tujuan.trim()
  if (purpose.length < 3 || purpose.length > 200)
    return refuse(refusal('BERKAS_TUJUAN_KOSONG', { field: 'tujuan' }))
  const opened = await readBytes(deps, berkas)
  if (!opened.ok) return opened
  await together([
    insertPembacaan(tx, {
      id: kit.newId(),
      penggunaanId: found.id,
      olehAkunId: actor.accountId,
      olehNama: actor.name,
      peran: grant.role,
      tujuan: purpose,
      waktu: kit.now(),
    }),
    audit.recordAccess(tx, actor, {
      ownerId: owner,
      subject: { kind: 'berkas', id: berkas.id },
      purpose: `${purpose} (${found.subjekNomor})`,
      fields: [`berkas ${berkas.jenisKode}`],
      role: grant.role,
    }),
  ])
  return opened
}
