import type { Refusal } from '../../../../kernel/result.ts'
import { writeCsvRow } from '../../../../platform/csv/write-csv.ts'
import {
  type Answer,
  forbidden,
  json,
  page,
  redirect,
  text,
} from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { fieldText } from '../../../../platform/http/route.ts'
import { readXlsx } from '../../../../platform/xlsx/read-xlsx.ts'
import { editDraft, isDesigner } from '../../actions/design-draft.ts'
import { importDefinitions } from '../../actions/design-import.ts'
import { readPola } from '../../definition-file/patterns.ts'
import { fieldsOf } from '../../domain/definition/names.ts'
import { designRefusal } from '../../domain/perancang/refusals.ts'
import { readSheet, SHEET_HEADER, SHEET_SAMPLE } from '../../domain/perancang/sheet.ts'
import { designMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { type Desk, deskHref, HOME, partHref } from './frame.tsx'
import { showList } from './list-routes.tsx'
import { atDesk, baseOf, DESIGN } from './open-desk.ts'
import { SheetPage } from './sheet.page.tsx'
import { sippnOf, sippnOfAll, writeSippn } from './sippn.ts'

const JSON_BYTES_MAX = 1024 * 1024
const SHEET_LIMITS = { bytesMax: 2 * 1024 * 1024, rowsMax: 501, columnsMax: 30 }
const CSV = 'text/csv; charset=utf-8'

/** Definitions and fields in and out: JSON, Excel, SIPPN. */
export function exchangeRoutes(services: Services): readonly Route[] {
  const shared = { access: DESIGN, kind: 'page' as const }
  const desk = (
    rest: string,
    handle: (req: Req, desk: Desk) => Promise<Answer> | Answer,
  ): Route => ({
    ...shared,
    method: 'GET',
    url: `${HOME}/:kode/:versi${rest}`,
    handle: (req) => atDesk(services, req, (one) => handle(req, one)),
  })
  return [
    {
      ...shared,
      method: 'POST',
      url: `${HOME}/impor`,
      bodyLimit: JSON_BYTES_MAX,
      handle: (req) => takeJson(services, req),
    },
    {
      ...shared,
      method: 'GET',
      url: `${HOME}/contoh-lembar.csv`,
      handle: () =>
        csv('contoh-isian.csv', [SHEET_HEADER, ...SHEET_SAMPLE].map(writeCsvRow).join('')),
    },
    {
      ...shared,
      method: 'GET',
      url: `${HOME}/sippn.csv`,
      handle: async () => csv('sippn.csv', writeSippn(await sippnOfAll(services.deps))),
    },
    {
      ...shared,
      method: 'GET',
      url: `${HOME}/sippn.json`,
      handle: async () => json(await sippnOfAll(services.deps)),
    },
    desk('/sippn.csv', (_, { kode, isi }) =>
      csv(`sippn-${kode}.csv`, writeSippn([sippnOf(services.deps, isi)])),
    ),
    desk('/sippn.json', (_, { isi }) => json(sippnOf(services.deps, isi))),
    desk('/lembar', (req, one) => showSheet(req, one, [])),
    {
      ...shared,
      method: 'POST',
      url: `${HOME}/:kode/:versi/lembar`,
      bodyLimit: SHEET_LIMITS.bytesMax + 64 * 1024,
      handle: (req) => atDesk(services, req, (one) => takeSheet(services, req, one)),
    },
  ]
}

function csv(filename: string, body: string): Answer {
  return text(`\uFEFF${body}`, CSV, {
    headers: { 'content-disposition': `attachment; filename="${filename}"` },
  })
}

async function takeJson(services: Services, req: Req): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { deps } = services
  const [file] = req.files
  if (file === undefined || file.bytes.length === 0)
    return showList(services, req, [designRefusal('RANCANGAN_WAJIB', 'berkas')])
  const done = await importDefinitions(deps, deps.kit.db, req.actor, {
    files: [{ name: file.filename.slice(0, 80), text: Buffer.from(file.bytes).toString('utf8') }],
    pola: readPola(),
    isDryRun: false,
  })
  if (!done.ok) return showList(services, req, done.refusals)
  const m = designMessages(req.ctx.lang)
  const [key] = done.value.drafts
  return key === undefined
    ? redirect(HOME, { flash: { kind: 'notice', text: m.unchanged } })
    : redirect(deskHref(key), {
        flash: { kind: 'success', text: m.imported(key.kode, String(key.versi)) },
      })
}

function showSheet(req: Req, desk: Desk, refusals: readonly Refusal[]): Answer {
  return page(
    <SheetPage desk={desk} chosen={fieldText(req.form, 'halaman')} refusals={refusals} />,
    refusals.length === 0 ? {} : { status: 422 },
  )
}

async function takeSheet(services: Services, req: Req, desk: Desk): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { deps } = services
  const halaman = fieldText(req.form, 'halaman')
  const [file] = req.files
  const before = [
    ...(desk.isi.form.some((one) => one.id === halaman)
      ? []
      : [designRefusal('RANCANGAN_HALAMAN_TIDAK_ADA', 'halaman')]),
    ...(file === undefined ? [designRefusal('RANCANGAN_WAJIB', 'lembar')] : []),
  ]
  if (file === undefined || before.length > 0) return showSheet(req, desk, before)
  const sheet = readXlsx(Buffer.from(file.bytes), SHEET_LIMITS)
  if (!sheet.ok)
    return showSheet(req, desk, [
      designRefusal(
        sheet.reason === 'too-large' ? 'RANCANGAN_LEMBAR_BESAR' : 'RANCANGAN_LEMBAR_BERKAS',
        'lembar',
      ),
    ])
  const read = readSheet(sheet.rows, new Set(fieldsOf(desk.isi).map((field) => field.id)))
  if (!read.ok) return showSheet(req, desk, read.refusals)
  const done = await editDraft(deps, deps.kit.db, req.actor, {
    key: desk,
    base: baseOf(req.form),
    jenis: 'impor',
    change: (isi) => ({
      ...isi,
      form: isi.form.map((one) =>
        one.id === halaman ? { ...one, fields: [...one.fields, ...read.value] } : one,
      ),
    }),
  })
  if (!done.ok) return showSheet(req, desk, done.refusals)
  return redirect(partHref(desk, 'formulir'), {
    flash: {
      kind: 'success',
      text: designMessages(req.ctx.lang).sheetDone(String(read.value.length)),
    },
  })
}
