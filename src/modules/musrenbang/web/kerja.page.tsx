import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Unit, Wilayah } from '../../reference/index.ts'
import type { Jenjang } from '../domain/aturan.ts'
import type { Entri } from '../domain/kamus.ts'
import { messagesIn } from '../messages/index.ts'
import type { Rapat } from '../store/rapat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'
import { KindField } from './baru.page.tsx'
import { dayText, UsulanTag } from './parts.tsx'
import { KERJA, PERIKSA, PUBLIK, RAPAT } from './paths.ts'

export type KerjaProps = Readonly<{
  ctx: PageContext
  tahun: number | undefined
  today: string
  waiting: readonly Usulan[]
  rapat: readonly (Rapat & Readonly<{ nama: string }>)[]
  /** Tiers this officer may lead. */
  tiers: readonly Jenjang[]
  allTiers: readonly Jenjang[]
  places: readonly Wilayah[]
  allPlaces: readonly Wilayah[]
  units: readonly Unit[]
  entri: readonly Entri[]
  isPlanner: boolean
  isCouncil: boolean
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** The desk of whoever has a part in the round. */
export function KerjaPage(props: KerjaProps) {
  const { ctx, tahun, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.kerja.title} current="musrenbang" css={['rencana']}>
      <div class="tumpuk isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{tahun === undefined ? m.kerja.title : m.public.roundOf(String(tahun))}</h1>
        <p>
          <a href={PUBLIK}>{m.kerja.publicPage}</a>
        </p>
        <Waiting {...props} />
        <Meetings {...props} />
        {tahun !== undefined && props.tiers.length > 0 && <CallForm {...props} />}
        {tahun !== undefined && props.isCouncil && <PokirForm {...props} />}
        {props.isPlanner && <PlannerForms {...props} />}
      </div>
    </OfficerPage>
  )
}

function Waiting({ ctx, waiting, today }: KerjaProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="menunggu" title={m.kerja.desk}>
      {waiting.length === 0 ? (
        <EmptyState title={m.kerja.nothing} />
      ) : (
        <DataTable
          caption={m.kerja.desk}
          isStacked
          rows={waiting}
          columns={[
            {
              header: m.public.total,
              isHead: true,
              cell: (one) => (
                <>
                  <a href={`${PERIKSA}/${one.nomor}`}>{one.judul}</a>{' '}
                  <span class="kecil redup angka">{one.nomor}</span>
                </>
              ),
            },
            {
              header: m.public.state,
              cell: (one) => <UsulanTag ctx={ctx} usulan={one} today={today} />,
            },
            { header: m.usulan.due, cell: (one) => dayText(ctx, one.tenggat) },
          ]}
        />
      )}
    </Section>
  )
}

function Meetings({ ctx, rapat }: KerjaProps) {
  const m = messagesIn(ctx.lang)
  if (rapat.length === 0) return null
  return (
    <Section id="rapat" title={m.kerja.meetings}>
      <DataTable
        caption={m.kerja.meetings}
        isStacked
        rows={rapat}
        columns={[
          {
            header: m.kerja.meetings,
            isHead: true,
            cell: (one) => <a href={`${RAPAT}/${one.id}`}>{one.nama}</a>,
          },
          { header: m.public.when, cell: (one) => formatDateTime(one.mulaiAt, localeOf(ctx)) },
          {
            header: m.public.state,
            cell: (one) => (
              <StatusTag kind={one.status === 'ditutup' ? 'selesai' : 'proses'}>
                {m.rapat[one.status]}
              </StatusTag>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** A form behind its heading, open again when it was refused. */
function Fold({
  props,
  kind,
  title,
  button,
  children,
}: Readonly<{
  props: KerjaProps
  kind: string
  title: string
  button: string
  children: ComponentChildren
}>) {
  return (
    <details class="kartu" open={props.refusals.length > 0 && props.typed.tindakan === kind}>
      <summary>{title}</summary>
      <form method="post" action={KERJA} class="tumpuk isi">
        <Csrf ctx={props.ctx} />
        <input type="hidden" name="tindakan" value={kind} />
        {children}
        <Button>{button}</Button>
      </form>
    </details>
  )
}

/** A field of one of the forms, with what was typed when that form was refused. */
function fieldOf({ ctx, refusals, typed }: KerjaProps, kind: string) {
  const isMine = typed.tindakan === kind
  return (name: string) => ({
    ctx,
    name,
    scope: kind,
    refusals: isMine ? refusals : [],
    value: isMine ? (typed[name] ?? '') : '',
  })
}

function CallForm(props: KerjaProps) {
  const { ctx, tiers, places, units } = props
  const m = messagesIn(ctx.lang)
  const field = fieldOf(props, 'rapat')
  return (
    <Fold props={props} kind="rapat" title={m.kerja.call} button={m.kerja.call}>
      <SelectField
        {...field('jenjang')}
        label={m.kerja.tier}
        placeholder={m.form.choose}
        choices={tiers.map(({ kode, nama }) => ({ value: kode, label: nama[ctx.lang] }))}
      />
      {places.length > 0 && (
        <SelectField
          {...field('wilayah')}
          label={m.kerja.area}
          placeholder={m.form.choose}
          choices={places.map(({ kode, nama }) => ({ value: kode, label: nama }))}
        />
      )}
      {tiers.some(({ lingkup }) => lingkup === 'rw') && (
        <TextField
          {...field('rw')}
          label={m.form.rw}
          inputMode="numeric"
          maxLength={6}
          isOptional
        />
      )}
      {tiers.some(({ lingkup }) => lingkup === 'perangkat') && (
        <SelectField
          {...field('unit')}
          label={m.kerja.unit}
          placeholder={m.form.choose}
          choices={units.map(({ kode, nama }) => ({ value: kode, label: nama }))}
        />
      )}
      <TextField {...field('tempat')} label={m.kerja.place} maxLength={200} />
      <TextField {...field('tanggal')} label={m.kerja.day} type="date" />
      <TextField {...field('jam')} label={m.kerja.hour} hint={m.kerja.hourHint} maxLength={5} />
    </Fold>
  )
}

function PokirForm(props: KerjaProps) {
  const { ctx, allPlaces, entri, refusals, typed } = props
  const m = messagesIn(ctx.lang)
  const field = fieldOf(props, 'pokir')
  const isMine = typed.tindakan === 'pokir'
  return (
    <Fold props={props} kind="pokir" title={m.kerja.pokir} button={m.kerja.save}>
      <SelectField
        {...field('wilayah')}
        label={m.kerja.area}
        placeholder={m.form.choose}
        choices={allPlaces.map(({ kode, nama }) => ({ value: kode, label: `${nama} (${kode})` }))}
      />
      <TextField {...field('rw')} label={m.form.rw} maxLength={6} isOptional />
      <TextField {...field('patokan')} label={m.form.landmark} maxLength={200} />
      <KindField
        ctx={ctx}
        entri={entri}
        scope="pokir"
        refusals={isMine ? refusals : []}
        typed={isMine ? typed : {}}
      />
      <TextField {...field('judul')} label={m.form.title} maxLength={120} />
      <TextField
        {...field('volume')}
        label={m.form.volume}
        hint={m.form.volumeHint}
        maxLength={20}
      />
      <TextArea {...field('uraian')} label={m.form.detail} maxLength={2000} isOptional />
    </Fold>
  )
}

function PlannerForms(props: KerjaProps) {
  const { ctx, tahun, allTiers, allPlaces } = props
  const m = messagesIn(ctx.lang)
  const round = fieldOf(props, 'putaran')
  const days = fieldOf(props, 'jadwal')
  const pagu = fieldOf(props, 'pagu')
  return (
    <>
      <Fold props={props} kind="putaran" title={m.kerja.round} button={m.kerja.round}>
        <TextField
          {...round('tahun')}
          label={m.kerja.roundYear}
          inputMode="numeric"
          maxLength={4}
        />
        <TextField {...round('dasar')} label={m.kerja.basis} hint={m.kerja.basisHint} />
      </Fold>
      {tahun !== undefined && (
        <>
          <Fold props={props} kind="jadwal" title={m.kerja.calendar} button={m.kerja.save}>
            <input type="hidden" name="tahun" value={String(tahun)} />
            <SelectField
              {...days('jenjang')}
              label={m.kerja.tier}
              placeholder={m.form.choose}
              choices={allTiers.map(({ kode, nama }) => ({ value: kode, label: nama[ctx.lang] }))}
            />
            <TextField {...days('mulai')} label={m.public.from} type="date" />
            <TextField {...days('selesai')} label={m.public.until} type="date" />
            <TextField {...days('dasar')} label={m.kerja.basis} hint={m.kerja.basisHint} />
          </Fold>
          <Fold props={props} kind="pagu" title={m.kerja.ceiling} button={m.kerja.save}>
            <SelectField
              {...pagu('wilayah')}
              label={m.kerja.area}
              placeholder={m.form.choose}
              choices={allPlaces.map(({ kode, nama }) => ({
                value: kode,
                label: `${nama} (${kode})`,
              }))}
            />
            <TextField {...pagu('rw')} label={m.form.rw} maxLength={6} isOptional />
            <TextField {...pagu('jumlah')} label={m.kerja.amount} inputMode="numeric" />
            <TextField {...pagu('dasar')} label={m.kerja.basis} hint={m.kerja.basisHint} />
          </Fold>
          <p>
            <ButtonLink href={PUBLIK} tone="secondary">
              {m.kerja.publicPage}
            </ButtonLink>
          </p>
        </>
      )}
    </>
  )
}
