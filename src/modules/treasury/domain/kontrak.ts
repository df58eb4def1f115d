import { addDays, civilParts, compareTanggal, type Tanggal } from '../../../kernel/date.ts'
import { applyRate, type Sen, sumSen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { formatSen } from './format-sen.ts'
import { refusal } from './refusals.ts'

export type TerminForm = Readonly<{
  jenis: 'uang-muka' | 'termin' | 'retensi'
  uraian: string
  nilai: Sen
  fisikBps: number
  rencana: Tanggal
}>

export type KontrakForm = Readonly<{
  tanggal: Tanggal
  mulai: Tanggal
  selesai: Tanggal
  uraian: string
  penyedia: string
  penyediaBank: string
  penyediaRekening: string
  nilai: Sen
  /** Share held back until the work was maintained, in basis points. */
  retensiBps: number
  pemeliharaanHari: number
  termin: readonly TerminForm[]
}>

const TERMIN_MAX = 100

/**
 * A contract as it was written: dates in their order, a payee, stages that sum to its value.
 *
 * @refuses KONTRAK_TANGGAL, KONTRAK_ISI, SPP_BANK, SPP_REKENING, SPP_JUMLAH, RETENSI_TARIF,
 *   PEMELIHARAAN_HARI, codes of refuseStagesOf
 */
export function decideKontrak(form: KontrakForm): Result<Sen> {
  const refusals: Refusal[] = []
  if (form.mulai < form.tanggal || form.selesai < form.mulai)
    refusals.push(refusal('KONTRAK_TANGGAL', {}, 'selesai'))
  const fits = (text: string, min: number, max: number) =>
    text.trim().length >= min && text.trim().length <= max
  if (!fits(form.uraian, 3, 500) || !fits(form.penyedia, 3, 200))
    refusals.push(refusal('KONTRAK_ISI', {}, 'uraian'))
  if (!fits(form.penyediaBank, 2, 100)) refusals.push(refusal('SPP_BANK', {}, 'penyediaBank'))
  if (!/^\d{6,30}$/.test(form.penyediaRekening.trim()))
    refusals.push(refusal('SPP_REKENING', {}, 'penyediaRekening'))
  if (form.nilai <= 0n) refusals.push(refusal('SPP_JUMLAH', {}, 'nilai'))
  refusals.push(...refuseRetention(form), ...refuseStagesOf(form.termin, form))
  const advance = form.termin.filter(({ jenis }) => jenis === 'uang-muka')
  return refusals.length > 0 ? refuse(refusals) : ok(sumSen(advance.map(({ nilai }) => nilai)))
}

const RETENSI_MAX_BPS = 2_000
const PEMELIHARAAN_MAX = 1_000

function refuseRetention({ retensiBps, pemeliharaanHari }: KontrakForm): readonly Refusal[] {
  if (!Number.isInteger(retensiBps) || retensiBps < 0 || retensiBps > RETENSI_MAX_BPS)
    return [refusal('RETENSI_TARIF', {}, 'retensi')]
  const isDays = Number.isInteger(pemeliharaanHari) && pemeliharaanHari <= PEMELIHARAAN_MAX
  if (isDays && pemeliharaanHari >= (retensiBps > 0 ? 1 : 0)) return []
  return [refusal('PEMELIHARAAN_HARI', {}, 'pemeliharaan')]
}

/**
 * Stages in force are the contract's value, and those of retention are its rate of it.
 *
 * @refuses TERMIN_ISI, TERMIN_JUMLAH, RETENSI_JUMLAH
 */
export function refuseStagesOf(
  stages: readonly TerminForm[],
  { nilai, retensiBps }: Readonly<{ nilai: Sen; retensiBps: number }>,
): readonly Refusal[] {
  const isSound = (one: TerminForm) =>
    one.nilai > 0n &&
    one.fisikBps >= 0 &&
    one.fisikBps <= 10_000 &&
    one.uraian.trim().length >= 2 &&
    one.uraian.trim().length <= 200
  if (stages.length === 0 || stages.length > TERMIN_MAX || !stages.every(isSound))
    return [refusal('TERMIN_ISI', {}, 'termin')]
  const sumOf = (list: readonly TerminForm[]) => sumSen(list.map((one) => one.nilai))
  const jumlah = sumOf(stages)
  const held = sumOf(stages.filter(({ jenis }) => jenis === 'retensi'))
  const isRate = Number.isInteger(retensiBps) && retensiBps >= 0
  // Half a sen is rounded away from zero, as the database rounds it.
  const due = isRate ? applyRate(nilai, retensiBps, 'half-up') : held
  return [
    ...(jumlah === nilai
      ? []
      : [
          refusal(
            'TERMIN_JUMLAH',
            { jumlah: formatSen(jumlah), nilai: formatSen(nilai) },
            'termin',
          ),
        ]),
    ...(held === due
      ? []
      : [refusal('RETENSI_JUMLAH', { harus: formatSen(due), jumlah: formatSen(held) }, 'termin')]),
  ]
}

export type StageFacts = Readonly<{
  stage: (TerminForm & Readonly<{ sppId: string | null }>) | undefined
  done: readonly Readonly<{ tanggal: Tanggal; fisikBps: number }>[]
  guarantees: readonly Readonly<{ jenis: string; nilai: Sen; sampai: Tanggal }>[]
  pemeliharaanHari: number
}>

/**
 * A stage is paid in full and once, when as much of the work is handed over; an advance before any of it; retention when
 * the maintenance period is over, or a maintenance guarantee covers it to its end.
 *
 * @refuses TERMIN_PILIH, TERMIN_SUDAH_DIMINTA, TERMIN_NILAI, TERMIN_BELUM_DISERAHKAN, RETENSI_DITAHAN,
 *   RETENSI_BELUM_SERAH
 */
export function refusePayment(
  { jumlah, tanggal }: Readonly<{ jumlah: Sen; tanggal: Tanggal }>,
  facts: StageFacts,
): readonly Refusal[] {
  const { stage, done } = facts
  if (stage === undefined) return [refusal('TERMIN_PILIH', {}, 'terminId')]
  if (stage.sppId !== null) return [refusal('TERMIN_SUDAH_DIMINTA', {}, 'terminId')]
  const progress = Math.max(0, ...done.map(({ fisikBps }) => fisikBps))
  const percent = (bps: number) => `${Math.floor(bps / 100)}%`
  const isDue = stage.jenis === 'uang-muka' || stage.fisikBps <= progress
  const values = { fisik: percent(stage.fisikBps), tercatat: percent(progress) }
  const amounts = { nilai: formatSen(stage.nilai), jumlah: formatSen(jumlah) }
  return [
    ...(stage.nilai === jumlah ? [] : [refusal('TERMIN_NILAI', amounts, 'terminId')]),
    ...(isDue ? [] : [refusal('TERMIN_BELUM_DISERAHKAN', values, 'terminId')]),
    ...(stage.jenis === 'retensi' ? refuseRelease(stage, tanggal, facts) : []),
  ]
}

function refuseRelease(
  stage: TerminForm,
  tanggal: Tanggal,
  { done, guarantees, pemeliharaanHari }: StageFacts,
): readonly Refusal[] {
  const [handed] = done
    .filter(({ fisikBps }) => fisikBps === 10_000)
    .map((one) => one.tanggal)
    .toSorted(compareTanggal)
  if (handed === undefined) return [refusal('RETENSI_BELUM_SERAH', {}, 'terminId')]
  const until = addDays(handed, pemeliharaanHari)
  const isGuaranteed = guarantees.some(
    ({ jenis, nilai, sampai }) =>
      jenis === 'pemeliharaan' && sampai >= until && nilai >= stage.nilai,
  )
  if (tanggal >= until || isGuaranteed) return []
  const { day, month, year } = civilParts(until)
  return [refusal('RETENSI_DITAHAN', { sampai: `${day}/${month}/${year}` }, 'terminId')]
}

/**
 * An addendum changes value and time; the value never falls below what requests have bound.
 *
 * @refuses ADENDUM_NILAI, KONTRAK_TANGGAL, ADENDUM_ALASAN
 */
export function decideAdendum(
  form: Readonly<{ nilai: Sen; selesai: Tanggal; alasan: string }>,
  kontrak: Readonly<{ terikat: Sen; mulai: Tanggal }>,
): readonly Refusal[] {
  const words = form.alasan.trim().length
  return [
    ...(form.nilai > 0n && form.nilai >= kontrak.terikat
      ? []
      : [refusal('ADENDUM_NILAI', { terikat: formatSen(kontrak.terikat) }, 'nilai')]),
    ...(form.selesai >= kontrak.mulai ? [] : [refusal('KONTRAK_TANGGAL', {}, 'selesai')]),
    ...(words >= 10 && words <= 1000 ? [] : [refusal('ADENDUM_ALASAN', {}, 'alasan')]),
  ]
}
