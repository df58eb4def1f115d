import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Reference } from '../reference/index.ts'
import { createKodefikasi } from './actions/kodefikasi.ts'
import { createNextNomors } from './actions/nomor.ts'
import { requireRunningYear } from './domain/tahun.ts'
import { fiscalSentences } from './messages/index.ts'
import { findTahun, listTahun } from './store/tahun-store.ts'
import type { Fiscal } from './types.ts'

export { compareKode, cutTo, isWithin, parentOf, partsOf } from './domain/kode.ts'
export type { Kodefikasi, Nomenklatur, Rekening, Skpd, SumberDana } from './domain/kodefikasi.ts'
export type { Fiscal, NomorOrder, TahunAnggaran } from './types.ts'

export type FiscalNeeds = Readonly<{ reference: Reference }>

/** Fiscal years, codes in force, official numbers. */
export function createFiscal(needs: FiscalNeeds): Fiscal {
  const nextNomors = createNextNomors(() => needs.reference.regionKode())
  return {
    kodefikasi: createKodefikasi(),
    tahun: findTahun,
    semuaTahun: listTahun,
    requireRunning: async (tx, tahun) => requireRunningYear(tahun, await findTahun(tx, tahun)),
    nextNomors,
    nextNomor: async (tx, order) => (await nextNomors(tx, order, 1))[0] ?? '',
  }
}

export function fiscalParts(_kit: Kit): ModuleParts {
  return {
    name: 'fiscal',
    needs: ['audit', 'reference', 'identity'],
    sentences: [fiscalSentences],
    routes: [],
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
