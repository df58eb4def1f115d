import type { Actor } from '../../../kernel/actor.ts'
import { DAY_MS, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { decideGrant, type RoleWish } from '../domain/appointments.ts'
import { parseContact, parseName, parseUsername } from '../domain/contact.ts'
import type { PeranRow } from '../domain/grants.ts'
import { refusal } from '../domain/refusals.ts'
import { findAkunByUsername, insertAkun, type NewAkun } from '../store/account-store.ts'
import { insertJabatan, insertPeran } from '../store/role-store.ts'
import type { Deps } from './deps.ts'

const TEMPORARY_DAYS = 7

export type NewOfficer = Readonly<{
  username: string
  name: string
  /** Position as in the decree: "Kepala Bidang Bina Marga". Kept when given. */
  position?: string
  role: string
  unitKode?: string
  wilayahKode?: string
  /** Number or address for codes, optional. */
  contact?: string
  from?: Tanggal
  until?: Tanggal
  /** Decree or letter; the command line leaves it out. */
  dasar?: string
}>

export type AddedOfficer = Readonly<{
  accountId: string
  username: string
  /** Shown once; must be replaced at the first sign-in, within seven days. */
  password: string
}>

type AddDeps = Pick<Deps, 'kit' | 'audit' | 'reference' | 'passwords'>
const BY_COMMAND = 'Dicatat lewat baris perintah'
const COMMAND: Actor = { kind: 'system', name: 'pendopo user add' }

/**
 * Add an officer with a role and a one-time password. Behind `pendopo user add` the actor is the system.
 *
 * @refuses NAMA_PENGGUNA_TIDAK_SAH, NAMA_PENGGUNA_TERPAKAI, KONTAK_TERPAKAI, UNIT_TIDAK_DIKENAL,
 *   WILAYAH_TIDAK_DIKENAL and codes of parseName, parseContact, decideGrant
 */
export async function addUser(
  deps: AddDeps,
  tx: Tx,
  { actor = COMMAND, officer }: Readonly<{ actor?: Actor; officer: NewOfficer }>,
): Promise<Result<AddedOfficer>> {
  const { kit, audit } = deps
  const checked = await checkOfficer(deps, tx, officer)
  if (!checked.ok) return checked
  const { wish, grant, account } = checked.value
  const at = kit.now()
  const id = kit.newId()
  const password = newOneTimePassword(deps)
  const sandi = await deps.passwords.hash(password)
  const until = temporaryUntil(at)
  const row = { ...account, id, sandi, sandiSementaraSampai: until, dibuat: at }
  if ((await insertAkun(tx, row)) === 0) return refuse(refusal('KONTAK_TERPAKAI', 'kontak'))
  const by = 'accountId' in actor ? actor.accountId : null
  const { dasar, berlakuMulai, unitKode } = wish
  await insertPeran(tx, { ...grant, id: kit.newId(), akunId: id, dasar, by, at })
  const nama = officer.position?.trim().slice(0, 160) ?? ''
  if (nama.length >= 2)
    await insertJabatan(tx, { id: kit.newId(), akunId: id, nama, unitKode, berlakuMulai, dasar })
  await audit.record(tx, actor, {
    action: 'akun.petugas-ditambah',
    subject: { kind: 'akun', id },
    reason: dasar,
    after: { username: row.namaPengguna, role: wish.peran, unitKode },
  })
  return ok({ accountId: id, username: row.namaPengguna, password })
}

type Checked = Readonly<{
  wish: RoleWish
  grant: PeranRow
  account: Omit<NewAkun, 'id' | 'sandi' | 'sandiSementaraSampai' | 'dibuat'>
}>

async function checkOfficer(deps: AddDeps, tx: Tx, officer: NewOfficer): Promise<Result<Checked>> {
  const today = deps.kit.today()
  const username = parseUsername(officer.username)
  const name = parseName(officer.name)
  const contact = officer.contact === undefined ? undefined : parseContact(officer.contact)
  const wish = toWish(officer, today)
  const grant = decideGrant({ wish, holderKind: 'officer', held: [], today })
  const refusals: Refusal[] = [username, name, grant, ...(contact ? [contact] : [])]
    .flatMap((part) => (part.ok ? [] : part.refusals))
    .concat(checkPlaces(deps, wish))
  if (username.ok && (await findAkunByUsername(tx, username.value)) !== undefined)
    refusals.push(refusal('NAMA_PENGGUNA_TERPAKAI', 'nama-pengguna'))
  if (refusals.length > 0 || !username.ok || !name.ok || !grant.ok) return refuse(refusals)
  const reach = contact?.ok ? contact.value : undefined
  const account = {
    jenis: 'officer',
    namaPengguna: username.value,
    nama: name.value,
    telepon: reach?.channel === 'sms' ? reach.phone : null,
    teleponDiverifikasi: null,
    email: reach?.channel === 'email' ? reach.email : null,
    emailDiverifikasi: null,
    bahasa: 'id',
  } as const
  return ok({ wish, grant: grant.value, account })
}

function toWish(officer: NewOfficer, today: Tanggal): RoleWish {
  return {
    peran: officer.role,
    unitKode: officer.unitKode || null,
    wilayahKode: officer.wilayahKode || null,
    berlakuMulai: officer.from ?? today,
    berlakuSampai: officer.until ?? null,
    dasar: (officer.dasar ?? BY_COMMAND).trim().slice(0, 300),
  }
}

/** Units and areas must be on the list of this region. */
export function checkPlaces(
  { reference }: Pick<Deps, 'reference'>,
  wish: Pick<RoleWish, 'unitKode' | 'wilayahKode'>,
): readonly Refusal[] {
  const { unitKode, wilayahKode } = wish
  return [
    ...(unitKode !== null && reference.findUnit(unitKode) === undefined
      ? [refusal('UNIT_TIDAK_DIKENAL', 'unit')]
      : []),
    ...(wilayahKode !== null && reference.findWilayah(wilayahKode) === undefined
      ? [refusal('WILAYAH_TIDAK_DIKENAL', 'wilayah')]
      : []),
  ]
}

/** Twenty signs of 31: almost a hundred bits, in groups that can be read over the telephone. */
export function newOneTimePassword({ kit }: Pick<Deps, 'kit'>): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const signs = [...kit.randomBytes(20)].map((byte) => alphabet[byte % alphabet.length] ?? 'a')
  return [0, 5, 10, 15].map((start) => signs.slice(start, start + 5).join('')).join('-')
}

export function temporaryUntil(at: Date): Date {
  return new Date(at.getTime() + TEMPORARY_DAYS * DAY_MS)
}
