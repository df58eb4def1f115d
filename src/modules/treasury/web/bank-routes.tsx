import { addDays } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { subtractSen } from '../../../kernel/money.ts'
import { refuse } from '../../../kernel/result.ts'
import { type Answer, notFound, page, text } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { readTable } from '../../../platform/table/read-table.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  FileField,
  OfficialNumber,
  type PageContext,
  Section,
  TextArea,
} from '../../../ui/index.ts'
import { createImportKoran, createMatchKoran } from '../actions/bank.ts'
import {
  createMakeBerkas,
  createTakeJawaban,
  JAWABAN_COLUMNS,
  type RowProblem,
  writeBerkas,
} from '../actions/berkas-bayar.ts'
import { createOpenRkud } from '../actions/rkud.ts'
import type { Deps } from '../deps.ts'
import { KORAN_COLUMNS, readKoranRows, readMt940 } from '../domain/koran.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import {
  type Berkas,
  listBelumCocok,
  listBerkas,
  listBerkasBaris,
  listTerbuka,
} from '../store/bank-store.ts'
import { listKas } from '../store/dana-store.ts'
import { HOME, TreasuryPage, treasuryGet, treasuryPost } from './frame.tsx'
import { afterwards, createReading, type Tried, typed, UNTRIED } from './pages.ts'
import { Amounts, SmallForm } from './parts.tsx'

const BANK = `${HOME}/bank`
const SHOWN = 100
const DAYS_BACK = 60

export function bankRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/bank', (req) => showBank(deps, req)),
    treasuryPost('/bank/rkud', PELAKU.bud, (req) => openAccount(deps, req)),
    treasuryPost('/bank/koran', PELAKU.rekonsiliasi, (req) => takeStatement(deps, req), true),
    treasuryPost('/bank/cocok/:id', PELAKU.rekonsiliasi, (req) => match(deps, req)),
    treasuryPost('/bank/berkas', PELAKU.bud, (req) => makeFile(deps, req)),
    treasuryGet('/bank/berkas/:id', (req) => downloadFile(deps, req)),
    treasuryPost('/bank/berkas/:id/jawaban', PELAKU.bud, (req) => takeAnswer(deps, req), true),
  ]
}

async function showBank(
  deps: Deps,
  req: Req,
  tried: Tried = UNTRIED,
  problems: readonly RowProblem[] = [],
): Promise<Answer> {
  const { kit } = deps
  const { ctx } = req
  const m = messagesIn(ctx.lang).bank
  const [kas] = await listKas(kit.db, null)
  const isBud = holdsAny(req.actor, PELAKU.bud)
  const today = kit.today()
  const around = { dari: addDays(today, -DAYS_BACK), sampai: today, limit: SHOWN }
  const open = kas === undefined ? [] : await listTerbuka(kit.db, { kasId: kas.id, limit: SHOWN })
  const ours = kas === undefined ? [] : await listBelumCocok(kit.db, { kasId: kas.id, ...around })
  const files = await listBerkas(kit.db, SHOWN)
  const isRefused = tried.refusals.length + problems.length > 0
  return page(
    <TreasuryPage ctx={ctx} title={m.title} room="bank">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <h1>{kas?.nama ?? m.title}</h1>
        {kas === undefined && isBud && <NewAccount ctx={ctx} tried={tried} />}
        {kas && (
          <Amounts
            ctx={ctx}
            rows={[
              [m.saldo, kas.saldo],
              [m.ordered, kas.dipesan],
              [m.free, subtractSen(kas.saldo, kas.dipesan)],
            ]}
          />
        )}
        <Problems ctx={ctx} problems={problems} />
        <div class="dua-lajur">
          <div class="tumpuk">
            <Section id="koran" title={m.open}>
              {open.length === 0 ? (
                <p class="bantuan">–</p>
              ) : (
                open.map((row) => (
                  <article class="kartu">
                    <div class="isi">
                      <p>
                        <b class="angka">
                          {formatTanggal(row.tanggal, ctx.lang)} · {row.masuk > 0n ? '+' : '−'}
                          {formatRupiah(row.masuk > 0n ? row.masuk : row.keluar, ctx.lang)}
                        </b>{' '}
                        {row.referensi} {row.uraian}
                      </p>
                      {isBud && (
                        <SmallForm
                          ctx={ctx}
                          action={`${BANK}/cocok/${row.id}`}
                          scope={row.id}
                          fields={[
                            { name: 'mutasi', label: m.movement, isOptional: true },
                            { name: 'alasan', label: m.why, isOptional: true },
                          ]}
                          button={m.match}
                          tried={tried}
                        />
                      )}
                    </div>
                  </article>
                ))
              )}
            </Section>
            {ours.length > 0 && (
              <Section id="mutasi" title={m.ours}>
                <DataTable
                  caption={m.ours}
                  isStacked
                  rows={ours}
                  columns={[
                    { header: m.movement, isHead: true, cell: (row) => row.id },
                    {
                      header: messagesIn(ctx.lang).up.tanggal,
                      cell: (row) => formatTanggal(row.tanggal, ctx.lang),
                    },
                    {
                      header: messagesIn(ctx.lang).buku.nomor,
                      cell: (row) => <OfficialNumber value={row.dokumenNomor} />,
                    },
                    {
                      header: messagesIn(ctx.lang).up.jumlah,
                      isNumber: true,
                      cell: (row) =>
                        `${row.masuk > 0n ? '+' : '−'}${formatRupiah(row.masuk > 0n ? row.masuk : row.keluar, ctx.lang)}`,
                    },
                  ]}
                />
              </Section>
            )}
          </div>
          <div class="tumpuk">
            {kas && isBud && <Statement ctx={ctx} kasId={kas.id} />}
            <Files ctx={ctx} files={files} isBud={isBud} />
          </div>
        </div>
      </div>
    </TreasuryPage>,
    { status: isRefused ? 422 : 200 },
  )
}

function NewAccount({ ctx, tried }: Readonly<{ ctx: PageContext; tried: Tried }>) {
  const m = messagesIn(ctx.lang).bank
  return (
    <Section id="rkud" title={m.newAccount}>
      <SmallForm
        ctx={ctx}
        action={`${BANK}/rkud`}
        scope="rkud"
        fields={[
          { name: 'nama', label: m.name },
          { name: 'bank', label: m.bankName },
          { name: 'nomor', label: m.number },
          { name: 'saldo', label: m.opening, type: 'money' },
        ]}
        button={m.newAccount}
        tried={tried}
      />
    </Section>
  )
}

function Problems({
  ctx,
  problems,
}: Readonly<{ ctx: PageContext; problems: readonly RowProblem[] }>) {
  const m = messagesIn(ctx.lang)
  if (problems.length === 0) return null
  return (
    <div class="galat" role="alert">
      <h2>{m.bank.problems}</h2>
      <ul>
        {problems.slice(0, SHOWN).map(({ row, refusals }) => (
          <li>
            {m.batch.row} {row}: {refusals.map((one) => ctx.word(one)).join(' ')}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Statement({ ctx, kasId }: Readonly<{ ctx: PageContext; kasId: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="masukkan" title={m.bank.statement}>
      <form method="post" action={`${BANK}/koran`} encType="multipart/form-data" class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="kas" value={kasId} />
        <FileField
          ctx={ctx}
          name="berkas"
          label={m.batch.file}
          accept=".csv,.txt,.sta,text/*"
          isOptional
        />
        <TextArea
          ctx={ctx}
          name="tempel"
          label={m.batch.paste}
          hint={m.bank.statementHint}
          rows={4}
          isOptional
        />
        <p>
          <Button isSmall>{m.bank.take}</Button>
        </p>
      </form>
    </Section>
  )
}

function Files({
  ctx,
  files,
  isBud,
}: Readonly<{ ctx: PageContext; files: readonly Berkas[]; isBud: boolean }>) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="berkas" title={m.bank.file}>
      {isBud && (
        <ActionForm ctx={ctx} action={`${BANK}/berkas`} label={m.bank.makeFile} tone="primary" />
      )}
      {files.length === 0 && <EmptyState title={m.up.none} />}
      {files.map((one) => (
        <details class="dana-langkah kartu">
          <summary>
            #{one.nomor} · {formatNumber(one.baris, ctx.lang)} ·{' '}
            {formatRupiah(one.jumlah, ctx.lang)}
          </summary>
          <div class="isi tumpuk">
            <p class="segel">{one.sha256}</p>
            <p>
              <a href={`${BANK}/berkas/${one.id}`}>{m.bank.download}</a>
            </p>
            {isBud && (
              <form
                method="post"
                action={`${BANK}/berkas/${one.id}/jawaban`}
                encType="multipart/form-data"
                class="tumpuk"
              >
                <Csrf ctx={ctx} />
                <FileField
                  ctx={ctx}
                  scope={one.id}
                  name="berkas"
                  label={m.bank.answer}
                  accept=".csv,text/csv"
                />
                <p class="bantuan">{JAWABAN_COLUMNS.join(', ')}</p>
                <p>
                  <Button isSmall>{m.bank.take}</Button>
                </p>
              </form>
            )}
          </div>
        </details>
      ))}
    </Section>
  )
}

async function openAccount(deps: Deps, req: Req): Promise<Answer> {
  const read = createReading(req)
  const saldoSen = read.money('saldo')
  const order = {
    nama: typed(req, 'nama'),
    bank: typed(req, 'bank'),
    nomor: typed(req, 'nomor'),
    saldoSen,
  }
  const done =
    read.refusals.length > 0
      ? refuse(read.refusals)
      : await createOpenRkud(deps)(signedInOf(req), order)
  return afterwards(req, done, { to: BANK, again: (tried) => showBank(deps, req, tried) })
}

/** What was uploaded, else what was pasted. */
function bytesOf(req: Req): Uint8Array {
  const file = req.files.find(({ bytes }) => bytes.length > 0)
  return file?.bytes ?? new TextEncoder().encode(typed(req, 'tempel'))
}

async function takeStatement(deps: Deps, req: Req): Promise<Answer> {
  const bytes = bytesOf(req)
  const plain = new TextDecoder().decode(bytes)
  const table = /^:\d{2}[A-Z]?:/m.test(plain)
    ? undefined
    : await readTable(
        { kind: 'file', bytes },
        { required: [...KORAN_COLUMNS.slice(0, 3)], optional: [...KORAN_COLUMNS.slice(3)] },
      )
  const read = table === undefined ? readMt940(plain) : readKoranRows(table.rows)
  const unread = (table?.problems ?? []).map(({ row, message }) => ({
    row,
    refusals: [{ code: 'TABEL_BARIS', message }],
  }))
  const nama = req.files[0]?.filename ?? 'tempelan'
  const done = await createImportKoran(deps)(signedInOf(req), {
    kasId: isUuid(typed(req, 'kas')) ? typed(req, 'kas') : '',
    nama,
    bytes,
    read: { lines: read.lines, problems: [...unread, ...read.problems] },
  })
  const again = (tried: Tried) => showBank(deps, req, tried)
  if (done.ok && done.value.problems.length > 0)
    return showBank(deps, req, UNTRIED, done.value.problems)
  const count = (value: number) => formatNumber(value, req.ctx.lang)
  const told = done.ok
    ? messagesIn(req.ctx.lang).bank.taken(
        count(done.value.baru),
        count(done.value.ganda.length),
        count(done.value.cocok),
      )
    : ''
  return afterwards(req, done, { to: BANK, text: told, again })
}

async function match(deps: Deps, req: Req): Promise<Answer> {
  const barisId = req.params.id ?? ''
  if (!isUuid(barisId)) return notFound
  const order = { barisId, mutasiId: typed(req, 'mutasi'), alasan: typed(req, 'alasan') }
  const done = await createMatchKoran(deps)(signedInOf(req), order)
  return afterwards(req, done, { to: BANK, again: (tried) => showBank(deps, req, tried) })
}

async function makeFile(deps: Deps, req: Req): Promise<Answer> {
  const done = await createMakeBerkas(deps)(signedInOf(req))
  return afterwards(req, done, { to: BANK, again: (tried) => showBank(deps, req, tried) })
}

async function downloadFile(deps: Deps, req: Req): Promise<Answer> {
  const id = req.params.id ?? ''
  if (!isUuid(id) || !holdsAny(req.actor, ['bud', 'inspektorat'])) return notFound
  const lines = await listBerkasBaris(deps.kit.db, id)
  if (lines.length === 0) return notFound
  return text(writeBerkas(lines), 'text/csv; charset=utf-8', {
    headers: { 'content-disposition': 'attachment; filename="berkas-bayar.csv"' },
  })
}

async function takeAnswer(deps: Deps, req: Req): Promise<Answer> {
  const berkasId = req.params.id ?? ''
  const bytes = bytesOf(req)
  if (!isUuid(berkasId) || bytes.length === 0)
    return showBank(deps, req, { refusals: [refusal('BERKAS_TIDAK_ADA')], typed: {} })
  const table = await readTable({ kind: 'file', bytes }, { required: [...JAWABAN_COLUMNS] })
  const done = await createTakeJawaban(deps)(signedInOf(req), { berkasId, bytes, rows: table.rows })
  const unread = table.problems.map(({ row, message }) => ({
    row,
    refusals: [{ code: 'TABEL_BARIS', message }],
  }))
  const problems = [...unread, ...(done.ok ? done.value.problems : [])]
  if (done.ok && problems.length > 0) return showBank(deps, req, UNTRIED, problems)
  const count = (value: number) => formatNumber(value, req.ctx.lang)
  const told = done.ok
    ? messagesIn(req.ctx.lang).bank.answered(count(done.value.cair), count(done.value.gagal))
    : ''
  return afterwards(req, done, {
    to: BANK,
    text: told,
    again: (tried) => showBank(deps, req, tried),
  })
}
