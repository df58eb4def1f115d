import { ok, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { kelasOf } from '../domain/akun.ts'
import type { ApbdRow } from '../domain/impor.ts'

type NewCode = Readonly<{ kode: string; nama: string }>

/** Codes of a file that no table has, and the rows that first name them. */
export type UnknownCodes = Readonly<{
  skpd: readonly NewCode[]
  sub: readonly NewCode[]
  rekening: readonly NewCode[]
  sumberDana: readonly NewCode[]
  baris: readonly Readonly<{ row: number; pesan: string }>[]
}>

export function unknownCodes(rows: readonly ApbdRow[], codes: Kodefikasi): UnknownCodes {
  const baris: { row: number; pesan: string }[] = []
  const gather = (
    table: Readonly<{ byKode: ReadonlyMap<string, unknown> }>,
    what: string,
    of: (row: ApbdRow) => NewCode,
  ) => {
    const found = new Map<string, NewCode>()
    for (const row of rows) {
      const { kode, nama } = of(row)
      if (kode === '' || table.byKode.has(kode) || found.has(kode)) continue
      found.set(kode, { kode, nama: nama === '' ? kode : nama })
      baris.push({ row: row.row, pesan: `kode ${what} ${kode} tidak dikenal.` })
    }
    return [...found.values()]
  }
  return {
    skpd: gather(codes.skpd, 'SKPD', (row) => ({ kode: row.skpd, nama: row.skpdNama })),
    sub: gather(codes.nomenklatur, 'sub kegiatan', (row) => ({ kode: row.sub, nama: row.subNama })),
    rekening: gather(codes.rekening, 'rekening', (row) => ({
      kode: row.rekening,
      nama: row.uraian,
    })),
    sumberDana: gather(codes.sumberDana, 'sumber dana', (row) => ({
      kode: row.sumberDana,
      nama: '',
    })),
    baris,
  }
}

/** Add them as codes nobody has verified, in the caller's transaction. */
export async function addUnknownCodes(
  deps: Deps,
  tx: Tx,
  {
    unknown,
    order,
  }: Readonly<{
    unknown: UnknownCodes
    order: Readonly<{ tahun: number; dasar: string; sumber: string }>
  }>,
): Promise<Result<'added'>> {
  const lists = [
    ['skpd', unknown.skpd, { jenis: 'skpd' }],
    ['nomenklatur', unknown.sub, { jenis: 'sub_kegiatan' }],
    ['rekening', unknown.rekening, {}],
    ['sumber_dana', unknown.sumberDana, {}],
  ] as const
  for (const [tabel, list, more] of lists) {
    if (list.length === 0) continue
    const loaded = await deps.fiscal.muatKode(tx, {
      tabel,
      cara: 'tambah',
      mulai: order.tahun,
      dasar: `${order.dasar}, belum diverifikasi`,
      sumber: order.sumber,
      oleh: 'impor',
      baris: list.map(({ kode, nama }, at) => ({
        kode,
        nama: nama.slice(0, 300),
        baris: at + 1,
        isTerverifikasi: false,
        ...more,
        ...(tabel === 'rekening' ? { saldoNormal: normalOf(kode) } : {}),
      })),
    })
    if (!loaded.ok) return loaded
  }
  return ok('added')
}

/** Revenue and financing received stand in credit, spending and financing paid in debit. */
function normalOf(kode: string): 'D' | 'K' {
  if (kelasOf(kode) === 'belanja') return 'D'
  return kode.split('.').slice(0, 2).join('.') === '6.2' ? 'D' : 'K'
}
