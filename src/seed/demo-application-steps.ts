import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role, SignedIn } from '../kernel/actor.ts'
import { assert } from '../kernel/assert.ts'
import { HOUR_MS, type TimeZone, tanggalIn } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import type { IdentityModule } from '../modules/identity/index.ts'
import { createPayCash, type PaymentsModule } from '../modules/payments/index.ts'
import type { Reference } from '../modules/reference/index.ts'
import type { Satisfaction } from '../modules/satisfaction/index.ts'
import {
  applyAtOnce,
  createExpire,
  findByNomor,
  type Permohonan,
  rolesOf,
  type Services,
  samplePdf,
  sendFix,
  takeProof,
  unitOf,
} from '../modules/services/index.ts'
import type { Vault } from '../modules/vault/index.ts'
import { packageRoot } from '../package-root.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Kit } from '../platform/kit.ts'
import type { DemoPeople } from './demo-applicants.ts'
import type { ApplicationPlan } from './demo-application-plan.ts'
import { fillIn } from './demo-sheets.ts'
import { surveyFormOf } from './demo-skm.ts'
import type { Dice } from './dice.ts'

/** An application on its way. */
export type Case = {
  readonly plan: ApplicationPlan
  /** When something happens to it next. */
  at: Date
  /** As it stands after the last thing that happened; undefined before it was handed in. */
  found?: Permohonan | undefined
  /** Steps of offices so far. */
  taken: number
  isFixed?: boolean
  isWaiting?: boolean
}

type Finished = Readonly<{
  permohonanId: string
  nomor: string
  kode: string
  akhir: string
  unitKode: string
  pemilikAkunId: string
  kanal: string
  bahasa: 'id' | 'en'
}>

/** The program on a clock that this history turns. */
export type ApplicationsHouse = Readonly<{
  kit: Kit
  services: Services
  vault: Vault
  payments: PaymentsModule
  satisfaction: Satisfaction
  identity: Pick<IdentityModule, 'seedDemo'>
  reference: Reference
  setNow: (at: Date) => void
  /** The survey's address for somebody whose service is finished. */
  inviteToJudge: (tx: Tx, done: Finished) => Promise<string | undefined>
}>

type Room = ApplicationsHouse & Readonly<{ people: DemoPeople; dice: Dice; zone: TimeZone }>
type State = Awaited<
  ReturnType<Services['deps']['layanan']['prepared']>
>['layanan']['workflow']['states'][string]
type Action = NonNullable<State['actions']>[number]

/** A refusal here is a mistake of this history, never of a visitor. */
export function expectOk<T>(done: Result<T>, what: string): T {
  if (done.ok) return done.value
  const told = done.refusals.map((one) => `${one.field ?? ''} ${one.code} ${one.message}`)
  throw new Error(`demo ${what}: ${told.join(' ')}`)
}

/** What happens to applications of the demo, each step by the action a real one would take. */
export function createSteps(room: Room): Readonly<{ go: (one: Case) => Promise<void> }> {
  const kept = new Map<string, string>()
  const photos = new Map<string, unknown>()
  return {
    go: async (one) => {
      const { kit, services } = room
      const { found } = one
      let nomor = found?.nomor
      if (found === undefined) nomor = await apply(room, one, kept)
      else if (isOver(found, kit.now()))
        expectOk(await createExpire(services.deps)(kit.db, found.nomor), found.nomor)
      else await takeStep(room, one, { found, photos })
      one.found = await findByNomor(kit.db, nomor ?? '')
      await judge(room, one.found)
    },
  }
}

/** The promise of its stage has passed, and nobody was told yet. */
function isOver({ tenggatAt, tingkatEskalasi }: Permohonan, now: Date): boolean {
  return tenggatAt !== null && tenggatAt < now && tingkatEskalasi === 0
}

/** @returns its number */
async function apply(room: Room, one: Case, kept: Map<string, string>): Promise<string> {
  const { kit, dice, services, zone } = room
  const { recipe, applicant } = one.plan
  const berkas: Record<string, string> = {}
  for (const [dokumenId, jenis] of Object.entries(recipe.berkas))
    berkas[dokumenId] = await keepFile(room, one, { jenis, kept })
  const typed = fillIn(recipe.isian, { applicant, today: tanggalIn(zone, kit.now()), dice })
  const sheet = { kode: recipe.kode, typed, berkas }
  const sent = await applyAtOnce(services, kit.db, applicant.actor, sheet)
  return expectOk(sent, `${recipe.kode} of ${applicant.nama}`).nomor
}

/** Everybody keeps a document once and uses it again, as the vault is meant. */
async function keepFile(
  { vault, kit }: Room,
  { plan: { applicant } }: Case,
  { jenis, kept }: Readonly<{ jenis: string; kept: Map<string, string> }>,
): Promise<string> {
  const key = `${applicant.username} ${jenis}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const file = {
    bytes: samplePdf(`${jenis.toUpperCase().replaceAll('-', ' ')} ${applicant.nama.toUpperCase()}`),
    filename: `${jenis}.pdf`,
  }
  const { actor } = applicant
  const done = await vault.keep(kit.db, {
    pemilikAkunId: actor.accountId,
    jenisKode: jenis,
    file,
    oleh: actor,
  })
  const { berkasId } = expectOk(done, `${jenis} of ${applicant.nama}`)
  kept.set(key, berkasId)
  return berkasId
}

type Standing = Readonly<{ found: Permohonan; photos: Map<string, unknown> }>

async function takeStep(room: Room, one: Case, standing: Standing): Promise<void> {
  const { kit, services } = room
  const { found } = standing
  const { layanan } = await services.deps.layanan.prepared(kit.db, found)
  const state = layanan.workflow.states[found.tahap]
  assert(state !== undefined, 'a running application stands at a stage of its service')
  if (state.join !== undefined) return giveOpinion(room, one, { found, state })
  if (found.tagihanId !== null && !found.isLunas && state.pause === true) return pay(room, found)
  if (state.pause === true) return mend(room, one, found)
  await act(room, one, { ...standing, state })
}

async function giveOpinion(
  { kit, services, people }: Room,
  one: Case,
  { found, state }: Readonly<{ found: Permohonan; state: State }>,
): Promise<void> {
  const asked = state.join?.units ?? []
  const role = rolesOf(state.join?.role ?? [])[0] ?? 'petugas-layanan'
  const units = asked.map((unit) => unitOf(typeof unit === 'string' ? unit : unit.unit, found))
  const unitKode = units[Math.max(0, one.taken - 1) % units.length] ?? ''
  const isSetuju = one.plan.fate.kind !== 'ditolak'
  const alasan = isSetuju
    ? one.plan.recipe.pendapat
    : 'Letaknya di tikungan dengan jarak pandang kurang dari 20 meter.'
  const actor = people.officer(role, unitKode)
  const { nomor } = found
  expectOk(await services.giveOpinion(kit.db, { actor }, { nomor, isSetuju, alasan }), nomor)
  one.taken += 1
}

/** Cash at the counter; what the bill was for goes on at once. */
async function pay({ kit, payments, people, services }: Room, found: Permohonan): Promise<void> {
  const subject = { kind: 'permohonan', id: found.id }
  const [bill] = await payments.billsOf(kit.db, subject)
  assert(bill !== undefined, 'who waits for payment has a bill')
  const order = { kodeBayar: bill.kodeBayar, isCounted: true }
  const done = await createPayCash(payments.deps)(people.officer('loket', 'dpmptsp'), order)
  assert(done !== undefined, 'the bill is found by its code')
  expectOk(done, found.nomor)
  await services.settlePaid(kit.db, found.id)
}

async function mend({ kit, services }: Room, one: Case, found: Permohonan): Promise<void> {
  const { recipe, applicant } = one.plan
  const [kind, id] = recipe.perbaikan
  const typed: Record<string, string> = kind === 'isian' ? { [id]: 'Sudah kami lengkapi' } : {}
  const answer = {
    nomor: found.nomor,
    version: found.version,
    typed,
    pesan: 'Sudah saya perbaiki.',
    files:
      kind === 'berkas'
        ? [{ dokumenId: id, bytes: samplePdf('SUDAH LENGKAP'), filename: `${id}.pdf`, tanggal: '' }]
        : [],
  }
  one.isFixed = true
  expectOk(await sendFix(services.deps, kit.db, applicant.actor, answer), found.nomor)
}

const REFUSED: Readonly<Record<string, string>> = {
  dishub: 'Ruas ini sudah masuk rencana pemasangan tahun depan melalui musrenbang.',
  dlh: 'Pohon sehat dan tidak menyentuh kabel; pemangkasan rutin dijadwalkan Maret.',
  dpmptsp: 'Tidak sesuai dengan pendapat teknis yang kami terima.',
  dukcapil: 'Data anak sudah memiliki KIA yang masih berlaku.',
}
const REFUSED_BY_VILLAGE = 'Pemohon sudah pindah ke luar desa menurut Kartu Keluarga.'

async function act(
  room: Room,
  one: Case,
  { found, state, photos }: Standing & Readonly<{ state: State }>,
): Promise<void> {
  const { kit, services, people } = room
  const { recipe } = one.plan
  const action = wantedAction(state, one)
  const role = action.roles.find((held): held is Role => held !== 'pemohon') ?? 'petugas-layanan'
  const unitKode = unitOf(state.assign?.unit, found)
  const actor = officerFor(people, action, unitKode) ?? people.officer(role, unitKode)
  const [kind, id, catatan] = recipe.perbaikan
  const reason = action.reason
  const done = await services.act(
    kit.db,
    { actor },
    {
      nomor: found.nomor,
      tindakan: action.id,
      ...(reason === undefined || reason === false
        ? {}
        : { alasan: reasonOf(reason, found.pemilikUnit) }),
      ...(action.fix === true ? { butir: [{ kind, id, catatan }] } : {}),
      ...(await formOf(room, one, { action, photos })),
    },
  )
  expectOk(done, `${found.nomor} ${recipe.kode} ${action.id}`)
  one.taken += 1
}

function reasonOf(reason: NonNullable<Action['reason']>, unitKode: string): string {
  if (typeof reason === 'boolean') return REFUSED[unitKode] ?? REFUSED_BY_VILLAGE
  const [first = ''] = reason
  return typeof first === 'string' ? first : first.id
}

/** Forward, or as the application's fate wants it at this stage. */
function wantedAction({ actions = [] }: State, { plan: { fate }, isFixed }: Case): Action {
  const fix = actions.find((one) => one.fix === true)
  const refuse = actions.find((one) => one.reason !== undefined && !one.to.startsWith('periksa'))
  const isToMend =
    ['perbaikan', 'batal'].includes(fate.kind) || (fate.kind === 'diperbaiki' && isFixed !== true)
  const forward = actions.find((one) => one.fix !== true && one.reason === undefined)
  const found = isToMend
    ? (fix ?? forward)
    : fate.kind === 'ditolak'
      ? (refuse ?? forward)
      : forward
  assert(found !== undefined, 'each stage of an office has a step')
  return found
}

/** Villages have a kades or a lurah: whichever of the roles somebody holds there. */
function officerFor(people: DemoPeople, { roles }: Action, unitKode: string): SignedIn | undefined {
  return roles
    .filter((role): role is Role => role !== 'pemohon')
    .map((role) => people.officer(role, unitKode))
    .find((actor) => !actor.name.startsWith('Petugas '))
}

const PHOTOS: Readonly<Record<string, string>> = {
  fotoLapangan: 'penerangan-sebelum-04.jpg',
  fotoSesudah: 'penerangan-sesudah-06.jpg',
  fotoTemuan: 'jalan-sebelum-06.jpg',
}

/** What an officer types at a step, and the photo taken on the spot. */
async function formOf(
  { services, kit, dice, zone }: Room,
  { plan: { recipe, applicant } }: Case,
  { action, photos }: Readonly<{ action: Action; photos: Map<string, unknown> }>,
) {
  const fields = action.form ?? []
  const filled = fillIn(recipe.langkah, { applicant, today: tanggalIn(zone, kit.now()), dice })
  const isian = Object.fromEntries(
    fields.flatMap(({ id }) => (filled[id] === undefined ? [] : [[id, filled[id]]])),
  )
  const bukti: Record<string, unknown> = {}
  for (const { id, type } of fields) {
    if (type !== 'foto') continue
    if (!photos.has(id)) {
      const filename = PHOTOS[id] ?? 'penerangan-sebelum-04.jpg'
      const bytes = await readFile(join(packageRoot, 'data/demo/foto', filename))
      const proof = await takeProof(services.deps, [{ field: id, bytes, filename }])
      photos.set(id, expectOk(proof, filename)[id])
    }
    bukti[id] = photos.get(id)
  }
  return { isian, bukti }
}

/** Two in three of those whose service is finished say how it was. */
async function judge(room: Room, found: Permohonan | undefined): Promise<void> {
  const { kit, dice, satisfaction, setNow } = room
  if (found === undefined || found.akhir === null) return
  const { nomor } = found
  const token = await room.inviteToJudge(kit.db, {
    permohonanId: found.id,
    nomor,
    kode: found.kode,
    akhir: found.akhir,
    unitKode: found.pemilikUnit,
    pemilikAkunId: found.pemilikAkunId,
    kanal: found.kanal,
    bahasa: found.bahasa,
  })
  if (token === undefined || dice.below(3) === 0) return
  const at = kit.now()
  setNow(new Date(at.getTime() + HOUR_MS / 2))
  expectOk(await satisfaction.answer(token, surveyFormOf(7, dice)), `survey of ${nomor}`)
  setNow(at)
}
