import { isSameHash } from '../../../kernel/tlog/merkle.ts'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { renewalDocument } from '../domain/renewal.ts'
import { listOwnDocuments, listTitikLama, type SignedRoot } from '../store/check-store.ts'
import { readDokumen } from '../store/dokumen-store.ts'
import { findEntri } from '../store/entri-store.ts'
import { type LogLama, listLogLama } from '../store/lama-store.ts'
import { documentBytes } from './append.ts'
import type { LogFault } from './check-log.ts'
import { faultOfNote } from './note-fault.ts'
import { RENEWED } from './renew-log.ts'
import { rootsAt } from './stored-roots.ts'

type RenewalCheck = Readonly<{
  tx: Tx
  keys: readonly VerifierKey[]
  /** Today's name of the public log. */
  asal: string
}>

type Tell = (place: string, what: string) => void

/** What is kept of ended names must be what the log tells of them, and their checkpoints must be signed. */
export async function checkRenewals({
  tx,
  keys,
  asal,
}: RenewalCheck): Promise<readonly LogFault[]> {
  const rows = await listLogLama(tx)
  const faults: LogFault[] = []
  const tell: Tell = (place, what) => faults.push({ log: 'publik', place, what })
  for (const { indeks } of await listOwnDocuments(tx, RENEWED.name))
    if (!rows.some(({ ukuran }) => ukuran === indeks))
      tell(`entri ${indeks}`, 'menyebut log lama yang tidak ada lagi dalam tabelnya')
  for (const row of rows) {
    const what = await faultOfRow(tx, row, rows)
    if (what !== undefined) tell(`log lama ${row.asal}`, what)
  }
  const newest = rows.toSorted((a, b) => a.ukuran - b.ukuran).at(-1)
  if (newest !== undefined && newest.pengganti !== asal)
    tell('pohon', `bernama ${asal}, menurut tabel log lama ${newest.pengganti}`)
  for (const row of rows) await checkKept({ tx, keys, asal }, row, tell)
  return faults
}

async function faultOfRow(
  tx: Tx,
  row: LogLama,
  rows: readonly LogLama[],
): Promise<string | undefined> {
  const entri = await findEntri(tx, 'publik', row.acuan)
  if (entri?.indeks !== row.ukuran || entri.jenis !== RENEWED.name)
    return 'log tidak menyebutnya pada tempatnya'
  const document = renewalDocument(
    row,
    rows.filter(({ acuan }) => acuan === row.acuan),
  )
  const kept = await readDokumen(tx, row.acuan)
  if (kept === undefined || !kept.equals(documentBytes(document)))
    return 'isinya lain dari yang disebut log'
  const root = (await rootsAt(tx, 'publik', [row.ukuran])).get(row.ukuran)
  return root !== undefined && isSameHash(root, row.akar)
    ? undefined
    : 'akarnya bukan akar pohon pada ukuran itu'
}

const PAGE = 1_000

/** Old checkpoints are evidence, also of what is in no tree any more: only their signatures can be asked for. */
async function checkKept(
  { tx, keys }: RenewalCheck,
  { asal, titik: count }: LogLama,
  tell: Tell,
): Promise<void> {
  let nomor = 0
  let page = await listTitikLama(tx, { asal, after: -1, limit: PAGE })
  for (
    ;
    page.length > 0;
    page = await listTitikLama(tx, { asal, after: lastOf(page), limit: PAGE })
  )
    for (const titik of page) {
      nomor += 1
      const place = `titik periksa ${titik.ukuran} log lama ${asal}`
      const what = faultOfNote(titik, { keys, origin: asal })
      if (what !== undefined) tell(place, what)
      if (titik.nomor !== nomor) tell(place, `bernomor ${titik.nomor}, seharusnya ${nomor}`)
    }
  if (nomor !== count) tell(`log lama ${asal}`, `tinggal ${nomor} dari ${count} titik periksanya`)
}

const lastOf = (page: readonly SignedRoot[]) => page.at(-1)?.ukuran ?? 0
