import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNomor, formatPublicCode } from '../../../kernel/nomor.ts'
import { parseEmail, stripQuoted } from './channel-email.ts'
import { gsmLength, type ReplyKind, SMS_CHARS_MAX, toGsm, writeReply } from './channel-reply.ts'
import { CHANNEL_TEXT_MAX, parseSms } from './channel-text.ts'
import { parseWhatsApp } from './channel-whatsapp.ts'

const nomor = formatNomor({ prefix: 'ADU', year: 2026, serial: 4417 })
const intentOf = (text: string) => parseSms(text).intent

describe('an SMS that reports', () => {
  it.each([
    'LAPOR Jalan berlubang di depan pasar #Tumbas RT 2',
    'lapor jalan berlubang di depan pasar #Tumbas RT 2',
    'Lpr: Jalan berlubang di depan pasar lokasi: Tumbas RT 2',
    '#LAPOR Jalan berlubang di depan pasar # Tumbas RT 2',
    '*Laporan* - Jalan berlubang di depan pasar Lok= Tumbas RT 2',
  ])('%s gives words and place apart', (text) => {
    const message = parseSms(text)
    expect(message.intent).toBe('lapor')
    expect(message.text.toLowerCase()).toBe('jalan berlubang di depan pasar')
    expect(message.location).toEqual({ kind: 'kata', kata: 'Tumbas RT 2' })
  })

  it('needs no keyword, because there is no wrong door', () => {
    expect(parseSms('Lampu jalan mati sejak Senin')).toMatchObject({
      intent: 'lapor',
      text: 'Lampu jalan mati sejak Senin',
    })
  })

  it.each([
    'Belum ada air bersih sejak kemarin sore di desa kami',
    'Sudah seminggu lampu mati',
    'Tidak ada petugas di puskesmas',
    'Tolong perbaiki jalan desa',
    'Status jalan ini rusak berat',
    'Benar-benar rusak jalannya',
    'Info lampu merah mati di perempatan',
  ])('keeps every word of %j, although its first looks like a keyword', (text) => {
    expect(parseSms(text)).toMatchObject({ intent: 'lapor', text })
  })

  it('keeps a number that belongs to its words', () => {
    const message = parseSms(`LAPOR lubang sama seperti ${nomor}`)
    expect(message).toMatchObject({ intent: 'lapor', nomor })
    expect(message.text).toContain(nomor)
  })

  it.each([
    '-7.4478,112.7183',
    'https://maps.google.com/?q=-7.4478,112.7183',
    '( -7.4478, 112.7183 )',
  ])('finds the point in %s', (place) => {
    expect(parseSms(`LAPOR pohon tumbang ${place}`).location).toMatchObject({
      kind: 'titik',
      lat: -7.4478,
      lon: 112.7183,
    })
  })

  it('takes no point from money, versions or nowhere', () => {
    for (const text of [
      'LAPOR pungli 25.000,50.000 rupiah',
      'LAPOR titik 99.1234,200.1234 salah',
      'LAPOR di 0.0000,0.0000 saja',
    ]) {
      expect(parseSms(text).location?.kind).not.toBe('titik')
    }
  })

  it.each(['', '   ', 'LAPOR', 'lapor #', 'x', 'BANTUAN', 'help', 'Info', '?', 'halo min'])(
    '%j gets help',
    (text) => {
      expect(intentOf(text)).toBe('bantuan')
    },
  )

  it('drops invisible characters and cuts what is endless', () => {
    expect(parseSms('LAPOR\u200b jalan\u0000 \trusak\u202e berat').text).toBe('jalan rusak berat')
    expect(parseSms(`LAPOR ${'x'.repeat(10_000)}`).text.length).toBeLessThanOrEqual(
      CHANNEL_TEXT_MAX,
    )
  })
})

describe('an SMS about a case', () => {
  it.each([
    `CEK ${nomor}`,
    `cek ${nomor.toLowerCase()}`,
    `status adu 2026 4417 ${nomor.at(-1)}`,
    nomor,
    `Lacak: ${nomor.replaceAll('-', '')}`,
    `CEK ${nomor} dong`,
  ])('%s asks for its status', (text) => {
    expect(parseSms(text)).toMatchObject({ intent: 'cek', nomor })
  })

  it('keeps a mistyped number apart, so that the answer can say so', () => {
    const wrong = `${nomor.slice(0, -1)}${nomor.endsWith('A') ? 'B' : 'A'}`
    expect(parseSms(`CEK ${wrong}`)).toMatchObject({ intent: 'cek', nomorSalah: wrong })
    expect(parseSms('CEK ADU-2026-004417')).toMatchObject({ nomorSalah: 'ADU-2026-004417' })
    expect(parseSms('CEK')).toEqual({ intent: 'cek', text: '', media: [] })
  })

  it.each([
    `BENAR ${nomor}`,
    'benar',
    'Bnr, terima kasih pak',
    `betul ${nomor} sudah diperbaiki, makasih`,
    'Sudah',
    'ya',
    `OK ${nomor}`,
  ])('%s confirms', (text) => {
    expect(intentOf(text)).toBe('konfirmasi')
  })

  it.each([
    `BENAR ${nomor} tapi masih rusak`,
    `Sudah ${nomor} belum diperbaiki`,
    `ya ${nomor} kapan?`,
  ])('%s does not close the case, because more than courtesy follows', (text) => {
    expect(parseSms(text)).toMatchObject({ intent: 'cek', nomor })
  })

  it.each([
    [`BELUM ${nomor} masih berlubang`, 'masih berlubang'],
    ['blm', ''],
    ['Belum, masih bocor', 'masih bocor'],
    [`tidak ${nomor} lampunya mati lagi`, 'lampunya mati lagi'],
    ['Tidak.', ''],
  ])('%s says it is not fixed, and why', (text, reason) => {
    expect(parseSms(text)).toMatchObject({ intent: 'belum', text: reason })
  })
})

describe('WhatsApp', () => {
  const deliver = (...messages: readonly unknown[]) => ({
    object: 'whatsapp_business_account',
    entry: [
      {
        changes: [
          {
            value: {
              contacts: [{ wa_id: '628110000112', profile: { name: 'Ani' } }],
              messages,
            },
          },
        ],
      },
    ],
  })
  const envelope = { id: 'wamid.1', from: '628110000112', timestamp: '1795482600' }

  it('gives sender, time and understood text', () => {
    const payload = deliver({ ...envelope, type: 'text', text: { body: `CEK ${nomor}` } })
    expect(parseWhatsApp(payload)).toEqual([
      {
        messageId: 'wamid.1',
        from: '628110000112',
        name: 'Ani',
        sentAt: '2026-11-24T01:10:00.000Z',
        message: { intent: 'cek', text: '', nomor, media: [] },
      },
    ])
  })

  it('gives a picture with its caption, and one without words as a report to be completed', () => {
    const image = { id: 'm1', mime_type: 'image/jpeg' }
    const found = parseWhatsApp(
      deliver(
        { ...envelope, type: 'image', image: { ...image, caption: 'LAPOR sampah menumpuk' } },
        { ...envelope, id: '2', type: 'image', image },
      ),
    )
    expect(found.map(({ message }) => message)).toEqual([
      {
        intent: 'lapor',
        text: 'sampah menumpuk',
        media: [{ kind: 'gambar', id: 'm1', mimeType: 'image/jpeg' }],
      },
      { intent: 'lapor', text: '', media: [{ kind: 'gambar', id: 'm1', mimeType: 'image/jpeg' }] },
    ])
  })

  it('gives a shared location as a point, but not the nowhere of 0,0', () => {
    const location = { latitude: -7.4478, longitude: 112.7183, name: 'Pasar', address: 'Tumbas' }
    const [pin, nowhere] = parseWhatsApp(
      deliver(
        { ...envelope, type: 'location', location },
        { ...envelope, type: 'location', location: { latitude: 0, longitude: 0 } },
      ),
    )
    expect(pin?.message).toMatchObject({
      intent: 'lapor',
      location: { kind: 'titik', lat: -7.4478, lon: 112.7183, kata: 'Pasar, Tumbas' },
    })
    expect(nowhere?.message.intent).toBe('bantuan')
  })

  it('understands buttons, answers stickers with help, and is silent on reactions', () => {
    const found = parseWhatsApp(
      deliver(
        { ...envelope, type: 'button', button: { text: 'BENAR' } },
        {
          ...envelope,
          type: 'interactive',
          interactive: { button_reply: { id: 'x', title: 'BELUM' } },
        },
        { ...envelope, type: 'sticker', sticker: { id: 's' } },
        { ...envelope, type: 'reaction', reaction: { emoji: '👍' } },
      ),
    )
    expect(found.map(({ message }) => message.intent)).toEqual(['konfirmasi', 'belum', 'bantuan'])
    expect(
      parseWhatsApp({ entry: [{ changes: [{ value: { statuses: [{ id: 'x' }] } }] }] }),
    ).toEqual([])
  })

  it('never throws, and reads at most a hundred messages', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (anything, json) => {
        expect(parseWhatsApp(anything)).toEqual([])
        const payload = deliver(json, anything, {
          ...envelope,
          text: json,
          image: json,
          location: json,
          timestamp: json,
        })
        for (const { message } of parseWhatsApp(payload)) expect(message.intent).not.toBe('')
      }),
      { numRuns: 200 },
    )
    const many = Array.from({ length: 500 }, () => ({ ...envelope, text: { body: 'x' } }))
    expect(parseWhatsApp(deliver(...many))).toHaveLength(100)
  })
})

describe('an e-mail', () => {
  it('is a report with its subject as title, without signature, closing and name', () => {
    const text =
      'Yth. Bapak,\r\n\r\nJembatan desa retak.\r\n\r\nHormat saya,\r\nBudi\r\n-- \r\nBudi, 0811'
    expect(parseEmail({ subject: 'Jembatan retak', text })).toEqual({
      intent: 'lapor',
      text: 'Yth. Bapak,\n\nJembatan desa retak.',
      judul: 'Jembatan retak',
      media: [],
    })
  })

  it.each([
    `BENAR\n\nPada Sel, 24 Nov 2026 pukul 08.10 Pendopo <a@contoh.go.id> menulis:\n> Balas BELUM`,
    `Benar, makasih.\n\nPada Sel, 24 Nov 2026 Pendopo\n<a@contoh.go.id> menulis:\n\nBalas BELUM`,
    `benar\n\nOn Tue, Nov 24, 2026 at 8:10 AM\nPendopo\n<a@contoh.go.id> wrote:\n> x`,
    `Benar\n-----Original Message-----\nBELUM`,
    `Benar\n________________________________\nDari: Pendopo`,
    `Benar\n\nDari: Pendopo <a@contoh.go.id>\nDikirim: Selasa\nKepada: Budi\nBELUM`,
    `Benar\n\nDikirim dari iPhone saya`,
    `> BELUM\n> x\nBenar`,
  ])('that answers ours confirms the case named in the subject (%#)', (text) => {
    const message = parseEmail({ subject: `Re: Bls: Laporan ${nomor} selesai`, text })
    expect(message).toMatchObject({
      intent: 'konfirmasi',
      nomor,
      judul: `Laporan ${nomor} selesai`,
    })
  })

  it('with free words about a known case is a question about it, not a new report', () => {
    expect(parseEmail({ subject: `Re: ${nomor}`, text: 'Kapan diperbaiki?' })).toMatchObject({
      intent: 'cek',
      nomor,
    })
    expect(parseEmail({ subject: `Re: ${nomor}`, text: 'Belum, masih retak' })).toMatchObject({
      intent: 'belum',
      nomor,
      text: 'masih retak',
    })
  })

  it('with everything in the subject is understood', () => {
    expect(parseEmail({ subject: `CEK ${nomor}`, text: '' })).toMatchObject({
      intent: 'cek',
      nomor,
    })
    expect(parseEmail({ subject: 'Lampu jalan mati di Tumbas', text: '\n' }).intent).toBe('lapor')
    expect(parseEmail({ subject: '', text: '' }).intent).toBe('bantuan')
  })

  it('keeps a quotation mark, a dash and a thank you inside the words', () => {
    const text =
      'Terima kasih atas kerjanya.\nJalan - yang di utara - rusak.\nPada musim hujan banjir.'
    expect(stripQuoted(text)).toBe(text)
  })

  it('never throws', () => {
    const line = fc.constantFrom(
      '> x',
      '-- ',
      'Dari: x',
      'Pada x menulis:',
      'Salam,',
      '',
      'LAPOR x',
      'Re: ',
      nomor,
      '\r',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(line).map((lines) => lines.join('\n')),
    )
    fc.assert(
      fc.property(text, text, (subject, body) => {
        expect(parseEmail({ subject, text: body }).text.length).toBeLessThanOrEqual(
          CHANNEL_TEXT_MAX,
        )
        expect(parseSms(body).media).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('words that follow a report', () => {
  const kode = formatPublicCode('LCK', new Uint8Array(10).fill(7))

  it.each(['CEK', 'status', 'BENAR', 'belum', 'LOKASI'])('%s takes a tracking code', (word) => {
    expect(parseSms(`${word} ${kode}`)).toMatchObject({ kode })
    expect(parseSms(`${word} ${kode.toLowerCase().replaceAll('-', ' ')}`)).toMatchObject({ kode })
  })

  it('leave a code with a typo alone', () => {
    expect(parseSms(`CEK ${kode.slice(0, -1)}`).kode).toBeUndefined()
  })

  it('read the place of a report that came without one', () => {
    expect(parseSms('LOKASI depan pasar Tumbas')).toMatchObject({
      intent: 'lokasi',
      location: { kind: 'kata', kata: 'depan pasar Tumbas' },
    })
    expect(parseSms(`lokasi -7.4478,112.7183 ${nomor}`)).toMatchObject({
      intent: 'lokasi',
      nomor,
      location: { kind: 'titik', lat: -7.4478, lon: 112.7183 },
    })
  })

  it('open a case again only when they name it', () => {
    expect(parseSms(`BUKA ${nomor} masih bocor`)).toMatchObject({
      intent: 'belum',
      nomor,
      text: 'masih bocor',
    })
    expect(parseSms('Buka lapak di trotoar setiap malam').intent).toBe('lapor')
  })
})

describe('answers by SMS', () => {
  const kinds: readonly ReplyKind[] = [
    'diterima',
    'diterima-tanpa-tempat',
    'tempat-dicatat',
    'ditambahkan',
    'minta-cerita',
    'minta-kode',
    'gagal',
    'status',
    'minta-konfirmasi',
    'terkonfirmasi',
    'dibuka-kembali',
    'minta-nomor',
    'nomor-tidak-ditemukan',
    'nomor-salah-ketik',
    'tidak-ada-konfirmasi',
    'terlalu-sering',
    'bantuan',
  ]
  const values = {
    nomor,
    kode: formatPublicCode('LCK', new Uint8Array(10).fill(255)),
    situs: 'lapor.jatiraya.go.id',
    tanggal: '24 November 2026',
    status: 'menunggu konfirmasi pelapor',
    unit: 'Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Jatiraya Bidang Bina Marga',
  }

  it.each(kinds)('%s fits one message in both languages and names the whole number', (kind) => {
    for (const lang of ['id', 'en'] as const) {
      const text = writeReply(kind, values, lang)
      expect(gsmLength(text)).toBeLessThanOrEqual(SMS_CHARS_MAX)
      expect(toGsm(text)).toBe(text)
      expect(text).not.toMatch(/\{\{|!/)
      if (kind.startsWith('minta-k') || kind.startsWith('diterima')) expect(text).toContain(nomor)
      if (kind.startsWith('diterima')) expect(text).toContain(values.kode)
    }
  })

  it('never shortens the tracking code, however long the rest is', () => {
    const wild = 'x'.repeat(400)
    const text = writeReply('diterima', { nomor, kode: values.kode, tanggal: wild })
    expect(text).toContain(values.kode)
  })

  it('shortens the unit and nothing else', () => {
    const text = writeReply('minta-konfirmasi', values)
    expect(text).toContain('oleh Dinas Pekerjaan Umum...')
    expect(text).toContain('24 November 2026')
  })

  it('fits whatever the values are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.string({ unit: 'binary', maxLength: 400 }),
        (kind, wild) => {
          const text = writeReply(kind, { nomor, tanggal: wild, status: wild, unit: wild })
          expect(gsmLength(text)).toBeLessThanOrEqual(SMS_CHARS_MAX)
          expect(toGsm(text)).toBe(text)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is written in the GSM alphabet, extension signs counted double', () => {
    expect(toGsm('“Pasar” – é ñ ă 😀…')).toBe('"Pasar" - é ñ a ?...')
    expect(gsmLength('a[b]€')).toBe(8)
  })
})
