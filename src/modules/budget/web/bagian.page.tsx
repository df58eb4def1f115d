import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatRupiah, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  Csrf,
  DenseTable,
  ErrorSummary,
  FileField,
  OfficerPage,
  type PageContext,
  Section,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { SubSum } from '../store/bagian-store.ts'
import type { Telaah } from '../store/telaah-store.ts'
import { type BagianView, bagianHref, editorHref, isOpenPart, versiHref } from './frame.ts'
import { BagianTag } from './state-tag.tsx'

export type BagianProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  view: BagianView
  sums: readonly SubSum[]
  comments: readonly Telaah[]
  typed: Readonly<{
    kode: string
    isi: string
    catatan: string
    blok: string
    jawaban: string
    telaah: string
  }>
}>

/** The part of one SKPD: its activities beside their ceilings, the talk with TAPD, and what comes in by file. */
export function BagianPage(props: BagianProps) {
  const { ctx, refusals, view } = props
  const { versi, skpd, bagian } = view
  const isCeilings = versi.jenis === 'kua-ppas'
  return (
    <OfficerPage ctx={ctx} title={`${skpd.nama}, ${versi.judul}`} current="budget" css={['rka']}>
      <div class="tumpuk isi-hal">
        <p>
          <a href={versiHref(versi.id)}>{versi.judul}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <header class="rka-kepala">
          <h1>{skpd.nama}</h1>
          {!isCeilings && <BagianTag ctx={ctx} status={bagian.status} />}
        </header>
        <p class="redup angka">{skpd.kode}</p>
        {versi.sidik !== null && (
          <p>
            <a href={`${bagianHref(versi.id, skpd.id)}/dpa.pdf`}>
              {messagesIn(ctx.lang).version.dpa}
            </a>
          </p>
        )}
        {bagian.catatan !== '' && <p class="awas">{bagian.catatan}</p>}
        {!isCeilings && <Steps {...props} />}
        <Activities {...props} />
        {!isCeilings && (
          <div class="dua-lajur">
            <Comments {...props} />
            {view.rights.mayEnter && isOpenPart(view) && <Import {...props} />}
          </div>
        )}
      </div>
    </OfficerPage>
  )
}

function Steps({ ctx, view, typed, refusals }: BagianProps) {
  const { versi, skpd, bagian, rights } = view
  if (versi.status !== 'disusun') return null
  const m = messagesIn(ctx.lang).part
  const action = `${bagianHref(versi.id, skpd.id)}/langkah`
  const isBack = bagian.status === 'diajukan' && rights.mayReview
  return (
    <div class="rka-langkah">
      {isOpenPart(view) && rights.mayHandIn && (
        <ActionForm
          ctx={ctx}
          action={action}
          label={m.handIn}
          fields={{ ke: 'diajukan' }}
          tone="primary"
        />
      )}
      {isBack && (
        <ActionForm
          ctx={ctx}
          action={action}
          label={m.approve}
          fields={{ ke: 'disetujui' }}
          tone="primary"
        />
      )}
      {isBack && (
        <form method="post" action={action} class="rka-kembali">
          <Csrf ctx={ctx} />
          <input type="hidden" name="ke" value="dikembalikan" />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="catatan"
            label={m.note}
            value={typed.catatan}
            maxLength={1_000}
          />
          <Button tone="secondary" isSmall>
            {m.giveBack}
          </Button>
        </form>
      )}
      {bagian.status === 'disetujui' && (rights.mayReview || rights.mayHandIn) && (
        <ActionForm ctx={ctx} action={action} label={m.open} fields={{ ke: 'dikembalikan' }} />
      )}
    </div>
  )
}

function Activities(props: BagianProps) {
  const { ctx, view, sums } = props
  const { versi, skpd, codes, rights } = view
  const m = messagesIn(ctx.lang)
  const isCeilings = versi.jenis === 'kua-ppas'
  const rows = isCeilings
    ? sums.filter(({ subKegiatanId }) => subKegiatanId !== null)
    : withOutside(sums)
  const rupiah = (value: Sen) => (value === 0n ? '–' : formatRupiah(value, ctx.lang))
  const nameOf = ({ subKegiatanId }: SubSum) =>
    subKegiatanId === null
      ? m.part.outside
      : (codes.nomenklatur.byId.get(subKegiatanId)?.nama ?? String(subKegiatanId))
  const hasCeiling = isCeilings || versi.paguVersiId !== null
  return (
    <Section id="sub" title={m.part.activities}>
      <DenseTable
        ctx={ctx}
        caption={m.part.activities}
        rows={rows}
        rowId={(row) => String(row.subKegiatanId)}
        rowLabel={nameOf}
        columns={[
          {
            header: m.part.activity,
            isHead: true,
            cell: (row) => (
              <>
                <span class="redup angka kecil">
                  {row.subKegiatanId === null
                    ? '4, 6'
                    : codes.nomenklatur.byId.get(row.subKegiatanId)?.kode}
                </span>{' '}
                {isCeilings ? (
                  nameOf(row)
                ) : (
                  <a href={editorHref(versi.id, skpd.id, row.subKegiatanId)} data-buka="">
                    {nameOf(row)}
                  </a>
                )}
              </>
            ),
          },
          ...(isCeilings
            ? []
            : [
                {
                  header: m.version.lines,
                  isNumber: true,
                  isWideOnly: true,
                  cell: (row: SubSum) => formatNumber(row.baris, ctx.lang),
                },
                {
                  header: m.version.total,
                  isNumber: true,
                  cell: (row: SubSum) => rupiah(row.jumlah),
                },
              ]),
          ...(hasCeiling
            ? [
                {
                  header: m.version.ceiling,
                  isNumber: true,
                  isWideOnly: !isCeilings,
                  cell: (row: SubSum) => rupiah(row.pagu),
                },
              ]
            : []),
          ...(hasCeiling && !isCeilings
            ? [
                {
                  header: m.part.left,
                  isNumber: true,
                  cell: (row: SubSum) => <Left ctx={ctx} row={row} />,
                },
              ]
            : []),
        ]}
      />
      {!isCeilings && rights.mayEnter && isOpenPart(view) && <Add {...props} />}
    </Section>
  )
}

/** Revenue and financing can always be opened, also where nothing is in them yet. */
function withOutside(sums: readonly SubSum[]): readonly SubSum[] {
  return sums.some(({ subKegiatanId }) => subKegiatanId === null)
    ? sums
    : [{ subKegiatanId: null, baris: 0, jumlah: 0n as Sen, pagu: 0n as Sen }, ...sums]
}

function Left({ ctx, row }: Readonly<{ ctx: PageContext; row: SubSum }>) {
  const m = messagesIn(ctx.lang).part
  if (row.subKegiatanId === null) return <>–</>
  const left = row.pagu - row.jumlah
  if (left >= 0n) return <>{formatRupiah(left as Sen, ctx.lang)}</>
  return <StatusTag kind="lewat">{`${m.over} ${formatRupiah(-left as Sen, ctx.lang)}`}</StatusTag>
}

function Add({ ctx, view, refusals, typed }: BagianProps) {
  const m = messagesIn(ctx.lang).part
  return (
    <form
      method="get"
      action={`${bagianHref(view.versi.id, view.skpd.id)}/buka`}
      class="rka-kembali jarak-atas"
    >
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="kode"
        label={m.add}
        hint={m.addHelp}
        value={typed.kode}
        maxLength={60}
        autocomplete="off"
      />
      <Button tone="secondary" isSmall>
        {m.openIt}
      </Button>
    </form>
  )
}

function Comments(props: BagianProps) {
  const { ctx, view, comments, refusals, typed } = props
  const m = messagesIn(ctx.lang).part
  return (
    <Section id="catatan" title={m.comments}>
      {comments.length === 0 && <p class="bantuan">{m.noComments}</p>}
      {comments.length > 0 && (
        <div class="kartu">
          {comments.map((row) => (
            <Comment {...props} row={row} />
          ))}
        </div>
      )}
      {view.rights.mayReview && (
        <form
          method="post"
          action={`${bagianHref(view.versi.id, view.skpd.id)}/telaah`}
          class="jarak-atas"
        >
          <Csrf ctx={ctx} />
          <TextArea
            ctx={ctx}
            refusals={refusals}
            name="isi"
            label={m.comment}
            value={typed.isi}
            rows={3}
            maxLength={1_000}
          />
          <Button isSmall tone="secondary">
            {m.send}
          </Button>
        </form>
      )}
    </Section>
  )
}

function Comment({ ctx, view, row, refusals, typed }: BagianProps & Readonly<{ row: Telaah }>) {
  const m = messagesIn(ctx.lang).part
  const base = `${bagianHref(view.versi.id, view.skpd.id)}/telaah/${row.id}`
  const isOpen = row.selesaiAt === null
  const isThis = typed.telaah === row.id
  return (
    <article class="perkara">
      <header>
        <b>{row.olehNama}</b>
        <span class="redup kecil">{formatDateTime(row.waktu, localeOf(ctx))}</span>
      </header>
      {row.garisUraian !== null && <p class="kecil redup">{m.onLine(row.garisUraian)}</p>}
      <p>{row.isi}</p>
      {row.jawaban !== null && (
        <blockquote>
          <b>{row.dijawabNama}</b>: {row.jawaban}
        </blockquote>
      )}
      {!isOpen && <StatusTag kind="selesai">{m.settled}</StatusTag>}
      {isOpen && view.rights.mayEnter && (
        <details open={isThis}>
          <summary>{m.answer}</summary>
          <form method="post" action={`${base}/jawab`}>
            <Csrf ctx={ctx} />
            <TextArea
              ctx={ctx}
              scope={row.id}
              refusals={isThis ? refusals : []}
              name="jawaban"
              label={m.answer}
              value={isThis ? typed.jawaban : ''}
              rows={2}
              maxLength={1_000}
            />
            <Button isSmall>{m.answer}</Button>
          </form>
        </details>
      )}
      {isOpen && view.rights.mayReview && (
        <ActionForm ctx={ctx} action={`${base}/selesai`} label={m.settle} />
      )}
    </article>
  )
}

function Import({ ctx, view, refusals, typed }: BagianProps) {
  const m = messagesIn(ctx.lang).part
  const base = bagianHref(view.versi.id, view.skpd.id)
  return (
    <Section
      id="impor"
      title={m.import}
      aside={
        <span class="tombol-baris">
          <a href={`${base}/baris.csv`}>{m.export}</a>
          <a href={`${base}/baris.xlsx`}>XLSX</a>
        </span>
      }
    >
      <form method="post" action={`${base}/impor`} encType="multipart/form-data" class="rka-kartu">
        <Csrf ctx={ctx} />
        <p class="bantuan">{m.importHelp}</p>
        <FileField
          ctx={ctx}
          refusals={refusals}
          name="berkas"
          label={m.file}
          accept=".csv,.xlsx,text/csv"
        />
        <TextArea ctx={ctx} name="blok" label={m.block} value={typed.blok} rows={4} />
        <Button isSmall>{m.check}</Button>
      </form>
    </Section>
  )
}
