import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import {
  contains,
  counterClockwise,
  doubleArea,
  isSimple,
  type Ring,
} from '../scripts/demo-region/polygon.ts'
import { makeDemoRegion } from '../scripts/make-demo-region.ts'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../src/kernel/calendar.ts'
import { tanggal } from '../src/kernel/date.ts'
import { looksLikeNik, parseNik } from '../src/kernel/nik.ts'
import { maskPersonalData } from '../src/kernel/personal-data.ts'
import { findRule, type TenggatAturan } from '../src/modules/citizen-reports/domain/clock.ts'
import { findWewenang, type Wewenang } from '../src/modules/citizen-reports/domain/katalog.ts'
import { TINDAKAN } from '../src/modules/citizen-reports/domain/transitions.ts'
import * as schemas from './support/data-schemas.ts'

const data = fileURLToPath(new URL('../data/', import.meta.url))
const text = (path: string) => readFileSync(join(data, path), 'utf8')

function readJson<T>(path: string, schema: ZodType<T>): T {
  return schema.parse(JSON.parse(text(path)))
}

function readCsv<T>(path: string, schema: ZodType<T>): T {
  return schema.parse(parse(text(path), { columns: true }))
}

const kategori = readJson('laporan/kategori.json', schemas.kategoriSchema)
const wewenang = readJson('laporan/wewenang.json', schemas.wewenangSchema)
const tenggat = readJson('laporan/tenggat.json', schemas.tenggatSchema)
const templat = readJson('laporan/templat.json', schemas.templatSchema)
const alasanTolak = readJson('laporan/alasan-tolak.json', schemas.alasanSchema.array())
const bank = readJson('demo/laporan-bank.json', schemas.laporanBankSchema)
const unit = readJson('demo/unit.json', schemas.unitSchema)
const akun = readJson('demo/akun.json', schemas.akunSchema)
const batas = readJson('demo/batas.geojson', schemas.batasSchema)
const latar = readJson('demo/latar.geojson', schemas.latarSchema)
const petaSketsa = readJson('demo/peta-sketsa.json', schemas.petaSketsaSchema)
const wilayah = readCsv('demo/wilayah.csv', schemas.wilayahSchema)
const penduduk = readJson('demo/penduduk.json', schemas.pendudukSchema)
const usaha = readJson('demo/usaha.json', schemas.usahaSchema)
const hariLibur = readCsv('referensi/hari-libur.csv', schemas.hariLiburSchema)

const daunKode = kategori.daun.map((daun) => daun.kode)
const unitKode = new Set(unit.map(({ kode }) => kode))
const grupOf = (kode: string) => kode.split('.')[0] ?? kode
const duplicates = (values: readonly string[]) => values.filter((v, i) => values.indexOf(v) !== i)
const fieldsOf = (sentence: string, pattern: RegExp) =>
  [...sentence.matchAll(pattern)].map(([, name = '']) => name)

describe('categories of reports', () => {
  it('are more leaves than Jakarta uses, each in a group and named once', () => {
    expect(daunKode.length).toBeGreaterThanOrEqual(130)
    const grup = kategori.grup.map(({ kode }) => kode)
    expect(duplicates([...daunKode, ...grup])).toEqual([])
    expect(new Set(daunKode.map(grupOf))).toEqual(new Set(grup))
    expect(duplicates(kategori.daun.map(({ nama }) => nama.id))).toEqual([])
  })

  it('are each found by several everyday words, none repeated within a leaf', () => {
    for (const { kode, kataKunci } of kategori.daun) expect(duplicates(kataKunci), kode).toEqual([])
  })

  it('ask sensible extra questions in at least sixty leaves', () => {
    const asking = kategori.daun.filter(({ pertanyaan }) => pertanyaan.length > 0)
    expect(asking.length).toBeGreaterThanOrEqual(60)
  })

  it.each(kategori.daun)(
    '$kode offers choices exactly where a choice is asked',
    ({ pertanyaan }) => {
      expect(duplicates(pertanyaan.map(({ kode }) => kode))).toEqual([])
      for (const { kode, tipe, pilihan, hentikan } of pertanyaan) {
        expect(pilihan !== undefined, kode).toBe(tipe === 'choice' || tipe === 'multi')
        const codes = (pilihan ?? []).map((choice) => choice.kode)
        expect(duplicates(codes), kode).toEqual([])
        if (hentikan !== undefined) expect(codes, kode).toContain(hentikan.jawaban)
      }
    },
  )

  it('keep whistle-blowing, violence and bullying secret by default, and little else', () => {
    const secret = kategori.daun.filter((daun) => daun.rahasiaDefault).map((daun) => daun.kode)
    const whistle = daunKode.filter((kode) => grupOf(kode) === 'integritas')
    expect(new Set(secret)).toEqual(
      new Set([...whistle, 'pendidikan.perundungan', 'sosial.dipotong', 'sosial.kekerasan']),
    )
  })

  it('compare a report with its neighbours only where it has a place', () => {
    const lost = kategori.daun.filter((daun) => !daun.butuhLokasi && daun.radiusSerupaM > 0)
    expect(lost.map(({ kode }) => kode)).toEqual([])
  })
})

describe('the bank of report texts', () => {
  const entries = Object.entries(bank.daun)

  it('covers every leaf and nothing else', () => {
    expect(new Set(Object.keys(bank.daun))).toEqual(new Set(daunKode))
  })

  it.each(kategori.daun)('has at least four texts for $kode, one per kind it takes', (daun) => {
    const texts = bank.daun[daun.kode] ?? []
    expect(texts.length).toBeGreaterThanOrEqual(4)
    expect(new Set(texts.map(({ jenis }) => jenis))).toEqual(new Set(daun.jenis))
  })

  it('uses only fields that can be filled in', () => {
    const used = entries.flatMap(([, texts]) =>
      texts.flatMap(({ judul, isi }) => fieldsOf(`${judul} ${isi}`, /\{([^}]*)\}/g)),
    )
    expect(new Set(used)).toEqual(new Set(['tempat', 'lama', 'jalan', 'patokan']))
  })

  it('repeats no text', () => {
    const texts = entries.flatMap(([, list]) => list.map(({ isi }) => isi))
    expect(duplicates(texts)).toEqual([])
  })

  it('holds nothing that looks like personal data', () => {
    const lists = Object.values(bank.isian).flat()
    const texts = entries.flatMap(([, list]) => list.flatMap(({ judul, isi }) => [judul, isi]))
    for (const sentence of [...lists, ...texts]) expect(maskPersonalData(sentence)).toBe(sentence)
  })
})

describe('the authority map', () => {
  const today = tanggal('2026-11-25')
  const rules: readonly Wewenang[] = wewenang.aturan.map((rule, i) => ({
    ...rule,
    id: String(i),
    berlakuMulai: tanggal(rule.berlakuMulai),
    berlakuSampai: rule.berlakuSampai === null ? null : tanggal(rule.berlakuSampai),
  }))
  const route = (kategoriKode: string, jenisTempat: string | null = null) => {
    const place = { wilayahKode: '99.01.06.1001', kecamatanKode: '99.01.06', jenisTempat }
    const found = findWewenang(rules, { kategoriKode, place, today })
    if (found === undefined) return undefined
    return 'unitKode' in found ? found.unitKode : `luar:${found.luarDaerah}`
  }

  it('names a unit, the office of the place, or somebody outside in every rule', () => {
    const outside = new Set(wewenang.luarDaerah.map(({ kode }) => kode))
    for (const rule of wewenang.aturan) {
      expect((rule.unitKode === null) !== (rule.luarDaerah === null), rule.kategoriKode).toBe(true)
      if (rule.luarDaerah !== null) expect(outside).toContain(rule.luarDaerah)
      const isOffice = rule.unitKode === '@desa' || rule.unitKode === '@kecamatan'
      if (rule.unitKode !== null && !isOffice) expect(unitKode).toContain(rule.unitKode)
    }
  })

  it('speaks only of categories that exist and of places a citizen can name', () => {
    for (const { kategoriKode, jenisTempat } of wewenang.aturan) {
      const covered = kategori.daun.filter(
        ({ kode }) => kode === kategoriKode || kode.startsWith(`${kategoriKode}.`),
      )
      expect(covered.length, kategoriKode).toBeGreaterThan(0)
      if (jenisTempat === null || jenisTempat === 'desa') continue
      const answers = covered.flatMap(placesOf)
      expect(answers, `${kategoriKode} ${jenisTempat}`).toContain(jenisTempat)
    }
  })

  it.each(daunKode)('answers for %s whatever the place', (kode) => {
    const daun = kategori.daun.find((candidate) => candidate.kode === kode)
    for (const place of [null, ...(daun === undefined ? [] : placesOf(daun))])
      expect(route(kode, place), `${place}`).toBeDefined()
  })

  it.each([
    ['jalan.lubang', 'jalan-kabupaten', 'pupr'],
    ['jalan.lubang', 'tidak-tahu', 'pupr'],
    ['jalan.lubang', 'jalan-desa', '@desa'],
    ['jalan.lubang', 'jalan-provinsi', 'luar:jalan-provinsi'],
    ['jalan.jembatan', 'jalan-nasional', 'luar:jalan-nasional'],
    ['jalan.gang-paving', 'desa', '@desa'],
    ['lalu-lintas.parkir-liar', 'jalan-nasional', 'dishub'],
    ['kesehatan.antrean', 'rsud', 'rsud'],
    ['pendidikan.guru', 'madrasah', 'luar:kemenag'],
    ['utilitas.listrik', null, 'luar:pln'],
    ['integritas.pungli', null, 'inspektorat'],
  ] as const)('sends %s at %s to %s', (kode, place, target) => {
    expect(route(kode, place)).toBe(target)
  })
})

function placesOf(daun: (typeof kategori.daun)[number]): readonly string[] {
  const question = daun.pertanyaan.find(({ kode }) => kode === 'jenis_tempat')
  return (question?.pilihan ?? []).map(({ kode }) => kode)
}

describe('deadlines', () => {
  const rules: readonly TenggatAturan[] = tenggat.aturan.map((rule) => ({
    ...rule,
    kode: rule.kode as TenggatAturan['kode'],
    berlakuMulai: tanggal(rule.berlakuMulai),
    berlakuSampai: rule.berlakuSampai === null ? null : tanggal(rule.berlakuSampai),
    isTerverifikasi: rule.terverifikasi,
  }))
  const days = (
    kode: TenggatAturan['kode'],
    kelas: (typeof kategori.daun)[number]['kelas'] = 'ringan',
    jenis: 'pengaduan' | 'permintaan_informasi' = 'pengaduan',
  ) => findRule(rules, { kode, kelas, jenis, on: tanggal('2026-11-25') })?.hariKerja

  it('are 3, 5 and 10 working days to verify, follow up and take silence for yes', () => {
    expect([days('verifikasi'), days('tindak_lanjut'), days('konfirmasi')]).toEqual([3, 5, 10])
  })

  it('are 2, 5, 14 and 60 working days to resolve, by class', () => {
    const classes = schemas.kelasSchema.options.map((kelas) => days('penyelesaian', kelas))
    expect(classes).toEqual([2, 5, 14, 60])
  })

  it('are 10 working days for an information request of any class, once longer by 7', () => {
    for (const kelas of schemas.kelasSchema.options)
      expect(days('penyelesaian', kelas, 'permintaan_informasi')).toBe(10)
    const longer = tenggat.aturanLain.find(({ kode }) => kode === 'perpanjangan_informasi')
    expect(longer?.hariKerja).toBe(7)
  })

  it('leave 5 working days to reopen, by a rule of the product that claims no law', () => {
    expect(days('buka_kembali')).toBe(5)
    const own = [...tenggat.aturan, ...tenggat.aturanLain, ...tenggat.eskalasi].filter(
      ({ dasar }) => dasar.startsWith('Aturan produk'),
    )
    expect(own.length).toBeGreaterThan(0)
  })

  // A row becomes verified when a reader signs for it in docs/law/register.csv; no one has.
  it('are all unverified: a blog, an app store or a list of services is not the text of a rule', () => {
    const all = [...tenggat.aturan, ...tenggat.aturanLain, ...tenggat.eskalasi]
    expect(all.filter(({ terverifikasi }) => terverifikasi)).toEqual([])
  })

  it('warn at half time and escalate from the due moment on', () => {
    expect(tenggat.eskalasi.map(({ bagianWaktu }) => bagianWaktu)).toEqual([0.5, 1, 1.5, 2])
  })
})

describe('reasons', () => {
  it('exist for everything the desk must refuse', () => {
    const codes = alasanTolak.map(({ kode }) => kode)
    for (const kode of [
      'swasta',
      'proses-hukum',
      'legislatif',
      'pidana',
      'luar-daerah',
      'tidak-lengkap',
      'duplikat',
      'spam',
      'hinaan',
    ])
      expect(codes).toContain(kode)
    expect(alasanTolak.every(({ saran }) => saran !== null)).toBe(true)
  })

  it('have one code each, across refusing, pausing and coordinating', () => {
    const all = [...alasanTolak, ...tenggat.alasanJeda, ...tenggat.alasanKoordinasi]
    expect(duplicates(all.map(({ kode }) => kode))).toEqual([])
  })

  it('pause the clock only for something the reporter must do', () => {
    for (const { kode, teks } of tenggat.alasanJeda)
      expect(teks.id.toLowerCase(), kode).toContain('pelapor')
  })
})

describe('response templates', () => {
  it('are at least 25, each for an action and a category that exist', () => {
    expect(templat.templat.length).toBeGreaterThanOrEqual(25)
    expect(duplicates(templat.templat.map(({ kode }) => kode))).toEqual([])
    for (const { untukTindakan, kategoriKode } of templat.templat) {
      expect(TINDAKAN).toContain(untukTindakan)
      const known = [...daunKode, ...kategori.grup.map(({ kode }) => kode)]
      if (kategoriKode !== null) expect(known).toContain(kategoriKode)
    }
  })

  it.each(templat.templat)('$kode fills the same declared fields in both languages', ({ teks }) => {
    const [id, en] = [teks.id, teks.en].map((t) => new Set(fieldsOf(t, /\{\{([^}]*)\}\}/g)))
    expect(id).toEqual(en)
    const declared = templat.isian.map(({ kode }) => kode)
    for (const field of id ?? []) expect(declared).toContain(field)
  })
})

describe('texts people read', () => {
  it.each(['kategori', 'wewenang', 'tenggat', 'templat', 'alasan-tolak'])(
    '%s.json shouts nowhere',
    (name) => {
      expect(text(`laporan/${name}.json`)).not.toContain('!')
    },
  )
})

describe('days off', () => {
  const years = [2022, 2023, 2024, 2025, 2026, 2027]
  const ofYear = (year: number) => hariLibur.filter((day) => day.tanggal.startsWith(`${year}-`))

  it.each(years)('hold the fixed days, both days of Idul Fitri and more for %d', (year) => {
    const dates = ofYear(year).map((day) => day.tanggal)
    for (const day of ['01-01', '05-01', '06-01', '08-17', '12-25'])
      expect(dates).toContain(`${year}-${day}`)
    const idulFitri = ofYear(year).filter(({ nama }) => nama.startsWith('Idul Fitri'))
    expect(idulFitri).toHaveLength(2)
    expect(dates.length).toBeGreaterThanOrEqual(16)
  })

  it('are a forecast for 2027 and rest on a joint decree before', () => {
    for (const { tanggal: day, jenis, dasar } of hariLibur) {
      expect(jenis === 'prakiraan', day).toBe(day.startsWith('2027'))
      if (jenis !== 'prakiraan') expect(dasar, day).toContain('SKB')
    }
  })

  it('build a working calendar of six years', () => {
    const calendar = createCalendar({
      zone: 'Asia/Jakarta',
      years: years.map((tahun) => ({ tahun, status: tahun < 2027 ? 'resmi' : 'prakiraan' })),
      hariLibur: hariLibur.map((day) => ({ ...day, tanggal: tanggal(day.tanggal) })),
      weekend: WEEKEND_OF_FIVE_DAY_WEEK,
      officeHours: { opensMinute: 450, closesMinute: 960 },
    })
    expect(calendar.firstYear).toBe(2022)
    expect(calendar.yearStatuses).toHaveLength(years.length)
  })
})

describe('the demo region', () => {
  const ringOf = (feature: (typeof batas.features)[number]): Ring =>
    feature.geometry.coordinates[0].slice(1).map(([lon, lat]) => ({
      lon: Math.round(lon * 100_000),
      lat: Math.round(lat * 100_000),
    }))
  const kecamatan = batas.features.filter(({ properties }) => properties.tingkat === 'kecamatan')
  const villagesOf = (kode: string) =>
    batas.features.filter(({ properties }) => properties.indukKode === kode)

  it('is made again from its sources to the last byte', () => {
    for (const [name, content] of Object.entries(makeDemoRegion()))
      expect(text(`demo/${name}`) === content, name).toBe(true)
  })

  it('keeps its files small enough to draw', () => {
    expect(statSync(join(data, 'demo/batas.geojson')).size).toBeLessThanOrEqual(250_000)
    expect(statSync(join(data, 'demo/peta-sketsa.json')).size).toBeLessThanOrEqual(12_000)
  })

  it('has 12 kecamatan of 6 to 8 villages, every one with a border and an office', () => {
    expect(kecamatan).toHaveLength(12)
    const below = wilayah.filter(({ kode }) => kode.split('.').length >= 3)
    expect(new Set(below.map(({ kode }) => kode))).toEqual(
      new Set(batas.features.map(({ properties }) => properties.kode)),
    )
    expect(new Set(below.map(({ kode }) => kode))).toEqual(
      new Set(unit.flatMap(({ wilayahKode }) => wilayahKode ?? [])),
    )
    for (const { properties } of kecamatan) {
      expect(villagesOf(properties.kode).length).toBeGreaterThanOrEqual(6)
      expect(villagesOf(properties.kode).length).toBeLessThanOrEqual(8)
    }
  })

  it('gives kelurahan a 1 and desa a 2 in the village part, under the right parent', () => {
    for (const { kode, tingkat, induk_kode } of wilayah) {
      expect(kode.split('.').slice(0, -1).join('.')).toBe(induk_kode)
      const first = kode.split('.')[3]?.[0]
      if (first !== undefined) expect(tingkat).toBe(first === '1' ? 'kelurahan' : 'desa')
    }
  })

  it.each(batas.features)('draws $properties.nama as a simple closed ring', (feature) => {
    const [line] = feature.geometry.coordinates
    expect(line[0]).toEqual(line.at(-1))
    const ring = ringOf(feature)
    expect(ring).toEqual(counterClockwise(ring))
    expect(isSimple(ring)).toBe(true)
    const { lat, lon } = feature.properties
    expect(contains(ring, { lat: lat * 100_000, lon: lon * 100_000 })).toBe(true)
  })

  it.each(kecamatan)('fills $properties.nama with its villages, no gap and no overlap', (whole) => {
    const parts = villagesOf(whole.properties.kode).map(ringOf)
    const ring = ringOf(whole)
    expect(parts.reduce((sum, part) => sum + doubleArea(part), 0)).toBe(doubleArea(ring))
    const outline = new Set(edgesOf(ring))
    const edges = parts.flatMap(edgesOf)
    const all = new Set(edges)
    expect(all.size).toBe(edges.length)
    for (const edge of all) expect(outline.has(edge) !== all.has(reverse(edge)), edge).toBe(true)
  })

  it('lies in the open sea, far from every real kabupaten', () => {
    for (const { geometry } of batas.features)
      for (const [lon, lat] of geometry.coordinates[0]) {
        expect(lat > -9.3 && lat < -8.85).toBe(true)
        expect(lon > 110.85 && lon < 111.45).toBe(true)
      }
  })

  it('puts every kecamatan at the same place on the sketch and on the map', () => {
    const { bounds, width } = petaSketsa
    const unitsPerLon = (width - 20) / (bounds.maxLon - bounds.minLon)
    const middle = (((bounds.maxLat + bounds.minLat) / 2) * Math.PI) / 180
    for (const { properties } of kecamatan) {
      const shape = petaSketsa.kecamatan.find(({ kode }) => kode === properties.kode)
      const x = 10 + (properties.lon - bounds.minLon) * unitsPerLon
      const y = 10 + ((bounds.maxLat - properties.lat) * unitsPerLon) / Math.cos(middle)
      expect(contains(pathPoints(shape?.path ?? ''), { lon: x, lat: y }), properties.nama).toBe(
        true,
      )
    }
  })

  it('has main roads of three classes and a river for its backdrop', () => {
    const kelas = latar.features.map(({ properties }) => properties.kelas ?? properties.jenis)
    expect(new Set(kelas)).toEqual(
      new Set(['jalan-nasional', 'jalan-provinsi', 'jalan-kabupaten', 'sungai']),
    )
  })
})

function edgesOf(ring: Ring): readonly string[] {
  const at = (i: number) => `${ring[i % ring.length]?.lon},${ring[i % ring.length]?.lat}`
  return ring.map((_, i) => `${at(i)} ${at(i + 1)}`)
}

function reverse(edge: string): string {
  return edge.split(' ').toReversed().join(' ')
}

function pathPoints(path: string): Ring {
  let at = { lon: 0, lat: 0 }
  const numbers = [...path.matchAll(/-?\d+/g)].map(Number)
  return numbers.flatMap((dx, i) => {
    if (i % 2 === 1) return []
    at = { lon: at.lon + dx, lat: at.lat + (numbers[i + 1] ?? 0) }
    return [at]
  })
}

describe('demo offices and accounts', () => {
  const CONTRACT =
    'warga warga2 rt kades lurah camat operator-aduan petugas-pupr kadis-pupr loket kadis-dpmptsp bappeda ppkd pa-pupr ppk-pupr bendahara-pupr bud akuntansi bapenda aset walidata ppid inspektorat dprd bupati admin'

  it('name at least 30 agencies, every parent before its children', () => {
    expect(unit.filter(({ wilayahKode }) => wilayahKode === null).length).toBeGreaterThanOrEqual(30)
    const seen = new Set<string>()
    for (const { kode, indukKode } of unit) {
      expect(seen.has(kode), kode).toBe(false)
      if (indukKode !== null) expect(seen).toContain(indukKode)
      seen.add(kode)
    }
  })

  it('let every role of the contract sign in, under the promised name', () => {
    const promised = akun.filter(({ isKontrak }) => isKontrak).map(({ username }) => username)
    expect(promised).toEqual(CONTRACT.split(' '))
    expect(duplicates(akun.map(({ username }) => username))).toEqual([])
    expect(new Set(akun.flatMap(({ roles }) => roles))).toEqual(new Set(schemas.ALL_ROLES))
  })

  it('sit in offices and areas that exist', () => {
    const areas = wilayah.map(({ kode }) => kode)
    for (const { username, unitKode: office, wilayahKode, position, jenis } of akun) {
      if (office !== null) expect(unitKode, username).toContain(office)
      if (wilayahKode !== null) expect(areas, username).toContain(wilayahKode)
      expect(position !== null && office !== null, username).toBe(jenis === 'officer')
    }
  })

  it('carry NIK that no real person can have', () => {
    const today = tanggal('2026-11-25')
    const niks = akun.flatMap(({ nik }) => nik ?? [])
    expect(niks.length).toBeGreaterThan(0)
    for (const nik of niks) {
      expect(parseNik(nik, { today }).ok).toBe(false)
      expect(parseNik(nik, { today, allowDemo: true }).ok).toBe(true)
    }
  })

  it('leave no number in any data file that could be the NIK of a real person', () => {
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /\.(json|csv|geojson|md)$/.test(name))) {
      const found = [...text(file).matchAll(/(?<![\d.])\d{16}(?!\d)/g)].map(([digits]) => digits)
      const real = found.filter((digits) => looksLikeNik(digits) && !digits.startsWith('99'))
      expect(real, file).toEqual([])
    }
  })
})

describe('the invented population', () => {
  it('has NIKs that are sound, used once, and tell the birth and sex that are written beside them', () => {
    expect(penduduk.length).toBeGreaterThanOrEqual(60)
    expect(duplicates(penduduk.map(({ nik }) => nik))).toEqual([])
    for (const { nik, lahir, kelamin } of penduduk) {
      const read = parseNik(nik, { today: tanggal('2026-11-26'), allowDemo: true })
      expect([nik, read.ok && read.value.birthDate, read.ok && read.value.sex]).toEqual([
        nik,
        lahir,
        kelamin,
      ])
    }
  })

  it('lives in villages of the demo region, each family at one address with one head', () => {
    const desa = new Set(wilayah.map(({ kode }) => kode))
    expect(penduduk.filter(({ desaKode }) => !desa.has(desaKode))).toEqual([])
    const families = new Map(
      penduduk.map(({ nkk }) => [nkk, penduduk.filter((one) => one.nkk === nkk)]),
    )
    for (const family of families.values()) {
      expect(family.filter(({ hubungan }) => hubungan === 'kepala_keluarga')).toHaveLength(1)
      const homes = new Set(
        family.map((one) => `${one.desaKode} ${one.rt} ${one.rw} ${one.alamat}`),
      )
      expect(homes.size).toBe(1)
    }
  })

  it('knows the demo accounts that have a NIK, by the same name', () => {
    const byNik = new Map(penduduk.map((one) => [one.nik, one.nama]))
    const withNik = akun.filter((one) => one.nik !== undefined)
    expect(withNik.length).toBeGreaterThanOrEqual(3)
    for (const { nik, name } of withNik) expect([name, byNik.get(nik ?? '')]).toEqual([name, name])
  })

  it('answers for the businesses it owns', () => {
    expect(duplicates(usaha.map(({ nib }) => nib))).toEqual([])
    const niks = new Set(penduduk.map(({ nik }) => nik))
    const owners = usaha.flatMap((one) => one.nikPenanggungJawab ?? [])
    expect(owners.filter((nik) => !niks.has(nik))).toEqual([])
  })
})
