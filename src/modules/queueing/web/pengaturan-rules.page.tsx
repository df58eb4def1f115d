import { formatNumber, formatTanggal } from '../../../ui/format.ts'
import {
  Button,
  CheckboxTiles,
  DataTable,
  FormKeys,
  SETTINGS_HOME,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { formatMinute } from '../domain/hours.ts'
import { RULE_NAMES } from '../domain/rules.ts'
import { antreanMessages } from '../messages/index.ts'
import type { AturanRow, Jam } from '../types.ts'
import { nameOf } from './edge.ts'
import type { PlaceSettingsProps, SettingsView } from './pengaturan-forms.page.tsx'

const ATUR = `${SETTINGS_HOME}/antrean`

function RemoveForm({
  props,
  path,
  value,
  label,
}: Readonly<{
  props: PlaceSettingsProps
  path: string
  value: string
  label: string
}>) {
  const { ctx, m, desk } = props
  return (
    <form method="post" action={`${ATUR}/${desk.tempat.kode}/${path}`}>
      <FormKeys ctx={ctx} seen={String(desk.tempat.versi)} />
      <input type="hidden" name="hapus" value={value} />
      <Button tone="secondary" isSmall>
        {m.settings.remove}
        <span class="vh"> {label}</span>
      </Button>
    </form>
  )
}

export function Hours(props: PlaceSettingsProps) {
  const { ctx, m, refusals, desk, change, today } = props
  const words = m.settings
  const { days } = antreanMessages(ctx.lang)
  const isian = change?.kind === 'jam' ? change.isian : undefined
  const lineOf = ({ layananId }: Jam) => {
    const line = desk.layanan.find(({ id }) => id === layananId)
    return line === undefined ? words.wholePlace : `${line.huruf} ${nameOf(line, ctx)}`
  }
  const spanOf = ({ hari, buka, tutup }: Jam) =>
    `${days[hari - 1]} ${formatMinute(buka)}–${formatMinute(tutup)}`
  return (
    <section aria-labelledby="s-jam">
      <h2 id="s-jam">{words.hours}</h2>
      <DataTable
        caption={words.hours}
        rows={desk.jam}
        columns={[
          { header: words.hours, isHead: true, cell: spanOf },
          { header: words.appliesTo, cell: lineOf },
          {
            header: words.from,
            cell: ({ berlakuMulai }) => formatTanggal(berlakuMulai, ctx.lang),
          },
          {
            header: words.until,
            cell: ({ berlakuSampai }) =>
              berlakuSampai === null ? words.always : formatTanggal(berlakuSampai, ctx.lang),
          },
          {
            header: words.remove,
            cell: (row) => (
              <RemoveForm props={props} path="jam" value={row.id} label={spanOf(row)} />
            ),
          },
        ]}
      />
      <details open={isian !== undefined} class="jarak-atas">
        <summary>{words.addHours}</summary>
        <form method="post" action={`${ATUR}/${desk.tempat.kode}/jam`} class="sempit">
          <FormKeys ctx={ctx} seen={String(desk.tempat.versi)} />
          <SelectField
            ctx={ctx}
            refusals={refusals}
            scope="jam"
            name="layanan"
            label={words.appliesTo}
            placeholder={words.wholePlace}
            value={isian?.layananId ?? ''}
            choices={desk.layanan.map((one) => ({
              value: one.id,
              label: `${one.huruf} ${nameOf(one, ctx)}`,
            }))}
          />
          <CheckboxTiles
            ctx={ctx}
            refusals={refusals}
            name="hari"
            label={words.days}
            values={isian?.hari ?? []}
            choices={days.map((label, index) => ({ value: String(index + 1), label }))}
          />
          <TimeFields {...props} scope="jam" buka={isian?.buka} tutup={isian?.tutup} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            scope="jam"
            name="mulai"
            label={words.from}
            maxLength={10}
            value={isian?.mulai ?? today}
          />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="sampai"
            label={words.until}
            hint={words.untilHint}
            isOptional
            maxLength={10}
            value={isian?.sampai ?? ''}
          />
          <Button tone="secondary" isSmall>
            {words.addHours}
          </Button>
        </form>
      </details>
    </section>
  )
}

function TimeFields({
  ctx,
  m,
  refusals,
  scope,
  buka = '',
  tutup = '',
}: SettingsView &
  Readonly<{ scope: string; buka?: string | undefined; tutup?: string | undefined }>) {
  const words = m.settings
  return (
    <>
      <TextField
        ctx={ctx}
        refusals={refusals}
        scope={scope}
        name="buka"
        label={words.opens}
        maxLength={5}
        value={buka}
      />
      <TextField
        ctx={ctx}
        scope={scope}
        name="tutup"
        label={words.closes}
        maxLength={5}
        value={tutup}
      />
    </>
  )
}

export function Special(props: PlaceSettingsProps) {
  const { ctx, m, refusals, desk, change, today } = props
  const words = m.settings
  const isian = change?.kind === 'khusus' ? change.isian : undefined
  const ahead = desk.khusus.filter(({ tanggal }) => tanggal >= today)
  return (
    <section aria-labelledby="s-khusus">
      <h2 id="s-khusus">{words.special}</h2>
      {ahead.length > 0 && (
        <DataTable
          caption={words.special}
          rows={ahead}
          columns={[
            {
              header: words.date,
              isHead: true,
              cell: ({ tanggal }) => formatTanggal(tanggal, ctx.lang),
            },
            {
              header: words.hours,
              cell: ({ buka, tutup }) =>
                buka === null || tutup === null
                  ? words.closedAllDay
                  : `${formatMinute(buka)}–${formatMinute(tutup)}`,
            },
            { header: words.reason, cell: ({ alasan }) => alasan },
            {
              header: words.remove,
              cell: ({ tanggal }) => (
                <RemoveForm
                  props={props}
                  path="khusus"
                  value={tanggal}
                  label={formatTanggal(tanggal, ctx.lang)}
                />
              ),
            },
          ]}
        />
      )}
      <details open={isian !== undefined}>
        <summary>{words.addSpecial}</summary>
        <form method="post" action={`${ATUR}/${desk.tempat.kode}/khusus`} class="sempit">
          <FormKeys ctx={ctx} seen={String(desk.tempat.versi)} />
          <p class="bantuan">{words.specialHint}</p>
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="tanggal"
            label={words.date}
            maxLength={10}
            value={isian?.tanggal ?? ''}
          />
          <TimeFields {...props} scope="khusus" buka={isian?.buka} tutup={isian?.tutup} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="alasan"
            label={words.reason}
            maxLength={160}
            value={isian?.alasan ?? ''}
          />
          <Button tone="secondary" isSmall>
            {words.addSpecial}
          </Button>
        </form>
      </details>
    </section>
  )
}

export function Rules(props: PlaceSettingsProps) {
  const { ctx, m, refusals, desk, change, today } = props
  const words = m.settings
  const isian = change?.kind === 'aturan' ? change.isian : undefined
  const names: Readonly<Record<string, string>> = words.ruleNames
  const nameOfRule = ({ kunci }: AturanRow) => names[kunci] ?? kunci
  return (
    <section aria-labelledby="s-aturan">
      <h2 id="s-aturan">{words.rules}</h2>
      <DataTable
        caption={words.rules}
        rows={desk.aturan}
        columns={[
          { header: words.rule, isHead: true, cell: nameOfRule },
          {
            header: words.value,
            isNumber: true,
            cell: ({ nilai }) => formatNumber(nilai, ctx.lang),
          },
          {
            header: words.appliesTo,
            cell: ({ tempatKode }) => (tempatKode === '*' ? words.everywhere : words.hereOnly),
          },
          {
            header: words.from,
            cell: ({ berlakuMulai }) => formatTanggal(berlakuMulai, ctx.lang),
          },
          { header: words.ground, cell: ({ dasar }) => <span lang="id">{dasar}</span> },
        ]}
      />
      <details open={isian !== undefined} class="jarak-atas">
        <summary>{words.changeRule}</summary>
        <form method="post" action={`${ATUR}/${desk.tempat.kode}/aturan`} class="sempit">
          <FormKeys ctx={ctx} seen={String(desk.tempat.versi)} />
          <SelectField
            ctx={ctx}
            refusals={refusals}
            name="kunci"
            label={words.rule}
            value={isian?.kunci ?? ''}
            choices={RULE_NAMES.map((value) => ({ value, label: words.ruleNames[value] }))}
          />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="nilai"
            label={words.value}
            inputMode="numeric"
            maxLength={5}
            value={isian?.nilai ?? ''}
          />
          <TextField
            ctx={ctx}
            refusals={refusals}
            scope="aturan"
            name="mulai"
            label={words.from}
            maxLength={10}
            value={isian?.mulai ?? today}
          />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="dasar"
            label={words.ground}
            maxLength={300}
            value={isian?.dasar ?? ''}
          />
          <Button tone="secondary" isSmall>
            {words.changeRule}
          </Button>
        </form>
      </details>
    </section>
  )
}
