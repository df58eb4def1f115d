import {
  type Actor,
  grantsOf,
  isSignedIn,
  type Role,
  type SignedIn,
} from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { formatPublicCode } from '../../../kernel/nomor.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { checkIsian } from '../domain/submit.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import { replaceKodeLacak } from '../store/pelapor-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { programRefusal } from './program-refusals.ts'
import { digestOf, type Submission, type SubmitLaporan, type Submitted } from './submit-laporan.ts'

/** Who sits at counters: of a service, of the complaint desk, of a village, kelurahan or kecamatan. */
export const COUNTER_ROLES: readonly Role[] = ['loket', 'operator-aduan', 'kades', 'lurah', 'camat']

export type CounterForm = Readonly<{
  submission: Omit<Submission, 'kanal' | 'kontak' | 'dibantu'>
  telepon: string
  email: string
  /** The citizen was told what is kept and agreed. */
  isSetuju: boolean
  /** What the page found wrong with fields that a report does not carry as typed. */
  refusals: readonly Refusal[]
}>

export type Counter = Readonly<{
  take: (actor: Actor, form: CounterForm) => Promise<Result<Submitted>>
  /** A new tracking code for a slip that was lost; the old one ends. */
  renewCode: (actor: Actor, nomor: string) => Promise<Result<Renewed>>
  /** The case of a slip, for officers who sit at counters. */
  find: (actor: Actor, nomor: string) => Promise<Laporan | undefined>
}>

export type Renewed = Readonly<{ laporan: Laporan; kodeLacak: string }>

const EMAIL = /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,4}$/
const TRACKING_BYTES = 10

/** Reports typed by an officer for a citizen who stands there: the same case, the same clock. */
export function createCounter(deps: Deps, submit: SubmitLaporan): Counter {
  return {
    take: (actor, form) => take(deps, submit, { actor, form }),
    renewCode: (actor, nomor) => renewCode(deps, actor, nomor),
    find: async (actor, nomor) => {
      if (!sitsAtCounter(actor)) return undefined
      const found = await findLaporanByNomor(deps.kit.db, nomor)
      return found?.kanal === 'loket' ? found : undefined
    },
  }
}

export function sitsAtCounter(actor: Actor): actor is SignedIn {
  return isSignedIn(actor) && grantsOf(actor).some((grant) => COUNTER_ROLES.includes(grant.role))
}

type Taking = Readonly<{ actor: Actor; form: CounterForm }>

async function take(
  deps: Deps,
  submit: SubmitLaporan,
  { actor, form }: Taking,
): Promise<Result<Submitted>> {
  if (!sitsAtCounter(actor)) return refuse(programRefusal('TIDAK_BERWENANG'))
  const read = readContact(form)
  const refusals = [
    ...form.refusals,
    ...(await refuseReport(deps, form)),
    ...(form.isSetuju ? [] : [programRefusal('PERSETUJUAN_KOSONG', 'setuju')]),
    ...(read.ok ? [] : read.refusals),
    ...refuseNameless(form),
  ]
  if (refusals.length > 0 || !read.ok) return refuse(refusals)
  const kontak = read.value
  return transaction(deps.kit.db, async (tx) =>
    submit(tx, actor, {
      ...form.submission,
      kanal: 'loket',
      kontak,
      dibantu: {
        akunId: await accountOf(deps, tx, { form, kontak }),
        oleh: actor.accountId,
        persetujuanAt: deps.kit.now(),
      },
    }),
  )
}

type Kontak = Submission['kontak']

function readContact({ telepon, email }: CounterForm): Result<Kontak> {
  const phone = telepon === '' ? undefined : atField('telepon', parsePhone(telepon))
  const isEmail = email === '' || EMAIL.test(email)
  const refusals = [
    ...(phone === undefined || phone.ok ? [] : phone.refusals),
    ...(isEmail ? [] : [refusal('KONTAK_TIDAK_SAH', 'email')]),
  ]
  if (refusals.length > 0) return refuse(refusals)
  return ok({
    ...(phone?.ok ? { telepon: phone.value } : {}),
    ...(email === '' ? {} : { email: email.toLowerCase() }),
  })
}

/** The report's own reasons, told together with those of the counter. */
async function refuseReport({ katalog }: Deps, { submission }: CounterForm) {
  const kategori = (await katalog.get()).kategori.get(submission.kategoriKode)
  if (kategori === undefined) return [refusal('KATEGORI_TIDAK_ADA', 'kategori')]
  const { lokasi } = submission
  // Whether a point lies in the region is asked later, of the map; here it counts as known.
  const wilayahKode = lokasi.lat === null ? (lokasi.wilayahKode ?? null) : ''
  const place = { ...lokasi, wilayahKode, kecamatanKode: lokasi.kecamatanKode ?? null }
  const checked = checkIsian({ ...submission.isian, lokasi: place }, kategori)
  return checked.ok ? [] : checked.refusals
}

function refuseNameless({ submission }: CounterForm): readonly Refusal[] {
  const { isAnonim, nama } = submission.isian
  return isAnonim || (nama ?? '').trim().length >= 2
    ? []
    : [programRefusal('NAMA_PELAPOR_KOSONG', 'nama')]
}

/** Someone who left a number or address gets the case into the account of it. */
async function accountOf(
  deps: Deps,
  tx: Tx,
  { form, kontak }: Readonly<{ form: CounterForm; kontak: Kontak }>,
): Promise<string | null> {
  const { isAnonim, nama } = form.submission.isian
  if (isAnonim || (kontak.telepon === undefined && kontak.email === undefined)) return null
  const account = await deps.identity.ensureCitizen(tx, {
    ...(nama === null ? {} : { name: nama }),
    ...(kontak.telepon === undefined ? {} : { phone: kontak.telepon }),
    ...(kontak.email === undefined ? {} : { email: kontak.email }),
  })
  return account.id
}

/** Secret and closed cases keep their code: what it opens is too much to hand out twice. */
async function renewCode(deps: Deps, actor: Actor, nomor: string): Promise<Result<Renewed>> {
  if (!sitsAtCounter(actor)) return refuse(programRefusal('TIDAK_BERWENANG'))
  const { kit } = deps
  return transaction(kit.db, async (tx) => {
    const laporan = await findLaporanByNomor(tx, nomor)
    if (laporan === undefined || laporan.kanal !== 'loket' || laporan.isRahasia)
      return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
    const kodeLacak = formatPublicCode('LCK', kit.randomBytes(TRACKING_BYTES))
    await replaceKodeLacak(tx, laporan.id, digestOf(kodeLacak))
    await insertRiwayat(tx, {
      id: kit.newId(),
      laporanId: laporan.id,
      waktu: kit.now(),
      kejadian: 'catat',
      status: null,
      pelakuJenis: 'petugas',
      pelakuLabel: 'Loket',
      pelakuAkunId: actor.accountId,
      isPublik: false,
      pesan: 'Kode lacak baru dicetak di loket; kode lama tidak berlaku lagi.',
      data: {},
    })
    await deps.audit.record(tx, actor, {
      action: 'laporan.kode-lacak-baru',
      subject: { kind: 'laporan', id: laporan.id },
    })
    return ok({ laporan, kodeLacak })
  })
}
