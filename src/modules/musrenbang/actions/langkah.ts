import { type Tanggal, tanggal } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Aturan } from '../domain/aturan.ts'
import { dueOf, ownerOf, type Pemilik, type Status } from '../domain/kedudukan.ts'
import { usulanBergerak } from '../events.ts'
import type { NewLangkah } from '../store/langkah-store.ts'
import { listJadwal } from '../store/putaran-store.ts'
import type { Usulan } from '../store/usulan-store.ts'

/** What steps of a round are worked out from. */
export type Arena = Readonly<{
  aturan: Aturan
  today: Tanggal
  selesaiOf: (jenjang: string) => Tanggal | undefined
}>

export async function arenaOf({ kit, data }: Deps, tx: Tx, tahun: number): Promise<Arena> {
  const days = new Map(
    (await listJadwal(tx, tahun)).map(({ jenjang, selesai }) => [jenjang, tanggal(selesai)]),
  )
  const today = kit.today()
  return { aturan: data.aturanAt(today), today, selesaiOf: (jenjang) => days.get(jenjang) }
}

type Work = Pick<
  Usulan,
  | 'id'
  | 'tahun'
  | 'sumber'
  | 'wilayahKode'
  | 'volume'
  | 'patokan'
  | 'biaya'
  | 'unitKode'
  | 'urutan'
  | 'jenjang'
>

export type Tujuan = Readonly<{ status: Status; jenjang?: string; oleh: string }> &
  Partial<
    Pick<
      NewLangkah,
      | 'musyawarahId'
      | 'peringkat'
      | 'alasanKode'
      | 'alasan'
      | 'gabungKe'
      | 'volume'
      | 'patokan'
      | 'biaya'
      | 'unitKode'
      | 'acuan'
      | 'acuanUrl'
      | 'rencana'
    >
  >

/** The next step of a proposal, with who owes what comes after it and until when. */
export function makeLangkah(
  { kit, reference }: Pick<Deps, 'kit' | 'reference'>,
  arena: Arena,
  { usulan, to }: Readonly<{ usulan: Work; to: Tujuan }>,
): NewLangkah {
  const jenjang = to.jenjang ?? usulan.jenjang
  const unitKode = to.unitKode ?? usulan.unitKode
  const at = { ...usulan, status: to.status, jenjang, unitKode }
  return {
    volume: usulan.volume,
    patokan: usulan.patokan,
    biaya: usulan.biaya,
    ...to,
    usulanId: usulan.id,
    urutan: usulan.urutan + 1,
    jenjang,
    unitKode,
    pemilik: ownerOf(at, { ...arena, kecamatanOf: (kode) => reference.kecamatanKodeOf(kode) }),
    tenggat: dueOf(at, arena),
    at: kit.now(),
  }
}

/** Where a proposal stands, as the state of the owner's desk. */
export function pemilikOf({
  pemilikJenis,
  pemilikKode,
}: Pick<Usulan, 'pemilikJenis' | 'pemilikKode'>): Pemilik | undefined {
  if (pemilikJenis === null) return undefined
  if (pemilikJenis === 'perencana') return { jenis: 'perencana' }
  if (pemilikJenis === 'anggaran') return { jenis: 'anggaran' }
  return { jenis: pemilikJenis, kode: pemilikKode }
}

const PER_EVENT = 200

/** Let who is concerned be told, after the transaction. */
export async function tell(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
  list: readonly Pick<NewLangkah, 'usulanId' | 'urutan'>[],
): Promise<void> {
  for (let at = 0; at < list.length; at += PER_EVENT)
    await kit.emit(tx, usulanBergerak, {
      langkah: list.slice(at, at + PER_EVENT).map(({ usulanId, urutan }) => ({ usulanId, urutan })),
    })
}
