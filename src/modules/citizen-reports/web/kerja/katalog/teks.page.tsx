import {
  ActiveTag,
  Button,
  ButtonLink,
  DataTable,
  EmptyState,
  FormKeys,
  Information,
  SelectField,
  TextField,
} from '../../../../../ui/index.ts'
import type { Alasan, Templat } from '../../../domain/katalog.ts'
import {
  type AlasanIsian,
  ISIAN_TEMPLAT,
  JENIS_ALASAN,
  type TemplatIsian,
} from '../../../domain/katalog-edit/teks.ts'
import { TINDAKAN } from '../../../domain/transitions.ts'
import { type ChoiceGroup, HOME, type View } from './edge.ts'
import { BothLanguages, Frame, YesTile } from './frame.tsx'

export const ALASAN = `${HOME}/alasan`
export const TEMPLAT = `${HOME}/templat`

export function AlasanListPage(props: View & Readonly<{ rows: readonly Alasan[] }>) {
  const { ctx, m, rows } = props
  const words = m.alasan
  return (
    <Frame {...props} title={words.title}>
      <p>
        <ButtonLink href={`${ALASAN}/baru`} isSmall>
          {words.add}
        </ButtonLink>
      </p>
      {JENIS_ALASAN.map((jenis) => {
        const own = rows.filter((row) => row.jenis === jenis)
        return (
          <section class="bab">
            <h2>{words.uses[jenis]}</h2>
            {own.length === 0 ? (
              <EmptyState title={m.none} />
            ) : (
              <DataTable
                caption={words.uses[jenis]}
                rows={own}
                columns={[
                  {
                    header: words.text,
                    isHead: true,
                    cell: (row) => <a href={`${ALASAN}/${row.kode}`}>{row.teks[ctx.lang]}</a>,
                  },
                  { header: words.advice, cell: (row) => row.saran?.[ctx.lang] ?? '' },
                  {
                    header: m.kategori.state,
                    cell: (row) => <ActiveTag m={m} isActive={row.isActive} />,
                  },
                ]}
              />
            )}
          </section>
        )
      })}
    </Frame>
  )
}

export type AlasanFormProps = View & Readonly<{ isian: AlasanIsian; seen: string; isNew: boolean }>

export function AlasanFormPage(props: AlasanFormProps) {
  const { ctx, m, refusals, isian, seen, isNew } = props
  const words = m.alasan
  const field = { ctx, refusals }
  return (
    <Frame
      {...props}
      title={isNew ? words.add : m.change}
      trail={[{ href: ALASAN, label: words.title }]}
    >
      <form
        method="post"
        action={`${ALASAN}/${isNew ? 'baru' : isian.kode}`}
        class="kartu isian-luas"
      >
        <FormKeys ctx={ctx} seen={seen} />
        {isNew ? (
          <div class="dua-kolom">
            <TextField
              {...field}
              name="kode"
              label={m.code}
              hint={m.codeHint}
              value={isian.kode}
              maxLength={40}
            />
            <SelectField
              {...field}
              name="jenis"
              label={words.use}
              value={isian.jenis}
              choices={JENIS_ALASAN.map((jenis) => ({ value: jenis, label: words.uses[jenis] }))}
            />
          </div>
        ) : (
          <p class="bantuan">
            {m.code}: <code>{isian.kode}</code>
          </p>
        )}
        <BothLanguages
          {...props}
          name="teks"
          label={words.text}
          id={isian.teksId}
          en={isian.teksEn}
          max={2_000}
          isLong
        />
        <BothLanguages
          {...props}
          name="saran"
          label={words.advice}
          id={isian.saranId}
          en={isian.saranEn}
          max={500}
          isLong
          isOptional
        />
        <StateTile {...props} />
        <Button>{m.save}</Button>
      </form>
      {!isNew && <HistoryLink m={m} tabel="alasan" kunci={isian.kode} />}
    </Frame>
  )
}

function StateTile(props: View & Readonly<{ isian: Readonly<{ isActive: boolean }> }>) {
  const { m, isian } = props
  return (
    <YesTile
      {...props}
      name="aktif"
      legend={m.kategori.state}
      label={m.active}
      hint={m.activeHint}
      isOn={isian.isActive}
    />
  )
}

function HistoryLink({
  m,
  tabel,
  kunci,
}: Pick<View, 'm'> & Readonly<{ tabel: string; kunci: string }>) {
  return (
    <p>
      <a href={`${HOME}/riwayat?tabel=${tabel}&kunci=${kunci}`}>{m.riwayat.title}</a>
    </p>
  )
}

export function TemplatListPage(props: View & Readonly<{ rows: readonly Templat[] }>) {
  const { ctx, m, rows } = props
  const words = m.templat
  return (
    <Frame {...props} title={words.title}>
      <p>
        <ButtonLink href={`${TEMPLAT}/baru`} isSmall>
          {words.add}
        </ButtonLink>
      </p>
      <DataTable
        caption={words.title}
        rows={rows}
        columns={[
          {
            header: words.name,
            isHead: true,
            cell: (row) => <a href={`${TEMPLAT}/${row.id}`}>{row.nama}</a>,
          },
          { header: words.action, cell: (row) => m.tindakan[row.untukTindakan] },
          { header: words.text, cell: (row) => row.teks[ctx.lang] },
          {
            header: m.kategori.state,
            cell: (row) => <ActiveTag m={m} isActive={row.isActive} />,
          },
        ]}
      />
    </Frame>
  )
}

export type TemplatFormProps = View &
  Readonly<{
    isian: TemplatIsian
    seen: string
    /** Undefined for a new template. */
    id: string | undefined
    groups: readonly ChoiceGroup[]
    /** The text with a sample case filled in; undefined when there is nothing to show. */
    preview: string | undefined
  }>

export function TemplatFormPage(props: TemplatFormProps) {
  const { ctx, m, refusals, isian, seen, id, groups, preview } = props
  const words = m.templat
  const field = { ctx, refusals }
  return (
    <Frame
      {...props}
      title={id === undefined ? words.add : isian.nama}
      trail={[{ href: TEMPLAT, label: words.title }]}
    >
      <form method="post" action={`${TEMPLAT}/${id ?? 'baru'}`} class="kartu isian-luas">
        <FormKeys ctx={ctx} seen={seen} />
        <div class="dua-kolom">
          <TextField {...field} name="nama" label={words.name} value={isian.nama} maxLength={80} />
          {id === undefined && (
            <TextField
              {...field}
              name="kode"
              label={m.code}
              hint={m.codeHint}
              value={isian.kode}
              maxLength={40}
            />
          )}
          <SelectField
            {...field}
            name="tindakan"
            label={words.action}
            value={isian.untukTindakan}
            choices={TINDAKAN.map((one) => ({ value: one, label: m.tindakan[one] }))}
          />
          <SelectField
            {...field}
            name="kategori"
            label={m.kategori.title}
            value={isian.kategoriKode}
            placeholder={words.anyCategory}
            choices={[]}
            groups={groups}
          />
        </div>
        <BothLanguages
          {...props}
          name="teks"
          label={words.text}
          hint={words.textHint(ISIAN_TEMPLAT.map((name) => `{{${name}}}`).join(' '))}
          id={isian.teksId}
          en={isian.teksEn}
          max={2_000}
          isLong
        />
        <StateTile {...props} />
        {preview !== undefined && (
          <Information>
            <b>{words.preview}</b>
            <p class="pra">{preview}</p>
          </Information>
        )}
        <p class="tombol-baris">
          <Button>{m.save}</Button>
          <Button tone="secondary" name="aksi" value="pratinjau">
            {words.preview}
          </Button>
        </p>
      </form>
      {id !== undefined && <HistoryLink m={m} tabel="templat" kunci={id} />}
    </Frame>
  )
}
