import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { createAcuan } from './actions/acuan.ts'
import { createCatat } from './actions/catat.ts'
import { createDariSp2d } from './actions/dari-sp2d.ts'
import { createMuat } from './actions/muat.ts'
import { createPeriksa, PERIKSA, perAkun } from './actions/periksa.ts'
import { createSelesaiKdp } from './actions/selesai-kdp.ts'
import { createSusutJob, createSusutkan, SUSUT } from './actions/susut.ts'
import { createUbah } from './actions/ubah.ts'
import { createKoreksi, createRehab } from './actions/ubah-nilai.ts'
import { createPutus, createUsulkan } from './actions/usulan.ts'
import type { Deps, Needs } from './deps.ts'
import { assetsSentences } from './messages/index.ts'
import { findKartuByLabel, hasKartu } from './store/kartu-store.ts'
import type { AssetsModule } from './types.ts'
import { assetsRoutes } from './web/routes.ts'
import { assetsDesk } from './web/work-desk.ts'

export { ASSET_RECORDS } from './actions/records.ts'
export type { BelanjaModal, Spending } from './deps.ts'
export { loadAcuan } from './load-acuan.ts'
export type { Assets, AssetsModule } from './types.ts'

/** Goods of the region: cards, their ledger, depreciation, counting, findings. */
export function createAssets(kit: Kit, needs: Needs): AssetsModule {
  const deps: Deps = { ...needs, kit, acuan: createAcuan() }
  return {
    catat: createCatat(deps),
    muat: createMuat(deps),
    dariSp2d: createDariSp2d(deps),
    selesaiKdp: createSelesaiKdp(deps),
    rehab: createRehab(deps),
    koreksi: createKoreksi(deps),
    ubah: createUbah(deps),
    usulkan: createUsulkan(deps),
    putus: createPutus(deps),
    perAkun: (tx, tanggal) => perAkun(deps, tx, tanggal),
    hasCards: hasKartu,
    findBarang: async (label) => {
      const kartu = await findKartuByLabel(kit.db, label)
      return kartu?.status === 'aktif' ? { label: kartu.label, nama: kartu.nama } : undefined
    },
    periksa: createPeriksa(deps),
    susutkan: createSusutkan(deps),
    deps,
  }
}

/** Its pages, jobs and work, for the composition root. */
export function assetsParts(assets: AssetsModule, jobKit: Kit): ModuleParts {
  const { deps } = assets
  const jobDeps: Deps = { ...deps, kit: jobKit }
  return {
    name: 'assets',
    needs: ['audit', 'public-log', 'reference', 'identity', 'fiscal', 'accounting', 'treasury'],
    sentences: [assetsSentences],
    routes: assetsRoutes(assets),
    jobs: { [SUSUT]: createSusutJob(jobDeps), [PERIKSA]: createPeriksa(jobDeps) },
    cron: [
      { task: SUSUT, match: '20 2 * * *' },
      { task: PERIKSA, match: '50 2 * * *' },
    ],
    subscriptions: [],
    work: assetsDesk(deps),
  }
}
