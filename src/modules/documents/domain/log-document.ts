/** A letter's act as the public log keeps it: what it is and when, nothing of whom it is about. */
export type ToldAct = Readonly<{
  jenis: 'terbit' | 'dicabut' | 'diganti'
  waktu: Date
  nomor: string
  judul: string
  jenisSurat: string
  unitKode: string
  level: 'tte' | 'segel'
  jabatan: string
  sampai: string | null
  sha256: string
  /** Number of the letter in its place. */
  pengganti: string | null
}>

/** @returns the document whose digest stands in the log */
export function letterDocument(act: ToldAct) {
  const { waktu, pengganti, ...facts } = act
  return {
    format: 'pendopo.surat/1',
    ...facts,
    waktu: waktu.toISOString(),
    ...(pengganti === null ? {} : { pengganti }),
  }
}
