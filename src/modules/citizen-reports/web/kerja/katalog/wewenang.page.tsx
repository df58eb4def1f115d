import { formatTanggal } from '../../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  DataTable,
  EmptyState,
  FilterBar,
  FilterSelect,
  Panel,
  SelectField,
  StatusTag,
  TextField,
  Warning,
} from '../../../../../ui/index.ts'
import type { Wewenang } from '../../../domain/katalog.ts'
import type { Weighed } from '../../../domain/katalog-edit/wewenang.ts'
import { type ChoiceGroup, HOME, type View } from './edge.ts'
import { Frame } from './frame.tsx'

export const WEWENANG = `${HOME}/wewenang`

/** Names of what rules point to, in the reader's language. */
export type Names = Readonly<{
  kategori: (kode: string) => string
  wilayah: (kode: string) => string
  unit: (kode: string) => string
}>

export type Choices = Readonly<{
  kategori: readonly ChoiceGroup[]
  wilayah: readonly ChoiceGroup[]
  units: readonly Readonly<{ value: string; label: string }>[]
}>

export type TrialForm = Readonly<{
  kategori: string
  wilayah: string
  tempat: string
  tanggal: string
}>

export type WewenangListProps = View &
  Readonly<{
    rules: readonly Wewenang[]
    names: Names
    choices: Choices
    filter: Readonly<{ kategori: string; unit: string }>
    trial: TrialForm
    /** Undefined when nothing was asked. */
    weighed: readonly Weighed[] | undefined
    /** Agency of the winner at the place asked for. */
    decided: string | undefined
    gaps: readonly Readonly<{ kode: string; nama: string }>[]
    clashes: readonly Readonly<{ a: Wewenang; b: Wewenang }>[]
  }>

export function WewenangListPage(props: WewenangListProps) {
  const { m, rules, choices, filter } = props
  const words = m.wewenang
  const top = choices.kategori.map(({ label, choices: [group] }) => ({
    value: group?.value ?? '',
    label,
  }))
  return (
    <Frame {...props} title={words.title}>
      <p>{words.intro}</p>
      <p class="tombol-baris">
        <ButtonLink href={`${WEWENANG}/baru`} isSmall>
          {words.add}
        </ButtonLink>
        <ButtonLink href={`${WEWENANG}.csv`} tone="secondary" isSmall>
          {words.export}
        </ButtonLink>
        <ButtonLink href={`${WEWENANG}/impor`} tone="secondary" isSmall>
          {words.import}
        </ButtonLink>
      </p>
      <div class="kerja-satu">
        <div>
          <FilterBar action={WEWENANG} label={m.filter} button={m.filter}>
            <FilterSelect
              name="grup"
              label={words.kategori}
              value={filter.kategori}
              choices={top}
            />
            <FilterSelect
              name="unit"
              label={words.unit}
              value={filter.unit}
              choices={choices.units}
            />
          </FilterBar>
          <p class="bantuan">{words.shown(String(rules.length))}</p>
          <RuleTable {...props} />
        </div>
        <Panel label={words.tryTitle}>
          <TryIt {...props} />
          <Report {...props} />
        </Panel>
      </div>
    </Frame>
  )
}

type Named = View & Readonly<{ names: Names }>

function target({ m, names }: Named, rule: Wewenang) {
  if (rule.unitKode === null)
    return (
      <>
        <StatusTag kind="netral">{m.wewenang.outside}</StatusTag> {rule.luarDaerah}
      </>
    )
  return names.unit(rule.unitKode)
}

function placeOf({ m, names }: Named, rule: Wewenang): string {
  const area = rule.wilayahKode === null ? m.wewenang.everywhere : names.wilayah(rule.wilayahKode)
  return rule.jenisTempat === null ? area : `${area} · ${rule.jenisTempat}`
}

function period({ ctx, m }: View, rule: Wewenang): string {
  const from = formatTanggal(rule.berlakuMulai, ctx.lang)
  const until =
    rule.berlakuSampai === null ? m.wewenang.open : formatTanggal(rule.berlakuSampai, ctx.lang)
  return `${from} – ${until}`
}

function RuleTable(props: WewenangListProps) {
  const { m, names, rules } = props
  const words = m.wewenang
  if (rules.length === 0) return <EmptyState title={m.noneFound} />
  return (
    <DataTable
      caption={words.title}
      rows={rules}
      columns={[
        {
          header: words.kategori,
          isHead: true,
          cell: (rule) => (
            <a href={`${WEWENANG}/${rule.id}`}>{names.kategori(rule.kategoriKode)}</a>
          ),
        },
        { header: words.place, cell: (rule) => placeOf(props, rule) },
        { header: words.to, cell: (rule) => target(props, rule) },
        { header: words.priority, isNumber: true, cell: (rule) => rule.prioritas },
        { header: words.period, cell: (rule) => period(props, rule) },
      ]}
    />
  )
}

function TryIt(props: WewenangListProps) {
  const { ctx, m, trial, weighed, choices } = props
  const words = m.wewenang
  const field = { ctx, refusals: [] }
  return (
    <section id="coba">
      <h2>{words.tryTitle}</h2>
      <form method="get" action={`${WEWENANG}#coba`}>
        <SelectField
          {...field}
          name="kategori"
          label={words.kategori}
          value={trial.kategori}
          choices={[]}
          groups={choices.kategori}
        />
        <SelectField
          {...field}
          name="wilayah"
          label={words.place}
          value={trial.wilayah}
          placeholder={words.everywhere}
          choices={[]}
          groups={choices.wilayah}
        />
        <TextField {...field} name="tempat" label={words.kind} value={trial.tempat} isOptional />
        <TextField {...field} name="tanggal" type="date" label={words.date} value={trial.tanggal} />
        <Button isSmall tone="secondary">
          {words.try}
        </Button>
      </form>
      {weighed !== undefined && <Decision {...props} weighed={weighed} />}
    </section>
  )
}

function Decision(props: WewenangListProps & Readonly<{ weighed: readonly Weighed[] }>) {
  const { m, weighed, names, decided } = props
  const words = m.wewenang
  const [first] = weighed
  if (first === undefined) return <Warning>{words.nobody}</Warning>
  const isPlaced = first.rule.unitKode?.startsWith('@') === true
  return (
    <div role="status">
      <p>
        <b>{decided ?? (isPlaced ? words.noOffice : first.rule.luarDaerah)}</b>
      </p>
      <ol class="soal-daftar">
        {weighed.map(({ rule, isWinner }) => (
          <li>
            <StatusTag kind={isWinner ? 'selesai' : 'netral'}>
              {isWinner ? words.winner : words.loser}
            </StatusTag>{' '}
            <a href={`${WEWENANG}/${rule.id}`}>{names.kategori(rule.kategoriKode)}</a>
            <p class="bantuan">
              {placeOf(props, rule)} · {target(props, rule)} · {words.priority} {rule.prioritas}
            </p>
          </li>
        ))}
      </ol>
      <p class="bantuan">{words.why}</p>
    </div>
  )
}

function Report({ m, gaps, clashes, names }: WewenangListProps) {
  const words = m.wewenang
  return (
    <section>
      <h2>{words.gaps}</h2>
      {gaps.length === 0 ? (
        <p class="bantuan">{words.gapsNone}</p>
      ) : (
        <details open={gaps.length <= 12}>
          <summary>{gaps.length}</summary>
          <ul class="polos">
            {gaps.map(({ kode, nama }) => (
              <li>
                <a href={`${WEWENANG}/baru?kategori=${kode}`}>{nama}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      <h2>{words.clashes}</h2>
      {clashes.length === 0 && <p class="bantuan">{words.clashesNone}</p>}
      <ul class="polos">
        {clashes.map(({ a, b }) => (
          <li>
            <a href={`${WEWENANG}/${a.id}`}>{names.kategori(a.kategoriKode)}</a> ·{' '}
            <a href={`${WEWENANG}/${b.id}`}>{names.unit(b.unitKode ?? b.luarDaerah ?? '')}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
