import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Pagination,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { LINE_FIELDS, type TypedLine } from '../domain/garis.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { messagesIn } from '../messages/index.ts'
import type { Garis } from '../store/garis-store.ts'
import { type BagianView, bagianHref, editorHref, isOpenPart } from './frame.ts'
import { writeLine } from './line-text.ts'

export type EditorProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  view: BagianView
  subId: number | null
  rows: readonly Garis[]
  jumlah: Sen
  pagu: Sen | undefined
  nextHref: string | undefined
  isFirst: boolean
  /** The line in the form: one that is changed, one that was refused, or an empty one. */
  form: Readonly<{ id: string; revisi: string; line: TypedLine }>
  blok: string
}>

/** Lines of one sub kegiatan: a table and forms; with script the same as a worksheet. */
export function EditorPage(props: EditorProps) {
  const { ctx, refusals, view, subId, rows } = props
  const { versi, skpd, codes } = view
  const m = messagesIn(ctx.lang)
  const sub = subId === null ? undefined : codes.nomenklatur.byId.get(subId)
  const title = sub?.nama ?? m.part.outside
  const isOpen = isOpenPart(view) && view.rights.mayEnter
  return (
    <OfficerPage
      ctx={ctx}
      title={`${title}, ${skpd.nama}`}
      current="budget"
      css={['rka']}
      scripts={['rka']}
    >
      <div class="tumpuk isi-hal">
        <p>
          <a href={bagianHref(versi.id, skpd.id)}>{`${skpd.nama}, ${versi.judul}`}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <header>
          {sub && <p class="redup angka">{sub.kode}</p>}
          <h1 class="rka-judul">{title}</h1>
        </header>
        {!isOpen && <p class="info">{m.editor.closed}</p>}
        <Totals {...props} />
        <Grid {...props} isOpen={isOpen} />
        <div data-tanpa-skrip="">
          <Lines {...props} isOpen={isOpen} />
          {isOpen && <RowForm {...props} />}
          {isOpen && <Paste {...props} />}
        </div>
        {view.rights.mayReview && rows.length > 0 && <Remark {...props} />}
      </div>
    </OfficerPage>
  )
}

function Totals({ ctx, jumlah, pagu }: EditorProps) {
  const m = messagesIn(ctx.lang).editor
  const left = pagu === undefined ? undefined : ((pagu - jumlah) as Sen)
  return (
    <dl class="rka-jumlah angka">
      <div>
        <dt>{m.total}</dt>
        <dd data-jumlah="">{formatRupiah(jumlah, ctx.lang)}</dd>
      </div>
      {pagu !== undefined && left !== undefined && (
        <>
          <div>
            <dt>{m.ceiling}</dt>
            <dd>{formatRupiah(pagu, ctx.lang)}</dd>
          </div>
          <div>
            <dt>{m.left}</dt>
            <dd class={left < 0n ? 'rka-lebih' : ''} data-sisa={toDecimalString(pagu)}>
              {formatRupiah(left, ctx.lang)}
            </dd>
          </div>
        </>
      )}
    </dl>
  )
}

/** Where the worksheet stands when scripts run; its words come along, so that the script holds none. */
function Grid({ ctx, view, subId, isOpen }: EditorProps & Readonly<{ isOpen: boolean }>) {
  const m = messagesIn(ctx.lang).editor
  const words = {
    columns: LINE_FIELDS.map((field) => m.columns[field]),
    amount: m.amount,
    saving: m.saving,
    saved: m.allSaved,
    notSaved: m.notSaved('{n}'),
    lost: m.lost,
    reload: m.reload,
    search: m.search,
    grid: m.grid,
  }
  return (
    <section
      class="rka-lembar"
      aria-label={m.grid}
      data-lembar={editorHref(view.versi.id, view.skpd.id, subId)}
      data-buka={isOpen ? 'ya' : ''}
      data-kata={JSON.stringify(words)}
      hidden
    >
      <p class="rka-keadaan">
        <output data-keadaan="" />
        <span class="kecil redup">{m.keys}</span>
      </p>
      <form>
        <Csrf ctx={ctx} />
      </form>
    </section>
  )
}

function Lines(props: EditorProps & Readonly<{ isOpen: boolean }>) {
  const { ctx, rows, view, subId, isOpen } = props
  const m = messagesIn(ctx.lang).editor
  const href = editorHref(view.versi.id, view.skpd.id, subId)
  if (rows.length === 0) return <p class="bantuan">{m.empty}</p>
  return (
    <>
      <section class="tabel" tabIndex={0} aria-label={m.grid}>
        <table class="antre tanpa-pilih rka-tabel">
          <caption class="vh">{m.grid}</caption>
          <thead>
            <tr>
              {['rekening', 'uraian', 'volume', 'satuan', 'harga'].map((field) => (
                <th scope="col" class={field === 'volume' || field === 'harga' ? 'kanan' : ''}>
                  {m.columns[field as keyof TypedLine]}
                </th>
              ))}
              <th scope="col" class="kanan">
                {m.amount}
              </th>
              {isOpen && (
                <th scope="col">
                  <span class="vh">{m.edit}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line {...props} row={row} href={href} />
            ))}
          </tbody>
        </table>
      </section>
      <Pagination
        ctx={ctx}
        shown={m.page(String(rows.length))}
        {...(props.nextHref === undefined ? {} : { nextHref: props.nextHref })}
        {...(props.isFirst ? {} : { firstHref: href })}
      />
    </>
  )
}

function Line(props: EditorProps & Readonly<{ row: Garis; href: string; isOpen: boolean }>) {
  const { ctx, row, href, view, isOpen } = props
  const m = messagesIn(ctx.lang).editor
  const line = writeLine(row, view.codes)
  return (
    <tr>
      <td class="angka">{line.rekening}</td>
      <th scope="row">
        {line.uraian}
        {line.spesifikasi !== '' && <span class="sub">{line.spesifikasi}</span>}
      </th>
      <td class="kanan angka">{line.volume}</td>
      <td>{line.satuan}</td>
      <td class="kanan angka">{line.harga}</td>
      <td class="kanan angka">{writeRupiah(row.jumlah)}</td>
      {isOpen && (
        <td class="rka-aksi">
          <a href={`${href}?ubah=${row.id}#f-rekening`}>
            {m.edit}
            <span class="vh"> {line.uraian}</span>
          </a>
          <form method="post" action={`${href}/hapus`}>
            <Csrf ctx={ctx} />
            <input type="hidden" name="id" value={row.id} />
            <input type="hidden" name="revisi" value={String(row.revisi)} />
            <button type="submit" class="tautan">
              {m.remove}
              <span class="vh"> {line.uraian}</span>
            </button>
          </form>
        </td>
      )}
    </tr>
  )
}

function RowForm({ ctx, view, subId, form, refusals }: EditorProps) {
  const m = messagesIn(ctx.lang).editor
  const href = editorHref(view.versi.id, view.skpd.id, subId)
  const isChange = form.id !== ''
  return (
    <Section id="baris" title={isChange ? m.change : m.row}>
      <form method="post" action={`${href}/baris`} class="rka-kartu">
        <Csrf ctx={ctx} />
        <input type="hidden" name="id" value={form.id} />
        <input type="hidden" name="revisi" value={form.revisi} />
        <div class="rka-ruas">
          {LINE_FIELDS.map((field) => (
            <TextField
              ctx={ctx}
              refusals={refusals}
              name={field}
              label={m.columns[field]}
              value={form.line[field]}
              maxLength={500}
              autocomplete="off"
              {...(field === 'harga' || field === 'volume'
                ? { inputMode: 'decimal' as const }
                : {})}
            />
          ))}
        </div>
        <Button isSmall>{m.save}</Button>
      </form>
    </Section>
  )
}

function Paste({ ctx, view, subId, refusals, blok }: EditorProps) {
  const m = messagesIn(ctx.lang).editor
  const href = editorHref(view.versi.id, view.skpd.id, subId)
  return (
    <Section id="tempel" title={m.paste}>
      <form method="post" action={`${href}/tempel`} class="rka-kartu">
        <Csrf ctx={ctx} />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="blok"
          label={m.paste}
          hint={m.pasteHelp}
          value={blok}
          rows={6}
        />
        <Button isSmall>{m.pasteCheck}</Button>
      </form>
    </Section>
  )
}

/** TAPD's comment on one of the lines of this page. */
function Remark({ ctx, view, rows }: EditorProps) {
  const m = messagesIn(ctx.lang).part
  return (
    <Section id="catatan" title={m.comment}>
      <form
        method="post"
        action={`${bagianHref(view.versi.id, view.skpd.id)}/telaah`}
        class="rka-kartu"
      >
        <Csrf ctx={ctx} />
        <SelectField
          ctx={ctx}
          name="garis"
          label={m.line}
          choices={rows.map((row) => ({
            value: row.id,
            label: `${view.codes.rekening.byId.get(row.rekeningId)?.kode ?? ''} ${row.uraian}`,
          }))}
        />
        <TextArea ctx={ctx} name="isi" label={m.comment} rows={2} maxLength={1_000} />
        <Button isSmall tone="secondary">
          {m.send}
        </Button>
      </form>
    </Section>
  )
}
