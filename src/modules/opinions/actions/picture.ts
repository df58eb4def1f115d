import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { readCuplikan, writeCuplikan } from '../domain/cuplikan.ts'
import { type DokumenGambar, dokumenOf } from '../domain/dokumen.ts'
import { signsOf } from '../domain/lembar.ts'
import type { Suara } from '../domain/matriks.ts'
import { type Cuplikan, petaOf } from '../domain/peta.ts'
import { refusal } from '../domain/refusals.ts'
import { groupOf, tempatOf } from '../domain/tempat.ts'
import { drawWeighted, priority } from '../domain/wakil.ts'
import {
  findGambar,
  findTempat,
  type Gambar,
  insertGambar,
  insertTerhitung,
  listPernyataan,
  lockPercakapan,
  type Percakapan,
  type Pernyataan,
  readSuara,
} from '../store.ts'
import { isShown } from './converse.ts'
import { ownUnits } from './own.ts'
import { GAMBAR, objectOf } from './records.ts'

const ID_BYTES = 12

/**
 * Make a conversation's picture and publish it: the votes under ids drawn for this picture alone, what is worked out from them,
 * and the digest of both in the public log.
 *
 * @refuses UNIT_BUKAN_MILIK_ANDA, PERCAKAPAN_TIDAK_BUKA, ORANG_KURANG
 */
export function makePicture(deps: Deps, actor: Actor, kode: string): Promise<Result<void>> {
  const { kit, aturanAt } = deps
  return transactionUnlessRefused(kit.db, async (tx) => {
    const percakapan = await lockPercakapan(tx, kode, 'update')
    const isOwn = actor.kind === 'system' || ownUnits(actor).includes(percakapan?.unitKode ?? '')
    if (percakapan === undefined || !isOwn) return refuse(refusal('UNIT_BUKAN_MILIK_ANDA'))
    if (percakapan.status === 'draf') return refuse(refusal('PERCAKAPAN_TIDAK_BUKA'))
    const votes = await readSuara(tx, percakapan.id)
    const people = new Set(votes.map(({ orang }) => orang.toString('hex')))
    const { orangMinimum, kelompokMinimum } = aturanAt(kit.today())
    if (people.size < orangMinimum)
      return refuse(refusal('ORANG_KURANG', { ada: people.size, jumlah: orangMinimum }))
    await draw(deps, tx, { percakapan, actor, votes, kelompokMinimum })
    return ok(undefined)
  })
}

type Drawing = Readonly<{
  percakapan: Percakapan
  actor: Actor
  votes: Awaited<ReturnType<typeof readSuara>>
  kelompokMinimum: number
}>

async function draw(
  deps: Deps,
  tx: Tx,
  { percakapan, actor, votes, kelompokMinimum }: Drawing,
): Promise<void> {
  const { kit, publicLog, audit } = deps
  const list = await listPernyataan(tx, percakapan.id)
  const before = await findGambar(tx, percakapan.id)
  const drawn = snapshotOf(deps, { percakapan, list, before, votes })
  const cuplikan = writeCuplikan(drawn.cuplikan)
  const peta = petaOf(drawn.cuplikan)
  const dokumen = dokumenOf({
    peta,
    kode: percakapan.kode,
    urutan: (before?.dokumen.urutan ?? 0) + 1,
    sidik: sidikOf(cuplikan),
    teks: new Map(list.map(({ nomor, teks }) => [String(nomor), teks])),
    suara: drawn.cuplikan.votes.length,
    kelompokMinimum,
  })
  const counted = [...peta.baris].map((row) => peta.matriks.orang[row] ?? '')
  const id = kit.newId()
  const at = kit.now()
  await together([
    insertGambar(tx, {
      id,
      percakapanId: percakapan.id,
      dokumen,
      cuplikan,
      milik: signsOf(peta.milik, dokumen),
      tempat: tempatOf(peta),
      dibuatAt: at,
    }),
    insertTerhitung(
      tx,
      percakapan.id,
      counted.flatMap((one) => drawn.codes.get(one) ?? []),
    ),
    publicLog.append(tx, {
      kind: GAMBAR,
      object: objectOf(dokumen),
      version: 1,
      ref: id,
      actor,
      at,
      document: dokumen,
    }),
    audit.record(tx, actor, {
      action: 'pendapat.gambar',
      subject: { kind: 'percakapan', id: percakapan.kode },
    }),
  ])
}

/** Votes under new random ids, and which person's code each id stands for: that is kept nowhere. */
function snapshotOf(
  { kit }: Deps,
  {
    percakapan,
    list,
    before,
    votes,
  }: Pick<Drawing, 'percakapan' | 'votes'> &
    Readonly<{ list: readonly Pernyataan[]; before: Gambar | undefined }>,
): Readonly<{ cuplikan: Cuplikan; codes: ReadonlyMap<string, Buffer> }> {
  const ids = new Map<string, string>()
  const codes = new Map<string, Buffer>()
  const counted = new Set<string>()
  const idOf = (orang: Buffer) => {
    const key = orang.toString('hex')
    const known = ids.get(key)
    if (known !== undefined) return known
    const id = Buffer.from(kit.randomBytes(ID_BYTES)).toString('hex')
    ids.set(key, id)
    codes.set(id, orang)
    return id
  }
  const drawn = votes.map(({ orang, nomor, suara, isTerhitung }) => {
    const id = idOf(orang)
    if (isTerhitung) counted.add(id)
    return { orang: id, pernyataan: String(nomor), suara }
  })
  const cuplikan: Cuplikan = {
    votes: drawn,
    pernyataan: list.map(({ nomor }) => String(nomor)),
    keluar: list.filter((one) => !isShown(one, percakapan)).map(({ nomor }) => String(nomor)),
    sebelum: { orang: [...counted], pelicin: before?.dokumen.pelicin ?? null },
  }
  return { cuplikan, codes }
}

/**
 * Where a voter stands in the latest picture by the votes they have now, for their own eyes. A table that moved with
 * every vote would tell whoever watches it which group a voter is of.
 *
 * @returns their group; undefined where it is too small to be told, they gave too few votes, or there is no picture
 */
export async function ownGroup(
  tx: Tx,
  { percakapanId, gambar, votes }: OwnVotes,
): Promise<number | undefined> {
  if (gambar === undefined || gambar.dokumen.kelompok.length === 0) return undefined
  const tempat = await findTempat(tx, percakapanId)
  const own = new Map([...votes].map(([nomor, suara]) => [String(nomor), suara]))
  const group = tempat && groupOf(tempat, own)
  return group === undefined || (gambar.dokumen.kelompok[group] ?? null) === null
    ? undefined
    : group
}

export type OwnVotes = Readonly<{
  percakapanId: string
  gambar: Gambar | undefined
  /** By number of the statement. */
  votes: ReadonlyMap<number, Suara>
}>

function sidikOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Work a published picture out again from its votes, as anybody may.
 *
 * @param dokumen as it was published
 * @returns the picture the votes make; equal to the published one unless either was changed
 */
export function recount(text: string, dokumen: DokumenGambar): Result<DokumenGambar> {
  const read = readCuplikan(text)
  if (!read.ok) return read
  return ok(
    dokumenOf({
      peta: petaOf(read.value),
      kode: dokumen.kode,
      urutan: dokumen.urutan,
      sidik: sidikOf(text),
      teks: new Map(dokumen.pernyataan.map(({ nomor, teks }) => [String(nomor), teks])),
      suara: read.value.votes.length,
      kelompokMinimum: dokumen.kelompokMinimum,
    }),
  )
}

/**
 * What to ask somebody next: drawn in proportion to how much a vote on it would tell; new statements more often.
 *
 * @param seen numbers of statements this person voted on
 */
export function nextPernyataan(
  { kit }: Pick<Deps, 'kit'>,
  shown: readonly Pernyataan[],
  { seen, gambar }: Readonly<{ seen: ReadonlySet<number>; gambar: Gambar | undefined }>,
): Pernyataan | undefined {
  const left = shown.filter(({ nomor }) => !seen.has(nomor))
  const known = new Map(gambar?.dokumen.pernyataan.map((one) => [one.nomor, one]))
  const weights = left.map(({ nomor }) => {
    const one = known.get(nomor)
    const counts = one?.semua ?? { setuju: 0, tidak: 0, lihat: 0 }
    return priority(counts, (one?.jauh ?? 0) / 1_000)
  })
  const chance = Buffer.from(kit.randomBytes(4)).readUInt32LE() / 2 ** 32
  return left[drawWeighted(weights, chance)]
}
