import type { Refusal } from '../../../../kernel/result.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  CheckboxTiles,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import { kanalMessages } from '../../messages/index.ts'
import { type KunciApi, LINGKUP } from '../../store/program-store.ts'
import { ProgramNav } from './program-nav.tsx'

export type KeysPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  keys: readonly KunciApi[]
  typed: Readonly<{ nama: string; lingkup: readonly string[] }>
  /** Id of the key this form will make. */
  formId: string
  /** Only in the answer that made it. */
  made: string | undefined
}>

/** Keys of programs: make one, see who uses which, revoke. */
export function KeysPage({ ctx, refusals, keys, typed, formId, made }: KeysPageProps) {
  const m = kanalMessages(ctx.lang).keys
  return (
    <OfficerPage ctx={ctx} title={m.title} current="channels" scripts={['ui-form']}>
      <ProgramNav ctx={ctx} />
      <div class="isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p class="bantuan">{m.lead}</p>
        {made !== undefined && (
          <div class="jadi" role="status">
            <h2>{m.made}</h2>
            <p>
              <code class="angka">{made}</code>
            </p>
            <p>{m.madeOnce}</p>
          </div>
        )}
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/kerja/pengaturan/kunci-api" class="wadah sempit">
          <Csrf ctx={ctx} />
          <input type="hidden" name="id" value={formId} />
          <TextField
            ctx={ctx}
            name="nama"
            label={m.name}
            value={typed.nama}
            maxLength={100}
            refusals={refusals}
          />
          <CheckboxTiles
            ctx={ctx}
            name="lingkup"
            label={m.scope}
            values={typed.lingkup}
            choices={LINGKUP.map((value) => ({ value, label: m.scopes[value] }))}
            isSingleColumn
            refusals={refusals}
          />
          <Button>{m.create}</Button>
        </form>
        {keys.length === 0 ? <EmptyState title={m.none} /> : <KeyTable ctx={ctx} keys={keys} />}
      </div>
    </OfficerPage>
  )
}

function KeyTable({ ctx, keys }: Pick<KeysPageProps, 'ctx' | 'keys'>) {
  const m = kanalMessages(ctx.lang).keys
  const time = (at: Date | null) => (at === null ? m.never : formatDateTime(at, localeOf(ctx)))
  return (
    <DataTable
      caption={m.title}
      rows={keys}
      columns={[
        { header: m.name, cell: (key) => key.nama, isHead: true },
        { header: m.scope, cell: (key) => key.lingkup.join(', ') },
        { header: m.createdAt, cell: (key) => time(key.dibuatAt) },
        { header: m.usedAt, cell: (key) => time(key.dipakaiAt) },
        {
          header: m.state,
          cell: (key) => (
            <StatusTag kind={key.isActive ? 'selesai' : 'netral'}>
              {key.isActive ? m.active : m.revoked}
            </StatusTag>
          ),
        },
        {
          header: m.action,
          cell: (key) =>
            key.isActive && (
              <ActionForm
                ctx={ctx}
                action={`/kerja/pengaturan/kunci-api/${key.id}/cabut`}
                label={
                  <>
                    {m.revoke} <span class="vh">{key.nama}</span>
                  </>
                }
              />
            ),
        },
      ]}
    />
  )
}
