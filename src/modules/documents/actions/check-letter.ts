import { createHash } from 'node:crypto'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { checkSignatures, type FoundSignature } from '../../../platform/pdf/check-signatures.ts'
import type { Deps } from '../deps.ts'
import { type SeenSignature, standingOf, type Verdict, verdictOfFile } from '../domain/verdict.ts'
import { findRevisi, listRevisi } from '../store/berkas-store.ts'
import { listPeristiwa } from '../store/peristiwa-store.ts'
import { findByKode, findSurat, type Surat } from '../store/surat-store.ts'
import type { LabelValue } from '../types.ts'

/** What everybody may know of a letter whose code or file he holds. */
export type ShownLetter = Readonly<{
  kode: string
  judul: string
  nomor: string
  unit: string
  level: 'tte' | 'segel'
  nama: string
  jabatan: string
  sebagai: 'plt' | 'plh' | 'delegasi' | null
  penyelenggara: 'setempat' | 'bsre'
  terbitAt: Date
  sampai: string | null
  shown: readonly LabelValue[]
  /** When it was taken back or replaced, and by which. */
  endedAt?: Date
  pengganti?: string
  /** The record in the public log. */
  acuan: string
  /** SHA-256 of its file: as signed, and with its proof. */
  digests: readonly string[]
}>

export type Checked = Readonly<{
  verdict: Verdict
  letter?: ShownLetter
  /** What was found of signatures in a file that was handed in. */
  signatures?: readonly SignatureWords[]
  /** The letter that a changed file says it is, if there is one. */
  claims?: Readonly<{ kode: string; nomor: string }>
}>

export type SignatureWords = Readonly<{
  state: FoundSignature['state']
  isTotal: boolean
  signer?: string
  isTrusted: boolean
  stampedAt?: Date
}>

/** What is true of a code, as it stands under the QR. */
export async function checkCode(deps: Deps, tx: Tx, typed: string): Promise<Checked> {
  const code = parsePublicCode(typed, 'SRT')
  const surat = code.ok ? await findByKode(tx, code.value) : undefined
  return surat === undefined ? { verdict: 'tak-dikenal' } : describe(deps, tx, surat)
}

/** What is true of a file. It is looked at in memory, and nothing of it is kept. */
export async function checkFile(deps: Deps, tx: Tx, bytes: Buffer): Promise<Checked> {
  const [whole] = await findRevisi(tx, [digestOf(bytes)])
  const checked = checkSignatures(bytes, deps.signers.anchors())
  const found = checked.ok ? checked.signatures : []
  const signatures = found.map(wordsOf)
  if (whole !== undefined) {
    const surat = await findSurat(tx, whole.suratId)
    if (surat !== undefined) return { ...(await describe(deps, tx, surat)), signatures }
  }
  const ours = await ourBeginnings(tx, bytes)
  if (!checked.ok && ours.length === 0)
    return { verdict: checked.fault === 'encrypted' ? 'terkunci' : 'tak-terbaca' }
  const [longest] = ours
  const begun = longest === undefined ? undefined : await findSurat(tx, longest.suratId)
  const seen = found.map(
    ({ state, isTotal, revisionBytes }): SeenSignature => ({
      state,
      isTotal,
      isOurs: ours.some(({ ukuran }) => ukuran === revisionBytes),
    }),
  )
  const claims = begun ?? (await claimedBy(tx, found))
  // What cannot be read any longer behind a letter of ours was put there.
  const verdict = begun !== undefined ? 'ditambah' : verdictOfFile(seen, claims !== undefined)
  const named =
    claims?.kode && claims.nomor ? { kode: claims.kode, nomor: claims.nomor } : undefined
  return { verdict, signatures, ...(named === undefined ? {} : { claims: named }) }
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

const RANGES_MAX = 20

/** Revisions of ours that the file begins with, longest first; looked for where signatures say they end. */
async function ourBeginnings(tx: Tx, bytes: Buffer) {
  const ends = new Set<number>()
  for (
    let at = bytes.indexOf(RANGE);
    at >= 0 && ends.size < RANGES_MAX;
    at = bytes.indexOf(RANGE, at + 1)
  ) {
    const text = bytes.toString('latin1', at + RANGE.length, at + RANGE.length + 60)
    const [, to = '', length = ''] =
      /^ ?\[ ?0 +\d{1,10} +(\d{1,10}) +(\d{1,10}) ?\]/.exec(text) ?? []
    const end = Number(to) + Number(length)
    if (end > 0 && end < bytes.length) ends.add(end)
  }
  if (ends.size === 0) return []
  return findRevisi(
    tx,
    [...ends].map((end) => digestOf(bytes.subarray(0, end))),
  )
}

const RANGE = '/ByteRange'

/** The letter whose code stands in a signature. */
async function claimedBy(tx: Tx, found: readonly FoundSignature[]): Promise<Surat | undefined> {
  for (const { reason = '' } of found) {
    const [code] = /SRT(?:-[0-9A-Z]{4}){4}-[0-9A-Z]/.exec(reason) ?? []
    const surat = code === undefined ? undefined : await findByKode(tx, code)
    if (surat !== undefined) return surat
  }
  return undefined
}

function wordsOf({ state, isTotal, signer, isTrusted, stampedAt }: FoundSignature): SignatureWords {
  // Node writes a name's commas and the like with a backslash before them (RFC 2253).
  const name = /(?:^|\n)CN=([^\n]+)/.exec(signer?.subject ?? '')?.[1]?.replaceAll('\\', '')
  return {
    state,
    isTotal,
    isTrusted,
    ...(name === undefined ? {} : { signer: name.slice(0, 200) }),
    ...(stampedAt === undefined ? {} : { stampedAt }),
  }
}

async function describe({ kit, reference }: Deps, tx: Tx, surat: Surat): Promise<Checked> {
  const { kode, nomor, terbitAt, penyelenggara, status } = surat
  if (
    kode === null ||
    nomor === null ||
    terbitAt === null ||
    penyelenggara === null ||
    status === 'menunggu'
  )
    return { verdict: 'tak-dikenal' }
  const acts = await listPeristiwa(tx, surat.id)
  const revisions = await listRevisi(tx, surat.id)
  const end = acts.find(({ jenis }) => jenis !== 'terbit')
  const successor =
    surat.digantiOlehId === null ? undefined : await findSurat(tx, surat.digantiOlehId)
  return {
    verdict: standingOf({ status, sampai: surat.sampai }, kit.today()),
    letter: {
      kode,
      judul: surat.judul,
      nomor,
      unit: reference.findUnit(surat.unitKode)?.nama ?? surat.unitKode,
      level: surat.tandaLevel,
      nama: surat.tandaNama,
      jabatan: surat.tandaJabatan,
      sebagai: surat.tandaSebagai,
      penyelenggara,
      terbitAt,
      sampai: surat.sampai,
      shown: surat.qrTampil,
      acuan: acts.find(({ jenis }) => jenis === 'terbit')?.id ?? surat.id,
      digests: revisions.map(({ sha256 }) => sha256.toString('hex')),
      ...(end === undefined ? {} : { endedAt: end.waktu }),
      ...(successor?.nomor ? { pengganti: successor.nomor } : {}),
    },
  }
}
