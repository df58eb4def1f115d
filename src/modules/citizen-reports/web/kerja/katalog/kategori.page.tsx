import {
  ActiveTag,
  Button,
  ButtonLink,
  CheckboxTiles,
  DataTable,
  EmptyState,
  FilterBar,
  FilterSelect,
  FilterText,
  FormKeys,
  ICON_NAMES,
  Panel,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../../../ui/index.ts'
import type { Katalog, Kategori } from '../../../domain/katalog.ts'
import type { KategoriIsian } from '../../../domain/katalog-edit/kategori.ts'
import { JENIS, KELAS } from '../../../domain/laporan.ts'
import { laporanMessages } from '../../../messages/index.ts'
import { HOME, type View } from './edge.ts'
import { BothLanguages, Frame, YesTile } from './frame.tsx'
import { QuestionList } from './soal.page.tsx'

export const KATEGORI = `${HOME}/kategori`

export type KategoriListProps = View &
  Readonly<{
    rows: readonly Kategori[]
    groups: readonly Readonly<{ grup: Kategori; leaves: number }>[]
    filter: Readonly<{ cari: string; grup: string; keadaan: string }>
  }>

export function KategoriListPage(props: KategoriListProps) {
  const { ctx, m, groups, rows, filter } = props
  const words = m.kategori
  const isFiltered = filter.cari !== '' || filter.grup !== '' || filter.keadaan !== ''
  return (
    <Frame {...props} title={words.title}>
      <FilterBar action={KATEGORI} label={m.filter} button={m.filter}>
        <FilterText name="cari" label={m.search} value={filter.cari} />
        <FilterSelect
          name="grup"
          label={words.group}
          value={filter.grup}
          choices={groups.map(({ grup }) => ({ value: grup.kode, label: grup.nama[ctx.lang] }))}
        />
        <FilterSelect
          name="keadaan"
          label={words.state}
          value={filter.keadaan}
          choices={[
            { value: 'aktif', label: m.active },
            { value: 'nonaktif', label: m.inactive },
            { value: 'rahasia', label: words.secret },
          ]}
        />
      </FilterBar>
      <p>
        <ButtonLink href={`${KATEGORI}/baru?grup=${filter.grup}`} isSmall>
          {words.newLeaf}
        </ButtonLink>
      </p>
      {isFiltered ? <KategoriTable {...props} rows={rows} /> : <GroupTable {...props} />}
    </Frame>
  )
}

function GroupTable({ ctx, m, groups }: KategoriListProps) {
  return (
    <DataTable
      caption={m.kategori.group}
      rows={groups}
      columns={[
        {
          header: m.kategori.group,
          isHead: true,
          cell: ({ grup }) => <a href={`${KATEGORI}?grup=${grup.kode}`}>{grup.nama[ctx.lang]}</a>,
        },
        { header: m.code, cell: ({ grup }) => grup.kode },
        { header: m.kategori.title, cell: ({ leaves }) => m.kategori.leaves(String(leaves)) },
        {
          header: m.kategori.state,
          cell: ({ grup }) => <ActiveTag m={m} isActive={grup.isActive} />,
        },
        {
          header: m.change,
          cell: ({ grup }) => (
            <a href={`${KATEGORI}/${grup.kode}`}>
              {m.change}
              <span class="vh"> {grup.nama[ctx.lang]}</span>
            </a>
          ),
        },
      ]}
    />
  )
}

function KategoriTable({ ctx, m, rows }: KategoriListProps) {
  const words = m.kategori
  if (rows.length === 0) return <EmptyState title={m.noneFound} />
  return (
    <DataTable
      caption={words.title}
      rows={rows}
      columns={[
        {
          header: words.name,
          isHead: true,
          cell: (row) => <a href={`${KATEGORI}/${row.kode}`}>{row.nama[ctx.lang]}</a>,
        },
        { header: m.code, cell: (row) => row.kode },
        { header: words.class, cell: (row) => words.classes[row.kelas] },
        { header: words.questions, isNumber: true, cell: (row) => row.pertanyaan.length },
        {
          header: words.state,
          cell: (row) => (
            <>
              <ActiveTag m={m} isActive={row.isActive} />{' '}
              {row.isRahasia && <StatusTag kind="koord">{words.secret}</StatusTag>}
            </>
          ),
        },
      ]}
    />
  )
}

export type KategoriFormProps = View &
  Readonly<{
    katalog: Katalog
    isian: KategoriIsian
    seen: string
    /** The stored category; undefined for a new one. */
    stored: Kategori | undefined
  }>

export function KategoriFormPage(props: KategoriFormProps) {
  const { ctx, m, stored } = props
  const title = stored === undefined ? m.kategori.newLeaf : stored.nama[ctx.lang]
  const trail = [{ href: KATEGORI, label: m.kategori.title }]
  if (stored === undefined)
    return (
      <Frame {...props} title={title} trail={trail}>
        <KategoriForm {...props} />
      </Frame>
    )
  return (
    <Frame {...props} title={title} trail={trail}>
      <div class="kerja-satu">
        <KategoriForm {...props} />
        <Panel label={m.kategori.questions}>
          {stored.indukKode !== null && <QuestionList {...props} stored={stored} />}
          <section>
            <ul class="polos">
              {stored.indukKode !== null && (
                <li>
                  <a href={`${KATEGORI}/${stored.kode}/pratinjau`}>{m.kategori.preview}</a>
                </li>
              )}
              <li>
                <a href={`${HOME}/riwayat?tabel=kategori&kunci=${stored.kode}`}>
                  {m.riwayat.title}
                </a>
              </li>
            </ul>
            <form method="post" action={`${KATEGORI}/${stored.kode}/hapus`}>
              <FormKeys ctx={ctx} seen={props.seen} />
              <p class="bantuan">{m.kategori.retireHint}</p>
              <Button tone="secondary" isSmall>
                {m.kategori.remove}
              </Button>
            </form>
          </section>
        </Panel>
      </div>
    </Frame>
  )
}

function KategoriForm(props: KategoriFormProps) {
  const { ctx, m, isian, stored } = props
  const action = stored === undefined ? `${KATEGORI}/baru` : `${KATEGORI}/${stored.kode}`
  return (
    <form method="post" action={action} class="kartu isian-luas">
      <FormKeys ctx={ctx} seen={props.seen} />
      {stored === undefined ? (
        <Identity {...props} />
      ) : (
        <p class="bantuan">
          {m.code}: <code>{stored.kode}</code>
        </p>
      )}
      <BothLanguages
        {...props}
        name="nama"
        label={m.kategori.name}
        id={isian.namaId}
        en={isian.namaEn}
        max={80}
      />
      <Rules {...props} />
      <Numbers {...props} />
      <YesTile
        {...props}
        name="aktif"
        legend={m.kategori.state}
        label={m.active}
        hint={m.activeHint}
        isOn={isian.isActive}
      />
      <Button>{m.save}</Button>
    </form>
  )
}

function Identity({ ctx, m, refusals, katalog, isian }: KategoriFormProps) {
  return (
    <div class="dua-kolom">
      <SelectField
        ctx={ctx}
        refusals={refusals}
        name="induk"
        label={m.kategori.group}
        value={isian.indukKode}
        placeholder={m.kategori.newGroup}
        choices={katalog.grup.map((grup) => ({ value: grup.kode, label: grup.nama[ctx.lang] }))}
      />
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="kode"
        label={m.code}
        hint={m.codeHint}
        value={isian.kode}
        maxLength={81}
      />
    </div>
  )
}

function Rules(props: KategoriFormProps) {
  const { ctx, m, refusals, isian } = props
  const words = m.kategori
  const kinds = laporanMessages(ctx.lang).jenis
  return (
    <>
      <TextArea
        ctx={ctx}
        refusals={refusals}
        name="kata_kunci"
        label={words.words}
        hint={words.wordsHint}
        value={isian.kataKunci}
        rows={4}
        isOptional
      />
      <SelectField
        ctx={ctx}
        refusals={refusals}
        name="kelas"
        label={words.class}
        value={isian.kelas}
        choices={KELAS.map((kelas) => ({ value: kelas, label: words.classes[kelas] }))}
      />
      <CheckboxTiles
        ctx={ctx}
        refusals={refusals}
        name="jenis"
        label={words.kinds}
        choices={JENIS.map((jenis) => ({ value: jenis, label: kinds[jenis] }))}
        values={isian.jenis}
      />
      <CheckboxTiles
        ctx={ctx}
        refusals={refusals}
        name="sifat"
        label={words.traits}
        choices={[
          { value: 'lokasi', label: words.placeLabel },
          { value: 'foto', label: words.photoLabel },
        ]}
        values={[
          ...(isian.isButuhLokasi ? ['lokasi'] : []),
          ...(isian.isFotoDianjurkan ? ['foto'] : []),
        ]}
      />
      <YesTile
        {...props}
        name="rahasia"
        legend={words.secret}
        label={words.secretLabel}
        hint={words.secretHint}
        isOn={isian.isRahasia}
      />
    </>
  )
}

function Numbers({ ctx, m, refusals, isian }: KategoriFormProps) {
  const words = m.kategori
  const field = { ctx, refusals }
  return (
    <div class="tiga-kolom">
      <TextField
        {...field}
        name="radius"
        label={words.radius}
        hint={words.radiusHint}
        value={isian.radiusSerupaM}
        inputMode="numeric"
        maxLength={5}
      />
      <TextField
        {...field}
        name="urutan"
        label={words.order}
        value={isian.urutan}
        inputMode="numeric"
        maxLength={4}
      />
      <SelectField
        {...field}
        name="ikon"
        label={words.icon}
        value={isian.ikon}
        choices={ICON_NAMES.map((name) => ({ value: name, label: name }))}
      />
    </div>
  )
}
