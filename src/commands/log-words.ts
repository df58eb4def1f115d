/** What checking a log says, in words. */
import type { AuditFault, LogSource, RecordFault } from '../modules/public-log/index.ts'

/** Text of strangers, made safe for a terminal: no control signs, not endless. */
export function printable(text: string): string {
  return withoutControls(text).slice(0, 300)
}

const withoutControls = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')

/** A whole reason of `pendopo log renew`. */
const REASON_MAX = 1_000

const SECONDS_MAX = 8_640_000_000_000

/** @param seconds since 1970, as a witness wrote them */
export function sayWhen(seconds: number): string {
  if (seconds > SECONDS_MAX) return `detik ke-${seconds}`
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

export function sayRecordFault(fault: RecordFault): string {
  switch (fault.kind) {
    case 'not-a-proof':
      return 'berkas bukti bukan berkas .tlog-proof, atau terpotong.'
    case 'no-entry':
      return 'berkas bukti tidak membawa entrinya (baris "extra").'
    case 'not-a-leaf':
      return 'entri di berkas bukti tidak ditulis seperti entri log ini.'
    case 'salt-erased':
      return 'garam catatan ini sudah dihapus, jadi tidak ada dokumen yang dapat dibuktikan sebagai isinya.'
    case 'document-changed':
      return 'dokumen tidak sama dengan yang dicatat: isinya berubah, atau ini dokumen lain.'
    case 'not-a-checkpoint':
      return 'berkas bukti tidak berisi titik periksa log yang dapat dibaca.'
    case 'not-included':
      return 'entri ini tidak ada di log pada tempat yang disebut berkas bukti.'
    case 'no-key':
      return 'tanda tangan tidak diperiksa: kunci log tidak diberikan (--key).'
    case 'unknown-key':
      return `titik periksa log ${printable(fault.origin)} tidak ditandatangani dengan kunci yang Anda berikan.`
    case 'wrong-signature':
      return `tanda tangan log ${printable(fault.origin)} salah: titik periksanya diubah sesudah ditandatangani.`
    case 'too-few-witnesses':
      return `hanya ${fault.found} saksi yang Anda sebut menandatangani, paling sedikit ${fault.wanted}.`
  }
}

export function sayAuditFault(fault: AuditFault): string {
  switch (fault.kind) {
    case 'not-a-checkpoint':
      return 'yang disajikan sebagai titik periksa bukan titik periksa.'
    case 'other-log':
      return `titik periksa ini dari log ${printable(fault.origin)}, dan tidak ada kunci yang bernama begitu.`
    case 'renewed':
      return sayRenewed(fault)
    case 'not-signed':
      return sayNotSigned(fault)
    case 'behind':
      return `${sayWhose(fault.source)} ${fault.seen} entri, sekarang log hanya menunjukkan ${fault.size}: log menyusut atau menyembunyikan entri.`
    case 'forked':
      return `log bercabang: titik periksa sebesar ${fault.size} entri punya dua akar; yang lain ${sayFrom(fault.source)}.`
    case 'rewritten':
      return `log ditulis ulang: pohon ${fault.size} entri bukan lanjutan dari pohon ${fault.seen} entri ${sayFrom(fault.source)}.`
    case 'root':
      return `pohon yang disajikan (${fault.size} entri) cocok dengan isinya sendiri, tetapi bukan yang ditandatangani.`
    default:
      return sayPartFault(fault)
  }
}

type PartFault = Exclude<
  AuditFault,
  Readonly<{
    kind:
      | 'not-a-checkpoint'
      | 'other-log'
      | 'renewed'
      | 'not-signed'
      | 'behind'
      | 'forked'
      | 'rewritten'
      | 'root'
  }>
>

function sayPartFault(fault: PartFault): string {
  switch (fault.kind) {
    case 'missing':
      return `${fault.path} (${sayRange(fault)}) tidak ada, padahal log menandatanganinya.`
    case 'misshapen':
      return `${fault.path} (${sayRange(fault)}) tidak dapat dibaca: ukuran atau bentuknya salah.`
    case 'miscounted':
      return `${fault.path} berisi ${fault.found} entri, seharusnya ${fault.to - fault.from + 1} (${sayRange(fault)}): ada entri yang hilang atau ditambahkan.`
    case 'entry':
      return `entri ${fault.index}: isi tidak sama dengan daunnya.`
    case 'not-a-leaf':
      return `entri ${fault.index}: bukan catatan seperti yang ditulis log ini.`
    case 'hash':
      return `${fault.path}: hash entri ${fault.index} diubah; isi entrinya sendiri benar.`
    case 'tile':
      return `${fault.path} (${sayRange(fault)}) tidak sama dengan hash-nya di ubin di atasnya.`
    case 'child':
      return `${fault.path}: hash ke-${fault.at} bukan akar dari ${fault.below}.`
  }
}

function sayRenewed(fault: Extract<AuditFault, Readonly<{ kind: 'renewed' }>>): string {
  const { ukuran, ukuranTerakhir, remembered } = fault
  const old = printable(fault.asal)
  const more =
    remembered !== undefined && remembered > ukuranTerakhir
      ? ` Anda mengingat ${remembered} entri, lebih banyak daripada yang diakui log ini.`
      : ''
  return (
    `log ${old} berakhir. Sejak ${printable(fault.waktu)} di alamat ini ada log baru bernama ${printable(fault.origin)}, menurut pengelolanya karena: "${withoutControls(fault.alasan).slice(0, REASON_MAX)}". ` +
    `Yang lama sampai ${ukuranTerakhir} entri, yang baru mulai dengan ${ukuran} entri dan menyebutnya dalam catatan log.diganti.${more} ` +
    'Menerima log baru adalah keputusan Anda: periksa dengan --key kunci barunya dan berkas --state yang baru; simpan yang lama sebagai bukti.'
  )
}

function sayNotSigned({
  origin,
  offered,
}: Readonly<{ origin: string; offered: readonly string[] }>): string {
  const unsigned = `titik periksa log ${printable(origin)} tidak ditandatangani dengan kunci yang dipercaya.`
  if (offered.length === 0) return unsigned
  return `${unsigned} Log menyodorkan kunci lain yang menandatanganinya; bila pengelola mengumumkan penggantian kunci, jalankan lagi dengan --key ${offered.map(printable).join(' --key ')}.`
}

const sayRange = ({ from, to }: Readonly<{ from: number; to: number }>) =>
  from === to ? `entri ${from}` : `entri ${from} sampai ${to}`

const sayWhose = ({ kind, url }: LogSource) =>
  kind === 'memory'
    ? 'pada pemeriksaan sebelumnya log menandatangani'
    : `saksi ${printable(url)} memegang titik periksa log ini sebesar`

const sayFrom = ({ kind, url }: LogSource) =>
  kind === 'memory' ? 'dari pemeriksaan sebelumnya' : `yang dipegang saksi ${printable(url)}`
