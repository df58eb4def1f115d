import { Readable } from 'node:stream'
import type { Role } from '../../../kernel/actor.ts'
import { NAMA_BULAN, parseTanggal, tanggalIn } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { refuse } from '../../../kernel/result.ts'
import { type CsvColumn, csvStream } from '../../../platform/csv/write-csv.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  ActionForm,
  DataTable,
  ErrorSummary,
  FilterSelect,
  OfficialNumber,
  Pagination,
  Section,
} from '../../../ui/index.ts'
import {
  allOfBuku,
  BKU,
  createCloseCash,
  createReceiveSpj,
  createSendSpj,
  type Month,
  readBuku,
  saldoOf,
  spjDue,
} from '../actions/buku.ts'
import type { Deps } from '../deps.ts'
import { holdsAny, holdsFor, PELAKU } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { type BukuLine, findTutup, listSpj } from '../store/buku-store.ts'
import type { JenisKas } from '../store/dana-store.ts'
import { addressOf, HOME, TreasuryPage, treasuryGet, treasuryPost } from './frame.tsx'
import { afterwards, chosenSkpd, createReading, type Tried, typed, UNTRIED } from './pages.ts'
import { Amounts, SkpdBar, SmallForm } from './parts.tsx'
import { thisYear } from './spp-routes.tsx'

const BUKU = `${HOME}/buku`
const BOOKS: readonly JenisKas[] = ['bank', 'tunai', 'panjar', 'pajak', 'penerimaan']
const KINDS = ['administratif', 'fungsional'] as const

export function bukuRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/buku', (req) => showBook(deps, req)),
    treasuryGet('/buku/buku.csv', (req) => downloadBook(deps, req)),
    treasuryPost('/buku/tutup', PELAKU.bendahara, (req) => close(deps, req)),
    treasuryPost('/buku/spj', PELAKU.bendahara, (req) => send(deps, req)),
    treasuryPost('/buku/spj/:id/terima', PELAKU.terimaSpj, (req) => receive(deps, req)),
  ]
}

/** SKPD, month and book an address or a form asks for. */
async function askedOf(deps: Deps, req: Req) {
  const tahun = thisYear(deps)
  const kode = await deps.fiscal.kodefikasi(deps.kit.db, tahun)
  const { chosen, choices } = chosenSkpd(req, kode)
  const wanted = fieldText(req.query, 'bulan') || fieldText(req.form, 'bulan')
  const number = Number(wanted)
  const isMonth = Number.isInteger(number) && number >= 1 && number <= 12
  const bulan = isMonth ? number : Number(deps.kit.today().slice(5, 7))
  const book = BOOKS.find((one) => one === fieldText(req.query, 'buku'))
  const month: Month = { skpdId: chosen?.id ?? 0, tahun, bulan }
  return { month, choices, book, pots: book === undefined ? BKU : [book] }
}

async function showBook(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, reference } = deps
  const { ctx } = req
  const { month, choices, book, pots } = await askedOf(deps, req)
  const m = messagesIn(ctx.lang)
  const after = readLine(req)
  const [{ awal, akhir }, { lines, next }, closing, spj] = await together([
    saldoOf(kit.db, month, pots),
    readBuku(kit.db, month, { jenis: pots, after }),
    findTutup(kit.db, month),
    listSpj(kit.db, month),
  ])
  const due = formatTanggal(await spjDue(deps, kit.db, month), ctx.lang)
  const day = (at: Date) => formatTanggal(tanggalIn(reference.calendar().zone, at), ctx.lang)
  const self = { skpd: String(month.skpdId), bulan: String(month.bulan) }
  const here = { ...self, buku: book ?? '' }
  const books = BOOKS.map((value) => ({ value, label: m.up.pot[value] }))
  const months = NAMA_BULAN.map((label, at) => ({ value: String(at + 1), label }))
  const { skpd } = await deps.fiscal.kodefikasi(kit.db, month.tahun)
  const holds = (roles: readonly Role[]) => holdsFor(req.actor, roles, month.skpdId, skpd)
  const mayKeep = holds(PELAKU.bendahara)
  const mayReceive = {
    administratif: holds(PELAKU.putuskanSpm),
    fungsional: holdsAny(req.actor, PELAKU.bud),
  }
  return page(
    <TreasuryPage ctx={ctx} title={m.buku.title} room="buku">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <h1>{book === undefined ? m.buku.general : m.up.pot[book]}</h1>
        <SkpdBar ctx={ctx} action={BUKU} choices={choices} value={self.skpd}>
          <FilterSelect name="bulan" label={m.buku.month} value={self.bulan} choices={months} />
          <FilterSelect name="buku" label={m.buku.general} value={book ?? ''} choices={books} />
        </SkpdBar>
        <Amounts
          ctx={ctx}
          rows={[
            [m.buku.opening, awal],
            [m.buku.closing, akhir],
          ]}
        />
        {lines.length === 0 ? (
          <p class="bantuan">{m.buku.empty}</p>
        ) : (
          <DataTable
            caption={m.buku.title}
            isStacked
            rows={lines}
            columns={[
              { header: m.up.tanggal, cell: (row) => formatTanggal(row.tanggal, ctx.lang) },
              {
                header: m.buku.nomor,
                cell: (row) => (
                  <span class="angka kecil">
                    <OfficialNumber value={row.nomor} />
                  </span>
                ),
              },
              { header: m.up.uraian, isHead: true, cell: (row) => row.uraian },
              { header: m.buku.book, cell: (row) => m.up.pot[row.kas] },
              {
                header: m.buku.masuk,
                isNumber: true,
                cell: (row) => formatRupiah(row.masuk, ctx.lang),
              },
              {
                header: m.buku.keluar,
                isNumber: true,
                cell: (row) => formatRupiah(row.keluar, ctx.lang),
              },
              {
                header: m.buku.saldo,
                isNumber: true,
                cell: (row) => formatRupiah(row.saldo, ctx.lang),
              },
            ]}
          />
        )}
        {(next ?? after) !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.queue.shown(formatNumber(lines.length, ctx.lang))}
            {...(next && {
              nextHref: addressOf(BUKU, { ...here, sesudah: `${next.tanggal}_${next.id}` }),
            })}
            {...(after && { firstHref: addressOf(BUKU, here) })}
          />
        )}
        <p>
          <a href={addressOf(`${BUKU}/buku.csv`, here)}>{m.buku.csv}</a>
        </p>
        <Section id="tutup" title={m.buku.close}>
          {closing === undefined && !mayKeep && <p class="bantuan">{m.buku.notClosed}</p>}
          {closing === undefined && mayKeep && (
            <SmallForm
              ctx={ctx}
              action={`${BUKU}/tutup`}
              scope="tutup"
              hidden={self}
              fields={[
                { name: 'bank', label: m.buku.bankSays, type: 'money' },
                { name: 'tunai', label: m.buku.cashCounted, type: 'money' },
                { name: 'penjelasan', label: m.buku.explain, isOptional: true },
              ]}
              button={m.buku.close}
              tried={tried}
            />
          )}
          {closing !== undefined && (
            <p>
              {m.buku.closed(day(closing.ditutupAt))} {closing.penjelasan}
            </p>
          )}
        </Section>
        <Section id="spj" title={m.buku.spj}>
          <p class="bantuan">{m.buku.spjDue(due)}</p>
          {KINDS.map((jenis) => {
            const found = spj.find((one) => one.jenis === jenis)
            return (
              <div class="tombol-baris">
                <span>
                  <b>{m.buku.spjKind[jenis]}</b>
                  {found && ` · ${m.buku.spjSent(day(found.dikirimAt))}`}
                  {found?.diterimaAt && ` · ${m.buku.spjReceived(day(found.diterimaAt))}`}
                </span>
                {found === undefined && mayKeep && (
                  <ActionForm
                    ctx={ctx}
                    action={`${BUKU}/spj`}
                    label={m.buku.spjSend}
                    fields={{ ...self, jenis }}
                  />
                )}
                {found?.diterimaAt === null && mayReceive[jenis] && (
                  <ActionForm
                    ctx={ctx}
                    action={`${BUKU}/spj/${found.id}/terima`}
                    label={m.buku.spjReceive}
                    fields={self}
                  />
                )}
              </div>
            )
          })}
        </Section>
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

/** The last line of the page before. */
function readLine(req: Req) {
  const [, day = '', id = ''] =
    /^(\d{4}-\d\d-\d\d)_(\d{1,18})$/.exec(fieldText(req.query, 'sesudah')) ?? []
  const parsed = parseTanggal(day)
  return parsed.ok ? { tanggal: parsed.value, id } : undefined
}

async function downloadBook(deps: Deps, req: Req): Promise<Answer> {
  const { month, pots } = await askedOf(deps, req)
  const { awal } = await saldoOf(deps.kit.db, month, pots)
  return {
    kind: 'stream',
    body: Readable.from(csvStream(withOpening(awal, allOfBuku(deps.kit.db, month, pots)), COLUMNS)),
    contentType: 'text/csv; charset=utf-8',
    filename: `buku-${month.tahun}-${month.bulan}.csv`,
  }
}

type CsvLine = Partial<BukuLine> & Pick<BukuLine, 'uraian' | 'saldo'>

async function* withOpening(awal: Sen, lines: AsyncIterable<BukuLine>): AsyncGenerator<CsvLine> {
  yield { uraian: 'saldo awal', saldo: awal }
  yield* lines
}

const amount = (value: Sen | undefined) =>
  value === undefined ? '' : { decimal: toDecimalString(value) }

const COLUMNS: readonly CsvColumn<CsvLine>[] = [
  { header: 'tanggal', value: (row) => row.tanggal },
  { header: 'nomor', value: (row) => row.nomor },
  { header: 'uraian', value: (row) => row.uraian },
  { header: 'kas', value: (row) => row.kas },
  { header: 'masuk', value: (row) => amount(row.masuk) },
  { header: 'keluar', value: (row) => amount(row.keluar) },
  { header: 'saldo', value: (row) => amount(row.saldo) },
]

const backTo = (month: Month) =>
  addressOf(BUKU, { skpd: String(month.skpdId), bulan: String(month.bulan) })

async function close(deps: Deps, req: Req): Promise<Answer> {
  const { month } = await askedOf(deps, req)
  const read = createReading(req)
  const amounts = { bankSen: read.money('bank'), tunaiSen: read.money('tunai') }
  const order = { ...month, ...amounts, penjelasan: typed(req, 'penjelasan') }
  const done =
    read.refusals.length > 0
      ? refuse(read.refusals)
      : await createCloseCash(deps)(signedInOf(req), order)
  const text = messagesIn(req.ctx.lang).buku.closeDone
  return afterwards(req, done, {
    to: backTo(month),
    text,
    again: (tried) => showBook(deps, req, tried),
  })
}

async function send(deps: Deps, req: Req): Promise<Answer> {
  const { month } = await askedOf(deps, req)
  const jenis = KINDS.find((one) => one === typed(req, 'jenis'))
  if (jenis === undefined) return notFound
  const done = await createSendSpj(deps)(signedInOf(req), { ...month, jenis })
  return afterwards(req, done, {
    to: backTo(month),
    again: (tried) => showBook(deps, req, tried),
  })
}

async function receive(deps: Deps, req: Req): Promise<Answer> {
  const { month } = await askedOf(deps, req)
  const id = req.params.id ?? ''
  if (!isUuid(id)) return notFound
  const done = await createReceiveSpj(deps)(signedInOf(req), { id, tahun: month.tahun })
  return afterwards(req, done, {
    to: backTo(month),
    again: (tried) => showBook(deps, req, tried),
  })
}
