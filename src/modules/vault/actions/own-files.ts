import type { Actor } from '../../../kernel/actor.ts'
import { DAY_MS, startOfDay, type TimeZone } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { refusal } from '../domain/refusals.ts'
import { isRunning, type Remaining, remainingOf } from '../domain/uses.ts'
import {
  type Berkas,
  findBerkas,
  letGoOfBytes,
  listOfOwner,
  listUsable,
  lockBerkas,
  markRemoved,
  type Page,
} from '../store/berkas-store.ts'
import {
  listOfBerkas,
  listPembacaan,
  listOfOwner as listUsesOfOwner,
  type Penggunaan,
} from '../store/penggunaan-store.ts'
import { actForOwner } from '../store/row-policy.ts'
import type { Deps, LookShown, Opened, UseShown, Vault } from '../types.ts'
import { readFigures } from './figures.ts'
import { shownOf } from './keep-file.ts'

export type OwnFiles = Pick<Vault, 'listFor' | 'openOwn' | 'remove' | 'usesOf'>

/** What owners do with their documents. Row security shows them their own and nobody else's. */
export function createOwnFiles(deps: Deps): OwnFiles {
  return {
    listFor: (db, akunId, jenisKode) =>
      transaction(db, async (tx) => {
        await actForOwner(tx, akunId)
        const asked = { today: deps.kit.today(), ...(jenisKode === undefined ? {} : { jenisKode }) }
        return (await listUsable(tx, { akunId }, asked)).map(shownOf)
      }),
    openOwn: (db, akunId, berkasId) =>
      transaction(db, async (tx) => {
        await actForOwner(tx, akunId)
        const found = await findBerkas(tx, berkasId)
        const isTheirs = found?.pemilikAkunId === akunId && found.dihapusAt === null
        return isTheirs ? readBytes(deps, found) : refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
      }),
    remove: (db, actor, own) => transaction(db, (tx) => remove(deps, tx, { ...own, actor })),
    usesOf: (db, akunId, page) =>
      transaction(db, async (tx) => {
        await actForOwner(tx, akunId)
        const found = await listUsesOfOwner(tx, akunId, page)
        return found.map((use) => shownUse(deps, use, use.jenisKode))
      }),
  }
}

/** The bytes of a row, opened from the sealed store. */
export async function readBytes(
  { kit }: Pick<Deps, 'kit'>,
  row: Pick<Berkas, 'segelSha256' | 'format' | 'jenisKode' | 'id'>,
): Promise<Result<Opened>> {
  const bytes = row.segelSha256 === null ? undefined : await kit.sealedFiles.get(row.segelSha256)
  if (bytes === undefined) return refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
  return ok({
    bytes,
    contentType: row.format === 'jpg' ? 'image/jpeg' : 'application/pdf',
    filename: `${row.jenisKode}-${row.id.slice(0, 8)}.${row.format}`,
  })
}

/** When a use ended; undefined while it runs. A last day that has passed ended it by itself. */
export function endOf({ kit }: Pick<Deps, 'kit'>, use: Penggunaan): Date | undefined {
  if (isRunning(use, kit.today())) return undefined
  if (use.berakhirAt !== null) return use.berakhirAt
  const zone = kit.region().timezone as TimeZone
  return use.sampai === null ? undefined : new Date(startOfDay(zone, use.sampai).getTime() + DAY_MS)
}

export function shownUse(deps: Pick<Deps, 'kit'>, use: Penggunaan, jenisKode: string): UseShown {
  const endedAt = endOf(deps, use)
  return {
    id: use.id,
    berkasId: use.berkasId,
    jenisKode,
    nomor: use.subjekNomor,
    unitKode: use.unitKode,
    tujuan: use.tujuan,
    mulaiAt: use.mulaiAt,
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

type Removing = Readonly<{ actor: Actor; akunId: string; berkasId: string }>

/** @refuses BERKAS_TIDAK_DITEMUKAN */
async function remove(
  deps: Deps,
  tx: Tx,
  { actor, akunId, berkasId }: Removing,
): Promise<Result<Remaining>> {
  await actForOwner(tx, akunId)
  const found = await lockBerkas(tx, berkasId)
  if (found?.pemilikAkunId !== akunId || found.dihapusAt !== null)
    return refuse(refusal('BERKAS_TIDAK_DITEMUKAN'))
  const now = deps.kit.now()
  await markRemoved(tx, berkasId, now)
  const remaining = await remainingFor(deps, tx, await listOfBerkas(tx, [berkasId]))
  if (remaining.kind === 'gone') await letGoOfBytes(tx, [berkasId], now)
  await deps.audit.record(tx, actor, {
    action: 'berkas.hapus',
    subject: { kind: 'berkas', id: berkasId },
    before: { jenis: found.jenisKode, sha256: found.sha256 },
  })
  return ok(remaining)
}

async function remainingFor(deps: Deps, tx: Tx, uses: readonly Penggunaan[]): Promise<Remaining> {
  const { keepDays } = await readFigures(tx, deps.kit.today())
  return remainingOf(
    uses.map((use) => shownUse(deps, use, '')),
    { now: deps.kit.now(), keepMs: keepDays * DAY_MS },
  )
}

/** One document with everything its owner may know about it. */
export type OwnDetail = Readonly<{
  berkas: Berkas
  uses: readonly UseShown[]
  looks: readonly LookShown[]
  /** Of a removed one: why it is still here. */
  remaining?: Remaining
}>

export type OwnPage = Readonly<{
  files: readonly Readonly<{ berkas: Berkas; running: readonly string[] }>[]
  /** The last row shown, when there are more. */
  next?: Berkas
}>

/** A page of what an account keeps, each with the cases that use it now; two statements. */
export function listOwnPage(deps: Deps, db: Tx, akunId: string, page: Page): Promise<OwnPage> {
  return transaction(db, async (tx) => {
    await actForOwner(tx, akunId)
    const found = await listOfOwner(tx, akunId, { ...page, limit: page.limit + 1 })
    const shown = found.slice(0, page.limit)
    const uses = await listOfBerkas(
      tx,
      shown.map(({ id }) => id),
    )
    const running = uses.filter((use) => endOf(deps, use) === undefined)
    const next = found.length > page.limit ? shown.at(-1) : undefined
    return {
      files: shown.map((berkas) => ({
        berkas,
        running: [
          ...new Set(
            running.flatMap((use) => (use.berkasId === berkas.id ? [use.subjekNomor] : [])),
          ),
        ],
      })),
      ...(next === undefined ? {} : { next }),
    }
  })
}

export function readOwnDetail(
  deps: Deps,
  db: Tx,
  own: Readonly<{ akunId: string; berkasId: string }>,
): Promise<OwnDetail | undefined> {
  return transaction(db, async (tx) => {
    await actForOwner(tx, own.akunId)
    const berkas = await findBerkas(tx, own.berkasId)
    const isShown = berkas?.pemilikAkunId === own.akunId && berkas.segelSha256 !== null
    if (!isShown) return undefined
    const found = await listOfBerkas(tx, [berkas.id])
    const looks = await listPembacaan(
      tx,
      found.map(({ id }) => id),
    )
    return {
      berkas,
      uses: found.map((use) => shownUse(deps, use, berkas.jenisKode)),
      looks: looks.map((look) => ({
        penggunaanId: look.penggunaanId,
        waktu: look.waktu,
        nama: look.olehNama,
        peran: look.peran,
        tujuan: look.tujuan,
      })),
      ...(berkas.dihapusAt === null ? {} : { remaining: await remainingFor(deps, tx, found) }),
    }
  })
}
