import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { readTable } from '../../../platform/table/read-table.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DenseTable,
  ErrorSummary,
  FileField,
  OfficerPage,
  StatusTag,
  TextArea,
} from '../../../ui/index.ts'
import { PPKD_ROLES, TAPD_ROLES } from '../actions/people.ts'
import { type Comparison, compareWithFile } from '../actions/reconcile.ts'
import type { Deps } from '../deps.ts'
import type { Cocok } from '../domain/cocok.ts'
import { messagesIn } from '../messages/index.ts'
import { ANGGARAN, statusOf, type VersiView, versiHref, versiOf } from './frame.ts'

const FILE_MAX = 9_000_000
const SHOWN = 300

/** Ours against theirs, per position. */
export function cocokRoutes(deps: Deps): readonly Route[] {
  const access = { roles: [...TAPD_ROLES, ...PPKD_ROLES, 'inspektorat' as const] }
  const url = `${ANGGARAN}/versi/:id/cocok`
  return [
    {
      kind: 'page',
      method: 'GET',
      url,
      access,
      handle: async (req) => show(req, await versiOf(deps, req)),
    },
    {
      kind: 'page',
      method: 'POST',
      url,
      access,
      bodyLimit: FILE_MAX,
      handle: (req) => compare(deps, req),
    },
  ]
}

async function compare(deps: Deps, req: Req): Promise<Answer> {
  const view = await versiOf(deps, req)
  if (view === undefined) return notFound
  const file = req.files.find(({ field, bytes }) => field === 'berkas' && bytes.length > 0)
  const table = await readTable(
    file === undefined
      ? { kind: 'pasted', text: fieldText(req.form, 'blok') }
      : { kind: 'file', bytes: file.bytes },
  )
  const { versi, codes } = view
  const done = await compareWithFile(deps.kit.db, { versiId: versi.id, codes, table })
  return done.ok
    ? show(req, view, { refusals: [], found: done.value })
    : show(req, view, { refusals: done.refusals })
}

type Shown = Readonly<{ refusals: readonly Refusal[]; found?: Comparison }>

function show(
  req: Req,
  view: VersiView | undefined,
  { refusals, found }: Shown = { refusals: [] },
): Answer {
  if (view === undefined) return notFound
  const { ctx } = req
  const { versi } = view
  const m = messagesIn(ctx.lang)
  return page(
    <OfficerPage ctx={ctx} title={m.match.title} current="budget" css={['rka']}>
      <div class="tumpuk isi-hal">
        <p>
          <a href={versiHref(versi.id)}>{versi.judul}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.match.title}</h1>
        <form
          method="post"
          action={`${versiHref(versi.id)}/cocok`}
          encType="multipart/form-data"
          class="rka-kartu"
        >
          <Csrf ctx={ctx} />
          <p class="bantuan">{m.match.help}</p>
          <FileField
            ctx={ctx}
            refusals={refusals}
            name="berkas"
            label={m.part.file}
            accept=".csv,.xlsx,text/csv"
          />
          <TextArea
            ctx={ctx}
            name="blok"
            label={m.part.block}
            value={fieldText(req.form, 'blok')}
            rows={3}
          />
          <Button isSmall>{m.match.run}</Button>
        </form>
        {found && <Report ctx={ctx} view={view} found={found} />}
      </div>
    </OfficerPage>,
    statusOf(refusals),
  )
}

function Report({
  ctx,
  view,
  found,
}: Readonly<{ ctx: Req['ctx']; view: VersiView; found: Comparison }>) {
  const m = messagesIn(ctx.lang).match
  const { codes } = view
  const amount = (value: Sen | null) => (value === null ? '–' : formatRupiah(value, ctx.lang))
  const count = (value: number) => formatNumber(value, ctx.lang)
  return (
    <>
      <p class="info angka" role="status">
        {m.sum(count(found.sama), count(found.beda), amount((found.kita - found.mereka) as Sen))}
      </p>
      {found.rows.length > 0 && (
        <DenseTable
          ctx={ctx}
          caption={m.title}
          rows={found.rows.slice(0, SHOWN)}
          rowId={(row: Cocok) => `${row.skpd} ${row.sub} ${row.rekening}`}
          rowLabel={(row) => row.rekening}
          columns={[
            {
              header: m.position,
              isHead: true,
              cell: (row) => (
                <>
                  <span class="angka">{row.rekening}</span>{' '}
                  {codes.rekening.byKode.get(row.rekening)?.nama}
                  <span class="sub angka">{`${row.skpd} ${row.sub}`}</span>
                </>
              ),
            },
            {
              header: m.state,
              cell: (row) => <StatusTag kind="lewat">{m.kinds[row.hasil]}</StatusTag>,
            },
            { header: m.ours, isNumber: true, cell: (row) => amount(row.kita) },
            { header: m.theirs, isNumber: true, cell: (row) => amount(row.mereka) },
          ]}
        />
      )}
    </>
  )
}
