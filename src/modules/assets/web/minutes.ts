/** The record of a count (berita acara), in the words of the form. */
export const MINUTES = `
#show: naskah.with(judul: "Berita Acara Inventarisasi", penulis: d.skpd)
#kop(pemerintah: d.region, nama: d.skpd)
#align(center)[#text(weight: "bold")[BERITA ACARA INVENTARISASI BARANG MILIK DAERAH]]
#pasangan((("Inventarisasi", d.judul), ("Ruang", d.ruang), ("Dicetak", d.tanggal)))
#tabel-data(("No", "Barang", "Kode dan register", "Hasil", "Kondisi", "Petugas"), d.baris)
#if d.lain.len() > 0 [
  Ditemukan di luar daftar:
  #tabel-data(("Kode", "Keterangan", "Petugas"), d.lain)
]
#v(1em)
#grid(columns: (1fr, 1fr), gutter: 2em,
  [Diperiksa oleh \\ #v(2.5em) #d.pemeriksa \\ #text(size: 8pt)[#d.diperiksa]],
  [Disahkan oleh \\ #v(2.5em) #d.pengesah \\ #text(size: 8pt)[#d.disahkan]],
)
`
