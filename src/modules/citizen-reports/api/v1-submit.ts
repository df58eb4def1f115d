import type { Actor } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { cleanText } from '../../../kernel/clean-text.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { uuidFrom } from '../actions/client-key.ts'
import type { Submission, Submitted } from '../actions/submit-laporan.ts'
import { readEmail } from '../domain/langganan.ts'
import type { KunciApi } from '../store/program-store.ts'
import type { CitizenReports } from '../types.ts'
import type { NewCase } from './v1-schemas.ts'

export type Sending = Readonly<{
  key: KunciApi
  form: NewCase
  /** Header of the request; the body's own id wins. */
  idempotencyKey: string | undefined
}>

const IDEMPOTENCY_KEY_MAX = 200

/** Take in a report of a program. One id or Idempotency-Key of one key is one case, however often sent. */
export async function submitByProgram(
  { deps, submit }: CitizenReports,
  sending: Sending,
): Promise<Result<Submitted>> {
  const kontak = readContact(sending.form)
  if (!kontak.ok) return kontak
  const actor: Actor = { kind: 'system', name: `api ${sending.key.nama}` }
  return submit(deps.kit.db, actor, submissionOf(deps, sending, kontak.value))
}

function submissionOf(
  { kit }: CitizenReports['deps'],
  { key, form, idempotencyKey }: Sending,
  kontak: Submission['kontak'],
): Submission {
  const { lokasi = {}, pelapor = {} } = form
  const id = form.id_klien ?? idempotencyKey?.slice(0, IDEMPOTENCY_KEY_MAX)
  const hasPoint = lokasi.lintang !== undefined && lokasi.bujur !== undefined
  return {
    // Named after the key, so that no program can meet the reports of another.
    kunciKlien: id === undefined ? kit.newSecretId() : uuidFrom('api', key.id, id),
    kategoriKode: form.kategori,
    isian: {
      jenis: form.jenis,
      judul: cleanText(form.judul).trim(),
      isi: cleanText(form.isi).trim(),
      jawaban: form.jawaban ?? {},
      isAnonim: form.anonim,
      isRahasia: form.rahasia,
      isNamaTampil: pelapor.tampilkan_nama === true,
      nama: pelapor.nama === undefined ? null : cleanText(pelapor.nama).trim(),
    },
    lokasi: {
      lat: hasPoint ? (lokasi.lintang ?? null) : null,
      lon: hasPoint ? (lokasi.bujur ?? null) : null,
      sumber: hasPoint ? 'gps' : 'patokan',
      patokan: lokasi.patokan === undefined ? null : cleanText(lokasi.patokan).trim(),
      wilayahKode: lokasi.desa ?? null,
      ...(lokasi.kecamatan === undefined ? {} : { kecamatanKode: lokasi.kecamatan }),
    },
    kontak,
    kanal: 'api',
    bahasa: form.bahasa,
  }
}

function readContact({ pelapor = {} }: NewCase): Result<Submission['kontak']> {
  const telepon =
    pelapor.telepon === undefined
      ? ok(undefined)
      : atField('pelapor.telepon', parsePhone(pelapor.telepon))
  const email =
    pelapor.email === undefined ? ok(undefined) : atField('pelapor.email', readEmail(pelapor.email))
  const refusals: readonly Refusal[] = [
    ...(telepon.ok ? [] : telepon.refusals),
    ...(email.ok ? [] : email.refusals),
  ]
  if (!telepon.ok || !email.ok) return refuse(refusals)
  return ok({
    ...(telepon.value === undefined ? {} : { telepon: telepon.value }),
    ...(email.value === undefined ? {} : { email: email.value }),
  })
}
