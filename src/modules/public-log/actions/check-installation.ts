import { hexOf } from '../../../kernel/digest-format.ts'
import { type Hash, isSameHash } from '../../../kernel/tlog/merkle.ts'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { listOwnDocuments, listTitik, type SignedRoot } from '../store/check-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import type { DocumentSource, LogName } from '../types.ts'
import { findUntold, nameOf, readBeginning } from './beginning.ts'
import { type CheckedTree, checkTree, type LogFault } from './check-log.ts'
import { checkRenewals } from './check-renewals.ts'
import type { Documents } from './documents.ts'
import { faultOfNote } from './note-fault.ts'
import { comparePeak, type NamedTree, type Peak, peakOf } from './peak.ts'
import { PRIVATE_ROOT, readToldRoot } from './private-root.ts'
import { rootsAt } from './stored-roots.ts'

export type InstallationCheck = Readonly<{
  tx: Tx
  documents: Documents
  sources: readonly DocumentSource[]
  /** Largest tree that was signed on this machine. */
  peak: Peak | undefined
  /** Every key the log ever had. */
  keys: readonly VerifierKey[]
  faultsMax?: number
}>

export type CheckedInstallation = Readonly<{
  sizes: Readonly<Record<LogName, number>>
  faults: readonly LogFault[]
}>

const FAULTS_MAX = 100

/** Everything that this installation holds against everything it has said and signed. */
export async function checkInstallation(check: InstallationCheck): Promise<CheckedInstallation> {
  const faultsMax = check.faultsMax ?? FAULTS_MAX
  const publik = await checkTree({ ...check, log: 'publik', faultsMax })
  const audit = await checkTree({ ...check, log: 'audit', faultsMax })
  const asal = (await readPohon(check.tx, 'publik'))?.asal ?? ''
  const peak = await peakOf(check.tx, check.peak, asal)
  const tree: NamedTree = { origin: asal, size: publik.size, root: publik.root }
  const faults = [
    ...checkPeak(peak, tree),
    ...publik.faults,
    ...audit.faults,
    ...(await checkSigned({ ...check, peak }, tree)),
    ...(await checkRenewals({ ...check, asal })),
    ...(await checkToldRoots(check, audit)),
    ...(await checkUntold(check)),
  ]
  return {
    sizes: { publik: publik.size, audit: audit.size },
    faults: faults.slice(0, faultsMax),
  }
}

function checkPeak(peak: Peak | undefined, tree: NamedTree): readonly LogFault[] {
  const finding = comparePeak(peak, tree)
  const fault = (what: string): readonly LogFault[] => [{ log: 'publik', place: 'pohon', what }]
  if (finding === 'shrunk')
    return fault(`mundur: ${tree.size} entri, pernah ditandatangani ${peak?.size} entri`)
  return finding === 'forked' ? fault('bercabang: akar lain sudah ditandatangani') : []
}

const PAGE = 1_000

/** Every checkpoint was signed by us, and is of the tree that is stored. */
async function checkSigned(
  { tx, keys, peak }: InstallationCheck,
  tree: NamedTree,
): Promise<readonly LogFault[]> {
  const faults: LogFault[] = []
  let nomor = 0
  for (let after = -1; ; ) {
    const page = await listTitik(tx, { after, limit: PAGE })
    const roots = await rootsAt(
      tx,
      'publik',
      page.map(({ ukuran }) => ukuran).filter((ukuran) => ukuran <= tree.size),
    )
    for (const titik of page) {
      const root = roots.get(titik.ukuran)
      const what = faultOfSigned(titik, { keys, tree, root })
      const place = `titik periksa ${titik.ukuran}`
      if (what !== undefined) faults.push({ log: 'publik', place, what })
      nomor += 1
      if (titik.nomor !== nomor)
        faults.push({ log: 'publik', place, what: `bernomor ${titik.nomor}, seharusnya ${nomor}` })
    }
    after = page.at(-1)?.ukuran ?? after
    if (page.length === PAGE) continue
    if (after < (peak?.size ?? -1))
      faults.push({ log: 'publik', place: `titik periksa ${peak?.size}`, what: 'hilang' })
    return faults
  }
}

type Stored = Readonly<{
  keys: readonly VerifierKey[]
  tree: NamedTree
  /** Of the stored tree at the checkpoint's size. */
  root: Hash | undefined
}>

function faultOfSigned(titik: SignedRoot, { keys, tree, root }: Stored): string | undefined {
  const fault = faultOfNote(titik, { keys, origin: tree.origin })
  if (fault !== undefined) return fault
  if (titik.ukuran > tree.size) return `lebih besar dari pohon (${tree.size} entri): pohon mundur`
  return root !== undefined && isSameHash(root, titik.akar)
    ? undefined
    : 'akarnya bukan akar pohon pada ukuran itu'
}

/** What the public log says of the private one must still be so. */
async function checkToldRoots(
  { tx }: InstallationCheck,
  audit: CheckedTree,
): Promise<readonly LogFault[]> {
  const faults: LogFault[] = []
  const told = (await listOwnDocuments(tx, PRIVATE_ROOT.name)).map(({ indeks, isi }) => ({
    place: `akar audit dalam entri publik ${indeks}`,
    root: readToldRoot(isi),
  }))
  for (let from = 0; from < told.length; from += PAGE) {
    const page = told.slice(from, from + PAGE)
    const sizes = page.flatMap(({ root }) => root?.size ?? []).filter((size) => size <= audit.size)
    const roots = await rootsAt(tx, 'audit', sizes)
    for (const { place, root } of page) {
      const what = faultOfTold(root, { size: audit.size, roots })
      if (what !== undefined) faults.push({ log: 'audit', place, what })
    }
  }
  return faults
}

function faultOfTold(
  told: ReturnType<typeof readToldRoot>,
  { size, roots }: Readonly<{ size: number; roots: ReadonlyMap<number, Hash> }>,
): string | undefined {
  if (told === undefined) return 'tidak dapat dibaca'
  if (told.size > size) return `mundur: ${size} entri, tercatat ${told.size}`
  const root = roots.get(told.size)
  return root !== undefined && hexOf(root) === told.root
    ? undefined
    : 'bukan akar log audit pada ukuran itu'
}

/** Acts that no log tells of were put in behind the program's back, unless they are older than the log. */
async function checkUntold({ tx, sources }: InstallationCheck): Promise<readonly LogFault[]> {
  const beginning = await readBeginning(tx)
  const faults: LogFault[] = []
  for (const source of sources) {
    const untold = await findUntold(tx, source)
    const before = beginning.get(nameOf(source))
    if (
      untold.count === (before?.jumlah ?? 0) &&
      untold.sha256 === (before?.sha256 ?? untold.sha256)
    )
      continue
    const log = source.kinds[0]?.log ?? 'publik'
    const place = `sumber ${nameOf(source)}`
    if ((before?.jumlah ?? 0) > 0)
      faults.push({
        log,
        place,
        what: `${untold.count} baris tanpa catatan, ${before?.jumlah} saat log dimulai`,
      })
    for (const ref of untold.newest)
      faults.push({ log, place: `baris ${ref}`, what: 'tidak pernah dicatat dalam log' })
  }
  return faults
}
