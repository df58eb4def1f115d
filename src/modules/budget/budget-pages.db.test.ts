import { beforeAll, describe, expect, it } from 'vitest'
import { openVisitor, signIn, type Visitor } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { openBudgetHouse, openYear } from './testing/budget-house.ts'

const { app } = await useRunningApp()
const tahun = 2042
type Desk = Record<'bappeda' | 'sekda' | 'ppkd' | 'pa' | 'pptk', Visitor>
let desk: Desk
let house: Awaited<ReturnType<typeof openBudgetHouse>>

beforeAll(async () => {
  house = await openBudgetHouse(app, await openYear(app, tahun))
  const [bappeda, sekda, ppkd, pa, pptk] = await Promise.all(
    ['bappeda', 'sekda', 'ppkd', 'pa-pupr', 'pptk-pupr'].map((name) => signIn(app, name)),
  )
  desk = { bappeda, sekda, ppkd, pa, pptk } as Desk
})

/** Open the page a form stands on, then send it. @returns where it leads, or the page again */
async function send(who: Visitor, from: string, to: string, form: Record<string, string>) {
  const page = await who.get(from)
  expect([from, page.status]).toEqual([from, 200])
  const answer = await who.post(to, form)
  return answer.status === 303 ? answer.location : answer.body
}
const make = async (jenis: string) =>
  send(desk.bappeda, `/kerja/anggaran?tahun=${tahun}`, '/kerja/anggaran/versi', {
    tahun: String(tahun),
    jenis,
    judul: `${jenis} ${tahun}`,
    aturan: '',
  })
const enact = async (href: string) => {
  await send(desk.bappeda, href, `${href}/langkah`, { ke: 'diajukan' })
  return send(desk.ppkd, href, `${href}/sahkan`, {
    dasar: 'Perda 8',
    tanggal: `${tahun - 1}-12-30`,
  })
}

describe('a budget without scripts', () => {
  let rka = ''
  let editor = ''
  it('begins with ceilings that are pasted, each fault at its row', async () => {
    const href = await make('kua-ppas')
    expect(href).toMatch(/^\/kerja\/anggaran\/versi\/[0-9a-f-]{36}$/)
    const { pupr, sub } = house
    const wrong = await send(desk.bappeda, href, `${href}/pagu`, {
      blok: `${pupr.kode}\t${sub.kode}\t1.000.000\n${pupr.kode}\t9.99\tx`,
    })
    expect(wrong).toContain('Baris 2, kolom sub')
    expect(wrong).toContain('Baris 2, kolom jumlah')
    const right = `${pupr.kode}\t${sub.kode}\t1.000.000`
    expect(await send(desk.bappeda, href, `${href}/pagu`, { blok: right })).toBe(href)
    expect(await enact(href)).toBe(href)
    rka = await make('rka')
    editor = `${rka}/skpd/${pupr.id}/sub/${sub.id}`
  })

  it('takes a line by form and a block by paste, and gives refused words back', async () => {
    const kode = house.belanja[0]?.kode ?? ''
    const line = {
      rekening: kode,
      uraian: 'Kertas HVS',
      volume: '2,5',
      satuan: 'rim',
      harga: '60.000',
    }
    const refused = await send(desk.pptk, editor, `${editor}/baris`, { ...line, harga: 'mahal' })
    expect(refused).toContain('value="mahal"')
    expect(refused).toContain('Isi harga satuan')
    expect(await send(desk.pptk, editor, `${editor}/baris`, line)).toBe(editor)
    const block = `${kode}\tTinta\thitam\t3\tbotol\t90.000\n${kode}\tMap\t\t10\tlembar\t2.500,50`
    expect(await send(desk.pptk, editor, `${editor}/tempel`, { blok: block })).toBe(editor)
    const page = await desk.pptk.get(editor)
    expect(page.body).toContain('445.005')
    expect(page.body).toContain('Map')
  })

  it('takes a file with headings whole or not at all', async () => {
    const part = `${rka}/skpd/${house.pupr.id}`
    const kode = house.belanja[0]?.kode ?? ''
    await desk.pptk.get(part)
    const csv = (harga: string) =>
      Buffer.from(
        `Kode Sub Kegiatan;Kode Rekening;Uraian;Volume;Satuan;Harga Satuan\n${house.sub.kode};${kode};Lem;4;buah;12.500\n${house.sub.kode};${kode};Klip;1;kotak;${harga}\n`,
      )
    const file = (bytes: Buffer) => [{ field: 'berkas', name: 'rka.csv', bytes }]
    const wrong = await desk.pptk.upload(`${part}/impor`, {}, file(csv('=1+1')))
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('Baris 3, kolom harga')
    const right = await desk.pptk.upload(`${part}/impor`, {}, file(csv('8.000')))
    expect([right.status, right.location]).toEqual([303, part])
    const sheet = await desk.pptk.get(`${part}/baris.xlsx`)
    const again = await desk.pptk.upload(`${part}/impor`, {}, [
      { field: 'berkas', name: 'rka.xlsx', bytes: sheet.bytes },
    ])
    expect(again.status).toBe(303)
    const rows = JSON.parse((await desk.pptk.get(`${editor}/lembar.json`)).body) as {
      baris: (readonly [string, number])[]
    }
    expect(rows.baris).toHaveLength(10)
    const extra = rows.baris.slice(5).map(([id, revisi]) => ({ id, revisi }))
    await desk.pptk.get(editor)
    const sent = { isi: JSON.stringify({ baris: [], hapus: extra }) }
    expect((await desk.pptk.post(`${editor}/lembar`, sent)).status).toBe(200)
    const told = await desk.pptk.get(`${editor}/lembar.json`)
    expect((JSON.parse(told.body) as { baris: unknown[] }).baris).toHaveLength(5)
  })

  it('is closed to who belongs to another SKPD, and to who may only read', async () => {
    const other = house.codes.skpd.all.find(({ unitKode }) => unitKode === 'dikbud')
    const foreign = `${rka}/skpd/${other?.id}/sub/luar`
    await desk.pptk.get(foreign)
    const answer = await desk.pptk.post(`${foreign}/baris`, { uraian: 'x' })
    expect(answer.status).toBe(403)
    const dprd = await signIn(app, 'dprd')
    expect((await dprd.get(editor)).status).toBe(200)
    expect((await dprd.post(`${editor}/baris`, { uraian: 'x' })).status).toBe(403)
  })

  it('goes to TAPD, back with a comment, is answered, approved and enacted up to the budget', async () => {
    const part = `${rka}/skpd/${house.pupr.id}`
    expect(await send(desk.pa, part, `${part}/langkah`, { ke: 'diajukan' })).toBe(part)
    expect((await desk.sekda.get('/kerja')).body).toContain('Perlu ditelaah')
    await send(desk.sekda, part, `${part}/telaah`, { isi: 'Harga map terlalu tinggi.' })
    await send(desk.sekda, part, `${part}/langkah`, { ke: 'dikembalikan', catatan: 'Perbaiki.' })
    const unanswered = await send(desk.pa, part, `${part}/langkah`, { ke: 'diajukan' })
    expect(unanswered).toContain('belum dijawab')
    const page = (await desk.pa.get(part)).body
    const [action = ''] = /\/kerja[^"]+\/jawab/.exec(page) ?? []
    expect(await send(desk.pa, part, action, { jawaban: 'Sudah sesuai survei.' })).toContain(part)
    expect(await send(desk.pa, part, `${part}/langkah`, { ke: 'diajukan' })).toBe(part)
    expect(await send(desk.sekda, part, `${part}/langkah`, { ke: 'disetujui' })).toBe(part)
    expect(await enact(rka)).toBe(rka)
    const apbd = await make('apbd')
    expect(await enact(apbd)).toBe(apbd)
    expect((await desk.pptk.get(apbd)).body).toMatch(/[0-9a-f]{64}/)
  })

  it('opens to everybody down to its lines, with a DPA that can be checked', async () => {
    const visitor = openVisitor(app)
    const first = await visitor.get(`/anggaran/${tahun}`)
    expect(first.body).toContain('Rp503.005')
    let href = `/anggaran/${tahun}?per=posisi`
    const listed = (await visitor.get(href)).body
    href = /\/anggaran\/\d+\/posisi\/[0-9a-f-]{36}/.exec(listed)?.[0] ?? ''
    const position = await visitor.get(href)
    expect(position.body).toContain('2,5 rim × Rp60.000')
    const found = await visitor.get(
      `/anggaran/${tahun}?cari=${encodeURIComponent(house.sub.nama.slice(0, 20))}`,
    )
    expect(found.body).toContain('Hasil untuk')
    expect((await visitor.get(`/anggaran/${tahun}?urusan=%27--&akun=9.9`)).status).toBe(200)
    expect((await visitor.get('/anggaran/1999')).status).toBe(404)
    const csv = await visitor.get(`/anggaran/${tahun}/data.csv`)
    expect(csv.body).toContain('503005.00')
    const shown = (await visitor.get(`/anggaran/${tahun}/dpa/${house.pupr.id}`)).body
    expect(shown).toMatch(/DPA-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)
    const versi = (await desk.ppkd.get(`/kerja/anggaran?tahun=${tahun}`)).body
    const apbd = [...versi.matchAll(/\/kerja\/anggaran\/versi\/[0-9a-f-]{36}/g)][0]?.[0] ?? ''
    const pdf = await desk.ppkd.get(`${apbd}/skpd/${house.pupr.id}/dpa.pdf`)
    expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    const match = await desk.sekda.get(`${apbd}/cocok`)
    expect(match.body).toContain('Cocokkan')
    const theirs = `kode_sub_skpd;kode_sub_giat;kode_akun;rincian\n${house.pupr.kode};${house.sub.kode};${house.belanja[0]?.kode};503005.00\n`
    const same = await desk.sekda.post(`${apbd}/cocok`, { blok: theirs })
    expect(same.body).toContain('1 mata anggaran sama, 0 berbeda')
    for (const file of ['penjabaran.csv', 'sipd.csv', 'banding', 'banding.csv?per=baris'])
      expect([file, (await desk.ppkd.get(`${apbd}/${file}`)).status]).toEqual([file, 200])
  })

  it('gets its cash plan evenly, by weights, or pasted from our own file', async () => {
    const kas = `/kerja/anggaran/kas/${tahun}/${house.pupr.id}`
    expect(await send(desk.pptk, kas, `${kas}/isi`, { bobot: '', semua: 'tidak' })).toBe(kas)
    const csv = (await desk.pptk.get(`${kas}/data.csv`)).body
    const [id = ''] = /[0-9a-f-]{36}/.exec(csv) ?? []
    const wrong = await send(desk.pptk, kas, `${kas}/tempel`, {
      blok: `${id}\t${'1\t'.repeat(11)}1`,
    })
    expect(wrong).toContain('Jumlah dua belas bulan')
    const right = `${id}\t${'0\t'.repeat(11)}503.005`
    expect(await send(desk.pptk, kas, `${kas}/tempel`, { blok: right })).toBe(kas)
    expect((await desk.pptk.get(kas)).body).toContain('503.005')
  })
})
