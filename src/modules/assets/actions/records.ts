import type { Actor } from '../../../kernel/actor.ts'
import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import type { Kib } from '../domain/kib.ts'
import { insertRiwayat, listRiwayatIds, type Riwayat, readRiwayat } from '../store/riwayat-store.ts'

const kind = (name: string, id: string, en: string): RecordKind => ({
  name: `aset.${name}`,
  log: 'publik',
  label: { id, en },
})

/** What everybody may know of a thing the region owns. */
const KINDS = {
  perolehan: kind('perolehan', 'Barang milik daerah dicatat', 'Public property registered'),
  kapitalisasi: kind('kapitalisasi', 'Nilai barang bertambah', 'Value of property added to'),
  koreksi: kind('koreksi', 'Nilai barang dikoreksi', 'Value of property corrected'),
  pindah: kind('pindah', 'Barang pindah SKPD', 'Property handed to another agency'),
  hapus: kind('hapus', 'Barang dihapus dari daftar', 'Property written off'),
  'jadi-aset': kind(
    'jadi-aset',
    'Konstruksi selesai menjadi aset',
    'Construction finished and became property',
  ),
} as const

/** Acts on a card: the public ones, and those only the office reads. */
export type Kejadian = keyof typeof KINDS | 'saldo-awal' | 'ubah' | 'inventarisasi' | 'foto'

type Subject = Readonly<{
  id: string
  label: string
  kib: Kib
  nama: string
  kode: string
  skpd: string
}>

export type Told = Readonly<{
  kartu: Subject
  kejadian: Kejadian
  versi: number
  /** Value that came or went, in sen. */
  nilai?: Sen
  dokumen?: string
  more?: Readonly<Record<string, string | number>>
  actor: Extract<Actor, { name: string }>
  at: Date
}>

/** Write acts into the life of their cards; public ones are told in the public log by the same transaction. */
export async function tell(deps: Deps, tx: Tx, told: readonly Told[]): Promise<void> {
  const rows = told.map((one) => riwayatOf(deps, one))
  await insertRiwayat(tx, rows)
  await together(
    rows.flatMap((row, index) => {
      const one = told[index]
      const record = one === undefined ? undefined : publicKind(one.kejadian)
      return one === undefined || record === undefined
        ? []
        : [
            deps.publicLog.append(tx, {
              kind: record,
              object: one.kartu.label,
              version: one.versi,
              ref: row.id,
              actor: one.actor,
              at: one.at,
              document: row.dokumen,
            }),
          ]
    }),
  )
}

function publicKind(kejadian: Kejadian): RecordKind | undefined {
  return Object.hasOwn(KINDS, kejadian) ? KINDS[kejadian as keyof typeof KINDS] : undefined
}

/** No particulars: plate and holder of a vehicle, or who signed, are nobody's business outside. */
function riwayatOf({ kit }: Deps, one: Told): Riwayat {
  const { kartu, nilai, dokumen, more } = one
  return {
    id: kit.newId(),
    kartuId: kartu.id,
    kejadian: one.kejadian,
    versi: one.versi,
    dokumen: {
      label: kartu.label,
      kejadian: one.kejadian,
      kib: kartu.kib,
      kode: kartu.kode,
      nama: kartu.nama,
      skpd: kartu.skpd,
      ...(nilai === undefined ? {} : { nilai: toDecimalString(nilai) }),
      ...(dokumen === undefined ? {} : { dokumen }),
      ...more,
    },
    isPublik: publicKind(one.kejadian) !== undefined,
    oleh: one.actor.name,
    waktu: one.at,
  }
}

/** Where the documents of our records lie: the lives of the cards, read again for every check. */
export const ASSET_RECORDS: DocumentSource = {
  kinds: Object.values(KINDS),
  read: async (tx, refs) => {
    const found = await readRiwayat(tx, refs)
    return new Map(
      found.map((row) => [
        row.id,
        { document: row.dokumen, isOpen: true, href: `/barang/${row.label}` },
      ]),
    )
  },
  list: listRiwayatIds,
}
