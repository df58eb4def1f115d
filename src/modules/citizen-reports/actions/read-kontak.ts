import { isSignedIn, type SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { mayReadContact } from '../domain/transitions.ts'
import { findPelapor, type Pelapor } from '../store/pelapor-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'

/** Why an officer looks; the reporter reads it on the page of their data. */
export const TUJUAN = ['lokasi', 'keterangan', 'hasil', 'keabsahan'] as const
export type Tujuan = (typeof TUJUAN)[number]

const PURPOSE: Readonly<Record<Tujuan, string>> = {
  lokasi: 'Menanyakan letak kejadian',
  keterangan: 'Meminta keterangan tambahan',
  hasil: 'Mengabarkan hasil penanganan',
  keabsahan: 'Memeriksa keabsahan laporan',
}

export type Kontak = Readonly<{ nama?: string; telepon?: string; email?: string }>

export type ContactLook = Readonly<{ laporan: Laporan; tujuan: string }>

/**
 * The reporter's name and numbers, for who handles the case. The look is recorded with its purpose in the
 * same transaction: for the reporter when there is an account, and as a note on the case.
 *
 * @refuses TUJUAN_TIDAK_ADA, KONTAK_ANONIM, KONTAK_TERTUTUP
 */
export async function readKontak(
  deps: Deps,
  actor: SignedIn,
  { laporan, tujuan }: ContactLook,
): Promise<Result<Kontak>> {
  if (!mayReadContact(laporan, actor)) return refuse(refusal('KONTAK_TERTUTUP'))
  if (laporan.isAnonim) return refuse(refusal('KONTAK_ANONIM', 'tujuan'))
  const known = TUJUAN.find((one) => one === tujuan)
  if (known === undefined) return refuse(refusal('TUJUAN_TIDAK_ADA', 'tujuan'))
  const purpose = `${PURPOSE[known]}, laporan ${laporan.nomor}`
  return transaction(deps.kit.db, async (tx) => {
    const kontak = await lookUp(deps, tx, { actor, laporan, purpose })
    await noteLook(deps, tx, { actor, laporan, purpose: PURPOSE[known], what: 'kontak' })
    return ok(kontak)
  })
}

/** Words as the reporter wrote them, where the published ones are masked. */
export type Asli = Readonly<{
  judul: string | null
  isi: string | null
  patokan: string | null
  jawaban: Readonly<Record<string, unknown>>
}>

/**
 * The unmasked words of a report, for who handles the case: a landmark or an answer may be what finds the
 * place. Recorded like a look at the contact, since they were masked for holding personal data. A secret
 * report has none: its words are not masked but sealed.
 *
 * @refuses TUJUAN_TIDAK_ADA, KONTAK_ANONIM, KONTAK_TERTUTUP, TIDAK_ADA_ASLI
 */
export async function readAsli(
  deps: Deps,
  actor: SignedIn,
  { laporan, tujuan }: ContactLook,
): Promise<Result<Asli>> {
  if (laporan.isRahasia || !mayReadContact(laporan, actor))
    return refuse(refusal('KONTAK_TERTUTUP', 'tujuan'))
  if (laporan.isAnonim) return refuse(refusal('KONTAK_ANONIM', 'tujuan'))
  const known = TUJUAN.find((one) => one === tujuan)
  if (known === undefined) return refuse(refusal('TUJUAN_TIDAK_ADA', 'tujuan'))
  return transaction(deps.kit.db, async (tx) => {
    const pelapor = await findPelapor(tx, laporan.id)
    if (pelapor === undefined || !hasAsli(pelapor))
      return refuse(refusal('TIDAK_ADA_ASLI', 'tujuan'))
    const ownerId = laporan.pelaporAkunId ?? pelapor.akunId
    const purpose = PURPOSE[known]
    if (ownerId !== null)
      await deps.audit.recordAccess(tx, actor, {
        ownerId,
        subject: { kind: 'laporan', id: laporan.id },
        purpose: `${purpose}, laporan ${laporan.nomor}`,
        fields: ['teks asli laporan'],
      })
    await noteLook(deps, tx, { actor, laporan, purpose, what: 'asli' })
    const { judulAsli, isiAsli, patokanAsli, jawabanAsli } = pelapor
    return ok({
      judul: judulAsli,
      isi: isiAsli,
      patokan: patokanAsli,
      jawaban: jawabanAsli ?? {},
    })
  })
}

function hasAsli(pelapor: Pelapor): boolean {
  return pelapor.judulAsli !== null || pelapor.isiAsli !== null
}

type Look = Readonly<{ actor: SignedIn; laporan: Laporan; purpose: string }>

async function lookUp(deps: Deps, tx: Tx, { actor, laporan, purpose }: Look): Promise<Kontak> {
  const pelapor = await findPelapor(tx, laporan.id)
  const accountId = laporan.pelaporAkunId ?? pelapor?.akunId ?? null
  const account =
    accountId === null
      ? undefined
      : await deps.identity.readContact(tx, actor, {
          accountId,
          purpose,
          subject: { kind: 'laporan', id: laporan.id },
        })
  const nama = pelapor?.nama ?? account?.name
  const telepon = pelapor?.telepon ?? account?.phone
  const email = pelapor?.email ?? account?.email
  return {
    ...(nama ? { nama } : {}),
    ...(telepon ? { telepon } : {}),
    ...(email ? { email } : {}),
  }
}

type Noting = Look & Readonly<{ what: 'kontak' | 'asli' }>

async function noteLook(
  deps: Deps,
  tx: Tx,
  { actor, laporan, purpose, what }: Noting,
): Promise<void> {
  const grant = isSignedIn(actor)
    ? (actor.grants.find((one) => one.unitKode === laporan.unitKode) ?? actor.grants[0])
    : undefined
  await insertRiwayat(tx, {
    id: deps.kit.newId(),
    laporanId: laporan.id,
    waktu: deps.kit.now(),
    kejadian: `lihat_${what}`,
    status: laporan.status,
    pelakuJenis: 'petugas',
    pelakuLabel:
      (grant?.unitKode && deps.reference.findUnit(grant.unitKode)?.nama) || 'Koordinator pengaduan',
    pelakuAkunId: actor.accountId,
    isPublik: false,
    pesan: purpose,
    data: {},
  })
  await deps.audit.record(tx, actor, {
    action: `laporan.lihat-${what}`,
    subject: { kind: 'laporan', id: laporan.id },
    reason: purpose,
    ...(grant === undefined ? {} : { grant }),
  })
}
