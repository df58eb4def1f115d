import { hexOf } from '../../../kernel/digest-format.ts'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import {
  packEntries,
  parseTilePath,
  pathOfTile,
  TILE_WIDTH,
  type TileName,
  unpackEntries,
} from '../../../kernel/tlog/tiles.ts'
import type { LogWitness } from '../../../log-witnesses.ts'
import type { Db } from '../../../platform/db/database.ts'
import { type Answer, json, notFound, text } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { wholeCheckpoint } from '../actions/prove.ts'
import { showRotations } from '../actions/show-keys.ts'
import { stampFile } from '../actions/stamp-day.ts'
import { listKunci } from '../store/kunci-store.ts'
import { listLogLama } from '../store/lama-store.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { readBundel, readTiles } from '../store/ubin-store.ts'

const PLAIN = 'text/plain; charset=utf-8'
const OCTETS = 'application/octet-stream'
/** Whoever checks may do so from a page of their own. */
const FOR_ALL = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}
/** What is served under an address never changes (tlog-tiles, "Merkle Tree"). */
const FOR_EVER = { ...FOR_ALL, 'cache-control': 'public, max-age=31536000, immutable' }
/** A checkpoint is new every few seconds while anything happens. */
const FOR_A_MOMENT = { ...FOR_ALL, 'cache-control': 'public, max-age=1' }

/** The log itself, as C2SP tlog-tiles wants it: files to be fetched, nothing to be asked. */
export function logRoutes(db: Db, witnesses: readonly LogWitness[]): readonly Route[] {
  const open = { method: 'GET', access: 'public', kind: 'api' } as const
  return [
    { ...open, url: '/log/checkpoint', handle: () => checkpoint(db) },
    { ...open, url: '/log/tile/*', handle: (req) => tile(db, req) },
    { ...open, url: '/log/kunci/rotasi', handle: () => rotations(db) },
    { ...open, url: '/log/stempel/:berkas', handle: (req) => stamp(db, req) },
    { ...open, url: '/log/saksi', handle: () => witnessKeys(witnesses) },
    { ...open, url: '/log/kunci', handle: () => keys(db) },
    { ...open, url: '/log/lama', handle: () => ended(db) },
  ]
}

async function checkpoint(db: Db): Promise<Answer> {
  const titik = await readLatestCheckpoint(db, 'publik')
  if (titik === undefined) return notFound
  return text(await wholeCheckpoint(db, titik), PLAIN, { headers: FOR_A_MOMENT })
}

/** Every key that ever signed, one a line, the newest last. Who wants to be sure takes them from elsewhere too. */
async function keys(db: Db): Promise<Answer> {
  const lines = (await listKunci(db)).map(({ kunci }) => `${kunci}\n`)
  return text(lines.join(''), PLAIN, { headers: FOR_A_MOMENT })
}

/** Every change of key with its proof, so that who knows an old key can come to the new one without asking anybody. */
async function rotations(db: Db): Promise<Answer> {
  const rotasi = (await showRotations(db)).map(({ proof, document }) => ({
    proof,
    document: Buffer.from(document).toString(),
  }))
  return json({ rotasi }, { headers: FOR_A_MOMENT })
}

/** Names under which the log has ended, oldest first: a reader who remembers one learns why it finds another. */
async function ended(db: Db): Promise<Answer> {
  const lama = (await listLogLama(db)).map(({ acuan: _acuan, ...row }) => ({
    ...row,
    akar: hexOf(row.akar),
    akarTerakhir: hexOf(row.akarTerakhir),
    waktu: row.waktu.toISOString(),
  }))
  return json({ lama }, { headers: FOR_A_MOMENT })
}

/** A day's stamp as the authority gave it (.tsr), and what it is over (.txt). */
async function stamp(db: Db, req: Req): Promise<Answer> {
  const [, tanggal, kind] = /^(\d{4}-\d\d-\d\d)\.(tsr|txt)$/.exec(req.params.berkas ?? '') ?? []
  const found = tanggal === undefined ? undefined : await stampFile(db, tanggal)
  if (found === undefined) return notFound
  return kind === 'tsr'
    ? {
        kind: 'bytes',
        body: found.token,
        contentType: 'application/timestamp-reply',
        headers: FOR_EVER,
      }
    : text(found.nota, PLAIN, { headers: FOR_EVER })
}

/** Keys of the witnesses that are asked, one a line. */
function witnessKeys(witnesses: readonly LogWitness[]): Answer {
  const lines = witnesses.map(({ key }) => `${formatVerifierKey(key)}\n`)
  return text(lines.join(''), PLAIN, { headers: FOR_A_MOMENT })
}

async function tile(db: Db, req: Req): Promise<Answer> {
  const name = parseTilePath(`tile/${req.params['*'] ?? ''}`)
  const found = name === undefined ? undefined : await readNamed(db, name)
  if (found === undefined) return notFound
  const served = { kind: 'bytes', body: found, contentType: OCTETS, headers: FOR_EVER } as const
  return name?.kind === 'entries' ? { ...served, isPackable: true } : served
}

async function readNamed(db: Db, name: TileName): Promise<Uint8Array | undefined> {
  if (name.kind === 'hashes')
    return (await readTiles(db, 'publik', [name.tile])).get(pathOfTile(name.tile))
  const bundel = await readBundel(db, 'publik', name.index)
  if (bundel === undefined) return undefined
  const entries = unpackEntries(bundel) ?? []
  if (entries.length < name.width) return undefined
  return name.width === TILE_WIDTH ? bundel : packEntries(entries.slice(0, name.width))
}
