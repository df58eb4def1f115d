import type { SignedIn } from '../kernel/actor.ts'
import { assert, present } from '../kernel/assert.ts'
import { tanggal, yearOf } from '../kernel/date.ts'
import { sen, ZERO_SEN } from '../kernel/money.ts'
import type { Accounting } from '../modules/accounting/index.ts'
import type { Assets } from '../modules/assets/index.ts'
import type { Fiscal } from '../modules/fiscal/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import { writeCsvRow } from '../platform/csv/write-csv.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Kit } from '../platform/kit.ts'
import { readDataCsv } from './load-base.ts'

export type AssetsSeed = Readonly<{
  kit: Kit
  fiscal: Fiscal
  accounting: Accounting
  assets: Assets
}>

const MANAGER: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('aset'),
  name: 'Sari Mulyaningsih',
  grants: [{ role: 'aset', unitKode: 'bpkad' }],
}
/** Equity: what the opening balances of assets stand against. */
const EKUITAS = '3.1.01'

/**
 * Older registers of four agencies, with the gaps auditors find, and the opening balances of their books in the year
 * of the seed's clock.
 */
export async function loadDemoAssets(seed: AssetsSeed): Promise<void> {
  const { kit, fiscal, assets } = seed
  const kode = await fiscal.kodefikasi(kit.db, yearOf(kit.today()))
  const lines = await readDataCsv('demo/aset.csv')
  let isNew = false
  for (const unit of new Set(lines.map((line) => line.unit ?? ''))) {
    const skpd = kode.skpdOfUnit(unit)[0]
    if (skpd === undefined || (await assets.hasCards(kit.db, skpd.id))) continue
    const own = lines.filter((line) => line.unit === unit).map(({ unit: _, ...line }) => line)
    const head = Object.keys(own[0] ?? {})
    const text = [head, ...own.map((line) => head.map((name) => line[name] ?? ''))]
      .map((cells) => writeCsvRow(cells))
      .join('')
    const order = { skpdId: skpd.id, source: { kind: 'pasted', text }, isPeriksa: false } as const
    const done = await assets.muat(MANAGER, order)
    assert(done.ok && done.value.isTersimpan, 'the demo goods are sound')
    isNew = true
  }
  if (isNew) await openBooks(kit.db, seed)
}

async function openBooks(tx: Tx, { kit, fiscal, accounting, assets }: AssetsSeed): Promise<void> {
  const tahun = yearOf(kit.today())
  const opened = tanggal(`${tahun}-01-01`)
  const { rekening } = await fiscal.kodefikasi(tx, tahun)
  const equity = rekening.all.find(({ kode, isDaun }) => isDaun && kode.startsWith(`${EKUITAS}.`))
  for (const [skpdId, sums] of await assets.perAkun(tx, opened)) {
    const dokumen = { jenis: 'saldo-awal-aset', id: `${tahun}-${skpdId}`, nomor: `SA-${tahun}` }
    const lines = [...sums].map(([rekeningId, amount]) => {
      const isDebit = rekening.byId.get(rekeningId)?.saldoNormal === 'D'
      return { rekeningId, signed: isDebit ? amount : -amount }
    })
    const total = lines.reduce((sum, { signed }) => sum + signed, 0n)
    const all = [
      ...lines,
      { rekeningId: present(equity, 'equity has an account').id, signed: -total },
    ]
    const done = await accounting.post(tx, {
      tahun,
      tanggal: opened,
      jenis: 'saldo-awal',
      skpdId,
      uraian: 'Saldo awal aset tetap',
      dokumen,
      baris: all.map(({ rekeningId, signed }) => ({
        rekeningId,
        debitSen: signed > 0n ? sen(signed) : ZERO_SEN,
        kreditSen: signed < 0n ? sen(-signed) : ZERO_SEN,
      })),
      oleh: 'contoh',
    })
    assert(done.ok, 'the opening balances of the demo are sound')
  }
}
