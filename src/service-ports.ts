import { ok } from './kernel/result.ts'
import type { DocumentsModule } from './modules/documents/index.ts'
import { createFormFacts, type Partners } from './modules/partners/index.ts'
import { type Payments, tagihanLunas } from './modules/payments/index.ts'
import type { LayananNames, Queueing } from './modules/queueing/index.ts'
import type { LayananRow, Satisfaction } from './modules/satisfaction/index.ts'
import {
  type Bills,
  type KeptBerkas,
  type Letters,
  type Neighbours,
  permohonanSelesai,
  type Registers,
  type Services,
  type Vault as VaultPort,
} from './modules/services/index.ts'
import type { Vault } from './modules/vault/index.ts'
import type { Tx } from './platform/db/database.ts'
import { type Subscription, subscribe } from './platform/events/outbox.ts'
import type { Kit } from './platform/kit.ts'
import { formatNumber } from './ui/format.ts'

/**
 * How the service portal meets letters, bills, vault and registers: modules that know nothing of each other.
 * Only what one says differently from the other is put into words here.
 */
export function lettersFor({ deps, ...documents }: DocumentsModule): Letters {
  return {
    issue: documents.issue,
    findBySubject: documents.findBySubject,
    needsPassphrase: () => deps.signers.of('tte').needsSecret,
  }
}

export function billsFor(payments: Payments): Bills {
  return { bill: payments.bill, billsOf: payments.billsOf }
}

export function vaultFor(vault: Vault): VaultPort {
  return {
    keep: async (tx, kept) => {
      const done = await vault.keep(tx, kept)
      return done.ok
        ? ok({ berkasId: done.value.berkasId, peringatan: done.value.peringatan })
        : done
    },
    datesOf: async (tx, kodes) => {
      const kinds = await vault.jenis(tx, kodes)
      return new Map(
        kinds.map(({ kode, tanggal, masaBerlakuBulan }) => [
          kode,
          { tanggal, runsOut: tanggal === 'berakhir' || masaBerlakuBulan !== null },
        ]),
      )
    },
    listFor: async (tx, akunId, jenisKode): Promise<readonly KeptBerkas[]> =>
      vault.listFor(tx, akunId, jenisKode),
    use: async (tx, use) => {
      const used = await vault.use(tx, use)
      return used.ok ? ok({ penggunaanId: used.value.penggunaanId }) : used
    },
    usesFor: (tx, subject) => vault.usesFor(tx, subject),
    endUses: async (tx, subject) => {
      await vault.endUses(tx, subject)
    },
  }
}

export function registersFor(partners: Partners): Registers {
  return createFormFacts(partners)
}

/** Every service that may be applied for, as the survey names it. */
export async function servicesJudged({ deps }: Services): Promise<readonly LayananRow[]> {
  const { layanan } = await deps.layanan.katalog()
  return [...layanan.values()].map(({ code, name, fee }) => ({
    kode: code,
    nama: typeof name === 'string' ? name : name.id,
    isGratis: fee.kind === 'gratis',
  }))
}

/** Names of services as the catalogue has them, for lines that serve them. */
export function layananNamesFor(services: () => Services): LayananNames {
  return async (codes) => {
    const { layanan, rujukan } = await services().deps.layanan.katalog()
    return new Map(
      codes.flatMap((code) => {
        const one = layanan.get(code) ?? rujukan.get(code)
        if (one === undefined) return []
        return [[code, typeof one.name === 'string' ? one.name : one.name.id] as const]
      }),
    )
  }
}

/** The mall and the office itself: a service's page is no list of queues. */
const QUEUES_SHOWN = 3

/** What a service's page shows of modules beside it. */
export function neighboursOf(
  kit: Kit,
  satisfaction: Satisfaction,
  queueing: () => Queueing,
): Neighbours {
  return {
    scoreOf: async (kode, lang) => {
      const score = await satisfaction.scoreOf(kit.db, { layananKode: kode })
      if (score.kind !== 'skor') return undefined
      const indeks = indexWords(score.indeks, lang)
      return {
        text: `${indeks} (${score.mutu}), n ${formatNumber(score.n, lang)}`,
        href: `/skm/layanan/${kode}`,
        indeks: score.indeks,
        mutu: score.mutu,
        responden: score.n,
      }
    },
    queuesOf: ({ owner, code }) =>
      // Offices of the applicant's own place are known once they apply.
      owner === 'desa' || owner === 'kecamatan'
        ? Promise.resolve([])
        : queueing().placesFor(kit.db, {
            unitKode: owner,
            layananKode: code,
            limit: QUEUES_SHOWN,
          }),
  }
}

/** Always with two places, as the survey's report writes it: 100,00. */
function indexWords(hundredths: number, lang: 'id' | 'en'): string {
  const places = String(hundredths % 100).padStart(2, '0')
  return `${Math.floor(hundredths / 100)}${lang === 'id' ? ',' : '.'}${places}`
}

export type Judging = Readonly<{ services: Services; satisfaction: Satisfaction }>
type Finished = Readonly<{
  permohonanId: string
  nomor: string
  kode: string
  akhir: string
  unitKode: string
  pemilikAkunId: string
  kanal: string
  bahasa: 'id' | 'en'
}>

/** @returns the survey's address for the one it was finished for; undefined where nobody is asked */
export async function inviteToJudge(
  { services, satisfaction }: Judging,
  tx: Tx,
  done: Finished,
): Promise<string | undefined> {
  if (done.akhir === 'batal') return undefined
  // By its official name, whoever applied: scores are shown under it.
  const service = await services.describe(done.kode, 'id')
  const { token } = await satisfaction.invite(tx, {
    subject: { kind: 'permohonan', id: done.permohonanId, nomor: done.nomor },
    layananKode: done.kode,
    layananNama: service.nama,
    unitKode: done.unitKode,
    pemohonAkunId: done.pemilikAkunId,
    bahasa: done.bahasa,
    kanal: done.kanal === 'loket' ? 'loket' : 'web',
    isGratis: service.isGratis,
  })
  return token
}

/** A finished service asks how it was; a paid bill takes its application on. */
export function serviceLinks({ services, satisfaction }: Judging): readonly Subscription[] {
  return [
    subscribe(permohonanSelesai, 'satisfaction:permohonan-selesai', async (tx, done) => {
      await inviteToJudge({ services, satisfaction }, tx, done)
    }),
    subscribe(tagihanLunas, 'services:tagihan-lunas', async (tx, paid) => {
      if (paid.subject.kind === 'permohonan') await services.settlePaid(tx, paid.subject.id)
    }),
  ]
}
