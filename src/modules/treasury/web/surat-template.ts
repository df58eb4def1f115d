/** A letter of refusal, in Typst. */
export const SURAT_TEMPLATE = `
#show: naskah.with(judul: d.judul, penulis: d.kantor, kaki: [#d.kaki])
#kop(pemerintah: d.pemerintah, nama: d.kantor)

#align(center)[
  #heading(level: 1)[#d.judul]
  Nomor: #d.nomor
]

#v(0.6em)
Kepada Yth. \\
#d.kepada \\
#d.skpd

#d.pembuka

#pasangan(d.dokumen.map(((a, b)) => (a, b)), lebar: 9.5em, menjorok: 1em)

#d.alasanJudul

#enum(..d.alasan.map(a => [#a]))

#if d.kurang.len() > 0 [
  #d.kurangJudul

  #list(..d.kurang.map(k => [#k]))
]

#d.waktu

#d.penutup

#v(1.2em)
#align(right, block(width: 17em)[
  #set align(center)
  #d.tempatTanggal

  #d.jabatan,

  #v(3.2em)
  #strong(d.nama)
])
`
