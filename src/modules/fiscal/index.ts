import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Reference } from '../reference/index.ts'
import { createKodefikasi } from './actions/kodefikasi.ts'
import { createMuatKode } from './actions/muat-kode.ts'
import { createMuatStandar } from './actions/muat-standar.ts'
import { createNextNomors } from './actions/nomor.ts'
import { createSetTahun } from './actions/set-tahun.ts'
import { searchWords } from './domain/standar.ts'
import { requireRunningYear } from './domain/tahun.ts'
import { fiscalSentences } from './messages/index.ts'
import { listStandar, listStandarByKode, searchStandar } from './store/standar-store.ts'
import { findTahun, listTahun } from './store/tahun-store.ts'
import type { Fiscal } from './types.ts'
import { fiscalRoutes } from './web/routes.tsx'

export { compareKode, cutTo, isWithin, parentOf, partsOf } from './domain/kode.ts'
export type { Kodefikasi, Nomenklatur, Rekening, Skpd, SumberDana } from './domain/kodefikasi.ts'
export type { StandarHarga } from './domain/standar.ts'
export { loadKeuangan, toBaris } from './load-keuangan.ts'
export type { Fiscal, NomorOrder, TahunAnggaran } from './types.ts'

export type FiscalNeeds = Readonly<{ audit: Audit; reference: Reference }>

/** Most standards one search answers with. */
const STANDAR_MAX = 100

/** Fiscal years, codes in force, official numbers. */
export function createFiscal(kit: Kit, needs: FiscalNeeds): Fiscal {
  const nextNomors = createNextNomors(() => needs.reference.regionKode())
  const kodefikasi = createKodefikasi()
  return {
    kodefikasi,
    cariStandar: (tx, question) =>
      searchStandar(tx, {
        ...question,
        kata: searchWords(question.kata),
        limit: Math.min(question.limit, STANDAR_MAX),
      }),
    standarDariKode: listStandarByKode,
    standar: listStandar,
    muatStandar: createMuatStandar(kit, kodefikasi),
    tahun: findTahun,
    semuaTahun: listTahun,
    requireRunning: async (tx, tahun) => requireRunningYear(tahun, await findTahun(tx, tahun)),
    nextNomors,
    muatKode: createMuatKode(kit),
    setTahun: createSetTahun({ kit, audit: needs.audit }),
    nextNomor: async (tx, order) => (await nextNomors(tx, order, 1))[0] ?? '',
  }
}

export function fiscalParts(kit: Kit, fiscal: Fiscal): ModuleParts {
  return {
    name: 'fiscal',
    needs: ['audit', 'reference', 'identity'],
    sentences: [fiscalSentences],
    routes: fiscalRoutes({ kit, fiscal }),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
