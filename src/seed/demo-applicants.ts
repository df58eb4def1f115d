import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Actor, Role, SignedIn } from '../kernel/actor.ts'
import type { Tanggal } from '../kernel/date.ts'
import { type DemoAccount, demoAccountId } from '../modules/identity/index.ts'
import { packageRoot } from '../package-root.ts'
import { officerOf } from './demo-history.ts'

const folder = join(packageRoot, 'data/demo')
const ADULT_YEARS = 18

const ResidentSchema = z.object({
  nik: z.string(),
  nama: z.string(),
  lahir: z.string(),
  kawin: z.string(),
  alamat: z.string(),
  rt: z.string(),
  rw: z.string(),
  desaKode: z.string(),
})

/** Somebody of the invented register who applies for things. */
export type Applicant = z.infer<typeof ResidentSchema> &
  Readonly<{ username: string; actor: SignedIn }>

export type DemoPeople = Readonly<{
  applicants: readonly Applicant[]
  /** Accounts of those who only appear in the history: nobody is offered to sign in as one of them. */
  residents: readonly DemoAccount[]
  /** Whoever holds a role in a unit; where no demo account does, a nameless officer of the unit. */
  officer: (role: Role, unitKode: string) => SignedIn
}>

/** Everybody of the demo region who applies or decides. @param today grown up is who is so on this day */
export async function readDemoPeople(today: Tanggal): Promise<DemoPeople> {
  const accounts = JSON.parse(await readFile(join(folder, 'akun.json'), 'utf8')) as DemoAccount[]
  const register = z
    .array(ResidentSchema)
    .parse(JSON.parse(await readFile(join(folder, 'penduduk.json'), 'utf8')))
  const grown = register.filter((one) => isGrown(one.lahir, today))
  const known = new Map(accounts.map((one) => [one.nik, one]))
  const applicants = grown.map((one): Applicant => {
    const username = known.get(one.nik)?.username ?? `penduduk-${one.nik.slice(-4)}`
    const accountId = demoAccountId(username)
    const actor: SignedIn = {
      kind: 'citizen',
      accountId,
      name: one.nama,
      tier: 'nik-checked',
      grants: [],
    }
    return { ...one, username, actor }
  })
  return {
    applicants,
    residents: applicants.filter((one) => !known.has(one.nik)).map(accountOf),
    officer: (role, unitKode) => officerIn(accounts, role, unitKode),
  }
}

function isGrown(lahir: string, today: Tanggal): boolean {
  return `${Number(lahir.slice(0, 4)) + ADULT_YEARS}${lahir.slice(4)}` <= today
}

function accountOf({ username, nama, nik }: Applicant): DemoAccount {
  return {
    username,
    name: nama,
    position: null,
    unitKode: null,
    roles: [],
    wilayahKode: null,
    jenis: 'citizen',
    nik,
  }
}

function officerIn(accounts: readonly DemoAccount[], role: Role, unitKode: string): SignedIn {
  const found = accounts.find((one) => one.unitKode === unitKode && one.roles.includes(role))
  const actor: Actor = officerOf(
    demoAccountId(found?.username ?? `${role} ${unitKode}`),
    role,
    unitKode,
  )
  return { ...(actor as SignedIn), name: found?.name ?? `Petugas ${unitKode}` }
}
