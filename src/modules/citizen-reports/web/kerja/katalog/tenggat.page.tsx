import { formatTanggal } from '../../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  DataTable,
  FormKeys,
  Information,
  Panel,
  SelectField,
  StatusTag,
  TextField,
} from '../../../../../ui/index.ts'
import {
  type StoredAturan,
  TAHAP,
  type TenggatIsian,
} from '../../../domain/katalog-edit/tenggat.ts'
import { JENIS, KELAS } from '../../../domain/laporan.ts'
import { laporanMessages } from '../../../messages/index.ts'
import { HOME, type View } from './edge.ts'
import { Frame, YesTile } from './frame.tsx'

export const TENGGAT = `${HOME}/tenggat`

export type ShownAturan = StoredAturan &
  Readonly<{
    state: 'running' | 'ended' | 'future'
    /** The date a report of today would be due, or why it cannot be told. */
    dueToday: string
  }>

export type TenggatProps = View &
  Readonly<{
    rules: readonly ShownAturan[]
    isian: TenggatIsian
    seen: string
    /** Date of a report of today under the rule being written; undefined when it was not asked. */
    preview: string | undefined
  }>

export function TenggatPage(props: TenggatProps) {
  const { m } = props
  const words = m.tenggat
  return (
    <Frame {...props} title={words.title}>
      <p>{words.intro}</p>
      <div class="kerja-satu">
        <RuleTable {...props} />
        <Panel label={words.add}>
          <section>
            <AddForm {...props} />
          </section>
        </Panel>
      </div>
    </Frame>
  )
}

const STATE_KIND = { running: 'selesai', ended: 'netral', future: 'tunggu' } as const

function RuleTable({ ctx, m, rules }: TenggatProps) {
  const words = m.tenggat
  const kinds = laporanMessages(ctx.lang).jenis
  const until = (rule: ShownAturan) =>
    rule.berlakuSampai === null ? m.wewenang.open : formatTanggal(rule.berlakuSampai, ctx.lang)
  return (
    <DataTable
      caption={words.title}
      rows={rules}
      columns={[
        {
          header: words.stage,
          isHead: true,
          cell: (rule) => (
            <>
              {words.stages[rule.kode]}
              <p class="bantuan">
                {rule.jenis === null ? m.everything : kinds[rule.jenis]} ·{' '}
                {rule.kelas === null ? m.everything : m.kategori.classes[rule.kelas]}
              </p>
            </>
          ),
        },
        { header: words.days, isNumber: true, cell: (rule) => rule.hariKerja },
        {
          header: m.wewenang.period,
          cell: (rule) => (
            <>
              <StatusTag kind={STATE_KIND[rule.state]}>{words[rule.state]}</StatusTag>
              <p class="bantuan">
                {formatTanggal(rule.berlakuMulai, ctx.lang)} – {until(rule)}
              </p>
            </>
          ),
        },
        { header: words.today, cell: (rule) => rule.dueToday },
        {
          header: words.source,
          cell: (rule) => (
            <>
              {rule.dasar}
              <p>
                {rule.isTerverifikasi ? (
                  <StatusTag kind="selesai">{words.verified}</StatusTag>
                ) : (
                  <>
                    <StatusTag kind="tunggu">{words.unverified}</StatusTag>
                    <ActionForm
                      ctx={ctx}
                      action={`${TENGGAT}/${rule.id}/verifikasi`}
                      label={words.verify}
                    />
                  </>
                )}
              </p>
            </>
          ),
        },
      ]}
    />
  )
}

function AddForm(props: TenggatProps) {
  const { ctx, m, refusals, isian, seen, preview } = props
  const words = m.tenggat
  const field = { ctx, refusals }
  const kinds = laporanMessages(ctx.lang).jenis
  return (
    <form method="post" action={TENGGAT}>
      <h2>{words.add}</h2>
      <FormKeys ctx={ctx} seen={seen} />
      <SelectField
        {...field}
        name="kode"
        label={words.stage}
        value={isian.kode}
        choices={TAHAP.map((kode) => ({ value: kode, label: words.stages[kode] }))}
      />
      <SelectField
        {...field}
        name="jenis"
        label={m.kategori.kinds}
        value={isian.jenis}
        placeholder={m.everything}
        choices={JENIS.map((jenis) => ({ value: jenis, label: kinds[jenis] }))}
      />
      <SelectField
        {...field}
        name="kelas"
        label={m.kategori.class}
        value={isian.kelas}
        placeholder={m.everything}
        choices={KELAS.map((kelas) => ({ value: kelas, label: m.kategori.classes[kelas] }))}
      />
      <TextField
        {...field}
        name="hari_kerja"
        label={words.days}
        value={isian.hariKerja}
        inputMode="numeric"
        maxLength={3}
      />
      <TextField
        {...field}
        name="mulai"
        type="date"
        label={m.wewenang.from}
        value={isian.berlakuMulai}
      />
      <TextField
        {...field}
        name="dasar"
        label={words.source}
        hint={words.sourceHint}
        value={isian.dasar}
        maxLength={300}
      />
      <YesTile
        {...props}
        name="terverifikasi"
        legend={words.verified}
        label={words.verifiedLabel}
        isOn={isian.isTerverifikasi}
      />
      {preview !== undefined && (
        <Information>
          <span role="status">{preview}</span>
        </Information>
      )}
      <p class="tombol-baris">
        <Button isSmall>{m.save}</Button>
        <Button isSmall tone="secondary" name="aksi" value="hitung">
          {words.preview}
        </Button>
      </p>
    </form>
  )
}
