import type { App } from '../../src/app.ts'
import type { SignedIn } from '../../src/kernel/actor.ts'
import {
  dropDraft,
  type NewDraft,
  savePage,
  setDocument,
  startDraft,
} from '../../src/modules/services/actions/drafts.ts'
import { giveKuasa } from '../../src/modules/services/actions/kuasa.ts'
import { loadCatalogue } from '../../src/modules/services/actions/load-catalogue.ts'
import { sendFix } from '../../src/modules/services/actions/send-fix.ts'
import type { Layanan } from '../../src/modules/services/domain/definition/types.ts'
import { rows, sql, transaction } from '../../src/platform/db/database.ts'

/** Applying and following without pages, for tests of what lies beneath them. */
export function createServiceDesk(app: App) {
  const { services, kit } = app
  const ids = new Map<string, string>()
  const start = async (actor: SignedIn, kode: string, wish: Partial<NewDraft> = {}) => {
    const made = await startDraft(services.deps, kit.db, actor, { kode, cara: 'sendiri', ...wish })
    if (!made.ok) throw new Error(JSON.stringify(made.refusals))
    return made.value.id
  }
  const save = (
    actor: SignedIn,
    id: string,
    pageId: string,
    typed: Readonly<Record<string, string>>,
  ) => savePage(services.deps, kit.db, actor, { id, pageId, typed, disputes: {} })
  return {
    publish: async (layanan: Layanan) => {
      await transaction(kit.db, (tx) =>
        loadCatalogue(tx, { layanan: [layanan], rujukan: [] }, kit.now()),
      )
      services.deps.layanan.forget()
    },
    start,
    save,
    tryStart: (actor: SignedIn, kode: string, wish: Omit<NewDraft, 'kode'>) =>
      startDraft(services.deps, kit.db, actor, { kode, ...wish }),
    attach: (actor: SignedIn, id: string, dokumenId: string, berkasId: string) =>
      setDocument(services.deps, kit.db, actor, { id, dokumenId, berkasId }),
    drop: (actor: SignedIn, id: string) => dropDraft(kit.db, actor, id),
    /** One page of answers, handed in. @returns its number */
    apply: async (
      actor: SignedIn,
      kode: string,
      typed: Readonly<Record<string, string>>,
      wish: Partial<NewDraft> = {},
    ) => {
      const id = await start(actor, kode, wish)
      const saved = await save(actor, id, 'usaha', typed)
      if (!saved.ok) throw new Error(JSON.stringify(saved.refusals))
      const sent = await services.submit(kit.db, actor, { drafId: id, kanal: 'web', bahasa: 'id' })
      if (!sent.ok) throw new Error(JSON.stringify(sent.refusals))
      ids.set(sent.value.nomor, sent.value.id)
      return sent.value.nomor
    },
    idOf: (nomor: string) => ids.get(nomor) ?? '',
    answers: async (id: string) =>
      transaction(kit.db, async (tx) => {
        await rows(tx, sql`select set_config('pendopo.permohonan', ${id}, true)`)
        const [row] = await rows(tx, sql<{ jawaban: unknown }>`select jawaban from services.isian`)
        return row?.jawaban
      }),
    fix: async (actor: SignedIn, nomor: string, typed: Readonly<Record<string, string>>) => {
      const [row] = await rows(
        kit.db,
        sql<{ version: number }>`select version from services.permohonan where nomor = ${nomor}`,
      )
      return sendFix(services.deps, kit.db, actor, {
        nomor,
        version: row?.version ?? 0,
        typed,
        pesan: '',
        files: [],
      })
    },
    letters: (nomor: string) =>
      services.deps.letters.findBySubject(kit.db, { kind: 'permohonan', id: ids.get(nomor) ?? '' }),
    bill: async (nomor: string) =>
      (await app.payments.billsOf(kit.db, { kind: 'permohonan', id: ids.get(nomor) ?? '' }))[0],
    give: (actor: SignedIn, penerima: string, sampai: string) =>
      giveKuasa(services.deps, kit.db, actor, { penerima, jenis: 'keluarga', layanan: '', sampai }),
  }
}
