import { type Actor, hasRole } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  findKunciApi,
  insertKunciApi,
  type KunciApi,
  LINGKUP,
  type Lingkup,
  listKunciApi,
  revokeKunciApi,
  touchKunciApi,
} from '../store/program-store.ts'
import { programRefusal } from './program-refusals.ts'
import { digestOf } from './submit-laporan.ts'

export type ApiKeys = Readonly<{
  /** The key itself is in this answer and nowhere else: only its digest is kept. */
  create: (
    actor: Actor,
    form: Readonly<{
      nama: string
      lingkup: readonly string[]
      /** Made with the form, so that sending it again makes no second key. */
      id?: string
    }>,
  ) => Promise<Result<Readonly<{ id: string; kunci: string }>>>
  revoke: (actor: Actor, id: string) => Promise<Result<undefined>>
  list: (actor: Actor) => Promise<Result<readonly KunciApi[]>>
  /** The active key with this text and scope, for the routes of programs. */
  find: (kunci: string, lingkup: Lingkup) => Promise<KunciApi | undefined>
}>

const KEY_BYTES = 32
const KEY = /^pdp_[\w-]{43}$/
const NAME_MIN = 3
const NAME_MAX = 100

/** Keys of programs: made and revoked by the administrator, or from the command line. */
export function createApiKeys(deps: Deps): ApiKeys {
  const { kit } = deps
  return {
    create: async (actor, form) => {
      if (!mayManage(actor)) return refuse(programRefusal('TIDAK_BERWENANG'))
      const nama = form.nama.trim()
      const lingkup = LINGKUP.filter((one) => form.lingkup.includes(one))
      const refusals = [
        ...(nama.length < NAME_MIN || nama.length > NAME_MAX
          ? [programRefusal('NAMA_KUNCI_KOSONG', 'nama')]
          : []),
        ...(lingkup.length === 0 ? [programRefusal('LINGKUP_KOSONG', 'lingkup')] : []),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const kunci = `pdp_${Buffer.from(kit.randomBytes(KEY_BYTES)).toString('base64url')}`
      const id = form.id !== undefined && isUuid(form.id) ? form.id : kit.newId()
      const row = { id, nama, lingkup, isActive: true, dibuatAt: kit.now() }
      return transaction(kit.db, async (tx) => {
        if (!(await insertKunciApi(tx, { ...row, digest: digestOf(kunci) })))
          return refuse(programRefusal('KUNCI_SUDAH_DIBUAT'))
        await deps.audit.record(tx, actor, {
          action: 'kunci-api.buat',
          subject: { kind: 'kunci-api', id },
          after: { nama, lingkup },
        })
        return ok({ id, kunci })
      })
    },
    revoke: (actor, id) => revoke(deps, actor, id),
    list: async (actor) =>
      mayManage(actor) ? ok(await listKunciApi(kit.db)) : refuse(programRefusal('TIDAK_BERWENANG')),
    find: async (kunci, lingkup) => {
      // Anything else cannot exist, so the database is not asked.
      if (!KEY.test(kunci)) return undefined
      const found = await findKunciApi(kit.db, digestOf(kunci))
      if (!found?.lingkup.includes(lingkup)) return undefined
      await touchKunciApi(kit.db, found.id, kit.now())
      return found
    },
  }
}

async function revoke(deps: Deps, actor: Actor, id: string): Promise<Result<undefined>> {
  if (!mayManage(actor)) return refuse(programRefusal('TIDAK_BERWENANG'))
  if (!isUuid(id)) return refuse(programRefusal('KUNCI_TIDAK_ADA', 'id'))
  return transaction(deps.kit.db, async (tx) => {
    if (!(await revokeKunciApi(tx, id, deps.kit.now())))
      return refuse(programRefusal('KUNCI_TIDAK_ADA', 'id'))
    await deps.audit.record(tx, actor, {
      action: 'kunci-api.cabut',
      subject: { kind: 'kunci-api', id },
    })
    return ok(undefined)
  })
}

function mayManage(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'admin')
}
