import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { addDays, parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { insertKuasa, revokeKuasa } from '../store/kuasa-store.ts'

const DAYS_MAX = 366

export type KuasaForm = Readonly<{
  penerima: string
  jenis: string
  layanan: string
  sampai: string
}>

/**
 * Give somebody the power to apply in one's name: dated, at most a year, for one service or all.
 *
 * @refuses PENERIMA_KUASA, TANGGAL_KUASA, ISIAN_PILIHAN
 */
export function giveKuasa(
  deps: Deps,
  db: Db,
  actor: SignedIn,
  form: KuasaForm,
): Promise<Result<string>> {
  const { kit } = deps
  return transaction(db, async (tx) => {
    const isNamed = form.penerima.trim() !== ''
    const known = isNamed ? await deps.identity.findCitizen(tx, form.penerima) : undefined
    const katalog = await deps.layanan.katalog()
    const read = readForm(form, {
      today: kit.today(),
      isOther: known !== undefined && known.id !== actor.accountId,
      isService: form.layanan === '' || katalog.layanan.has(form.layanan),
    })
    if (!read.ok) return read
    const { sampai, jenis } = read.value
    const penerima = present(known, 'a form that was read names somebody').id
    const id = kit.newId()
    await insertKuasa(tx, {
      id,
      pemberiAkunId: actor.accountId,
      penerimaAkunId: penerima,
      jenis,
      layananKode: form.layanan === '' ? null : form.layanan,
      berlakuSampai: sampai,
      at: kit.now(),
    })
    await deps.audit.record(tx, actor, {
      action: 'kuasa.beri',
      subject: { kind: 'kuasa', id },
      after: { penerima, layanan: form.layanan, sampai },
    })
    return ok(id)
  })
}

type Asked = Readonly<{ today: Tanggal; isOther: boolean; isService: boolean }>

function readForm(
  form: KuasaForm,
  { today, isOther, isService }: Asked,
): Result<Readonly<{ sampai: Tanggal; jenis: 'keluarga' | 'kuasa' }>> {
  const sampai = parseTanggal(form.sampai)
  const jenis = form.jenis === 'keluarga' || form.jenis === 'kuasa' ? form.jenis : undefined
  const isDated = sampai.ok && sampai.value >= today && sampai.value <= addDays(today, DAYS_MAX)
  const refusals: Refusal[] = [
    ...(isOther ? [] : [refusal('PENERIMA_KUASA', 'penerima')]),
    ...(isDated ? [] : [refusal('TANGGAL_KUASA', 'sampai')]),
    ...(jenis === undefined ? [refusal('ISIAN_PILIHAN', 'jenis')] : []),
    ...(isService ? [] : [refusal('ISIAN_PILIHAN', 'layanan')]),
  ]
  return refusals.length > 0 || !sampai.ok || jenis === undefined
    ? refuse(refusals)
    : ok({ sampai: sampai.value, jenis })
}

/** Either side may end it at any time. */
export function endKuasa(deps: Deps, db: Db, actor: SignedIn, id: string): Promise<boolean> {
  return transaction(db, async (tx) => {
    const isEnded = await revokeKuasa(tx, { id, akunId: actor.accountId, at: deps.kit.now() })
    if (isEnded)
      await deps.audit.record(tx, actor, { action: 'kuasa.cabut', subject: { kind: 'kuasa', id } })
    return isEnded
  })
}
