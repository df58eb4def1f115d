import type { SignedIn, Tier } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { grantsInForce, type HeldRows } from './grants.ts'
import type { AccountKind } from './password.ts'

export type Person = HeldRows &
  Readonly<{ id: string; jenis: AccountKind; nama: string; tier: Tier }>

/** Who this account acts as on a day. Every citizen holds the role warga; all else is given. */
export function actorFrom(person: Person, today: Tanggal): SignedIn {
  const given = grantsInForce(person, today)
  const { id: accountId, nama: name } = person
  return person.jenis === 'officer'
    ? { kind: 'officer', accountId, name, grants: given }
    : {
        kind: 'citizen',
        accountId,
        name,
        tier: person.tier,
        grants: [{ role: 'warga' }, ...given.filter((grant) => grant.role !== 'warga')],
      }
}
