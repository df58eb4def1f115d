import { beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, rows, sql } from '../../platform/db/database.ts'
import { formatRupiah } from '../../ui/format.ts'
import { createCloseCash, createSendSpj } from './actions/buku.ts'
import { insertKas, insertMutasi, type Mutasi } from './store/dana-store.ts'
import { BENDAHARA, codesOf, must, openTreasuryHouse, rupiah } from './testing/treasury-house.ts'

/** A book with more lines in a month than a page shows, and more than are looked up at once. */
const LINES = 3_050
const EACH = 1_000
const SPENT = 400
const OPENING = 250_000
const BULAN = 2

const { app, database } = await useRunningApp()
const { kit } = app
let house: Awaited<ReturnType<typeof openTreasuryHouse>>

beforeAll(async () => {
  house = await openTreasuryHouse(app)
  const kasId = kit.newId()
  const bank = { bank: 'Bank Contoh', nomorRekening: '0010010099' }
  await insertKas(kit.db, { id: kasId, jenis: 'bank', skpdId: house.pupr.id, nama: 'Kas', ...bank })
  const move = (at: number, day: string, amounts: Pick<Mutasi, 'masukSen' | 'keluarSen'>) => ({
    kasId,
    tanggal: `${house.tahun}-${day}`,
    uraian: `Gerak ${at}`,
    dokumen: { jenis: 'uji', id: kit.newId(), nomor: `UJI/${String(at).padStart(4, '0')}` },
    ...amounts,
  })
  await insertMutasi(kit.db, [move(0, '01-15', { masukSen: rupiah(OPENING) })], kit.now())
  await insertMutasi(
    kit.db,
    Array.from({ length: LINES }, (_, n) =>
      move(
        n + 1,
        `02-${String(1 + Math.floor((28 * n) / LINES)).padStart(2, '0')}`,
        n % 5 === 4 ? { keluarSen: rupiah(SPENT) } : { masukSen: rupiah(EACH) },
      ),
    ),
    kit.now(),
  )
})

const came = EACH * LINES * 0.8
const went = SPENT * LINES * 0.2
const month = () => ({ skpdId: house.pupr.id, tahun: house.tahun, bulan: BULAN })

describe('a cash book of a month with thousands of lines', () => {
  it('stands on pages, the balance going on from one to the next', async () => {
    const visitor = await signIn(app, 'inspektorat')
    const at = `/kerja/perbendaharaan/buku?skpd=${house.pupr.id}&bulan=${BULAN}`
    const seen: string[] = []
    let pages = 0
    for (let url: string | undefined = at; url !== undefined; pages += 1) {
      const { body, status } = await visitor.get(url)
      expect(status).toBe(200)
      expect(body).toContain(formatRupiah(rupiah(OPENING), 'id'))
      seen.push(...(body.match(/UJI\/<wbr\/?>?\d{4}|UJI\/\d{4}/g) ?? []))
      const next = /<a[^>]*rel="next"[^>]*href="([^"]*)"|<a[^>]*href="([^"]*)"[^>]*rel="next"/.exec(
        body,
      )
      url = (next?.[1] ?? next?.[2])?.replaceAll('&amp;', '&')
      if (pages === 1)
        expect(body).toContain(formatRupiah(rupiah(OPENING + 80 * EACH - 20 * SPENT + EACH), 'id'))
    }
    expect(pages).toBe(Math.ceil(LINES / 100))
    expect(new Set(seen).size).toBe(LINES)
  })

  it('is downloaded whole, and ends with what the pot holds', async () => {
    const visitor = await signIn(app, 'inspektorat')
    const { body } = await visitor.get(
      `/kerja/perbendaharaan/buku/buku.csv?skpd=${house.pupr.id}&bulan=${BULAN}`,
    )
    const lines = body.trimEnd().split('\r\n')
    expect(lines).toHaveLength(LINES + 2)
    const { saldo } = await oneRow(
      database.owner,
      sql<{
        saldo: string
      }>`select k.saldo::text as saldo from treasury.kas k where k.skpd_id = ${house.pupr.id} and k.jenis = 'bank'`,
    )
    expect(lines.at(-1)?.endsWith(`,${saldo}`)).toBe(true)
    expect(Number(saldo)).toBe(OPENING + came - went)
  })

  it('is closed and accounted for with every line, not only those of a page', async () => {
    const close = createCloseCash(house.deps)
    const said = (amount: number) => ({
      ...month(),
      bankSen: rupiah(amount),
      tunaiSen: rupiah(0),
      penjelasan: '',
    })
    expect(codesOf(await close(BENDAHARA, said(OPENING + came - went - 1)))).toEqual([
      'TUTUP_PENJELASAN',
    ])
    must(await close(BENDAHARA, said(OPENING + came - went)))
    must(await createSendSpj(house.deps)(BENDAHARA, { ...month(), jenis: 'administratif' }))
    const [spj] = await rows(
      database.owner,
      sql<{
        isi: Record<string, string>
      }>`select s.isi from treasury.spj s where s.skpd_id = ${house.pupr.id}`,
    )
    expect(spj?.isi).toMatchObject({
      awal: `${OPENING}.00`,
      masuk: `${came}.00`,
      keluar: `${went}.00`,
      akhir: `${OPENING + came - went}.00`,
    })
  })
})
