import { randomUUID } from 'node:crypto'
import type { App } from '../../../app.ts'
import type { Grant, SignedIn } from '../../../kernel/actor.ts'
import type { Result } from '../../../kernel/result.ts'
import { demoAccountId } from '../../identity/index.ts'
import { createBukaPutaran, createJadwalkan, type RapatForm } from '../actions/putaran.ts'
import { createTulisRapat, type Dilakukan } from '../actions/rapat.ts'
import { createTutup } from '../actions/tutup.ts'
import { createAjukan } from '../actions/usulan.ts'
import type { UsulanForm } from '../domain/usulan.ts'
import type { Usulan } from '../store/usulan-store.ts'

const person = (kind: 'officer' | 'citizen', name: string, grants: readonly Grant[]): SignedIn => {
  const who = { accountId: demoAccountId(name), name, grants }
  return kind === 'officer' ? { kind, ...who } : { kind, ...who, tier: 'unverified' }
}
export const DESA = '99.01.02.2001'
export const KADES = person('officer', 'kades', [
  { role: 'kades', unitKode: 'desa-wonosekar', wilayahKode: DESA },
])
export const CAMAT = person('officer', 'camat', [
  { role: 'camat', unitKode: 'kec-wonolestari', wilayahKode: '99.01.02' },
])
export const PERKIM = person('officer', 'kepala-perkim', [
  { role: 'kepala-opd', unitKode: 'perkim' },
])
export const BAPPEDA = person('officer', 'bappeda', [
  { role: 'perencana', unitKode: 'bappeda' },
  { role: 'tapd', unitKode: 'bappeda' },
])
export const WARGA = person('citizen', 'warga', [{ role: 'warga' }])
export const DPRD = person('officer', 'dprd', [{ role: 'dprd', unitKode: 'setwan' }])

/** The value, or a failure that tells why not. */
export function okOf<T>(done: Result<T> | undefined): T {
  if (done === undefined) throw new Error('there is no such thing')
  if (!done.ok) throw new Error(done.refusals.map(({ code }) => code).join(', '))
  return done.value
}

export const usulanForm = (more: Partial<UsulanForm> = {}): UsulanForm => ({
  wilayah: DESA,
  rw: '3',
  rt: '',
  patokan: 'Gang Mawar',
  lat: '',
  lon: '',
  kamus: 'jalan-paving',
  judul: 'Paving Gang Mawar',
  uraian: 'Becek setiap hujan, anak sekolah lewat sini.',
  volume: '120',
  swadaya: 'Tenaga kerja bakti',
  ...more,
})

export type RapatHouse = Readonly<{
  open: (tahun: number) => Promise<void>
  submit: (more?: Partial<UsulanForm>, actor?: SignedIn) => Promise<Usulan>
  call: (actor: SignedIn, form: Partial<RapatForm>) => Promise<string>
  write: (
    actor: SignedIn,
    id: string,
    form: Readonly<Record<string, string>>,
  ) => Promise<Result<Dilakukan> | undefined>
  close: (actor: SignedIn, id: string) => Promise<Result<{ sepakat: number }> | undefined>
  /** Call a meeting, start it, and count enough people. */
  begin: (actor: SignedIn, form: Partial<RapatForm>) => Promise<string>
}>

/** Meetings as their leaders hold them, for tests. */
export function rapatHouse({ musrenbang: { deps } }: Pick<App, 'musrenbang'>): RapatHouse {
  const write: RapatHouse['write'] = (actor, id, form) =>
    createTulisRapat(deps)(actor, {
      id,
      kunci: form.kunci ?? randomUUID(),
      tindakan: form.tindakan ?? '',
      field: (name) => form[name] ?? '',
      bytes: undefined,
    })
  const call: RapatHouse['call'] = async (actor, form) =>
    okOf(
      await createJadwalkan(deps)(actor, {
        jenjang: 'rw',
        wilayah: DESA,
        rw: '',
        unit: '',
        tempat: 'Balai RW 03',
        tanggal: deps.kit.today(),
        jam: '19.30',
        ...form,
      }),
    )
  return {
    open: async (tahun) => {
      okOf(
        await createBukaPutaran(deps)(BAPPEDA, { tahun: String(tahun), dasar: 'Surat edaran uji' }),
      )
    },
    submit: async (more = {}, actor = WARGA) =>
      okOf(await createAjukan(deps)(actor, { form: usulanForm(more), sumber: 'musrenbang' })),
    call,
    write,
    close: (actor, id) => createTutup(deps)(actor, id),
    begin: async (actor, form) => {
      const id = await call(actor, form)
      okOf(await write(actor, id, { tindakan: 'buka' }))
      okOf(await write(actor, id, { tindakan: 'hadir', jumlah: '60', perempuan: '28' }))
      return id
    },
  }
}
