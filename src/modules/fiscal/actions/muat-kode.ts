import { createHash } from 'node:crypto'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { type BarisKode, planMuatan, type RencanaMuat } from '../domain/muatan.ts'
import {
  closeKode,
  insertKode,
  insertMuatan,
  insertPadanan,
  type KodeBaru,
  listKodeAda,
} from '../store/muatan-store.ts'
import type { MuatKode } from '../types.ts'

/**
 * Load a list of codes from a year on: all of it or nothing. Codes that end are closed with the year before, never
 * deleted, so that what was written in them stays readable.
 */
export function createMuatKode(kit: Pick<Kit, 'newId' | 'now'>) {
  return async (tx: Tx, order: MuatKode): Promise<Result<RencanaMuat>> => {
    const { tabel, cara, mulai, baris, dasar } = order
    const ada = await listKodeAda(tx, tabel, mulai)
    const planned = planMuatan({ tabel, cara, baris, ada })
    if (!planned.ok || order.isPeriksa === true) return planned
    const { tambah, tutup, gantiNama, padanan } = planned.value
    const ended = [...tutup, ...gantiNama.map(({ lama }) => lama)].map(({ id }) => id)
    if (ended.length > 0) await closeKode(tx, tabel, ended, mulai)
    const renamed: KodeBaru[] = gantiNama.map(({ lama, baru }) => ({
      ...baru,
      di: baru.indukKode ?? lama.indukKode ?? undefined,
    }))
    await insertKode(tx, tabel, [...tambah, ...renamed], { mulai, dasar })
    const names = gantiNama.map(({ lama, baru }) => ({
      dari: lama,
      ke: baru.kode,
      cara: 'ganti_nama' as const,
    }))
    const pairs = [...padanan, ...names]
    if (pairs.length > 0) await insertPadanan(tx, tabel, pairs, mulai)
    await insertMuatan(tx, {
      id: kit.newId(),
      apa: tabel,
      sumber: order.sumber,
      sha256: order.sha256 ?? hashOf(baris),
      baris: baris.length,
      oleh: order.oleh,
      now: kit.now(),
    })
    return ok(planned.value)
  }
}

function hashOf(baris: readonly BarisKode[]): string {
  return createHash('sha256').update(JSON.stringify(baris)).digest('hex')
}
