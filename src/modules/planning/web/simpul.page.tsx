import type { Refusal } from '../../../kernel/result.ts'
import {
  ActionForm,
  Button,
  CheckboxTiles,
  Csrf,
  ErrorSummary,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { type Dokumen, isCoded, type JenisSimpul, kindBelow, yearsOf } from '../domain/dokumen.ts'
import type { Indikator, Simpul } from '../domain/simpul.ts'
import { typedUkuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import { formatDecimalRupiah } from './amounts.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath, KINERJA } from './paths.ts'

export type SimpulProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  kode: Kodefikasi
  mayWrite: boolean
  jenis: JenisSimpul
  /** Undefined for a new node. */
  node: Simpul | undefined
  above: Simpul | undefined
  /** Nodes it may stand under instead. */
  places: readonly Simpul[]
  goals: readonly Simpul[]
  hasBelow: boolean
  refusals: readonly Refusal[]
  /** Which form was refused: `simpul`, `pindah`, `indikator-<id>`, `indikator-baru`. */
  refused: string
  typed: Readonly<Record<string, string>>
}>

/** One node: its words, ceilings, place and indicators. */
export function SimpulPage(props: SimpulProps) {
  const { ctx, dokumen, node, jenis, refusals } = props
  const m = messagesIn(ctx.lang).tree
  const isOpen = dokumen.status === 'disusun' && props.mayWrite
  const child = node === undefined ? undefined : kindBelow(dokumen.jenis, jenis)
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="isi" mayWrite={props.mayWrite}>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <p class="kecil">
        <a href={dokumenPath(dokumen)}>{m.back}</a>
        {props.above && (
          <>
            {' · '}
            <a href={`${dokumenPath(dokumen)}/simpul/${props.above.id}`}>{props.above.uraian}</a>
          </>
        )}
      </p>
      <h2>{node?.uraian ?? m.add(m.kinds[jenis])}</h2>
      {!isOpen && <p class="bantuan">{m.closed}</p>}
      <div class="rencana-dua">
        <NodeForm {...props} isOpen={isOpen} />
        {node !== undefined && isOpen && (
          <div class="tumpuk">
            {child !== undefined && (
              <p>
                <a class="tombol dua" href={`${dokumenPath(dokumen)}/baru?induk=${node.id}`}>
                  {m.add(m.kinds[child])}
                </a>
              </p>
            )}
            <MoveForms {...props} node={node} />
          </div>
        )}
      </div>
      {node !== undefined && <Indicators {...props} node={node} isOpen={isOpen} />}
    </DokumenFrame>
  )
}

type Opened = Readonly<{ isOpen: boolean }>

function NodeForm(props: SimpulProps & Opened) {
  const { ctx, dokumen, kode, node, jenis, refused, isOpen } = props
  const m = messagesIn(ctx.lang).tree
  const isThis = refused === 'simpul'
  const field = { ctx, refusals: isThis ? props.refusals : [] }
  const value = (name: string, stored: string) => (isThis ? (props.typed[name] ?? '') : stored)
  const path = dokumenPath(dokumen)
  return (
    <form
      method="post"
      action={node === undefined ? `${path}/simpul` : `${path}/simpul/${node.id}`}
      class="tumpuk"
    >
      <Csrf ctx={ctx} />
      <input type="hidden" name="revisi" value={String(node?.revisi ?? 0)} />
      <input type="hidden" name="induk" value={props.above?.id ?? ''} />
      {isCoded(jenis) && (
        <TextField
          {...field}
          name="kode"
          label={m.code}
          hint={m.codeHint}
          value={value('kode', kode.nomenklatur.byId.get(node?.nomenklaturId ?? -1)?.kode ?? '')}
          autocomplete="off"
        />
      )}
      {node === undefined && dokumen.jenis === 'rpjmd' && jenis === 'program' && (
        <SelectField
          {...field}
          name="skpd"
          label={m.agency}
          value={value('skpd', '')}
          placeholder={m.choose}
          choices={kode.skpd.all.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
      )}
      <TextArea
        {...field}
        name="uraian"
        label={m.words}
        {...(isCoded(jenis) ? { hint: m.wordsHint } : {})}
        value={value('uraian', node?.uraian ?? '')}
        rows={2}
        maxLength={700}
      />
      {props.goals.length > 0 && (
        <SelectField
          {...field}
          name="mendukung"
          label={m.serves}
          isOptional
          value={value('mendukung', node?.mendukungId ?? '')}
          placeholder={m.choose}
          choices={props.goals.map((one) => ({ value: one.id, label: one.uraian }))}
        />
      )}
      {isCoded(jenis) && (
        <div class="rencana-tahun">
          {yearsOf(dokumen).map((tahun) => (
            <TextField
              {...field}
              name={`pagu-${tahun}`}
              label={m.ceilingOf(String(tahun))}
              value={value(`pagu-${tahun}`, formatDecimalRupiah(node?.pagu.get(tahun)))}
              inputMode="decimal"
            />
          ))}
        </div>
      )}
      {isOpen && (
        <p>
          <Button>{m.save}</Button>
        </p>
      )}
    </form>
  )
}

function MoveForms({
  ctx,
  dokumen,
  node,
  places,
  hasBelow,
  refusals,
  refused,
}: SimpulProps & Readonly<{ node: Simpul }>) {
  const m = messagesIn(ctx.lang).tree
  const path = `${dokumenPath(dokumen)}/simpul/${node.id}`
  return (
    <>
      <div class="tombol-baris">
        <ActionForm ctx={ctx} action={`${path}/pindah`} label={m.up} fields={{ ke: 'naik' }} />
        <ActionForm ctx={ctx} action={`${path}/pindah`} label={m.down} fields={{ ke: 'turun' }} />
      </div>
      {places.length > 1 && (
        <form method="post" action={`${path}/pindah`} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="ke" value="induk" />
          <SelectField
            ctx={ctx}
            refusals={refused === 'pindah' ? refusals : []}
            name="induk"
            label={m.moveTo}
            value={node.indukId ?? ''}
            choices={places.map((one) => ({ value: one.id, label: one.uraian }))}
          />
          <p>
            <Button tone="secondary" isSmall>
              {m.move}
            </Button>
          </p>
        </form>
      )}
      {!hasBelow && <ActionForm ctx={ctx} action={`${path}/hapus`} label={m.remove} />}
    </>
  )
}

function Indicators(props: SimpulProps & Opened & Readonly<{ node: Simpul }>) {
  const { ctx, node, isOpen } = props
  const m = messagesIn(ctx.lang).tree
  return (
    <section class="bab" aria-labelledby="indikator">
      <h2 id="indikator">{m.indicators}</h2>
      {node.indikator.length === 0 && <p class="bantuan">{m.noIndicators}</p>}
      {node.indikator.map((one) => (
        <IndikatorForm {...props} indikator={one} />
      ))}
      {isOpen && <IndikatorForm {...props} indikator={undefined} />}
    </section>
  )
}

function IndikatorForm(
  props: SimpulProps & Opened & Readonly<{ node: Simpul; indikator: Indikator | undefined }>,
) {
  const { ctx, dokumen, node, indikator: one, isOpen } = props
  const m = messagesIn(ctx.lang).tree
  const key = `indikator-${one?.id ?? 'baru'}`
  const isThis = props.refused === key
  const field = { ctx, scope: key, refusals: isThis ? props.refusals : [] }
  const values = isThis ? props.typed : valuesOf(one)
  const value = (name: string) => values[name] ?? ''
  const path = `${dokumenPath(dokumen)}/simpul/${node.id}/indikator`
  return (
    <details
      class="kartu"
      open={isThis || (isOpen && one === undefined && node.indikator.length === 0)}
    >
      <summary>{one?.nama ?? m.addIndicator}</summary>
      <div class="isi tumpuk">
        <form method="post" action={path} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="id" value={one?.id ?? ''} />
          <TextField {...field} name="nama" label={m.name} value={value('nama')} />
          <div class="rencana-tahun">
            <TextField {...field} name="satuan" label={m.unit} value={value('satuan')} />
            <SelectField
              {...field}
              name="arah"
              label={m.direction}
              value={value('arah')}
              choices={[
                { value: 'naik', label: m.directions.naik },
                { value: 'turun', label: m.directions.turun },
              ]}
            />
            <TextField
              {...field}
              name="awal"
              label={m.baseline}
              isOptional
              value={value('awal')}
              inputMode="decimal"
            />
            <TextField
              {...field}
              name="awalTahun"
              label={m.baselineYear}
              isOptional
              value={value('awalTahun')}
              inputMode="numeric"
              maxLength={4}
            />
          </div>
          <TextField {...field} name="rumus" label={m.formula} isOptional value={value('rumus')} />
          <div class="rencana-tahun">
            {yearsOf(dokumen).map((tahun) => (
              <TextField
                {...field}
                name={`target-${tahun}`}
                label={m.targetOf(String(tahun))}
                value={value(`target-${tahun}`)}
                inputMode="decimal"
              />
            ))}
          </div>
          <TextField
            {...field}
            name="penjelasan"
            label={m.explanation}
            hint={m.explanationHint}
            isOptional
            value={value('penjelasan')}
          />
          <CheckboxTiles
            {...field}
            name="utama"
            label={m.main}
            choices={[{ value: 'ya', label: m.mainHelp }]}
            values={[value('utama')]}
          />
          {isOpen && (
            <p>
              <Button isSmall>{m.save}</Button>
            </p>
          )}
        </form>
        {one !== undefined && isOpen && (
          <ActionForm
            ctx={ctx}
            action={`${path}/hapus`}
            label={m.removeIndicator}
            fields={{ id: one.id }}
          />
        )}
        {one !== undefined && !isOpen && (
          <p>
            <a href={`${KINERJA}/${one.id}?dokumen=${dokumen.id}`}>{m.realisation}</a>
          </p>
        )}
      </div>
    </details>
  )
}

/** An indicator as its form holds it. */
function valuesOf(one: Indikator | undefined): Readonly<Record<string, string>> {
  if (one === undefined) return { arah: 'naik' }
  return {
    nama: one.nama,
    satuan: one.satuan,
    arah: one.arah,
    awal: one.awal === null ? '' : typedUkuran(one.awal),
    awalTahun: String(one.awalTahun ?? ''),
    rumus: one.rumus,
    penjelasan: one.penjelasan,
    utama: one.isUtama ? 'ya' : '',
    ...Object.fromEntries(
      [...one.target].map(([year, value]) => [`target-${year}`, typedUkuran(value)]),
    ),
  }
}
