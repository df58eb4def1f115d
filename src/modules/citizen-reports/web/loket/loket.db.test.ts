import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { rows, sql } from '../../../../platform/db/database.ts'

const { app, database, takeQueries } = await useRunningApp()

type Browser = Readonly<{
  get: (url: string) => Promise<{ statusCode: number; body: string }>
  post: (
    url: string,
    fields: Record<string, string>,
  ) => Promise<{ statusCode: number; body: string }>
}>

const cookiesOf = (headers: Record<string, unknown>) =>
  [headers['set-cookie'] ?? []].flat().map((one) => String(one).split(';')[0] ?? '')

async function signIn(username: string): Promise<Browser> {
  const jar = new Map<string, string>()
  const keep = (answer: { headers: Record<string, unknown> }) => {
    for (const pair of cookiesOf(answer.headers)) {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      jar.set(name, value)
    }
  }
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const get = async (url: string) => {
    const answer = await app.server.inject({
      url,
      headers: { accept: 'text/html', cookie: cookie() },
    })
    keep(answer)
    return answer
  }
  const post = async (url: string, fields: Record<string, string>, page = url) => {
    const token = /name="_csrf" value="([^"]+)"/.exec((await get(page)).body)?.[1] ?? ''
    const answer = await app.server.inject({
      method: 'POST',
      url,
      headers: {
        accept: 'text/html',
        cookie: cookie(),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: token, ...fields }).toString(),
    })
    keep(answer)
    return answer
  }
  const entered = await post('/masuk', { identitas: username, sandi: 'pendopo-demo' })
  if (entered.statusCode !== 303)
    throw new Error(`${username} could not sign in: ${entered.statusCode}`)
  return {
    get,
    post: (url, fields) => post(url, fields, '/kerja/loket'),
  }
}

const desa = app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0]?.kode ?? ''
let serial = 0
const form = (more: Record<string, string> = {}) => {
  serial += 1
  return {
    kunci: app.kit.newSecretId(),
    aksi: 'simpan',
    jenis: 'pengaduan',
    kategori: 'sampah.fasilitas',
    judul: `Tong sampah rusak di pasar ${serial}`,
    isi: 'Tong sampah di pintu timur pecah sejak bulan lalu.',
    wilayah: desa,
    patokan: 'pintu timur pasar',
    nama: 'Ibu Sumiati',
    telepon: `0812345${String(60_000 + serial)}`,
    privasi: 'petugas',
    setuju: '1',
    ...more,
  }
}

const loket = await signIn('loket')
const find = (judul: string) =>
  rows(
    database.owner,
    sql<{
      nomor: string
      kanal: string
      akun: string | null
      nama: string | null
      dibantuOleh: string | null
      persetujuanAt: Date | null
      tenggatAt: Date | null
    }>`select l.nomor, l.kanal, l.pelapor_akun_id as akun, p.nama, p.dibantu_oleh as "dibantuOleh",
      p.persetujuan_at as "persetujuanAt", l.tenggat_at as "tenggatAt"
    from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id where l.judul = ${judul}`,
  )

describe('the counter', () => {
  it('takes a report for a citizen and prints the slip with number, code and promise', async () => {
    const fields = form()
    const slip = await loket.post('/kerja/loket', fields)
    expect(slip.statusCode).toBe(200)
    const [made] = await find(fields.judul)
    expect(made).toMatchObject({ kanal: 'loket', nama: 'Ibu Sumiati' })
    expect(made?.akun).not.toBeNull()
    expect(made?.dibantuOleh).not.toBeNull()
    expect(made?.persetujuanAt).not.toBeNull()
    expect(made?.tenggatAt).not.toBeNull()
    expect(slip.body).toContain(made?.nomor)
    expect(slip.body).toMatch(/LCK-[\dA-Z-]{20,}/)
    expect(slip.body).toContain('<svg viewBox')
  })

  it('shows the code once: neither a reload nor the slip again tells it, a new one ends the old', async () => {
    const fields = form()
    const first = await loket.post('/kerja/loket', fields)
    const code = /LCK-[\dA-Z-]{20,}/.exec(first.body)?.[0] ?? ''
    const again = await loket.post('/kerja/loket', fields)
    expect(again.body).not.toContain('LCK-')
    const [made, ...others] = await find(fields.judul)
    expect(others).toEqual([])
    const url = `/kerja/loket/${made?.nomor}/slip`
    expect((await loket.get(url)).body).not.toContain('LCK-')
    const renewed = await loket.post(url, {})
    const fresh = /LCK-[\dA-Z-]{20,}/.exec(renewed.body)?.[0] ?? ''
    expect(fresh).not.toBe('')
    expect(fresh).not.toBe(code)
    const digests = await rows(
      database.owner,
      sql<{ old: boolean; fresh: boolean }>`select
        exists (select 1 from citizen_reports.pelapor where kode_lacak_digest = sha256(${code}::bytea)) as old,
        exists (select 1 from citizen_reports.pelapor where kode_lacak_digest = sha256(${fresh}::bytea)) as fresh`,
    )
    expect(digests).toEqual([{ old: false, fresh: true }])
    const audited = await rows(
      database.owner,
      sql<{
        tindakan: string
      }>`select c.tindakan from audit.catatan c where c.tindakan = 'laporan.kode-lacak-baru'`,
    )
    expect(audited).toHaveLength(1)
  })

  it('says everything that is missing at once and stores nothing', async () => {
    const answer = await loket.post(
      '/kerja/loket',
      form({ judul: 'x', isi: 'y', setuju: '', nama: '', telepon: '123', lat: 'abc', lon: '' }),
    )
    expect(answer.statusCode).toBe(422)
    for (const field of ['judul', 'isi', 'setuju', 'nama', 'telepon', 'lat'])
      expect(answer.body).toContain(`href="#f-${field}"`)
    expect(await find('x')).toEqual([])
  })

  it('asks the questions of the category on the same page', async () => {
    const page = await loket.post(
      '/kerja/loket',
      form({ aksi: 'pertanyaan', kategori: 'jalan.lubang' }),
    )
    expect(page.body).toContain('name="jawaban.')
    expect(page.body).toContain('pintu timur pasar')
  })

  it('goes on to the next paper form, keeping the village', async () => {
    const fields = form({ aksi: 'berikut' })
    const next = await loket.post('/kerja/loket', fields)
    expect(next.body).toContain('tersimpan')
    expect(next.body).toMatch(/LCK-/)
    expect(next.body).not.toContain(fields.judul)
    expect(next.body).toContain(`<option value="${desa}" selected`)
  })

  it('keeps nobody’s name when the reporter wants none', async () => {
    const fields = form({ privasi: 'anonim' })
    await loket.post('/kerja/loket', fields)
    expect(await find(fields.judul)).toMatchObject([{ nama: null, akun: null }])
  })

  it('is open to those who sit at counters and to nobody else', async () => {
    for (const name of ['operator-aduan', 'kades', 'lurah', 'camat'])
      expect([name, (await (await signIn(name)).get('/kerja/loket')).statusCode]).toEqual([
        name,
        200,
      ])
    for (const name of ['warga', 'petugas-pupr', 'inspektorat'])
      expect([name, (await (await signIn(name)).get('/kerja/loket')).statusCode]).toEqual([
        name,
        403,
      ])
  })

  it('starts a village’s own desk with its village, in few statements', async () => {
    const kades = await signIn('kades')
    takeQueries()
    const page = await kades.get('/kerja/loket')
    expect(page.body).toContain('<option value="99.01.02.2001" selected')
    expect(takeQueries().length).toBeLessThanOrEqual(12)
  })
})
