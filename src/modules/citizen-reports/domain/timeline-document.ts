/**
 * A line of a case's timeline as it is recorded for ever: exactly what the public may read of it. The
 * shape never changes; another one gets another name in `format`.
 */
export type TimelineFacts = Readonly<{
  id: string
  nomor: string
  waktu: Date
  kejadian: string
  status: string | null
  /** What the public may read of the actor: "Dinas PUPR", "Pelapor", "Sistem". */
  pelakuLabel: string
  pesan: string | null
  data: Readonly<Record<string, unknown>>
}>

/** The document whose digest is in the public log. */
export function timelineDocument(facts: TimelineFacts): Readonly<Record<string, unknown>> {
  return {
    format: 'pendopo.riwayat/1',
    id: facts.id,
    nomor: facts.nomor,
    waktu: facts.waktu.toISOString(),
    kejadian: facts.kejadian,
    status: facts.status,
    pelaku: facts.pelakuLabel,
    pesan: facts.pesan,
    data: facts.data,
  }
}

/** What was published when a report came in; its digest stands in the first line of the timeline. */
export type PublishedWords = Readonly<{
  judul: string
  isi: string
  patokan: string | null
  jawaban: Readonly<Record<string, unknown>>
  kategoriKode: string
  lat: number | null
  lon: number | null
}>

/** The published words as one value, in a shape that never changes. */
export function wordsDocument(words: PublishedWords): Readonly<Record<string, unknown>> {
  const { judul, isi, patokan, jawaban, kategoriKode, lat, lon } = words
  return {
    format: 'pendopo.laporan/1',
    judul,
    isi,
    patokan,
    jawaban,
    kategori: kategoriKode,
    lat,
    lon,
  }
}
