import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { assert } from '../../../kernel/assert.ts'
import { collectCsv, readCsv } from '../../../platform/csv/read-csv.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { BarisPemetaan, JenisPeristiwa } from '../domain/pemetaan.ts'
import { insertPemetaan, type NewPemetaan, savePeristiwa } from '../store/pemetaan-store.ts'

/** Two names, because nobody approves what they entered: the file, and the release that ships it. */
const SHIPPED = { maker: 'pendopo: data/keuangan', checker: 'pendopo: rilis' }

const peristiwaRow = z.object({
  kode: z.string(),
  nama: z.string(),
  jenis_jurnal: z.enum(['anggaran', 'umum', 'penyesuaian', 'saldo-awal']),
  rincian_nomor: z.string(),
})
const pemetaanRow = z.object({
  peristiwa: z.string(),
  awalan: z.string(),
  tahun_mulai: z.coerce.number().int(),
  buku: z.enum(['skpd', 'skpkd']),
  sisi: z.enum(['D', 'K']),
  cara: z.enum(['sama', 'padanan', 'tetap', 'tetap-rinci']),
  tujuan: z.string(),
  is_terverifikasi: z.enum(['true', 'false']),
  sumber: z.string(),
})

async function readRows<Row>(path: string, schema: z.ZodType<Row>): Promise<readonly Row[]> {
  const { rows, problems } = await collectCsv(readCsv(createReadStream(path)))
  assert(problems.length === 0, `${path} can be read: ${problems[0]?.message ?? ''}`)
  return rows.map(({ cells }) => schema.parse(cells))
}

/**
 * Put the shipped happenings and mappings where there are none yet. What accountants have entered or replaced since is
 * left as it is: a mapping is shipped once per happening, beginning and year.
 *
 * @param folder data/keuangan
 */
export async function loadMapping(
  kit: Pick<Kit, 'db' | 'newId' | 'now'>,
  folder: string,
): Promise<void> {
  const peristiwa = await readRows(join(folder, 'peristiwa.csv'), peristiwaRow)
  const lines = await readRows(join(folder, 'pemetaan.csv'), pemetaanRow)
  await transaction(kit.db, async (tx) => {
    await savePeristiwa(
      tx,
      peristiwa.map(
        (row): JenisPeristiwa => ({
          kode: row.kode,
          nama: row.nama,
          jenisJurnal: row.jenis_jurnal,
          rincianNomor: row.rincian_nomor,
        }),
      ),
    )
    for (const mapping of mappingsOf(lines, kit)) await insertPemetaan(tx, mapping)
  })
}

type Line = z.infer<typeof pemetaanRow>

function mappingsOf(
  lines: readonly Line[],
  kit: Pick<Kit, 'newId' | 'now'>,
): readonly NewPemetaan[] {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = `${line.peristiwa} ${line.awalan} ${line.tahun_mulai}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].map((group) => {
    const [first] = group
    assert(first !== undefined, 'a group has a line')
    return {
      id: kit.newId(),
      peristiwa: first.peristiwa,
      awalan: first.awalan,
      tahunMulai: first.tahun_mulai,
      status: 'berlaku',
      sumber: first.sumber,
      isTerverifikasi: group.every((one) => one.is_terverifikasi === 'true'),
      diusulkanOleh: SHIPPED.maker,
      diusulkanAt: kit.now(),
      diputuskanOleh: SHIPPED.checker,
      diputuskanAt: kit.now(),
      baris: group.map(
        ({ buku, sisi, cara, tujuan }): BarisPemetaan => ({
          buku,
          sisi,
          cara,
          tujuan: tujuan === '' ? null : tujuan,
        }),
      ),
    }
  })
}
