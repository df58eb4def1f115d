import type { SignedIn } from '../../kernel/actor.ts'
import type { Tanggal } from '../../kernel/date.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { akhiriJanji, buatJanji, catatPertemuan, jawabMasukan } from './actions/jawab.ts'
import { kirimMasukan } from './actions/masukan.ts'
import { bukaKonsultasi, createKonsultasi, simpanNaskah } from './actions/susun.ts'
import { tutupKonsultasi } from './actions/tutup.ts'
import type { Deps, Needs } from './deps.ts'
import { nomorMasukan } from './domain/masukan.ts'
import { CONSULTATION_CRON, consultationJobs, consultationSubscriptions } from './jobs.ts'
import { loadAturan } from './load-aturan.ts'
import { consultationSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { type Hitungan, readHitungan } from './store/konsultasi-store.ts'
import { listSuara } from './store/masukan-store.ts'
import { kerjaNaskahRoutes } from './web/kerja-naskah-routes.tsx'
import { kerjaRoutes } from './web/kerja-routes.tsx'
import { masukanRoutes } from './web/masukan-routes.tsx'
import { konsultasiDesk } from './web/meja.ts'
import { publikRoutes } from './web/publik-routes.tsx'

export { KONSULTASI_DATA } from './actions/personal-data.ts'
export { KONSULTASI_RECORDS } from './actions/records.ts'
export { consultationVoices } from './voices.ts'

/** An input of one person, as a page of all that person's voices shows it. */
export type Suara = Readonly<{
  nomor: string
  judul: string
  dikirim: Date
  tenggat: Tanggal
  keadaan: 'menunggu' | 'dijawab' | 'ditarik'
  jawaban?: string
  tautan: string
}>

/** The door of the composition root, of who loads a region, and of the page of one's own voices. */
export type Consultations = Readonly<{
  /** What somebody sent, the latest first; at most `limit`. Only ever shown to that person. */
  suaraOf: (tx: Tx, warga: Pick<SignedIn, 'accountId'>, limit: number) => Promise<readonly Suara[]>
  /** Public count by kind: received, answered, late. */
  hitungan: (tx: Tx) => Promise<readonly (Hitungan & Readonly<{ jenis: 'rancangan' | 'fkp' }>)[]>
  /** The same acts as on the pages, on a kit of the caller's: its clock, its transaction. */
  actsOn: (kit: Kit) => ReturnType<typeof actsOf>
  deps: Deps
}>

function actsOf(deps: Deps) {
  const on =
    <Args extends readonly unknown[], Done>(act: (deps: Deps, ...rest: Args) => Done) =>
    (...rest: Args) =>
      act(deps, ...rest)
  return {
    create: on(createKonsultasi),
    simpanNaskah: on(simpanNaskah),
    buka: on(bukaKonsultasi),
    kirim: on(kirimMasukan),
    jawab: on(jawabMasukan),
    buatJanji: on(buatJanji),
    akhiriJanji: on(akhiriJanji),
    catatPertemuan: on(catatPertemuan),
    tutup: on(tutupKonsultasi),
  }
}

/** Draft regulations and public consultation forums: every input gets a number, a day and an answer. */
export function createConsultations(kit: Kit, needs: Needs): Consultations {
  needs.notifications.declare(NOTICES)
  const deps: Deps = { ...needs, kit, aturanAt: loadAturan() }
  return {
    suaraOf: async (tx, { accountId }, limit) =>
      (await listSuara(tx, accountId, { limit })).map((one) => ({
        nomor: nomorMasukan(one.kode, one.urut),
        judul: one.judul,
        dikirim: one.dikirimAt,
        tenggat: one.tenggat,
        keadaan: one.status,
        ...(one.jawaban === null ? {} : { jawaban: one.jawaban.alasan }),
        tautan: `/konsultasi/${one.kode}/masukan/${one.urut}`,
      })),
    hitungan: readHitungan,
    actsOn: (other) => actsOf({ ...deps, kit: other }),
    deps,
  }
}

/** Pages, jobs, and who is told; `jobKit` carries the pool with the longer limit. */
export function consultationsParts({ deps }: Consultations, jobKit: Kit): ModuleParts {
  const jobDeps: Deps = { ...deps, kit: jobKit }
  return {
    name: 'consultations',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity', 'documents'],
    sentences: [consultationSentences],
    routes: [
      ...publikRoutes(deps),
      ...masukanRoutes(deps),
      ...kerjaRoutes(deps),
      ...kerjaNaskahRoutes(deps),
    ],
    work: konsultasiDesk(deps),
    jobs: consultationJobs(jobDeps),
    cron: CONSULTATION_CRON,
    subscriptions: consultationSubscriptions(jobDeps),
  }
}
