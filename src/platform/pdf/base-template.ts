/**
 * What all our documents share, in Typst. The data comes as a JSON file and is only ever text: nothing in it is
 * read as markup.
 */
export const BASE_TEMPLATE = `
#let hijau = rgb("#0b4a3c")
#let abu = rgb("#5b6660")

// Page, type and rhythm of an Indonesian office document. What is given as kaki stands at the foot of every page.
#let naskah(judul: "", penulis: "", kaki: none, isi) = {
  set document(title: judul, author: penulis, date: auto)
  set page(
    paper: "a4",
    margin: (top: 1.8cm, bottom: 2.6cm, left: 2.5cm, right: 2.2cm),
    footer: context {
      set text(size: 7.5pt, fill: abu)
      set par(justify: false, leading: 0.5em)
      line(length: 100%, stroke: 0.4pt + abu)
      v(-0.5em)
      grid(
        columns: (1fr, auto), gutter: 1em,
        if kaki == none [] else { kaki },
        [Halaman #counter(page).display() dari #counter(page).final().first()],
      )
    },
  )
  set text(font: "Libertinus Serif", size: 11.5pt, lang: "id", region: "ID", hyphenate: true)
  set par(justify: true, leading: 0.72em, spacing: 1.05em)
  show heading: set text(hyphenate: false)
  show heading: set par(justify: false)
  isi
}

// Letterhead: who writes, where, and a double line below.
#let kop(pemerintah: "", nama: "", alamat: none, kontak: none) = {
  set par(justify: false, leading: 0.5em, spacing: 0.55em)
  set text(hyphenate: false)
  align(center)[
    #text(size: 12.5pt, tracking: 0.03em)[#upper(pemerintah)]

    #text(size: 15pt, weight: "bold", tracking: 0.02em)[#upper(nama)]

    #if alamat != none { text(size: 9.5pt)[#alamat] }
    #if kontak != none { linebreak(); text(size: 9.5pt)[#kontak] }
  ]
  v(-0.2em)
  stack(spacing: 1.6pt, line(length: 100%, stroke: 1.8pt), line(length: 100%, stroke: 0.5pt))
  v(0.6em)
}

// Label, colon, value: one line each, the values under one another.
#let pasangan(baris, lebar: auto, menjorok: 0pt) = pad(left: menjorok, {
  set par(justify: false, leading: 0.6em)
  grid(
    columns: (lebar, auto, 1fr), column-gutter: 0.6em, row-gutter: 0.62em,
    ..baris.map(((label, nilai)) => (label, [:], nilai)).flatten(),
  )
})

// A table of figures: head repeated on every page, numbers to the right.
#let tabel-data(kepala, baris, kanan: ()) = {
  set text(size: 9.5pt)
  set par(justify: false)
  table(
    columns: kepala.len(),
    stroke: 0.4pt + abu,
    inset: (x: 5pt, y: 4pt),
    align: (x, y) => if kanan.contains(x) { right } else { left },
    table.header(..kepala.map(k => strong(k))),
    ..baris.flatten().map(v => [#v]),
  )
}
`
