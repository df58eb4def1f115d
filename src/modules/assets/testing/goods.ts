import type { App } from '../../../app.ts'
import type { Role, SignedIn } from '../../../kernel/actor.ts'
import type { Result } from '../../../kernel/result.ts'
import { demoAccountId } from '../../identity/index.ts'
import type { KartuTyped } from '../domain/kartu.ts'

const officer = (username: string, role: Role, unitKode: string): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name: username,
  grants: [{ role, unitKode }],
})

export const KEEPER = officer('barang-pupr', 'pengurus-barang', 'pupr')
export const KEEPER_HEALTH = officer('kadis-dinkes', 'pengurus-barang', 'dinkes')
export const MANAGER = officer('aset', 'aset', 'bpkad')

export const LAPTOP = '1.3.2.10.01.02.002'
export const MOTOR = '1.3.2.02.01.04.001'
export const OFFICE = '1.3.3.01.01.01.001'
export const ROAD = '1.3.4.01.01.01.001'
export const LAND = '1.3.1.01.01.01.001'
export const KDP = '1.3.6.01.01.01.002'

/** A card as typed: a laptop that came as a gift, unless told otherwise. */
export const typedKartu = (more: Partial<KartuTyped> = {}): KartuTyped => ({
  kodeBarang: LAPTOP,
  nama: 'Laptop kerja',
  asalUsul: 'hibah',
  kondisi: 'B',
  tanggalPerolehan: '2026-02-10',
  nilai: '16.000.000,05',
  unit: '1',
  keterangan: '',
  lat: '',
  lon: '',
  poligon: '',
  rincian: { merek: 'Nusa' },
  ...more,
})

let serial = 0
/** Numbers no other vehicle of the test has. */
export const vehicleNumbers = () => {
  serial += 1
  return {
    merek: 'Honda',
    nomor_rangka: `MH1-${serial}`,
    nomor_mesin: `JM-${serial}`,
    nomor_bpkb: `B-${serial}`,
    nomor_polisi: `H ${serial} XX`,
  }
}

export async function skpdIdOf({ fiscal, kit }: App, unitKode: string): Promise<number> {
  const kode = await fiscal.kodefikasi(kit.db, Number(kit.today().slice(0, 4)))
  const found = kode.skpdOfUnit(unitKode)[0]
  if (found === undefined) throw new Error(`no SKPD of ${unitKode}`)
  return found.id
}

/** The value of what had to succeed. */
export function must<T>(result: Result<T> | undefined): T {
  if (result?.ok === true) return result.value
  throw new Error(result === undefined ? 'nothing there' : JSON.stringify(result.refusals))
}

/** Register one card. @returns its label */
export async function makeKartu(app: App, more: Partial<KartuTyped> = {}): Promise<string> {
  const made = await app.assets.catat(KEEPER, {
    skpdId: await skpdIdOf(app, 'pupr'),
    ruangId: null,
    dokumen: 'BAST-1/2026',
    typed: typedKartu(more),
  })
  return must(made)[0]?.label ?? ''
}
