import type { Actor, Role, SignedIn } from '../../../kernel/actor.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { ContactBook } from '../../notifications/index.ts'
import { actorFrom } from '../domain/account.ts'
import { parseEmail, parseName } from '../domain/contact.ts'
import { HEAD_ROLES } from '../domain/roles.ts'
import {
  type AkunRow,
  findAkun,
  findAkunByUsername,
  findCitizenByContact,
  findNikSealed,
  insertAkun,
  listOfficerNames,
} from '../store/account-store.ts'
import { findHolder, type HolderRow, listHolders } from '../store/role-store.ts'
import type { Account, Identity, Officer } from '../types.ts'
import type { Deps } from './deps.ts'
import { newUsername } from './register.ts'

type LookUp = Omit<Identity, 'sessions'>

/** What other modules ask of this one. */
export function createLookUp(deps: Deps): LookUp {
  const { kit, audit } = deps
  return {
    findAccount: async (tx, accountId) => {
      const row = await findAkun(tx, accountId)
      return row === undefined ? undefined : toAccount(row)
    },
    readContact: async (tx, actor, look) => {
      const row = await findAkun(tx, look.accountId)
      if (row === undefined) return undefined
      const contact = contactOf(row)
      await audit.recordAccess(tx, actor, {
        ownerId: row.id,
        subject: look.subject,
        purpose: look.purpose,
        fields: [
          'nama',
          ...(contact.phone ? ['telepon'] : []),
          ...(contact.email ? ['email'] : []),
        ],
      })
      return { name: row.nama, ...contact }
    },
    officersWith: (tx, role, unitKode) => officersWith(deps, tx, { roles: [role], unitKode }),
    superiorsOf: (tx, unitKode, level) => superiorsOf(deps, tx, { unitKode, level }),
    ensureCitizen: (tx, contact) => ensureCitizen(deps, tx, contact),
    namesOf: async (tx, accountIds) => {
      if (accountIds.length === 0) return new Map()
      const found = await listOfficerNames(tx, [...new Set(accountIds)])
      return new Map(found.map(({ id, nama }) => [id, nama]))
    },
    nikOf: async (tx, accountId) => {
      const sealed = await findNikSealed(tx, accountId)
      return sealed === undefined ? undefined : deps.vault.open('nik', sealed)
    },
    findCitizen: async (tx, known) => {
      const row = await findCitizenBy(tx, known)
      return row === undefined || row.jenis !== 'citizen' ? undefined : toAccount(row)
    },
    positionOf: async (tx, accountId) =>
      (await findHolder(tx, accountId, kit.today()))?.jabatan ?? undefined,
    actorOf: (tx, accountId) => actorOf(kit, tx, accountId),
  }
}

function findCitizenBy(tx: Tx, known: string): Promise<AkunRow | undefined> {
  const phone = parsePhone(known)
  return phone.ok
    ? findCitizenByContact(tx, { phone: phone.value })
    : findAkunByUsername(tx, known.trim().toLowerCase())
}

function toAccount(row: AkunRow): Account {
  return {
    id: row.id,
    kind: row.jenis,
    username: row.namaPengguna,
    name: row.nama,
    tier: row.tier,
    lang: row.bahasa,
  }
}

function contactOf(row: Pick<AkunRow, 'telepon' | 'email'>): { phone?: string; email?: string } {
  return {
    ...(row.telepon === null ? {} : { phone: row.telepon }),
    ...(row.email === null ? {} : { email: row.email }),
  }
}

async function actorOf(
  kit: Pick<Kit, 'today' | 'isDemo'>,
  tx: Tx,
  accountId: string,
): Promise<SignedIn | undefined> {
  const today = kit.today()
  const holder = await findHolder(tx, accountId, today)
  if (holder === undefined || (holder.isDemo && !kit.isDemo())) return undefined
  return actorFrom(holder, today)
}

type Wanted = Readonly<{ roles: readonly Role[]; unitKode?: string | undefined }>

async function officersWith({ kit }: Deps, tx: Tx, wanted: Wanted): Promise<readonly Officer[]> {
  const today = kit.today()
  const holders = await listHolders(tx, { ...wanted, today })
  return holders
    .filter((holder) => !holder.isDemo || kit.isDemo())
    .map((holder) => toOfficer(holder, actorFrom(holder, today)))
    .filter(({ grants }) =>
      grants.some(
        (grant) =>
          wanted.roles.includes(grant.role) &&
          (wanted.unitKode === undefined || grant.unitKode === wanted.unitKode),
      ),
    )
}

function toOfficer(holder: HolderRow, actor: SignedIn): Officer {
  const { grants } = actor
  return {
    accountId: holder.id,
    name: holder.nama,
    position: holder.jabatan ?? '',
    unitKode: holder.unitKode ?? grants.find((grant) => grant.unitKode)?.unitKode ?? '',
    grants,
  }
}

type Rung = Readonly<{ unitKode: string; level: 1 | 2 | 3 }>

const PARENTS_MAX = 6

/**
 * The real line: the head of the unit (or of the unit above, when the post is empty), the regional
 * secretary, the bupati.
 */
async function superiorsOf(
  deps: Deps,
  tx: Tx,
  { unitKode, level }: Rung,
): Promise<readonly Officer[]> {
  if (level === 3) return officersWith(deps, tx, { roles: ['bupati'] })
  let unit = level === 1 ? deps.reference.findUnit(unitKode) : findSecretariat(deps)
  for (let step = 0; unit !== undefined && step < PARENTS_MAX; step += 1) {
    const heads = await officersWith(deps, tx, { roles: HEAD_ROLES, unitKode: unit.kode })
    if (heads.length > 0) return heads
    unit = unit.indukKode === null ? undefined : deps.reference.findUnit(unit.indukKode)
  }
  return []
}

/** The regional secretary heads the Sekretariat Daerah, which every region has. */
function findSecretariat({ reference }: Pick<Deps, 'reference'>) {
  return reference
    .units()
    .find(
      ({ singkatan, nama }) =>
        /^(setda|sekda)$/i.test(singkatan) || /^sekretariat daerah\b/i.test(nama),
    )
}

type GivenContact = Parameters<Identity['ensureCitizen']>[1]

/** Find the citizen by number or address, or make an account without a password, unverified. */
async function ensureCitizen(deps: Deps, tx: Tx, given: GivenContact): Promise<Account> {
  const { kit, audit } = deps
  const contact = readGiven(given)
  const known = await findCitizenByContact(tx, contact)
  if (known !== undefined) return toAccount(known)
  const name = given.name === undefined ? undefined : parseName(given.name)
  const row = {
    id: kit.newId(),
    jenis: 'citizen',
    namaPengguna: newUsername(deps),
    nama: name?.ok ? name.value : 'Warga',
    telepon: contact.phone ?? null,
    teleponDiverifikasi: null,
    email: contact.email ?? null,
    emailDiverifikasi: null,
    bahasa: 'id',
    sandi: null,
    sandiSementaraSampai: null,
    dibuat: kit.now(),
  } as const
  // Two messages of one new number may arrive at once: the second finds the account of the first.
  const isNew = (await insertAkun(tx, row)) === 1
  const account = await (isNew ? findAkun(tx, row.id) : findCitizenByContact(tx, contact))
  if (account === undefined) throw new Error('account neither made nor found')
  if (isNew)
    await audit.record(tx, ENSURE, {
      action: 'akun.dibuat',
      subject: { kind: 'akun', id: account.id },
      reason: 'pesan masuk atau loket',
    })
  return toAccount(account)
}

const ENSURE: Actor = { kind: 'system', name: 'identity' }

/** A number or address that cannot be read is left out: the report still has its reporter. */
function readGiven(given: GivenContact): { phone?: string; email?: string } {
  const phone = given.phone === undefined ? undefined : parsePhone(given.phone)
  const email = given.email === undefined ? undefined : parseEmail(given.email)
  return {
    ...(phone?.ok ? { phone: phone.value } : {}),
    ...(email?.ok ? { email: email.value } : {}),
  }
}

/**
 * What notifications must know of an account. Given at start by the composition root, so that
 * notifications never import this module. An address that was not proven yet is written to as well: its
 * owner gave it to be answered; it opens no account.
 */
export function contactBook(kit: Pick<Kit, 'isDemo'>): ContactBook {
  return async (tx, accountId) => {
    const row = await findAkun(tx, accountId)
    if (row === undefined) return undefined
    const isActive = row.status === 'aktif' && (!row.isDemo || kit.isDemo())
    return { lang: row.bahasa, isActive, ...contactOf(row) }
  }
}
