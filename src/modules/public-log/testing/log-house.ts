import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidV7 } from '../../../kernel/id.ts'
import { ED25519, keyIdOf, type VerifierKey } from '../../../kernel/tlog/note.ts'
import type { Db } from '../../../platform/db/database.ts'
import { createLog } from '../../../platform/log/log.ts'
import { freshRandom } from '../../../platform/random.ts'
import { rawPublicOf, sha256 } from '../../../platform/sha256.ts'
import { checkInstallation } from '../actions/check-installation.ts'
import { createDocuments } from '../actions/documents.ts'
import { peakFile } from '../actions/peak.ts'
import { createPublicLog } from '../actions/public-log.ts'
import { RENEWED } from '../actions/renew-log.ts'
import { NEW_KEY } from '../actions/rotate-key.ts'
import { createSequencer, type SequencerDeps } from '../actions/sequencer.ts'
import { readSettledPeak } from '../actions/settled-peak.ts'
import type { Titik } from '../store/titik-store.ts'
import { namePohon } from '../store/titipan-store.ts'
import type { DocumentSource, RecordKind, Signer } from '../types.ts'

export const TEST_ORIGIN = 'uji.example/log'
export const TEST_KIND: RecordKind = {
  name: 'uji.catatan',
  log: 'publik',
  label: { id: 'Catatan uji', en: 'Test record' },
}
export const TEST_AUDIT_KIND: RecordKind = { ...TEST_KIND, name: 'uji.lihat', log: 'audit' }

/** A signer whose key lives as long as the test. */
export function testSigner(name = TEST_ORIGIN): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(rawPublicOf(publicKey))
  const key = { name, algorithm: ED25519, publicKey: raw } as const
  return {
    key: { ...key, id: keyIdOf(sha256, key) },
    sign: async (message) => sign(null, message, privateKey),
  }
}

const DOCUMENT = { isi: 'Lampu jalan padam' }
const EVERYTHING: DocumentSource = {
  kinds: [TEST_KIND, TEST_AUDIT_KIND],
  read: async (_tx, refs) =>
    new Map(refs.map((ref) => [ref, { document: DOCUMENT, isOpen: true }])),
  list: async () => [],
}

/** A log on a test's database, whose sequencer runs when it is told to. */
export async function openLogHouse(
  db: Db,
  {
    dataDir = mkdtempSync(join(tmpdir(), 'pendopo-log-')),
    signer = testSigner(),
    ...changes
  }: Partial<SequencerDeps> & Readonly<{ dataDir?: string; signer?: Signer }> = {},
) {
  const seen: Titik[] = []
  const newId = () => uuidV7(Date.now(), freshRandom(10))
  let lines = ''
  const log = createLog('info', {
    write: (line: string) => {
      lines += line
    },
  })
  await namePohon(db, { publik: TEST_ORIGIN, audit: `${TEST_ORIGIN}/audit` })
  const publicLog = createPublicLog({ randomBytes: freshRandom, secretKey: 'k'.repeat(32) })
  const deps: SequencerDeps = {
    db,
    log,
    now: () => new Date(),
    newId,
    peak: peakFile(dataDir),
    prepare: async () => undefined,
    signers: async () => [signer],
    onCheckpoint: (titik) => {
      seen.push(titik)
    },
    tellPrivateRoot: async () => undefined,
    ...changes,
  }
  const sequencer = createSequencer(deps)
  publicLog.whenAppended(sequencer.nudge)
  const record = (serial: number, kind = TEST_KIND) => ({
    kind,
    object: `UJI-${serial}`,
    version: 1,
    ref: newId(),
    actor: { kind: 'system', name: 'uji' } as const,
    at: new Date('2026-11-26T01:00:00.000Z'),
    document: DOCUMENT,
  })
  return {
    publicLog,
    sequencer,
    signer,
    deps,
    dataDir,
    newId,
    record,
    /** Checkpoints in the order they were signed. */
    seen,
    logged: () => lines,
    /** Everything stored against everything said and signed; acts of these kinds are all the same. */
    check: async (keys: readonly VerifierKey[] = [signer.key]) => {
      const peak = await readSettledPeak(db, deps.peak)
      const documents = createDocuments([NEW_KEY, RENEWED], [EVERYTHING])
      return checkInstallation({ tx: db, documents, sources: [], peak, keys })
    },
    append: (count: number, kind = TEST_KIND) =>
      publicLog.appendMany(
        db,
        Array.from({ length: count }, (_, n) => record(n, kind)),
      ),
    close: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
