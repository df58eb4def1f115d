import type { Result } from '../../../kernel/result.ts'
import type { Db } from '../../../platform/db/database.ts'
import { createTestHouse, VISITOR } from './test-house.ts'

/** Codes of a refusal, or none. */
export function codesOf(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.refusals.map(({ code }) => code)
}

/** The value of a result that must not be refused. */
export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${codesOf(result).join(', ')}`)
  return result.value
}

let serial = 0

/** A citizen who registered and is signed in; each has a number and an address of their own. */
export async function newCitizen(db: Db, house = createTestHouse(db)) {
  serial += 1
  const kontak = `0812${String(10_000_000 + serial)}`
  const sandi = `gelas biru nomor ${serial} kuda`
  const visitor = { ...VISITOR, ip: `198.51.100.${serial}` }
  const form = { nama: 'Siti Aminah', kontak, nik: '', sandi, sandiUlang: sandi }
  const { codeId } = expectOk(await house.actions.register.start(form, visitor))
  const opened = expectOk(
    await house.actions.register.confirm({ codeId, kode: house.lastCode() }, visitor),
  )
  return { house, kontak, sandi, visitor, opened, form }
}
