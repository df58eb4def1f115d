import type { Sen } from '../../../kernel/money.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { type Answer, page, redirect, text } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { type ReadTable, readTable } from '../../../platform/table/read-table.ts'
import { formatNumber } from '../../../ui/format.ts'
import { createSubmitBatch, type RowProblem } from '../actions/batch.ts'
import type { Deps } from '../deps.ts'
import { PELAKU } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { makersSkpd } from './buat-routes.tsx'
import { addressOf, HOME, treasuryGet, treasuryPost } from './frame.tsx'
import { BATCH_COLUMNS, BATCH_OPTIONAL, readBatch } from './read-batch.ts'
import { createFindPosisi } from './read-lines.ts'
import { thisYear } from './spp-routes.tsx'
import { UploadPage } from './unggah.page.tsx'

const TYPED_MAX = 4_000_000

export function unggahRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/spp/unggah', (req) => showUpload(deps, req)),
    treasuryGet('/spp/contoh.csv', () => example()),
    treasuryPost('/spp/unggah', PELAKU.ajukan, (req) => takeBatch(deps, req), true),
  ]
}

function example(): Answer {
  const bukti = ['Alat tulis', 'ppn:1000000', 'Faktur', 'F-001', '24/11/2026']
  const payee = ['CV Sumber Jaya', 'Bank Contoh', '1234567890']
  const codes = ['1.03.01.2.01.0001', '5.1.02.01.01.0024', '1110000']
  const row = ['1', 'LS', 'Belanja alat tulis', ...payee, ...codes, ...bukti]
  const body = [[...BATCH_COLUMNS, ...BATCH_OPTIONAL], row].map((cells) => writeCsvRow(cells))
  return text(body.join(''), 'text/csv; charset=utf-8', {
    headers: { 'content-disposition': 'attachment; filename="contoh-spp.csv"' },
  })
}

type Shown = Readonly<{
  typed?: string
  problems?: readonly RowProblem[]
  sound?: Readonly<{ count: number; total: Sen }>
  isEmpty?: boolean
}>

async function showUpload(deps: Deps, req: Req, shown: Shown = {}): Promise<Answer> {
  const kode = await deps.fiscal.kodefikasi(deps.kit.db, thisYear(deps))
  const own = makersSkpd(req, kode)
  const isRefused = (shown.problems ?? []).length > 0 || shown.isEmpty === true
  const view = (
    <UploadPage
      ctx={req.ctx}
      skpdChoices={own.map(({ id, nama }) => ({ value: String(id), label: nama }))}
      skpd={fieldText(req.form, 'skpd') || String(own[0]?.id ?? '')}
      typed={shown.typed ?? ''}
      problems={shown.problems ?? []}
      sound={shown.sound}
      isEmpty={shown.isEmpty === true}
    />
  )
  return page(view, { status: isRefused ? 422 : 200 })
}

async function takeBatch(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal, budget } = deps
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const skpd = makersSkpd(req, kode).find(({ id }) => String(id) === fieldText(req.form, 'skpd'))
  const typed = fieldText(req.form, 'tempel').slice(0, TYPED_MAX)
  const table = await tableOf(req, typed)
  if (skpd === undefined || table === undefined)
    return showUpload(deps, req, { typed, isEmpty: true })
  const positions = await budget.anggaranBerlaku(kit.db, { tahun, skpdId: skpd.id })
  const find = createFindPosisi(positions, kode)
  const { batch, problems } = readBatch(table.rows, { skpdId: skpd.id, find })
  const unread = table.problems.map(({ row, message }) => ({
    row,
    refusals: [{ code: 'TABEL_BARIS', message }],
  }))
  const wrong = [...unread, ...problems]
  if (wrong.length > 0) return showUpload(deps, req, { typed, problems: wrong })
  if (batch.length === 0) return showUpload(deps, req, { typed, isEmpty: true })
  const isTrial = fieldText(req.form, 'cara') !== 'simpan'
  const done = await createSubmitBatch(deps)(signedInOf(req), batch, isTrial)
  if (done.problems.length > 0) return showUpload(deps, req, { typed, problems: done.problems })
  const sound = { count: batch.length, total: done.total }
  if (isTrial) return showUpload(deps, req, { typed, sound })
  const stored = messagesIn(req.ctx.lang).batch.stored(formatNumber(batch.length, req.ctx.lang))
  return redirect(addressOf(`${HOME}/daftar`, { skpd: String(skpd.id) }), {
    flash: { kind: 'success', text: stored },
  })
}

/** What was uploaded, else what was pasted; undefined when there is neither. */
export async function tableOf(
  req: Req,
  pasted: string,
  required: readonly string[] = BATCH_COLUMNS,
  optional: readonly string[] = BATCH_OPTIONAL,
): Promise<ReadTable | undefined> {
  const file = req.files.find(({ bytes }) => bytes.length > 0)
  const options = { required, optional }
  if (file !== undefined) return readTable({ kind: 'file', bytes: file.bytes }, options)
  return pasted.trim() === '' ? undefined : readTable({ kind: 'pasted', text: pasted }, options)
}
