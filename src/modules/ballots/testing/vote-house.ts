import type { App } from '../../../app.ts'
import type { SignedIn } from '../../../kernel/actor.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Account } from '../../identity/index.ts'
import { keepHours } from '../actions/hitung.ts'
import { addPilihan, createPungutan, type Form, tetapkan } from '../actions/susun.ts'
import { saveDomisili } from '../store/domisili-store.ts'

export const PLANNER: SignedIn = {
  kind: 'officer',
  accountId: '00000000-0000-4000-8000-0000000000b1',
  name: 'Perencana',
  grants: [{ role: 'perencana' }],
}

export const lurahOf = (wilayahKode: string, last = '1'): SignedIn => ({
  kind: 'officer',
  accountId: `00000000-0000-4000-8000-0000000000c${last}`,
  name: 'Lurah',
  grants: [{ role: 'lurah', wilayahKode }],
})

export const KAUMAN = '99.01.06.1001'

/** A vote of one kelurahan over ten million rupiah, open for a day. */
export const FORM: Form = {
  judul: 'Anggaran warga Kauman Jati',
  pertanyaan: 'Mana yang paling dibutuhkan kelurahan ini?',
  wilayah: KAUMAN,
  jenis: 'setuju',
  aturan: 'bagian-setara-tambah',
  anggaran: '10.000.000',
  langkah: '1000',
}

export const OPTIONS: readonly Form[] = [
  { nama: 'Lampu jalan', biaya: '6.000.000', tempat: 'RW 1' },
  { nama: 'Perpustakaan keliling', biaya: '4.000.000', tempat: 'RW 2' },
  { nama: 'Bak sampah', biaya: '2.500.000', tempat: 'RW 3' },
  { nama: 'Bibit pohon', biaya: '1.500.000', tempat: 'RW 4' },
]

function must<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return done.value
}

/** Votes for tests, made by the actions of the module. */
export function voteHouse({ ballots, kit }: Pick<App, 'ballots' | 'kit'>) {
  const { deps } = ballots
  const hour = (at: Date) =>
    `${String((at.getUTCHours() + 7) % 24).padStart(2, '0')}.${String(at.getUTCMinutes()).padStart(2, '0')}`
  const day = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  return {
    /** @returns the number of a vote that is fixed and open */
    open: async (more: Form = {}, options = OPTIONS): Promise<string> => {
      const now = kit.now()
      const until = new Date(now.getTime() + DAY_MS)
      const hours = {
        bukaTanggal: day(now),
        bukaJam: hour(now),
        tutupTanggal: day(until),
        tutupJam: hour(until),
      }
      const { nomor } = must(await createPungutan(deps, PLANNER, { ...FORM, ...hours, ...more }))
      for (const form of options) must(await addPilihan(deps, PLANNER, { nomor, form }))
      must(await tetapkan(deps, PLANNER, nomor))
      await keepHours(deps)
      return nomor
    },
    /** A citizen with an account of their own, who lives in this village. */
    citizen: async (owner: Tx, index: number, desaKode = KAUMAN): Promise<SignedIn> => {
      const accountId = kit.newSecretId()
      const name = `pemilih${index}`
      const nik = `990106${String((index % 28) + 1).padStart(2, '0')}0190${String(1_000 + index)}`
      NIKS.set(accountId, nik)
      KNOWN.set(name, {
        id: accountId,
        kind: 'citizen',
        username: name,
        name,
        tier: 'face-to-face',
        lang: 'id',
      })
      await saveDomisili(owner, {
        akunId: accountId,
        desaKode,
        sumber: 'dukcapil',
        pada: kit.today(),
        oleh: null,
      })
      return { kind: 'citizen', accountId, name, tier: 'face-to-face', grants: [] }
    },
    /** The module with citizens' numbers as these tests know them. */
    deps: {
      ...deps,
      identity: {
        ...deps.identity,
        nikOf: async (tx: Tx, accountId: string) =>
          NIKS.get(accountId) ?? (await deps.identity.nikOf(tx, accountId)),
        findCitizen: async (_: Tx, known: string) => KNOWN.get(known),
      },
    },
    nikOf: (accountId: string) => NIKS.get(accountId) ?? '',
  }
}

const NIKS = new Map<string, string>()
const KNOWN = new Map<string, Account>()

/** Confirm where the holder of an account lives, as the register would. */
export function confirmHome(
  { kit }: Pick<App, 'kit'>,
  akunId: string,
  desaKode: string,
): Promise<void> {
  const row = { akunId, desaKode, pada: kit.today(), oleh: null }
  return saveDomisili(kit.db, { ...row, sumber: 'dukcapil' })
}
