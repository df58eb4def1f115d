import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Db, openDatabase, rows, run, sql } from '../../src/platform/db/database.ts'
import { embeddedOwner } from '../../src/platform/db/embedded.ts'
import { pause } from './program.ts'

/** The program's own database as its owner sees it, for looking behind the program's back. */
export function openBehind(dataDir: string): ReturnType<typeof openDatabase> {
  const socket = encodeURIComponent(`${dataDir}/pg`)
  return openDatabase({
    url: `postgres://${embeddedOwner}@/pendopo?host=${socket}&port=5432`,
    poolMax: 1,
    statementTimeoutMs: 0,
  })
}

/** Keys of programs: each may send sixty reports a minute, so a burst takes many. */
export async function makeKeys(db: Db, count: number): Promise<readonly string[]> {
  const keys = Array.from({ length: count }, () => `pdp_${randomBytes(32).toString('base64url')}`)
  for (const key of keys)
    await run(
      db,
      sql`insert into citizen_reports.kunci_api (id, nama, kunci_digest, lingkup, is_active, dibuat_at)
      values (gen_random_uuid(), 'uji', ${createHash('sha256').update(key).digest()}, '{api}', true, now())`,
    )
  return keys
}

/** A category that asks neither a place nor anything else. */
export async function plainKategori(db: Db): Promise<string> {
  const [found] = await rows(
    db,
    sql<{ kode: string }>`select k.kode from citizen_reports.kategori k
    where k.induk_kode is not null and not k.is_butuh_lokasi and not k.is_rahasia
      and k.pertanyaan = '[]' and 'pengaduan' = any(k.jenis) order by k.kode limit 1`,
  )
  if (found === undefined) throw new Error('no plain category')
  return found.kode
}

export type Burst = Readonly<{
  /** Client key of each report whose number came back, with that number. */
  acknowledged: ReadonlyMap<string, string>
  /** Tries that got no answer or a 5xx, and were sent again with the same key. */
  retried: () => number
  /** No new reports; resolves when every started one was acknowledged. */
  finish: () => Promise<void>
}>

export type BurstOptions = Readonly<{
  address: string
  keys: readonly string[]
  kategori: string
  writers: number
}>

const RETRY_MS = 40

/** Writers that send report after report and never let one go until it has its number. */
export function startBurst(options: BurstOptions): Burst {
  const acknowledged = new Map<string, string>()
  let isOpen = true
  let retried = 0
  let turn = 0
  const write = async () => {
    while (isOpen) {
      const id = randomUUID()
      turn += 1
      const key = options.keys[turn % options.keys.length] ?? ''
      for (;;) {
        const nomor = await sendOne(options, { id, key })
        if (nomor !== undefined) {
          acknowledged.set(id, nomor)
          break
        }
        retried += 1
        await pause(RETRY_MS)
      }
    }
  }
  const all = Promise.all(Array.from({ length: options.writers }, write))
  return {
    acknowledged,
    retried: () => retried,
    finish: async () => {
      isOpen = false
      await all
    },
  }
}

/** @returns the number, or undefined when there was no answer to rely on */
async function sendOne(
  { address, kategori }: BurstOptions,
  { id, key }: { id: string; key: string },
): Promise<string | undefined> {
  try {
    const answer = await fetch(`${address}/api/v1/laporan`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'idempotency-key': id,
      },
      body: JSON.stringify({
        jenis: 'pengaduan',
        kategori,
        judul: 'Pelayanan loket terlalu lama',
        isi: 'Antrean di loket pelayanan terlalu lama, sudah tiga jam belum dipanggil juga.',
        anonim: true,
        rahasia: false,
        bahasa: 'id',
      }),
    })
    if (answer.status >= 500) return undefined
    const told = (await answer.json()) as { nomor?: string }
    if (told.nomor === undefined)
      throw new Error(`refused: ${answer.status} ${JSON.stringify(told)}`)
    return told.nomor
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('refused')) throw error
    return undefined
  }
}
