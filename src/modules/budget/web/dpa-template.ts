/** A DPA-SKPD, in Typst: head, sums, then every activity with its accounts. */
export const DPA_TEMPLATE = `
#show: naskah.with(judul: d.judul, penulis: d.pemerintah, kaki: [#d.kaki])
#set text(size: 10pt)
#kop(pemerintah: d.pemerintah, nama: d.judul)
#pasangan(d.fakta)
#v(0.6em)
#tabel-data(d.kepala-jumlah, d.jumlah, kanan: (1,))
#v(0.4em)
#for bagian in d.bagian [
  #block(breakable: false, above: 1em, below: 0.5em)[
    #text(size: 8.5pt, fill: abu)[#bagian.kode] \\
    #strong[#bagian.nama] #h(1fr) #strong[#bagian.jumlah]
  ]
  #tabel-data(d.kepala, bagian.baris, kanan: (2,))
]
#v(1.2em)
#block(breakable: false)[
  #set par(justify: false)
  #text(size: 9pt)[#d.periksa]

  #text(size: 13pt, weight: "bold", tracking: 0.04em)[#d.sandi]
]
`
