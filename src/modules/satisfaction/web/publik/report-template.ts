/**
 * The printed report in Typst. It says what the page says: result, elements, follow-up, respondents,
 * method.
 */
export const REPORT_TEMPLATE = `
#show: naskah.with(judul: d.judul, penulis: d.penulis, kaki: [#d.kaki])
#kop(pemerintah: d.pemerintah, nama: d.unit, alamat: d.alamat)

#align(center)[
  #heading(level: 1)[#d.judul]
  #d.periode
]

== #d.kata.hasil
#pasangan(d.hasil)

== #d.kata.unsur
#tabel-data(d.unsur.kepala, d.unsur.baris, kanan: (1, 2, 3, 5))

== #d.kata.rencana
#for r in d.rencana [
  === #r.judul
  #if r.baris.len() == 0 [#d.kata.belum] else [#pasangan(r.baris)]
]

== #d.kata.responden
#d.catatanResponden

#grid(
  columns: (1fr, 1fr), gutter: 1.2em,
  ..d.susunan.map(s => tabel-data((s.nama, d.kata.jumlah), s.baris, kanan: (1,))),
)

== #d.kata.cara
#for p in d.cara [
  #p

]
`
