import type { App } from '../../../app.ts'
import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { addDays, DAY_MS } from '../../../kernel/date.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { Deps } from '../deps.ts'
import type { MasukanForm } from '../domain/masukan.ts'
import { findKonsultasi } from '../store/konsultasi-store.ts'

export const NASKAH = `BAB I
KETENTUAN UMUM
Pasal 1
Peraturan ini mengatur sampah rumah tangga.
Pasal 2
(1) Setiap orang wajib memilah sampah.
(2) Desa menyediakan tempat sampah.`

const officer = (unitKode: string): SignedIn => ({
  kind: 'officer',
  accountId: '00000000-0000-7000-8000-0000000000aa',
  name: 'Petugas',
  grants: [{ role: 'penghubung-opd', unitKode }],
})
export const DLH = officer('dlh')

export const warga = (n: number): SignedIn => ({
  kind: 'citizen',
  accountId: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  name: 'Warga',
  tier: 'unverified',
  grants: [],
})

export function granted<T>(done: Result<T> | undefined): T {
  if (done?.ok !== true) throw new Error(JSON.stringify(done))
  return done.value
}

export function codes(done: Result<unknown> | undefined): readonly string[] {
  if (done === undefined) return ['none']
  return done.ok ? [] : done.refusals.map(({ code }) => code)
}

/** Days a consultation of the tests lies open. */
const OPEN_DAYS = 30

/** Consultations as tests begin them, on the program's clock or some days later. */
export function consultationHouse({ kit, consultations }: Pick<App, 'kit' | 'consultations'>) {
  const at = (days: number) => {
    const later: Kit = {
      ...kit,
      now: () => new Date(kit.now().getTime() + days * DAY_MS),
      today: () => addDays(kit.today(), days),
    }
    const acts = consultations.actsOn(later)
    const deps: Deps = { ...consultations.deps, kit: later }
    const send = (kode: string, who: SignedIn, form: MasukanForm = {}, jangkar = 'b4') =>
      acts.kirim(who, {
        kode,
        jangkar,
        form: { jenis: 'tanya', teks: 'Bagaimana caranya memilah?', wakil: 'sendiri', ...form },
      })
    return { acts, deps, send }
  }
  const today = at(0)
  const draft = async (jenis = 'rancangan') =>
    granted(
      await today.acts.create(DLH, {
        jenis,
        bentuk: 'perkada',
        judul: 'Rancangan pengelolaan sampah',
        tujuan: 'Menyempurnakan rancangan sebelum ditetapkan.',
        unit: 'dlh',
        tutup: addDays(kit.today(), OPEN_DAYS),
      }),
    )
  const begin = async ({ naskah, jenis }: Readonly<{ naskah: string; jenis?: string }>) => {
    const kode = await draft(jenis)
    granted(await today.acts.simpanNaskah(DLH, { kode, teks: naskah, dari: 0, sebab: new Map() }))
    granted(await today.acts.buka(DLH, kode))
    return kode
  }
  return {
    ...today,
    at,
    officer,
    draft,
    begin,
    find: async (kode: string) => present(await findKonsultasi(kit.db, kode), kode),
    /** One that was held and closed, with one input answered. */
    closed: async () => {
      const kode = await begin({ naskah: NASKAH })
      granted(await today.send(kode, warga(1)))
      const form = { putusan: 'dijelaskan', alasan: 'Dengan tiga tempat di rumah.' }
      granted(await today.acts.jawab(DLH, { kode, urut: [1], form }))
      granted(await at(OPEN_DAYS + 1).acts.tutup(DLH, kode))
      return kode
    },
  }
}
