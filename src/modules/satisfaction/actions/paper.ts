import { type Actor, isSignedIn, type Role, unitsOf } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { atField } from '../../../kernel/at-field.ts'
import {
  addDays,
  isTimeZone,
  parseTanggal,
  startOfDay,
  type Tanggal,
} from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Jawaban, type JawabanForm, readJawaban } from '../domain/jawaban.ts'
import { endOf, periodeKode, periodeOf, quarterOf } from '../domain/periode.ts'
import { refusal } from '../domain/refusals.ts'
import { answeredMoves, respondentMoves } from '../domain/sisi.ts'
import { bundelId, insertBundel } from '../store/bundel-store.ts'
import { insertJawaban } from '../store/jawaban-store.ts'
import { type LayananRow, listLayanan, upsertLayanan } from '../store/layanan-store.ts'
import { moveRekap, moveResponden } from '../store/rekap-store.ts'
import { isPublished, lockPeriode } from '../store/terbitan-store.ts'

/** Who types paper forms in: at counters, and who checks applications. */
export const PAPER_ROLES: readonly Role[] = ['loket', 'petugas-layanan']

/** Units this officer types forms of. */
export function paperUnits(actor: Actor): readonly string[] {
  return unitsOf(actor, PAPER_ROLES)
}

/** Services that paper forms may be about: those in force, and those that were judged before; by name. */
export async function paperServices({
  kit,
  services,
}: Pick<Deps, 'kit' | 'services'>): Promise<readonly LayananRow[]> {
  const judged = await listLayanan(kit.db)
  const offered = (await services?.()) ?? []
  const byKode = new Map([...judged, ...offered].map((row) => [row.kode, row]))
  return [...byKode.values()].toSorted((a, b) => a.nama.localeCompare(b.nama, 'id'))
}

type Sheet = Readonly<{
  unitKode: string
  bundel: string
  lembar: number
  layanan: LayananRow
  tanggal: Tanggal
  jawaban: Jawaban
}>

const BUNDEL = /^[\p{L}\p{N}][\p{L}\p{N} ./-]{1,39}$/u
const LEMBAR = /^[1-9]\d{0,3}$/

/**
 * Take in one paper form: fields `unit`, `bundel`, `lembar`, `layanan`, `tanggal` besides those of the
 * survey itself. A sheet of a batch counts once; a quarter that is published takes no more.
 *
 * @refuses UNIT_BUKAN_MILIK_ANDA, BUNDEL_KOSONG, LEMBAR_KOSONG, LEMBAR_SUDAH_ADA, LAYANAN_TIDAK_ADA,
 * TANGGAL_BELUM_TIBA, TRIWULAN_SUDAH_TERBIT and those of the survey
 */
export async function enterPaper(
  deps: Deps,
  actor: Actor,
  form: JawabanForm,
): Promise<Result<Readonly<{ bundel: string; lembar: number }>>> {
  // Before the transaction begins: the catalogue asks for a connection of its own.
  const read = await readSheet(deps, { actor, form })
  if (!read.ok) return read
  const sheet = read.value
  const periode = periodeKode(periodeOf(quarterOf(sheet.tanggal)))
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    await lockPeriode(tx, periode, 'add')
    if (await isPublished(tx, periode)) return refuse(refusal('TRIWULAN_SUDAH_TERBIT', 'tanggal'))
    const isNew = await storeSheet(deps, tx, { actor, sheet })
    return isNew
      ? ok({ bundel: sheet.bundel, lembar: sheet.lembar })
      : refuse(refusal('LEMBAR_SUDAH_ADA', 'lembar'))
  })
}

async function readSheet(
  deps: Deps,
  { actor, form }: Readonly<{ actor: Actor; form: JawabanForm }>,
): Promise<Result<Sheet>> {
  const { kit, rules } = deps
  const text = (name: string) => (form[name] ?? '').trim()
  const unitKode = text('unit')
  const bundel = text('bundel')
  const lembar = text('lembar')
  const today = kit.today()
  const date = atField('tanggal', parseTanggal(text('tanggal')))
  const known = await paperServices(deps)
  const layanan = known.find(({ kode }) => kode === text('layanan'))
  const read = readJawaban(form, rules.kuesionerAt(today))
  const refusals: readonly Refusal[] = [
    ...(paperUnits(actor).includes(unitKode) ? [] : [refusal('UNIT_BUKAN_MILIK_ANDA', 'unit')]),
    ...(BUNDEL.test(bundel) ? [] : [refusal('BUNDEL_KOSONG', 'bundel')]),
    ...(LEMBAR.test(lembar) ? [] : [refusal('LEMBAR_KOSONG', 'lembar')]),
    ...(layanan === undefined ? [refusal('LAYANAN_TIDAK_ADA', 'layanan')] : []),
    ...(date.ok ? refuseDate(date.value, { today, rules }) : date.refusals),
    ...(read.ok ? [] : read.refusals),
  ]
  if (refusals.length > 0 || layanan === undefined || !date.ok || !read.ok) return refuse(refusals)
  return ok({
    unitKode,
    bundel,
    lembar: Number(lembar),
    layanan,
    tanggal: date.value,
    jawaban: read.value,
  })
}

function refuseDate(
  date: Tanggal,
  { today, rules }: Readonly<{ today: Tanggal } & Pick<Deps, 'rules'>>,
): readonly Refusal[] {
  if (date > today) return [refusal('TANGGAL_BELUM_TIBA', 'tanggal')]
  const closes = addDays(endOf(periodeOf(quarterOf(date))), rules.aturanAt(today).tutupHari)
  return closes <= today ? [refusal('TRIWULAN_SUDAH_TERBIT', 'tanggal')] : []
}

async function storeSheet(
  { kit, audit, reference, rules }: Deps,
  tx: Tx,
  { actor, sheet }: Readonly<{ actor: Actor; sheet: Sheet }>,
): Promise<boolean> {
  assert(isSignedIn(actor), 'only signed-in officers have units')
  const { unitKode, layanan, jawaban, lembar } = sheet
  const layananKode = layanan.kode
  const zone = reference.calendar().zone
  assert(isTimeZone(zone), 'the region lies in one of the three zones')
  const batch = { unitKode, nomor: sheet.bundel }
  await upsertLayanan(tx, [layanan], kit.now())
  await insertBundel(tx, {
    ...batch,
    id: kit.newId(),
    dibuatOleh: actor.accountId,
    dibuatAt: kit.now(),
  })
  const triwulan = quarterOf(sheet.tanggal)
  const place = { unitKode, layananKode, triwulan }
  const id = kit.newSecretId()
  const isNew = await insertJawaban(tx, {
    ...jawaban,
    ...place,
    id,
    // The day alone: a form on paper tells no hour.
    waktu: startOfDay(zone, sheet.tanggal),
    kanal: 'kertas',
    kertas: { bundelId: await bundelId(tx, batch), lembar },
  })
  if (!isNew) return false
  await together([
    moveRekap(
      tx,
      answeredMoves({ ...place, kanal: 'kertas', invited: undefined }, jawaban),
      rules.aturanAt(kit.today()).selMinimum,
    ),
    moveResponden(tx, respondentMoves(place, jawaban)),
    audit.record(tx, actor, {
      action: 'skm.kertas',
      subject: { kind: 'skm.bundel', id: `${unitKode}/${sheet.bundel}/${lembar}` },
    }),
  ])
  return true
}
