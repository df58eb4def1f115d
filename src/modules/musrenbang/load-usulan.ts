import { present } from '../../kernel/assert.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Usulan as UsulanRencana } from '../planning/index.ts'
import { arenaOf, makeLangkah } from './actions/langkah.ts'
import type { Deps } from './deps.ts'
import type { Entri } from './domain/kamus.ts'
import type { Volume } from './domain/volume.ts'
import { insertLangkah } from './store/langkah-store.ts'
import { insertUsulan, type Usulan } from './store/usulan-store.ts'

/** A proposal of an earlier round that stands in the plan's register already. */
export type UsulanLama = Readonly<{
  nomor: string
  rw: string
  rencana: UsulanRencana
  unitKode: string
}>

/**
 * Take over proposals of earlier rounds, each linked to its entry in the plan's register: from there on they are
 * followed like any other. What fits no kind of work of its agency is left out.
 *
 * @returns how many were taken
 */
export async function loadUsulanLama(
  deps: Deps,
  tx: Tx,
  list: readonly UsulanLama[],
): Promise<number> {
  const { kit, data } = deps
  const { entri } = data.kamusAt(kit.today())
  const fitting = list.flatMap((one) => {
    const kind = kindOf(entri, one)
    return kind === undefined ? [] : [{ ...one, kind }]
  })
  const top = present(
    data.aturanAt(kit.today()).jenjang.find(({ ke }) => ke === null),
    'the tree has a top',
  )
  if (fitting.length === 0) return 0
  const arena = await arenaOf(deps, tx, fitting[0]?.rencana.tahun ?? 0)
  const made = fitting.map((one) => {
    const usulan = rowOf(deps, one, top.kode)
    const to = {
      status: 'rencana',
      oleh: 'musrenbang',
      acuan: one.rencana.nomor,
      alasan: SETTLED,
    } as const
    return { usulan, step: makeLangkah(deps, arena, { usulan, to }) }
  })
  await insertUsulan(
    tx,
    made.map(({ usulan, step }) => ({
      ...usulan,
      urutan: step.urutan,
      tenggat: step.tenggat ?? null,
      at: kit.now(),
    })),
  )
  await insertLangkah(
    tx,
    made.map(({ step }) => step),
  )
  return made.length
}

const SETTLED = 'Diambil alih dari putaran sebelumnya dengan kedudukannya di rencana.'

function kindOf(entri: readonly Entri[], { rencana, unitKode }: UsulanLama): Entri | undefined {
  const own = entri.filter(({ unit }) => unit === unitKode)
  return own.find(({ satuan }) => satuan === rencana.satuan) ?? own[0]
}

function rowOf(
  { reference }: Deps,
  { nomor, rw, rencana, unitKode, kind }: UsulanLama & Readonly<{ kind: Entri }>,
  jenjang: string,
): Usulan {
  return {
    id: rencana.id,
    nomor,
    tahun: rencana.tahun,
    sumber: rencana.sumber === 'pokir' ? 'pokir' : 'musrenbang',
    wilayahKode: rencana.lokasiKode,
    kecamatanKode: reference.kecamatanKodeOf(rencana.lokasiKode),
    rw,
    rt: '',
    patokan: rencana.lokasiRinci.length >= 3 ? rencana.lokasiRinci.slice(0, 200) : rencana.judul,
    lat: null,
    lon: null,
    kamusKode: kind.kode,
    bidang: kind.bidang,
    judul: rencana.judul.slice(0, 120),
    uraian: rencana.uraian,
    // Both count in ten-thousandths of the unit.
    volume: rencana.volume as unknown as Volume,
    satuan: rencana.satuan,
    swadaya: '',
    biaya: rencana.perkiraan,
    hargaKode: null,
    hargaTahun: null,
    unitKode,
    jenjang,
    status: 'rencana',
    pemilikJenis: 'perencana',
    pemilikKode: '',
    tenggat: null,
    gabungKe: null,
    rencanaId: rencana.id,
    rencanaNomor: rencana.nomor,
    pengusulAkun: null,
    pendukung: rencana.pendukung,
    urutan: 0,
  }
}
