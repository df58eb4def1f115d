/** A printed statement, in Typst: what the page says, on paper that goes to the auditors. */
export const LAPORAN_TEMPLATE = `
#show: naskah.with(judul: d.judul, penulis: d.penulis, kaki: [#d.kaki])
#kop(pemerintah: d.pemerintah, nama: d.nama)

#align(center)[
  #heading(level: 1)[#d.judul]
  #d.periode
]

#set text(size: 8.5pt)
#set par(justify: false)
#table(
  columns: (1fr,) + (auto,) * (d.kepala.len() - 1),
  stroke: none,
  inset: (x: 4pt, y: 3pt),
  align: (x, y) => if x == 0 { left } else { right },
  table.header(table.hline(stroke: 0.8pt), ..d.kepala.map(k => strong(k)), table.hline(stroke: 0.8pt)),
  ..d.baris.map(b => (
    pad(left: b.tingkat * 8pt, if b.tebal { strong(b.judul) } else { [#b.judul] }),
    ..b.nilai.map(v => if b.tebal { strong(v) } else { [#v] }),
  )).flatten(),
  table.hline(stroke: 0.8pt),
)

#for c in d.catatan [
  #c

]
`

/** The notes on the statements. */
export const CALK_TEMPLATE = `
#show: naskah.with(judul: d.judul, penulis: d.penulis, kaki: [#d.kaki])
#kop(pemerintah: d.pemerintah, nama: d.nama)

#align(center)[
  #heading(level: 1)[#d.judul]
  #d.periode
]

#for bab in d.bab [
  == #bab.judul
  #for a in bab.alinea [
    #if a.isJudul [
      === #a.teks
    ] else [
      #a.teks

    ]
  ]
  #if bab.baris.len() > 0 {
    tabel-data(d.kepala, bab.baris, kanan: (1, 2))
  }
]

#for c in d.catatan [
  #c

]
`
