import type { SignedIn } from '../../../kernel/actor.ts'
import { demoAccountId } from '../../identity/index.ts'
import type { Forums } from '../index.ts'

/** An officer of the demo region. */
export function officer(
  username: string,
  role: SignedIn['grants'][number]['role'],
  unitKode: string,
): SignedIn {
  return {
    kind: 'officer',
    accountId: demoAccountId(username),
    name: username,
    grants: [{ role, unitKode }],
  }
}

export const OPERATOR = officer('operator-aduan', 'operator-aduan', 'diskominfo')
export const ADMIN = officer('admin', 'admin', 'diskominfo')
export const LURAH = officer('lurah', 'lurah', 'kel-kauman-jati')

/** A resident without an account, whose id tells no time. */
export function resident(n: number, version = 8): SignedIn {
  return {
    kind: 'citizen',
    accountId: `00000000-0000-${version}000-8000-${String(n).padStart(12, '0')}`,
    name: `Warga Nomor${n}`,
    tier: 'unverified',
    grants: [],
  }
}

/** Everybody who has an account of the demo region. */
export function demoCitizen(username: string): SignedIn {
  return { ...resident(0), accountId: demoAccountId(username), name: username }
}

/** A forum of a place whose village office answers. */
export async function openForum(forums: Forums, kode: string, unit = 'kel-kauman-jati') {
  const done = await forums.openForum(OPERATOR, {
    kode,
    jenis: 'tempat',
    judul: `Forum ${kode}`,
    uraian: 'Forum untuk uji coba modul.',
    wilayah: '99.01.06.1001',
    unit,
  })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return done.value
}

let topics = 0

/** A topic of a resident of its own. */
export async function beginTopik(
  forums: Forums,
  kode: string,
  over: Partial<Readonly<{ jenis: string; judul: string; isi: string; who: SignedIn }>> = {},
) {
  topics += 1
  const { who = resident(900_000 + topics), ...form } = over
  const done = await forums.openTopik(who, kode, {
    jenis: 'bahasan',
    judul: `Topik uji ${topics}`,
    isi: `Isi pertama topik uji ${topics}.`,
    ...form,
  })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return { ...done.value, who }
}
