import { createHash } from 'node:crypto'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inspectPdf, isPdf, type PdfFacts } from '../../../platform/pdf-check/index.ts'
import { faultsOf, prepareDocument, readLegibility } from '../../../platform/photo/index.ts'
import { formatTanggal } from '../../../ui/format.ts'
import { type Fault, type Found, judge, readDate } from '../domain/check.ts'
import { cleanFileName } from '../domain/file-name.ts'
import type { Jenis } from '../domain/jenis.ts'
import { FILE_FIELD, refusal } from '../domain/refusals.ts'
import { findJenis } from '../store/jenis-store.ts'
import type { CheckedFile, Deps, FileToCheck, SentFile } from '../types.ts'

/** Scanned pages are looked at as long as this leaves time for an answer within three seconds. */
const SCANS_MS = 1_200

/**
 * Everything an office could refuse a file for, said at the upload, all at once: kind, size, pages, lock,
 * hidden programs, legibility, date. What may be kept of it comes back.
 *
 * @refuses BERKAS_JENIS_TIDAK_ADA, BERKAS_KOSONG, BERKAS_TIDAK_DIKENAL, BERKAS_DOKUMEN_KANTOR, everything of
 * judge and readDate, of inspectPdf and of prepareDocument
 */
export async function checkFile(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
  { jenisKode, file, tanggalDokumen }: FileToCheck,
): Promise<Result<CheckedFile>> {
  const today = kit.today()
  const jenis = await findJenis(tx, jenisKode, today)
  if (jenis === undefined) return refuse(refusal('BERKAS_JENIS_TIDAK_ADA', { field: 'jenis' }))
  const dated =
    tanggalDokumen === undefined
      ? ok({ tanggalDokumen: null, berlakuSampai: null })
      : readDate(jenis, tanggalDokumen, { today, write: (date) => formatTanggal(date, 'id') })
  const seen = await lookInto(file.bytes)
  const verdict = seen.ok
    ? judge(jenis, seen.value.found)
    : { refusals: seen.refusals, warnings: [] }
  const refusals = [...(dated.ok ? [] : dated.refusals), ...verdict.refusals]
  if (!seen.ok || !dated.ok || refusals.length > 0) return refuse(refusals)
  return ok(
    describe({ jenis, file, seen: seen.value, peringatan: verdict.warnings, ...dated.value }),
  )
}

type Seen = Readonly<{ found: Found; bytes: Uint8Array; format: 'jpg' | 'pdf'; pages: number }>

type Described = Readonly<{
  jenis: Jenis
  file: SentFile
  seen: Seen
  peringatan: readonly Refusal[]
}> &
  Pick<CheckedFile, 'tanggalDokumen' | 'berlakuSampai'>

function describe({ jenis, file, seen, ...more }: Described): CheckedFile {
  const { bytes, format, pages } = seen
  return {
    jenis,
    bytes,
    format,
    nama: cleanFileName(file.filename, format),
    sha256: sha256Of(bytes),
    kirimanSha256: sha256Of(file.bytes),
    halaman: pages,
    ...more,
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function lookInto(bytes: Uint8Array): Promise<Result<Seen>> {
  if (bytes.length === 0) return refuse(refusal('BERKAS_KOSONG', { field: FILE_FIELD }))
  if (isOfficeFile(bytes)) return refuse(refusal('BERKAS_DOKUMEN_KANTOR', { field: FILE_FIELD }))
  return isPdf(bytes) ? lookIntoPdf(bytes) : lookIntoPhoto(bytes)
}

/** Archives, and what is one inside: Word, Excel, OpenDocument; the older binary kind as well. */
function isOfficeFile(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return start === 'PK\x03\x04' || start === '\xd0\xcf\x11\xe0'
}

async function lookIntoPhoto(bytes: Uint8Array): Promise<Result<Seen>> {
  const prepared = await prepareDocument(bytes, FILE_FIELD)
  if (!prepared.ok) return refuse(prepared.refusals.map(sayForDocuments))
  const { photo, original, legibility } = prepared.value
  const found: Found = {
    kind: 'photo',
    format: original.format === 'jpeg' ? 'jpg' : original.format,
    shortEdgePx: Math.min(original.widthPx, original.heightPx),
    faults: faultsOf(legibility),
  }
  return ok({ found, bytes: photo.jpeg, format: 'jpg', pages: 1 })
}

/** A photo's own sentence offers photos only; here a PDF would do as well. */
function sayForDocuments(told: Refusal): Refusal {
  const isOther = told.code === 'FOTO_BUKAN_GAMBAR' || told.code === 'FOTO_JENIS_TIDAK_DITERIMA'
  return isOther ? refusal('BERKAS_TIDAK_DIKENAL', { field: FILE_FIELD }) : told
}

async function lookIntoPdf(bytes: Uint8Array): Promise<Result<Seen>> {
  const inspected = await inspectPdf(bytes, { field: FILE_FIELD })
  if (!inspected.ok) return inspected
  const { pages, blankPages, scans } = inspected.value
  const found: Found = {
    kind: 'pdf',
    sizeBytes: bytes.length,
    pages,
    blankPages,
    scans: await readScans(scans),
  }
  return ok({ found, bytes, format: 'pdf', pages })
}

async function readScans(
  scans: PdfFacts['scans'],
): Promise<readonly Readonly<{ page: number; faults: readonly Fault[] }>[]> {
  const endsAt = performance.now() + SCANS_MS
  const read: { page: number; faults: readonly Fault[] }[] = []
  for (const { page, jpeg } of scans) {
    if (performance.now() > endsAt) break
    const legibility = await readLegibility(jpeg)
    // A picture our reader cannot open may open in theirs: nothing is said of it.
    if (legibility.ok) read.push({ page, faults: faultsOf(legibility.value) })
  }
  return read
}
