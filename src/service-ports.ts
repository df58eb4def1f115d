import { ok } from './kernel/result.ts'
import type { DocumentsModule } from './modules/documents/index.ts'
import type { Partners } from './modules/partners/index.ts'
import type { Payments } from './modules/payments/index.ts'
import type { Bills, KeptBerkas, Letters, Registers, Vault as VaultPort } from './modules/services/index.ts'
import type { Vault } from './modules/vault/index.ts'

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
      return done.ok ? ok({ berkasId: done.value.berkasId, peringatan: done.value.peringatan }) : done
    },
    listFor: async (tx, akunId, jenisKode): Promise<readonly KeptBerkas[]> =>
      vault.listFor(tx, akunId, jenisKode),
    use: async (tx, use) => {
      const used = await vault.use(tx, use)
      return used.ok ? ok({ penggunaanId: used.value.penggunaanId }) : used
    },
    endUses: async (tx, subject) => {
      await vault.endUses(tx, subject)
    },
  }
}

const MARRIED = 'kawin'

export function registersFor(partners: Partners): Registers {
  return {
    person: async (tx, { nik, tujuan, subject, actor, accountId }) => {
      const answer = await partners.person(tx, {
        nik,
        tujuan,
        subject,
        actor,
        accountId,
        bidang: ['nik', 'nama', 'lahir', 'kelamin', 'kawin', 'alamat', 'rt', 'rw', 'desaKode', 'nkk', 'agama', 'pekerjaan'],
      })
      if (answer.kind === 'tidak-terjangkau') return { kind: 'tidak-terjangkau' }
      if (answer.kind !== 'ditemukan') return { kind: 'tidak-ada' }
      const { kawin, desaKode, ...person } = answer.person
      const nilai = Object.fromEntries(
        Object.entries(person).map(([name, value]) => [`penduduk.${name}`, value]),
      )
      return {
        kind: 'ditemukan',
        nilai: {
          ...nilai,
          ...(kawin === undefined ? {} : { 'penduduk.kawin': kawin.toLowerCase() === MARRIED }),
          ...(desaKode === undefined ? {} : { 'penduduk.desa': desaKode }),
        },
      }
    },
    nib: async (tx, ask) => {
      const answer = await partners.nib(tx, ask)
      if (answer.kind === 'tidak-terjangkau') return { kind: 'tidak-terjangkau' }
      if (answer.kind !== 'ditemukan') return { kind: 'tidak-ada' }
      return {
        kind: 'ditemukan',
        nilai: Object.fromEntries(
          Object.entries(answer.usaha).map(([name, value]) => [`oss.${name}`, value]),
        ),
      }
    },
    matchLater: (tx, { nik, klaim, tujuan, subject, accountId }) =>
      partners.matchLater(tx, { sistem: 'dukcapil', nomor: nik, klaim: registerNames(klaim), tujuan, subject, accountId }),
    dispute: async (tx, dispute) => {
      await partners.dispute(tx, {
        accountId: dispute.accountId,
        ...(dispute.nik === undefined ? {} : { nomor: dispute.nik }),
        sistem: 'dukcapil',
        field: dispute.field.replace(/^penduduk\./, '').replace(/^desa$/, 'desaKode'),
        registerValue: dispute.registerValue,
        claimed: dispute.claimed,
        subject: dispute.subject,
      })
    },
  }
}

function registerNames(klaim: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { desa, ...others } = klaim
  return desa === undefined ? others : { ...others, desaKode: desa }
}

