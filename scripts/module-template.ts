/** The files of a new module, complete with tests that open its page. */
export type ModuleAsk = Readonly<{ name: string; title: string; stamp: string }>

export function moduleFiles({ name, title, stamp }: ModuleAsk): Readonly<Record<string, string>> {
  const schema = name.replaceAll('-', '_')
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const Pascal = `${camel.charAt(0).toUpperCase()}${camel.slice(1)}`
  return {
    'README.md': `# ${title}\n\nWhat it is for, which law it follows, its words, its tables, the events it publishes, its screens.\n\n- Table \`${schema}.catatan\`: one short note with who wrote it.\n- Page \`/${name}\`: the newest notes; the administrator adds one.\n`,
    [`migrations/${stamp}_${schema}.sql`]: `-- ${title}
create schema ${schema};
grant usage on schema ${schema} to mod_${schema};

create table ${schema}.catatan (
  id uuid primary key,
  isi text not null check (length(isi) between 3 and 200),
  oleh uuid not null,
  dibuat_at timestamptz not null
);
comment on table ${schema}.catatan is 'Short notes; the first table of this module, to be replaced by its own';
create index catatan_terbaru on ${schema}.catatan (dibuat_at desc, id desc);

grant select, insert on ${schema}.catatan to mod_${schema};
`,
    'domain.ts': `import { ok, type Result, refuse } from '../../kernel/result.ts'

export const ISI_MIN = 3
export const ISI_MAX = 200

/**
 * Check a note before it is stored.
 *
 * @returns the note without surrounding spaces
 * @refuses ISI_TIDAK_SAH
 */
export function decideCatatan(isi: string): Result<string> {
  const trimmed = isi.trim()
  if (trimmed.length >= ISI_MIN && trimmed.length <= ISI_MAX) return ok(trimmed)
  const message = \`Tulis catatan, \${ISI_MIN} sampai \${ISI_MAX} huruf.\`
  return refuse({ code: 'ISI_TIDAK_SAH', message, field: 'isi' })
}
`,
    'domain.test.ts': `import { describe, expect, it } from 'vitest'
import { decideCatatan, ISI_MAX } from './domain.ts'

describe('a note', () => {
  it('is trimmed and kept when it has 3 to 200 letters', () => {
    expect(decideCatatan('  abc ')).toEqual({ ok: true, value: 'abc' })
    expect(decideCatatan('x'.repeat(ISI_MAX)).ok).toBe(true)
  })

  it('is refused at its field when too short or too long', () => {
    for (const isi of ['', 'ab', 'x'.repeat(ISI_MAX + 1)]) {
      const decided = decideCatatan(isi)
      expect(decided.ok ? undefined : decided.refusals[0]?.field).toBe('isi')
    }
  })
})
`,
    'store.ts': `import { rows, run, sql, type Tx } from '../../platform/db/database.ts'

export type Catatan = Readonly<{ id: string; isi: string; dibuatAt: Date }>

export async function insertCatatan(tx: Tx, row: Catatan & { oleh: string }): Promise<void> {
  await run(tx, sql\`insert into ${schema}.catatan (id, isi, oleh, dibuat_at)
    values (\${row.id}, \${row.isi}, \${row.oleh}, \${row.dibuatAt})\`)
}

export function listCatatan(tx: Tx, limit: number): Promise<Catatan[]> {
  return rows(tx, sql<Catatan>\`select c.id, c.isi, c.dibuat_at as "dibuatAt"
    from ${schema}.catatan c order by c.dibuat_at desc, c.id desc limit \${limit}\`)
}
`,
    'actions.ts': `import type { SignedIn } from '../../kernel/actor.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { transaction } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import { decideCatatan } from './domain.ts'
import { type Catatan, insertCatatan, listCatatan } from './store.ts'

const PAGE_SIZE = 20

export type ${Pascal} = Readonly<{
  /** The newest notes. */
  list: () => Promise<readonly Catatan[]>
  /** Store a note and record who wrote it, in one transaction. */
  add: (actor: SignedIn, isi: string) => Promise<Result<string>>
}>

export function create${Pascal}(kit: Kit, { audit }: { audit: Audit }): ${Pascal} {
  return {
    list: () => listCatatan(kit.db, PAGE_SIZE),
    add: async (actor, isi) => {
      const decided = decideCatatan(isi)
      if (!decided.ok) return decided
      const id = kit.newId()
      await transaction(kit.db, async (tx) => {
        await insertCatatan(tx, { id, isi: decided.value, oleh: actor.accountId, dibuatAt: kit.now() })
        await audit.record(tx, actor, { action: '${name}.catat', subject: { kind: 'catatan', id } })
      })
      return ok(id)
    },
  }
}
`,
    'messages.ts': `import type { Catalogue } from '../../ui/page-context.ts'

const id = {
  title: '${title}',
  label: 'Catatan baru',
  submit: 'Simpan catatan',
  saved: 'Catatan tersimpan.',
  empty: 'Belum ada catatan.',
}

const en: typeof id = {
  title: '${title}',
  label: 'New note',
  submit: 'Save note',
  saved: 'Note saved.',
  empty: 'No notes yet.',
}

export const messages: Catalogue<typeof id> = { id, en }
`,
    'pages.tsx': `import type { Refusal } from '../../kernel/result.ts'
import { Button, CitizenPage, Csrf, EmptyState, ErrorSummary, type PageContext, TextField } from '../../ui/index.ts'
import { messages } from './messages.ts'
import type { Catatan } from './store.ts'

export type NotesProps = Readonly<{
  ctx: PageContext
  notes: readonly Catatan[]
  canAdd: boolean
  refusals: readonly Refusal[]
  isi: string
}>

export function NotesPage({ ctx, notes, canAdd, refusals, isi }: NotesProps) {
  const m = messages[ctx.lang]
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah">
        <h1>{m.title}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {canAdd && (
          <form method="post" action="/${name}">
            <Csrf ctx={ctx} />
            <TextField ctx={ctx} name="isi" label={m.label} value={isi} refusals={refusals} />
            <Button>{m.submit}</Button>
          </form>
        )}
        {notes.length === 0 ? <EmptyState title={m.empty} /> : <ul>{notes.map((note) => <li key={note.id}>{note.isi}</li>)}</ul>}
      </div>
    </CitizenPage>
  )
}
`,
    'routes.tsx': `import { grantsOf, isSignedIn } from '../../kernel/actor.ts'
import type { Refusal } from '../../kernel/result.ts'
import { forbidden, page, redirect } from '../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../platform/http/route.ts'
import type { ${Pascal} } from './actions.ts'
import { messages } from './messages.ts'
import { NotesPage } from './pages.tsx'

export function ${camel}Routes(module: ${Pascal}): readonly Route[] {
  const show = async (req: Req, refusals: readonly Refusal[] = []) => {
    const view = <NotesPage ctx={req.ctx} notes={await module.list()} canAdd={grantsOf(req.actor).some(({ role }) => role === 'admin')} refusals={refusals} isi={fieldText(req.form, 'isi')} />
    return page(view, { status: refusals.length > 0 ? 422 : 200 })
  }
  return [
    { method: 'GET', url: '/${name}', access: 'public', kind: 'page', handle: (req) => show(req) },
    {
      method: 'POST',
      url: '/${name}',
      access: { roles: ['admin'] },
      kind: 'page',
      handle: async (req) => {
        if (!isSignedIn(req.actor)) return forbidden
        const added = await module.add(req.actor, fieldText(req.form, 'isi'))
        if (!added.ok) return show(req, added.refusals)
        return redirect('/${name}', { flash: { kind: 'success', text: messages[req.ctx.lang].saved } })
      },
    },
  ]
}
`,
    'index.ts': `import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { ${Pascal} } from './actions.ts'
import { ${camel}Routes } from './routes.tsx'

export { create${Pascal} } from './actions.ts'

export function ${camel}Parts(_kit: Kit, module: ${Pascal}): ModuleParts {
  return {
    name: '${name}',
    needs: ['audit'],
    routes: ${camel}Routes(module),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
`,
    [`${name}.db.test.ts`]: `import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { openBrowser } from '../identity/testing/test-browser.ts'
import { insertCatatan, listCatatan } from './store.ts'

const { db } = await useTestDatabase('${name}')
const { app, takeQueries } = await useRunningApp()

describe('notes', () => {
  it('come back newest first', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
    const oleh = '00000000-0000-7000-8000-000000000001'
    await insertCatatan(db, { id: '00000000-0000-7000-8000-00000000000a', isi: 'lama', dibuatAt: at(1), oleh })
    await insertCatatan(db, { id: '00000000-0000-7000-8000-00000000000b', isi: 'baru', dibuatAt: at(2), oleh })
    expect((await listCatatan(db, 10)).map((note) => note.isi)).toEqual(['baru', 'lama'])
  })

  it('are open to everyone, written by the administrator, and refused at the field', async () => {
    takeQueries()
    expect((await openBrowser(app.server).get('/${name}')).html).toContain('Belum ada catatan.')
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    const admin = openBrowser(app.server, '198.51.100.7')
    await admin.get('/masuk')
    await admin.post('/masuk', { identitas: 'admin', sandi: 'pendopo-demo' })
    await admin.get('/${name}')
    const refused = await admin.post('/${name}', { isi: 'x' })
    expect([refused.status, refused.html.includes('href="#f-isi"')]).toEqual([422, true])
    expect((await admin.post('/${name}', { isi: 'Catatan <b>pertama' })).status).toBe(303)
    const shown = (await openBrowser(app.server).get('/${name}')).html
    expect(shown).toContain('Catatan &lt;b>pertama')
  })
})
`,
  }
}
