/** Icons on a 24 grid, 2 px strokes, own drawings. Always beside a word, so hidden from readers. */
const PATHS = {
  kamera: 'M3 8h4l2-3h6l2 3h4v11H3zM15.5 13a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z',
  berkas: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  grafik: 'M4 20h16M6 20v-6M11 20V9M16 20V4',
  usul: 'M4 5h16v11H10l-4 4v-4H4zM9 10.5l2 2 4-4',
  rumah: 'M3 12l3-3 3-5h6l3 5 3 3M6 12v8M18 12v8M3 20h18',
  titik:
    'M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21zM14.4 9.5a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0z',
  orang: 'M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4 21c1-4 4-6 8-6s7 2 8 6',
  cari: 'M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM15.5 15.5L21 21',
  panah: 'M5 12h14M13 6l6 6-6 6',
  saring: 'M4 6h16M7 12h10M10 18h4',
  simpan: 'M6 3h12v18l-6-4-6 4z',
  centang: 'M5 12.5l4.5 4.5L19 7',
  silang: 'M6 6l12 12M18 6L6 18',
  jam: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5l3 2',
  lonceng: 'M6 17h12l-2-3v-4a4 4 0 0 0-8 0v4zM10 20h4',
  unduh: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  kunci: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  mata: 'M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12zM14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  gerigi:
    'M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  jalan: 'M8 4L4 20M16 4l4 16M12 5v3M12 11v3M12 17v3',
  lampu: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 11v1h7v-1A6 6 0 0 0 12 3z',
  sampah: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  air: 'M12 3s6 6.5 6 11a6 6 0 0 1-12 0c0-4.5 6-11 6-11z',
  pohon: 'M12 21v-7M6 14h12L12 4z',
  'lalu-lintas': 'M9 3h6v18H9zM12 7h.01M12 12h.01M12 17h.01',
  kesehatan: 'M10 4h4v6h6v4h-6v6h-4v-6H4v-4h6z',
  sekolah: 'M3 9l9-5 9 5-9 5zM7 11.5V17c3 2 7 2 10 0v-5.5',
  sosial: 'M12 20s-8-4.6-8-10.2A4.2 4.2 0 0 1 12 8a4.2 4.2 0 0 1 8 1.8C20 15.4 12 20 12 20z',
  dokumen: 'M6 3h8l4 4v14H6zM14 3v4h4',
  pasar: 'M4 9l2-5h12l2 5M4 9v11h16V9M4 9h16M10 20v-6h4v6',
  bencana: 'M12 3l10 18H2zM12 10v5M12 18h.01',
  kabel: 'M12 3v18M6 7h12M8 7v4M16 7v4',
  bus: 'M5 5h14v12H5zM5 11h14M8 17v3M16 17v3',
  uang: 'M3 7h18v10H3zM14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  bangunan: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  tani: 'M12 21V9M12 13c-4 0-6-2-6-6 4 0 6 2 6 6zM12 10c0-4 2-6 6-6 0 4-2 6-6 6z',
  kerja: 'M4 8h16v12H4zM9 8V5h6v3M4 13h16',
  lainnya:
    'M7 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0zM13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0zM19 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0z',
} as const

export type IconName = keyof typeof PATHS

/** Every picture there is, for choosing one. */
export const ICON_NAMES = Object.keys(PATHS) as readonly IconName[]

/** A name from data (a category's icon); anything unknown is drawn as the three dots of "other". */
export function iconName(name: string): IconName {
  return Object.hasOwn(PATHS, name) ? (name as IconName) : 'lainnya'
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

export function Logo() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path
        fill="currentColor"
        d="M2 25 13 19l6-12h10l6 12 11 6v4H2zM6 31h4v10H6zM17 31h3v10h-3zM28 31h3v10h-3zM38 31h4v10h-4zM2 43h44v3H2z"
      />
      <circle cx="24" cy="33.5" r="2.6" fill="#f5c33b" />
      <path fill="#f5c33b" d="M20.8 41c0-2.6 1.4-4 3.2-4s3.2 1.4 3.2 4z" />
    </svg>
  )
}
