import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  FileField,
  Information,
  type PageContext,
  RadioTiles,
  Section,
  SelectField,
  TextArea,
  Warning,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import type { Dimuat } from '../actions/muat.ts'
import { KIB } from '../domain/kib.ts'
import { kolomOf, WAJIB_KOLOM } from '../domain/kolom.ts'
import { messagesIn } from '../messages/index.ts'
import { ASET, AsetFrame } from './frame.tsx'

export type MuatProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  skpd: readonly Skpd[]
  typed: Readonly<Record<string, string>>
  /** What was read, when something was brought. */
  dimuat: Dimuat | undefined
}>

/** Older registers brought in as a file or a pasted block; every fault with its row before anything is stored. */
export function MuatPage(props: MuatProps) {
  const { ctx, refusals, skpd, typed, dimuat } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.muat.title} current="muat" refusals={refusals}>
      <p class="bantuan">{m.muat.help}</p>
      {dimuat && <Outcome ctx={ctx} dimuat={dimuat} />}
      {skpd.length > 0 && (
        <form
          method="post"
          action={`${ASET}/muat`}
          enctype="multipart/form-data"
          class="tumpuk aset-isian"
        >
          <Csrf ctx={ctx} />
          <SelectField
            ctx={ctx}
            refusals={refusals}
            name="skpd"
            label={m.list.skpd}
            value={typed.skpd ?? String(skpd[0]?.id ?? '')}
            choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
          />
          <FileField
            ctx={ctx}
            refusals={refusals}
            name="berkas"
            label={m.muat.file}
            accept=".csv,.xlsx,text/csv"
          />
          <TextArea
            ctx={ctx}
            name="tempel"
            label={m.muat.paste}
            hint={m.muat.pasteHint}
            isOptional
            value={typed.tempel ?? ''}
            rows={4}
          />
          <RadioTiles
            ctx={ctx}
            name="cara"
            label={m.muat.how}
            value={typed.cara ?? 'periksa'}
            choices={[
              { value: 'periksa', label: m.muat.check },
              { value: 'simpan', label: m.muat.store },
            ]}
          />
          <p>
            <Button>{m.muat.go}</Button>
          </p>
        </form>
      )}
      <Columns ctx={ctx} />
    </AsetFrame>
  )
}

function Outcome({ ctx, dimuat }: Readonly<{ ctx: PageContext; dimuat: Dimuat }>) {
  const m = messagesIn(ctx.lang)
  const rows = formatNumber(dimuat.baris, ctx.lang)
  if (dimuat.salah.length === 0)
    return (
      <Information>
        {dimuat.isTersimpan
          ? m.muat.stored(rows, formatRupiah(dimuat.nilai, ctx.lang))
          : m.muat.sound(rows, formatRupiah(dimuat.nilai, ctx.lang))}
      </Information>
    )
  return (
    <>
      <Warning>{m.muat.wrong(rows)}</Warning>
      <div class="aset-daftar-impor">
        <DataTable
          caption={m.muat.faults}
          rows={dimuat.salah}
          columns={[
            { header: m.muat.row, isHead: true, cell: (one) => String(one.row) },
            { header: m.muat.column, cell: (one) => one.column },
            { header: m.muat.fault, cell: (one) => ctx.word(one.refusal) },
          ]}
        />
      </div>
    </>
  )
}

function Columns({ ctx }: { ctx: PageContext }) {
  const m = messagesIn(ctx.lang)
  return (
    <details>
      <summary>{m.muat.columns}</summary>
      <p>{m.muat.needed(WAJIB_KOLOM.join(', '))}</p>
      <ul>
        {KIB.map((kib) => (
          <li>
            <b>KIB {m.kib[kib]}</b>:{' '}
            {kolomOf(kib)
              .map(({ kepala }) => kepala)
              .join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

export type EksporProps = Readonly<{ ctx: PageContext; skpd: readonly Skpd[] }>

/** Every official list as a file. */
export function EksporPage({ ctx, skpd }: EksporProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.list.export} current="kartu">
      <p class="bantuan">{m.ekspor.help}</p>
      <form method="get" action={`${ASET}/ekspor/unduh`} class="tumpuk aset-isian">
        <Section id="lembar" title={m.ekspor.what}>
          <SelectField
            ctx={ctx}
            name="skpd"
            label={m.list.skpd}
            value={String(skpd[0]?.id ?? '')}
            choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
          />
          <SelectField
            ctx={ctx}
            name="kib"
            label={m.list.kib}
            value="A"
            choices={KIB.map((kib) => ({ value: kib, label: m.kib[kib] }))}
          />
          <RadioTiles
            ctx={ctx}
            name="bentuk"
            label={m.ekspor.form}
            value="xlsx"
            choices={['xlsx', 'csv', 'pdf'].map((value) => ({
              value,
              label: value.toUpperCase(),
            }))}
          />
        </Section>
        <p>
          <Button>{m.ekspor.download}</Button>
        </p>
      </form>
    </AsetFrame>
  )
}
