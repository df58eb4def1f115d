import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { FILE_FIELD, refusal } from '../domain/refusals.ts'
import {
  acceptWarnings as accept,
  adoptBerkas,
  type Berkas,
  type BerkasOwner,
  deleteDraft,
  findBerkas,
  findSame,
  insertBerkas,
  listUsable,
  lockOwner,
  setDate,
  sumBerkas,
} from '../store/berkas-store.ts'
import { claim, noteLoose } from '../store/loose-store.ts'
import { actForDevice, actForOwner } from '../store/row-policy.ts'
import type {
  CheckedFile,
  Deps,
  FileToCheck,
  Kept,
  OwnBerkas,
  Owner,
  ToKeep,
  Vault,
} from '../types.ts'
import { checkFile } from './check-file.ts'
import { type Figures, readFigures } from './figures.ts'

type Keeping = Readonly<{
  owner: BerkasOwner
  checked: CheckedFile
  segelSha256: string
  oleh: Actor
  isOnBehalf: boolean
  isWarningAccepted: boolean
}>

export type KeepFile = Pick<
  Vault,
  'keep' | 'keepLoose' | 'listLoose' | 'dropLoose' | 'adopt' | 'acceptWarnings'
>

/**
 * Take documents in. Bytes are checked and sealed before any transaction, noted as loose, and claimed with
 * their row: a crash between leaves a note that the sweep removes them by.
 */
export function createKeepFile(deps: Deps): KeepFile {
  return {
    keep: (tx, file) => keep(deps, tx, file),
    keepLoose: (tx, { deviceId, ...file }) =>
      sealAndStore(deps, tx, {
        file,
        owner: { perangkat: deviceId },
        oleh: { kind: 'anonymous', deviceId },
        isOnBehalf: false,
        isWarningAccepted: file.isWarningAccepted ?? true,
      }),
    listLoose: (db, deviceId) =>
      transaction(db, async (tx) => {
        await actForDevice(tx, deviceId)
        const found = await listUsable(tx, { perangkat: deviceId }, { today: deps.kit.today() })
        return found.map(shownOf)
      }),
    dropLoose: (db, deviceId, berkasId) =>
      transaction(db, async (tx) => {
        await actForDevice(tx, deviceId)
        return (await deleteDraft(tx, berkasId)) === 1
      }),
    adopt: (db, draft) => transaction(db, (tx) => adopt(deps, tx, draft)),
    acceptWarnings: (db, owner, berkasId) =>
      transaction(db, async (tx) => {
        await actForAny(tx, owner)
        const found = await findBerkas(tx, berkasId)
        if (found === undefined || found.dihapusAt !== null)
          return refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
        await accept(tx, berkasId)
        return ok(undefined)
      }),
  }
}

export const shownOf = (row: Berkas): OwnBerkas => ({
  berkasId: row.id,
  jenisKode: row.jenisKode,
  nama: row.nama,
  format: row.format,
  ukuran: row.ukuran,
  halaman: row.halaman,
  sha256: row.sha256,
  tanggalDokumen: row.tanggalDokumen,
  berlakuSampai: row.berlakuSampai,
  disimpanAt: row.dibuatAt,
})

function actForAny(tx: Tx, owner: Owner): Promise<void> {
  return 'akunId' in owner ? actForOwner(tx, owner.akunId) : actForDevice(tx, owner.deviceId)
}

function keep(deps: Deps, db: Tx, file: ToKeep): Promise<Result<Kept>> {
  return sealAndStore(deps, db, {
    file,
    owner: { akunId: file.pemilikAkunId },
    oleh: file.oleh,
    isOnBehalf:
      file.isOnBehalf ?? (isSignedIn(file.oleh) && file.oleh.accountId !== file.pemilikAkunId),
    isWarningAccepted: file.isWarningAccepted ?? true,
  })
}

type Sending = Omit<Keeping, 'checked' | 'segelSha256'> & Readonly<{ file: FileToCheck }>

async function sealAndStore(deps: Deps, db: Tx, sending: Sending): Promise<Result<Kept>> {
  const { kit } = deps
  const checked = await checkFile(deps, db, sending.file)
  if (!checked.ok) return checked
  const { sha256: segelSha256 } = await kit.sealedFiles.put(checked.value.bytes)
  await noteLoose(kit.db, segelSha256, kit.now())
  return transaction(db, (tx) =>
    store(deps, tx, { ...sending, checked: checked.value, segelSha256 }),
  )
}

async function store(deps: Deps, tx: Tx, keeping: Keeping): Promise<Result<Kept>> {
  const { kit, audit } = deps
  const { owner, checked } = keeping
  await lockOwner(tx, owner)
  await ('akunId' in owner ? actForOwner(tx, owner.akunId) : actForDevice(tx, owner.perangkat))
  const same = await findSame(tx, owner, {
    jenisKode: checked.jenis.kode,
    kirimanSha256: checked.kirimanSha256,
  })
  if (same !== undefined) return ok(await keepSame(tx, same, keeping))
  const full = await refuseOverQuota(tx, keeping, await readFigures(tx, kit.today()))
  if (full.length > 0) return refuse(full)
  const row = rowOf(deps, keeping)
  await insertBerkas(tx, row)
  await claim(tx, keeping.segelSha256)
  await audit.record(tx, keeping.oleh, {
    action: 'berkas.simpan',
    subject: { kind: 'berkas', id: row.id },
    after: { jenis: row.jenisKode, sha256: row.sha256, isOnBehalf: keeping.isOnBehalf },
  })
  return ok({ berkasId: row.id, sha256: row.sha256, peringatan: checked.peringatan, isNew: true })
}

/** Sent again: the same row; saying yes to its warnings counts, and so does the date that is told now. */
async function keepSame(
  tx: Tx,
  same: Berkas,
  { isWarningAccepted, checked }: Keeping,
): Promise<Kept> {
  const waits = !same.isDisetujui && !isWarningAccepted
  if (!same.isDisetujui && isWarningAccepted) await accept(tx, same.id)
  const { tanggalDokumen, berlakuSampai } = checked
  if (tanggalDokumen !== null) await setDate(tx, { id: same.id, tanggalDokumen, berlakuSampai })
  return {
    berkasId: same.id,
    sha256: same.sha256,
    peringatan: waits ? same.peringatan.map((one) => ({ ...one, field: FILE_FIELD })) : [],
    isNew: false,
  }
}

async function refuseOverQuota(
  tx: Tx,
  { owner, checked }: Keeping,
  figures: Figures,
): Promise<readonly Refusal[]> {
  const { jumlah, kb } = 'akunId' in owner ? figures.quota : figures.draftQuota
  const kept = await sumBerkas(tx, owner)
  const field = FILE_FIELD
  const isHeavy = kept.bytes + checked.bytes.length > kb * 1024
  return [
    ...(kept.jumlah >= jumlah
      ? [refusal('BERKAS_KUOTA_JUMLAH', { field, values: { batas: jumlah } })]
      : []),
    ...(isHeavy
      ? [refusal('BERKAS_KUOTA_UKURAN', { field, values: { batas: Math.floor(kb / 1024) } })]
      : []),
  ]
}

function rowOf({ kit }: Deps, keeping: Keeping): Berkas {
  const { owner, checked, segelSha256, oleh, isOnBehalf, isWarningAccepted } = keeping
  return {
    // Stands in addresses and must reveal nothing, not even when it was made.
    id: kit.newSecretId(),
    pemilikAkunId: 'akunId' in owner ? owner.akunId : null,
    perangkat: 'perangkat' in owner ? owner.perangkat : null,
    jenisKode: checked.jenis.kode,
    nama: checked.nama,
    format: checked.format,
    sha256: checked.sha256,
    kirimanSha256: checked.kirimanSha256,
    segelSha256,
    ukuran: checked.bytes.length,
    halaman: checked.halaman,
    tanggalDokumen: checked.tanggalDokumen,
    berlakuSampai: checked.berlakuSampai,
    peringatan: checked.peringatan.map(({ code, message }) => ({ code, message })),
    isDisetujui: checked.peringatan.length === 0 || isWarningAccepted,
    olehAkunId: isOnBehalf && isSignedIn(oleh) ? oleh.accountId : null,
    dibuatAt: kit.now(),
    dihapusAt: null,
  }
}

type Adopting = Parameters<Vault['adopt']>[1]

async function adopt(deps: Deps, tx: Tx, draft: Adopting): Promise<Result<Kept>> {
  const owner = { akunId: draft.pemilikAkunId }
  await lockOwner(tx, owner)
  await actForDevice(tx, draft.deviceId)
  await actForOwner(tx, draft.pemilikAkunId)
  const found = await findBerkas(tx, draft.berkasId)
  if (found?.perangkat !== draft.deviceId)
    return refuse(refusal('BERKAS_TIDAK_DITEMUKAN', { field: FILE_FIELD }))
  const same = await findSame(tx, owner, found)
  if (same !== undefined) {
    await deleteDraft(tx, found.id)
    return ok({ berkasId: same.id, sha256: same.sha256, peringatan: [], isNew: false })
  }
  const { quota } = await readFigures(tx, deps.kit.today())
  const kept = await sumBerkas(tx, owner)
  if (kept.jumlah >= quota.jumlah)
    return refuse(
      refusal('BERKAS_KUOTA_JUMLAH', { field: FILE_FIELD, values: { batas: quota.jumlah } }),
    )
  if (kept.bytes + found.ukuran > quota.kb * 1024)
    return refuse(
      refusal('BERKAS_KUOTA_UKURAN', {
        field: FILE_FIELD,
        values: { batas: Math.floor(quota.kb / 1024) },
      }),
    )
  const olehAkunId =
    draft.isOnBehalf === true && isSignedIn(draft.oleh) ? draft.oleh.accountId : null
  await adoptBerkas(tx, { id: found.id, akunId: draft.pemilikAkunId, olehAkunId })
  await deps.audit.record(tx, draft.oleh, {
    action: 'berkas.ambil-alih',
    subject: { kind: 'berkas', id: found.id },
    after: { jenis: found.jenisKode, sha256: found.sha256 },
  })
  return ok({ berkasId: found.id, sha256: found.sha256, peringatan: [], isNew: true })
}
