import { allocate, type Sen, sen } from '../../kernel/money.ts'
import { demoAccountId } from '../../modules/identity/index.ts'
import type { LoadedDokumen, LoadedUsulan, Sumber, Ukuran } from '../../modules/planning/index.ts'
import { createDice, type Dice } from '../dice.ts'
import {
  type Bahan,
  type Belanja,
  momentOf,
  nomenklaturOf,
  type Perangkat,
  type Place,
  pastDate,
  stableId,
} from './data.ts'

type Baris = LoadedDokumen['baris'][number]
type Link = LoadedDokumen['links'][number]

/** Lines of a year with the proposals that led to them, and those that led nowhere. */
export type TahunRencana = Readonly<{
  tahun: number
  dokumenId: string
  baris: readonly Baris[]
  usulan: readonly LoadedUsulan[]
  links: readonly Link[]
}>

const MILLION = 100_000_000n
/** Ceilings are planned in steps of a hundred thousand rupiah. */
const STEP = 10_000_000n
const UKURAN = 10_000n
export const OLEH = demoAccountId('bappeda')
const PENDAFTAR = 'contoh'

/**
 * One year's plan.
 *
 * @param order `permil` is the year's level against the amounts in the data; `isDraft` leaves proposals open
 */
export function makeYear(
  bahan: Bahan,
  order: Readonly<{ tahun: number; permil: bigint; units?: readonly string[]; isDraft?: boolean }>,
): TahunRencana {
  const { tahun, permil, units, isDraft = false } = order
  const dice = createDice(tahun)
  const dokumenId = stableId(`rkpd ${tahun} 1`)
  const made = bahan.perangkat
    .filter(({ unit }) => units === undefined || units.includes(unit))
    .flatMap((perangkat) =>
      perangkat.belanja.flatMap((belanja) =>
        makeLines(bahan, { perangkat, belanja, tahun, permil, dice, dokumenId }),
      ),
    )
  const { usulan, links } = makeUsulan(bahan, made, { tahun, dice, isDraft })
  return {
    tahun,
    dokumenId,
    baris: made.map(({ baris }) => baris),
    usulan: [...usulan, ...makeOthers(bahan, made, { tahun, dice, isDraft })],
    links,
  }
}

type Made = Readonly<{ baris: Baris; place: Place | undefined; kecamatan: Place | undefined }>
type LineOrder = Readonly<{
  perangkat: Perangkat
  belanja: Belanja
  tahun: number
  permil: bigint
  dice: Dice
  dokumenId: string
}>

function makeLines(bahan: Bahan, order: LineOrder): readonly Made[] {
  const { perangkat, belanja, tahun, permil, dice, dokumenId } = order
  const [kode, juta, target, satuan, indikator, count, pola] = belanja
  const sub = nomenklaturOf(bahan, kode)
  const weights = Array.from({ length: count }, () => BigInt(60 + dice.below(80)))
  const steps = (BigInt(juta) * MILLION * permil) / 1000n / STEP
  const pagu = allocate(sen(steps), weights).map((part) => sen((part > 0n ? part : 1n) * STEP))
  const targets = shareTarget(target, weights)
  return pagu.map((amount, at) => {
    const spot = pickSpot(bahan, { pola, unit: perangkat.unit, dice })
    const baris: Baris = {
      id: stableId(`baris ${tahun} ${perangkat.unit} ${kode} ${at}`),
      dokumenId,
      tahun,
      skpdId: perangkat.skpd.id,
      subKegiatanId: sub.id,
      uraian: spot.nama === '' ? sub.nama : spot.nama,
      lokasiKode: spot.place?.kode ?? null,
      lokasiRinci: '',
      indikator,
      target: targets[at] as Ukuran,
      satuan,
      pagu: amount,
      paguMaju: sen(((amount * 104n) / 100n / STEP) * STEP),
      prioritas: prioritasOf(bahan, perangkat, kode),
      sumber: sumberOf(bahan, { kode, spot: spot.place, dice }),
      oleh: OLEH,
      at: momentOf(bahan, pastDate(bahan, `${tahun - 1}-03-10`)),
    }
    return { baris, place: spot.place, kecamatan: spot.kecamatan }
  })
}

/** Whole things are shared in whole things, lengths in metres. */
function shareTarget(target: string, weights: readonly bigint[]): readonly bigint[] {
  const [whole = '0', fraction = ''] = target.split('.')
  if (fraction === '')
    return allocate(sen(BigInt(whole)), weights).map((part) => (part > 0n ? part : 1n) * UKURAN)
  const metres = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'))
  return allocate(sen(metres), weights).map((part) => part * 10n)
}

type Spot = Readonly<{ nama: string; place: Place | undefined; kecamatan: Place | undefined }>

function pickSpot(
  bahan: Bahan,
  { pola, unit, dice }: Readonly<{ pola: string; unit: string; dice: Dice }>,
): Spot {
  if (!pola.includes('{')) return { nama: pola, place: undefined, kecamatan: undefined }
  const own = bahan.kecamatan.find(
    ({ nama }) => unit === `kec-${nama.toLowerCase().replaceAll(' ', '-')}`,
  )
  const kecamatan = own ?? dice.pick(bahan.kecamatan)
  const below = bahan.desaOf(kecamatan.kode)
  const kelurahan = below.filter(({ tingkat }) => tingkat === 'kelurahan')
  const list = pola.includes('{kel}') && kelurahan.length > 0 ? kelurahan : below
  const at = dice.below(list.length)
  const desa = list[at] ?? kecamatan
  const desa2 = list[(at + 1) % list.length] ?? kecamatan
  const nama = pola
    .replace('{desa}', desa.nama)
    .replace('{kel}', desa.nama)
    .replace('{desa2}', desa2.nama)
    .replace('{kec}', kecamatan.nama)
  return { nama, kecamatan, place: pola.includes('{kec}') ? kecamatan : desa }
}

function sumberOf(
  { rencana }: Bahan,
  { kode, spot, dice }: Readonly<{ kode: string; spot: Place | undefined; dice: Dice }>,
): Sumber {
  if (rencana.nasional.includes(kode)) return 'nasional'
  if (spot === undefined) return 'teknokratik'
  const drawn = dice.below(100)
  if (drawn < 55) return 'musrenbang'
  return drawn < 80 ? 'pokir' : 'teknokratik'
}

/** The sasaran of the RPJMD a programme works for. */
export function kunciOf({ rencana }: Bahan, perangkat: Perangkat, kode: string): string {
  const [urusan, bidang, program] = kode.split('.')
  if (program === '01') return 'tatakelola'
  return rencana.sasaranBidang[`${urusan}.${bidang}`] ?? perangkat.mendukung
}

function prioritasOf(bahan: Bahan, perangkat: Perangkat, kode: string): string {
  const kunci = kunciOf(bahan, perangkat, kode)
  const all = bahan.rencana.rpjmd.misi.flatMap(({ tujuan }) =>
    tujuan.flatMap(({ sasaran }) => sasaran),
  )
  return all.find((one) => one.kunci === kunci)?.uraian ?? ''
}

type UsulanOrder = Readonly<{ tahun: number; dice: Dice; isDraft: boolean }>

/** Behind every line of musrenbang and pokir stands a proposal; behind some, two. */
function makeUsulan(
  bahan: Bahan,
  made: readonly Made[],
  order: UsulanOrder,
): Readonly<{ usulan: readonly LoadedUsulan[]; links: readonly Link[] }> {
  const usulan: LoadedUsulan[] = []
  const links: Link[] = []
  for (const one of made) {
    const { sumber, id: barisId } = one.baris
    if (sumber !== 'musrenbang' && sumber !== 'pokir') continue
    const count = order.dice.below(7) === 0 ? 2 : 1
    for (let ke = 0; ke < count; ke += 1) {
      // In the draft some lines still wait for their proposal: the checks say so.
      if (order.isDraft && order.dice.below(5) === 0) continue
      const id = stableId(`usulan ${barisId} ${ke}`)
      usulan.push(acceptedOf(bahan, one, { ...order, id, barisId }))
      links.push({ usulanId: id, barisId })
    }
  }
  return { usulan, links }
}

function acceptedOf(
  bahan: Bahan,
  made: Made,
  order: UsulanOrder & Readonly<{ id: string; barisId: string }>,
): LoadedUsulan {
  const { dice, barisId, tahun } = order
  const asked = BigInt(92 + dice.below(45))
  const isChanged = asked > 115n
  const at = momentOf(bahan, pastDate(bahan, `${tahun - 1}-04-0${1 + dice.below(9)}`))
  const alasanKode = dice.pick(['ubah-volume', 'ubah-pagu', 'ubah-bertahap'])
  return {
    ...bareUsulan(bahan, made, order),
    perkiraan: sen(((made.baris.pagu * asked) / 100n / STEP) * STEP + STEP),
    putusan: {
      oleh: OLEH,
      at,
      hasil: isChanged
        ? {
            status: 'diubah',
            barisId,
            alasanKode,
            alasan: 'Volume dan pagu disesuaikan setelah pemeriksaan lapangan bersama pengusul.',
          }
        : { status: 'diterima', barisId },
    },
  }
}

function bareUsulan(
  bahan: Bahan,
  { baris, place, kecamatan }: Made,
  { tahun, dice, id }: UsulanOrder & Readonly<{ id: string }>,
): LoadedUsulan {
  const tanggal = pastDate(bahan, `${tahun - 1}-0${1 + dice.below(2)}-${10 + dice.below(18)}`)
  const isPokir = baris.sumber === 'pokir'
  const spot = place ?? kecamatan
  const proposer = spot?.tingkat === 'kelurahan' ? 'kelurahan' : 'desa'
  return {
    id,
    tahun,
    sumber: baris.sumber,
    pengusulJenis: isPokir ? 'dprd' : spot?.tingkat === 'kecamatan' ? 'kecamatan' : proposer,
    pengusulWilayah: (isPokir ? kecamatan?.kode : spot?.kode) ?? null,
    judul: baris.uraian.slice(0, 200),
    uraian: '',
    lokasiKode: baris.lokasiKode ?? '',
    lokasiRinci: '',
    volume: baris.target,
    satuan: baris.satuan,
    perkiraan: baris.pagu,
    pendukung: 4 + dice.below(140),
    skpdId: baris.skpdId,
    tanggal,
    oleh: PENDAFTAR,
    at: momentOf(bahan, tanggal),
  }
}

const REFUSED: readonly (readonly [string, string])[] = [
  ['tolak-prioritas', 'Belum masuk prioritas tahun ini; dicatat untuk tahun berikutnya.'],
  ['tolak-lahan', 'Status lahan belum jelas; lengkapi bukti hibah atau pinjam pakai.'],
  ['tolak-desa', 'Dapat dibiayai dana desa sesuai musyawarah desa tahun ini.'],
  ['tolak-wewenang', 'Ruas ini jalan provinsi; diteruskan ke dinas provinsi.'],
  ['tolak-sudah-ada', 'Sudah masuk rencana kerja tahun berjalan di lokasi yang sama.'],
]
const OTHERS_MAX = 45

/** Proposals that went nowhere; in the draft, those that wait for a decision. */
function makeOthers(
  bahan: Bahan,
  made: readonly Made[],
  order: UsulanOrder,
): readonly LoadedUsulan[] {
  const asked = made.filter(
    ({ baris }) => baris.sumber === 'musrenbang' || baris.sumber === 'pokir',
  )
  return asked.slice(0, OTHERS_MAX).map((one, at) => {
    const spot = pickSpot(bahan, {
      pola: one.place?.tingkat === 'kecamatan' ? '{kec}' : '{desa}',
      unit: '',
      dice: order.dice,
    })
    const word = one.baris.uraian.replace(/ (?:di |Desa |SD Negeri |SMP Negeri )?\S+$/, '')
    const moved: Made = {
      place: spot.place,
      kecamatan: spot.kecamatan,
      baris: {
        ...one.baris,
        uraian: `${word} ${spot.nama}`,
        lokasiKode: spot.place?.kode ?? null,
      },
    }
    const usulan = bareUsulan(bahan, moved, {
      ...order,
      id: stableId(`usulan lain ${order.tahun} ${at}`),
    })
    if (order.isDraft) return usulan
    const [alasanKode, alasan] = order.dice.pick(REFUSED)
    const decided = momentOf(bahan, pastDate(bahan, `${order.tahun - 1}-04-20`))
    return {
      ...usulan,
      putusan: { oleh: OLEH, at: decided, hasil: { status: 'ditolak', alasanKode, alasan } },
    }
  })
}

/** What a change in the middle of a year does: some lines grow, some shrink, nothing else moves. */
export function changeYear(year: TahunRencana): LoadedDokumen['ubahPagu'] {
  const dice = createDice(year.tahun * 7)
  return year.baris.flatMap(({ id, pagu }): { id: string; pagu: Sen }[] => {
    const drawn = dice.below(12)
    if (drawn > 1) return []
    const permil = drawn === 0 ? 1080n : 930n
    return [{ id, pagu: sen(((pagu * permil) / 1000n / STEP) * STEP + STEP) }]
  })
}
