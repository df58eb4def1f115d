import { createHmac } from 'node:crypto'
import { assert } from '../../../kernel/assert.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import { deriveKey } from '../../../platform/derive-key.ts'
import type { Kit } from '../../../platform/kit.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { formatLeaf, SALT_BYTES, saltedDigest } from '../domain/leaf.ts'
import { type Mac, pseudonymOf, secretObject } from '../domain/pseudonym.ts'
import { insertDokumen } from '../store/dokumen-store.ts'
import { insertManyTitipan, insertTitipan, type Titipan } from '../store/titipan-store.ts'
import type { AppendToLog, LogRecord } from '../types.ts'

export type Appending = Readonly<{
  append: AppendToLog
  /** Many acts of one transaction, for imports: one statement for all of a log. */
  appendMany: (tx: Tx, records: readonly LogRecord[]) => Promise<void>
}>

const LOGS = ['publik', 'audit'] as const

/** The bytes that a document's digest is over. */
export function documentBytes(document: unknown): Buffer {
  return Buffer.from(canonicalJson(document))
}

/**
 * The one call for every module. The entry is a row of the caller's transaction: what is rolled back is
 * never told, and what is committed cannot stay untold.
 *
 * @param nudge wakes the sequencer of this process; others see the row within a second
 */
export function createAppend(
  kit: Pick<Kit, 'randomBytes' | 'secretKey'>,
  nudge: () => void,
): Appending {
  const mac = macOf(kit.secretKey)
  const rowOf = (record: LogRecord, document = documentBytes(record.document)): Titipan => {
    const garam = kit.randomBytes(SALT_BYTES)
    const { kind, version, ref, actor, at } = record
    assert(record.object !== '' && record.object.length <= 200, 'a record names what it is about')
    const object = record.isSecret === true ? secretObject(mac, record.object) : record.object
    return {
      log: kind.log,
      daun: formatLeaf({
        type: kind.name,
        object,
        version,
        actor: pseudonymOf(mac, actor, object),
        time: at.toISOString(),
        sha256: saltedDigest(sha256, garam, document),
      }),
      jenis: kind.name,
      acuan: ref,
      garam,
      waktu: at,
    }
  }
  return {
    append: async (tx, record) => {
      nudge()
      const isi = documentBytes(record.document)
      await together([
        insertTitipan(tx, rowOf(record, isi)),
        record.kind.keepsDocument === true && insertDokumen(tx, { acuan: record.ref, isi }),
      ])
    },
    appendMany: async (tx, records) => {
      assert(
        records.every(({ kind }) => kind.keepsDocument !== true),
        'records of imports keep their documents in their own tables',
      )
      if (records.length === 0) return
      nudge()
      for (const log of LOGS) {
        const rows = records.filter(({ kind }) => kind.log === log).map((record) => rowOf(record))
        if (rows.length > 0) await insertManyTitipan(tx, log, rows)
      }
    },
  }
}

function macOf(secretKey: string): Mac {
  const key = deriveKey(secretKey, 'log pseudonym')
  return (text) => createHmac('sha256', key).update(text).digest('hex')
}
