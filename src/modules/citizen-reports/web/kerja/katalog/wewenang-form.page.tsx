import {
  Button,
  CheckboxTiles,
  DataTable,
  FileField,
  FormKeys,
  Information,
  SelectField,
  TextField,
  Warning,
} from '../../../../../ui/index.ts'
import type { WewenangImport } from '../../../actions/katalog-import.ts'
import { UNIT_SETEMPAT, type WewenangIsian } from '../../../domain/katalog-edit/wewenang.ts'
import { HOME, type View } from './edge.ts'
import { Frame } from './frame.tsx'
import { type Choices, WEWENANG } from './wewenang.page.tsx'

export type WewenangFormProps = View &
  Readonly<{
    /** Undefined for a new rule. */
    id: string | undefined
    isian: WewenangIsian
    seen: string
    choices: Choices
  }>

export function WewenangFormPage(props: WewenangFormProps) {
  const { ctx, m, id, seen } = props
  const words = m.wewenang
  return (
    <Frame
      {...props}
      title={id === undefined ? words.add : m.change}
      trail={[{ href: WEWENANG, label: words.title }]}
    >
      <form method="post" action={`${WEWENANG}/${id ?? 'baru'}`} class="kartu isian-luas">
        <FormKeys ctx={ctx} seen={seen} />
        <Where {...props} />
        <Who {...props} />
        <When {...props} />
        <Button>{m.save}</Button>
      </form>
      {id !== undefined && (
        <form method="post" action={`${WEWENANG}/${id}/hapus`}>
          <FormKeys ctx={ctx} seen={seen} />
          <p class="tombol-baris">
            <a href={`${HOME}/riwayat?tabel=wewenang&kunci=${id}`}>{m.riwayat.title}</a>
            <Button tone="secondary" isSmall>
              {words.remove}
            </Button>
          </p>
        </form>
      )}
    </Frame>
  )
}

function Where({ ctx, m, refusals, isian, choices }: WewenangFormProps) {
  const words = m.wewenang
  const field = { ctx, refusals }
  return (
    <>
      <SelectField
        {...field}
        name="kategori"
        label={words.kategori}
        value={isian.kategoriKode}
        choices={[]}
        groups={choices.kategori}
      />
      <div class="dua-kolom">
        <SelectField
          {...field}
          name="wilayah"
          label={words.place}
          value={isian.wilayahKode}
          placeholder={words.everywhere}
          choices={[]}
          groups={choices.wilayah}
        />
        <TextField
          {...field}
          name="jenis_tempat"
          label={words.kind}
          hint={words.kindHint}
          value={isian.jenisTempat}
          maxLength={40}
          isOptional
        />
      </div>
    </>
  )
}

function Who({ ctx, m, refusals, isian, choices }: WewenangFormProps) {
  const words = m.wewenang
  const field = { ctx, refusals }
  return (
    <div class="dua-kolom">
      <SelectField
        {...field}
        name="unit"
        label={words.unit}
        value={isian.unitKode}
        choices={[
          ...UNIT_SETEMPAT.map((kode) => ({ value: kode, label: words.placeOffice[kode] })),
          ...choices.units,
        ]}
      />
      <TextField
        {...field}
        name="luar_daerah"
        label={words.outsideLabel}
        hint={words.outsideHint}
        value={isian.luarDaerah}
        maxLength={200}
        isOptional
      />
    </div>
  )
}

function When({ ctx, m, refusals, isian }: WewenangFormProps) {
  const words = m.wewenang
  const field = { ctx, refusals }
  return (
    <div class="tiga-kolom">
      <TextField
        {...field}
        name="mulai"
        type="date"
        label={words.from}
        value={isian.berlakuMulai}
      />
      <TextField
        {...field}
        name="sampai"
        type="date"
        label={words.until}
        value={isian.berlakuSampai}
        isOptional
      />
      <TextField
        {...field}
        name="prioritas"
        label={words.priority}
        hint={words.priorityHint}
        value={isian.prioritas}
        inputMode="numeric"
        maxLength={2}
      />
    </div>
  )
}

export function WewenangImportPage(props: View & Readonly<{ report: WewenangImport | undefined }>) {
  const { ctx, m, refusals, report } = props
  const words = m.wewenang
  return (
    <Frame {...props} title={words.importTitle} trail={[{ href: WEWENANG, label: words.title }]}>
      {report !== undefined && <ImportReport m={m} report={report} />}
      <form
        method="post"
        action={`${WEWENANG}/impor`}
        enctype="multipart/form-data"
        class="kartu isian-luas"
      >
        <FormKeys ctx={ctx} seen="" />
        <FileField
          ctx={ctx}
          refusals={refusals}
          name="berkas"
          label={words.file}
          hint={words.importHint}
          accept=".csv,text/csv"
        />
        <CheckboxTiles
          ctx={ctx}
          name="simpan"
          label={m.save}
          isSingleColumn
          choices={[{ value: 'ya', label: words.store }]}
        />
        <Button>{words.check}</Button>
      </form>
    </Frame>
  )
}

function ImportReport({ m, report }: Pick<View, 'm'> & Readonly<{ report: WewenangImport }>) {
  const words = m.wewenang
  if (report.problems.length > 0)
    return (
      <>
        <Warning>{words.problems(String(report.problems.length))}</Warning>
        <DataTable
          caption={words.problem}
          rows={report.problems.slice(0, 200)}
          columns={[
            { header: words.row, isNumber: true, cell: ({ row }) => row },
            { header: words.problem, cell: ({ message }) => message },
          ]}
        />
      </>
    )
  const { added, changed, same, isStored } = report
  return (
    <Information>
      <p role="status">
        {words.clean(String(added), String(changed), String(same))}{' '}
        {isStored ? words.stored : words.notStored}
      </p>
    </Information>
  )
}
