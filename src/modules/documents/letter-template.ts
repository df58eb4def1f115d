/** How a letter looks, in Typst; its words come as data. The base gives page, letterhead and pairs. */
export const LETTER_TEMPLATE = `
#show: naskah.with(
  judul: d.judulBerkas,
  penulis: d.unit,
  kaki: [#d.kaki],
)
#kop(
  pemerintah: d.pemerintah,
  nama: d.unit,
  alamat: d.alamat,
  kontak: d.kontak,
)

#let bagian(b) = {
  if b.kind == "paragraf" {
    par(first-line-indent: (amount: 2.2em, all: true))[#b.text]
  } else if b.kind == "tabel" {
    block(inset: (left: 2.2em), pasangan(b.rows, lebar: auto))
  } else {
    pad(left: 2.2em, enum(..b.items.map(i => [#i]), numbering: "1.", spacing: 0.7em))
  }
}

#if d.surat == none {
  align(center, {
    set par(justify: false, spacing: 0.5em)
    heading(level: 1, outlined: false, text(size: 13pt, weight: "bold", tracking: 0.03em, underline(offset: 3pt, upper(d.judul))))
    v(0.2em)
    text(size: 11.5pt)[Nomor: #d.nomor]
  })
  v(1em)
} else {
  grid(
    columns: (1fr, auto), column-gutter: 2em,
    pasangan(
      (
        ("Nomor", d.nomor),
        ("Sifat", d.surat.sifat),
        ("Lampiran", d.surat.lampiran),
        ("Hal", d.surat.hal),
      ),
    ),
    text(size: 11.5pt)[#d.tempat, #d.tanggal],
  )
  v(0.6em)
  if d.surat.kepada != none [Yth. #d.surat.kepada]
  v(0.4em)
}

#for b in d.isi { bagian(b) }

#if d.menggantikan != none { bagian((kind: "paragraf", text: d.menggantikan)) }
#if d.penutup != none { bagian((kind: "paragraf", text: d.penutup)) }

#v(1.2em)
#block(breakable: false, width: 100%, grid(
  columns: (1fr, 8.4cm), column-gutter: 1em,
  [],
  {
    set par(justify: false, leading: 0.55em, spacing: 0.6em)
    if d.surat == none [#d.tempat, #d.tanggal]
    parbreak()
    [#d.jabatan,]
    v(0.4em)
    box(stroke: 0.5pt + abu, radius: 3pt, inset: 7pt, width: 100%, grid(
      columns: (2.35cm, 1fr), column-gutter: 0.9em, align: horizon,
      image(bytes(d.qr), format: "svg", width: 2.35cm, alt: d.altQr),
      {
        set text(size: 8.5pt)
        [#d.kataTanda]
        parbreak()
        strong(d.nama)
        if d.sampai != none { linebreak(); [Berlaku sampai #d.sampai] }
      },
    ))
    v(0.3em)
    text(weight: "bold")[#d.nama]
    parbreak()
    text(size: 8.5pt, fill: abu)[Kode #d.kode]
  },
))
`
