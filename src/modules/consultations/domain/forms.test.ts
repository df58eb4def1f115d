import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import type { Result } from '../../../kernel/result.ts'
import { loadAturan } from '../load-aturan.ts'
import { readAkhirJanji, readJanji, readJawaban } from './jawaban.ts'
import { isLewat, nomorMasukan, readMasukan, samaOf } from './masukan.ts'
import { readPertemuan } from './pertemuan.ts'
import { keadaanOf, readKepala } from './susun.ts'
import { refuseTutupKonsultasi } from './tutup.ts'

const TODAY = tanggal('2026-11-27')
const aturan = loadAturan()(TODAY)
const codes = (done: Result<unknown>) => (done.ok ? [] : done.refusals.map(({ code }) => code))
const granted = <T>(done: Result<T>): T => {
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return done.value
}

describe('the head of a consultation', () => {
  const good = {
    jenis: 'rancangan',
    bentuk: 'perkada',
    judul: 'Rancangan uji',
    tujuan: 'Menyempurnakan rancangan.',
    unit: 'dlh',
    tutup: '2026-12-20',
  }
  const read = (form: Partial<typeof good>) =>
    readKepala({ ...good, ...form }, { aturan, units: ['dlh'], today: TODAY })

  it('is taken when everything is there; a forum has no form of regulation', () => {
    expect(granted(read({}))).toMatchObject({ bentuk: 'perkada', tutupPada: '2026-12-20' })
    expect(granted(read({ jenis: 'fkp' })).bentuk).toBe('')
  })

  it('is refused with every reason at once', () => {
    const none = { jenis: '', bentuk: '', judul: 'x', tujuan: '', unit: 'pupr', tutup: '32' }
    expect(codes(read(none))).toEqual([
      'JENIS_KOSONG',
      'JUDUL_KOSONG',
      'TUJUAN_KOSONG',
      'UNIT_BUKAN_MILIK_ANDA',
      'TANGGAL_TUTUP',
    ])
    expect(codes(read({ bentuk: 'uu' }))).toEqual(['BENTUK_KOSONG'])
  })

  it('gives people the days the rules want', () => {
    expect(codes(read({ tutup: '2026-12-10' }))).toEqual(['TANGGAL_TUTUP_DEKAT'])
    expect(codes(read({ tutup: '2026-12-11' }))).toEqual([])
  })
})

describe('a consultation', () => {
  it('is open through its last day, and answered after it', () => {
    const of = (status: 'draf' | 'buka' | 'tutup', tutupPada: string) =>
      keadaanOf({ status, tutupPada: tanggal(tutupPada) }, TODAY)
    expect(of('buka', '2026-11-27')).toBe('buka')
    expect(of('buka', '2026-11-26')).toBe('jawab')
    expect(of('draf', '2026-11-26')).toBe('draf')
    expect(of('tutup', '2026-11-28')).toBe('tutup')
  })

  const done = {
    jenis: 'rancangan',
    tutupPada: tanggal('2026-11-26'),
    today: TODAY,
    pertemuan: 0,
    menunggu: [],
    janjiUbah: [],
    perubahan: [],
  } as const
  const closing = (more: Partial<Parameters<typeof refuseTutupKonsultasi>[0]>) =>
    refuseTutupKonsultasi({ ...done, ...more })

  it('is closed when all is answered, and says what is missing', () => {
    expect(closing({})).toEqual([])
    expect(closing({ today: done.tutupPada }).map(({ code }) => code)).toEqual([
      'TUTUP_BELUM_WAKTUNYA',
    ])
    expect(closing({ jenis: 'fkp' }).map(({ code }) => code)).toEqual(['TUTUP_TANPA_PERTEMUAN'])
    const waiting = Array.from({ length: 12 }, (_, at) => at + 1)
    expect(closing({ menunggu: waiting })[0]?.message).toContain(
      '12 masukan yang belum dijawab: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …',
    )
  })

  it('is not closed while a change that was announced is not in the text; a new number is no change', () => {
    const janjiUbah = [{ urut: 3, jangkar: 'b4', label: 'Pasal 4' }]
    const change = { jangkar: 'b4', lama: undefined, baru: undefined }
    const first = (jenis: 'ubah' | 'nomor') =>
      closing({ janjiUbah, perubahan: [{ ...change, jenis }] })[0]?.code
    expect(closing({ janjiUbah })[0]?.message).toContain(
      'masukan 3 menjanjikan perubahan pada Pasal 4',
    )
    expect(first('nomor')).toBe('TUTUP_BELUM_DIUBAH')
    expect(first('ubah')).toBeUndefined()
  })
})

describe('an input', () => {
  const good = { jenis: 'setuju', teks: 'Aturan ini sudah baik.', wakil: 'sendiri' }

  it('is refused with every reason at once', () => {
    expect(codes(readMasukan({}))).toEqual(['MASUKAN_JENIS', 'MASUKAN_TEKS', 'MASUKAN_WAKIL'])
    expect(codes(readMasukan({ ...good, jenis: 'ubah', wakil: 'organisasi' }))).toEqual([
      'MASUKAN_USUL',
      'MASUKAN_ORGANISASI',
    ])
    expect(codes(readMasukan({ ...good, teks: 'x'.repeat(2_001) }))).toEqual(['MASUKAN_TEKS'])
  })

  it('loses personal data before it is kept, and wording where none is proposed', () => {
    const isi = granted(
      readMasukan({ ...good, teks: 'Hubungi saya di 081234567890.', usul: 'Bunyi lain.' }),
    )
    expect(isi.teks).toBe('Hubungi saya di [nomor telepon disamarkan].')
    expect(isi.usul).toBeNull()
  })

  it('is the same whatever its spaces, signs and capitals', () => {
    const of = (teks: string, jenis = 'setuju') =>
      samaOf(granted(readMasukan({ ...good, teks, jenis })))
    expect(of('  ATURAN ini, sudah\nbaik! ')).toBe(of(good.teks))
    expect(of(good.teks, 'tolak')).not.toBe(of(good.teks))
  })

  it('has a number people can say, and is late the day after its day', () => {
    expect(nomorMasukan('k3m9xq', 12)).toBe('MSK-K3M9XQ-12')
    expect(isLewat({ status: 'menunggu', tenggat: TODAY }, TODAY)).toBe(false)
    expect(isLewat({ status: 'menunggu', tenggat: tanggal('2026-11-26') }, TODAY)).toBe(true)
    expect(isLewat({ status: 'dijawab', tenggat: tanggal('2026-11-26') }, TODAY)).toBe(false)
  })
})

describe('an answer', () => {
  const around = {
    masukan: [{ urut: 4, jenis: 'ubah' as const }],
    jangkar: new Set(['b1']),
    janji: new Set([2]),
  }
  const good = { putusan: 'diterima', alasan: 'Disetujui setelah dihitung.', bagian: 'b1' }

  it('that accepts names the passage that changes or a promise', () => {
    expect(granted(readJawaban(good, around))).toMatchObject({ jangkar: 'b1', janjiUrut: null })
    const promised = { ...good, bagian: '', janji: '2' }
    expect(granted(readJawaban(promised, around))).toMatchObject({ janjiUrut: 2 })
    expect(codes(readJawaban({ ...good, bagian: '' }, around))).toEqual(['JAWAB_TINDAK'])
    expect(codes(readJawaban({ ...good, bagian: 'b9', janji: '7' }, around))).toEqual([
      'JAWAB_BAGIAN',
      'JAWAB_JANJI',
    ])
  })

  it('needs a decision and a reason; what proposes something is not explained away', () => {
    expect(codes(readJawaban({}, around))).toEqual(['JAWAB_PUTUSAN', 'JAWAB_ALASAN'])
    const explained = { ...good, putusan: 'dijelaskan' }
    expect(codes(readJawaban(explained, around))).toEqual(['JAWAB_JELAS'])
    const asked = { ...around, masukan: [{ urut: 4, jenis: 'tanya' as const }] }
    expect(granted(readJawaban(explained, asked)).jangkar).toBeNull()
  })
})

describe('a promise', () => {
  it('has words, an office and a day to come; its end has proof', () => {
    const around = { hasUnit: (kode: string) => kode === 'dlh', today: TODAY }
    expect(codes(readJanji({}, around))).toEqual(['JANJI_TEKS', 'JANJI_UNIT', 'JANJI_TENGGAT'])
    const good = { teks: 'Menyediakan tempat sampah.', unit: 'dlh', tenggat: '2026-11-27' }
    expect(codes(readJanji(good, around))).toEqual([])
    expect(codes(readAkhirJanji({ hasil: '', bukti: '' }))).toEqual(['JANJI_HASIL', 'JANJI_BUKTI'])
  })
})

describe('a meeting of a forum', () => {
  const unsur = aturan.unsur.map(({ kode }) => kode)
  const good = {
    pada: '2026-11-20',
    tempat: 'Aula',
    acara: 'Pemaparan',
    'hadir-pengguna': '12',
    'perempuan-pengguna': '7',
    temuan: 'Jam buka pendek.\n\nAntrean panjang.',
  }
  const read = (form: Record<string, string>) =>
    readPertemuan({ ...good, ...form }, { unsur, today: TODAY })

  it('counts who came by element, and keeps one finding a line', () =>
    expect(granted(read({}))).toMatchObject({
      hadir: [{ unsur: 'pengguna', jumlah: 12, perempuan: 7 }],
      temuan: ['Jam buka pendek.', 'Antrean panjang.'],
    }))

  it.each([
    [{ pada: '2026-11-28' }, 'RAPAT_TANGGAL'],
    [{ tempat: '' }, 'RAPAT_TEMPAT'],
    [{ acara: '' }, 'RAPAT_ACARA'],
    [{ 'hadir-pengguna': '', 'perempuan-pengguna': '' }, 'RAPAT_HADIR'],
    [{ 'hadir-ahli': '-1' }, 'RAPAT_HADIR'],
    [{ 'perempuan-pengguna': '13' }, 'RAPAT_HADIR_PEREMPUAN'],
    [{ temuan: 'x' }, 'RAPAT_TEMUAN'],
  ])('is refused for %o', (form, code) => expect(codes(read(form))).toEqual([code]))
})
