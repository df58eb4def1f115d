import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  ButtonLink,
  CitizenPage,
  ErrorSummary,
  Facts,
  type PageContext,
  Section,
  Timeline,
  type TimelineItem,
} from '../../../ui/index.ts'
import { AKHIR, isLate } from '../domain/kedudukan.ts'
import { type Beda, bedaOf } from '../domain/perubahan.ts'
import type { Mata } from '../domain/rantai.ts'
import type { Serupa } from '../domain/serupa.ts'
import { formatVolume } from '../domain/volume.ts'
import { messagesIn } from '../messages/index.ts'
import type { Langkah, Verifikasi } from '../store/langkah-store.ts'
import type { Foto, Usulan } from '../store/usulan-store.ts'
import { costText, countText, dayText, UsulanTag } from './parts.tsx'
import { USULAN } from './paths.ts'

export type UsulanProps = Readonly<{
  ctx: PageContext
  usulan: Usulan
  today: string
  langkah: readonly Langkah[]
  verifikasi: readonly Verifikasi[]
  chain: readonly Mata[]
  foto: readonly Foto[]
  serupa: readonly Serupa<Usulan & { titik: unknown }>[]
  tempat: string
  pemilik: string
  unit: (kode: string) => string
  jenis: string
  tierName: (kode: string) => string
  reasonName: (kode: string) => string
  support: 'anonymous' | 'given' | 'open'
  refusals: readonly Refusal[]
}>

/** A proposal for life: where it stands, who owes the next step and until when, and every step it took. */
export function UsulanPage(props: UsulanProps) {
  const { ctx, usulan, today, refusals, foto } = props
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={`${usulan.nomor} ${usulan.judul}`} css={['publik', 'kasus']}>
      <div class="wadah isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <p class="kecil redup angka">{usulan.nomor}</p>
        <h1>{usulan.judul}</h1>
        <p>
          <UsulanTag ctx={ctx} usulan={usulan} today={today} />{' '}
          {m.public.supporters(countText(ctx, usulan.pendukung))}
        </p>
        <Next {...props} />
        <Support {...props} />
        <Section id="perjalanan" title={m.usulan.life}>
          <Timeline label={m.usulan.life} items={timelineOf(props)} />
        </Section>
        <Chain {...props} />
        <Section id="isi-usulan" title={m.usulan.facts}>
          <WorkFacts {...props} />
          {usulan.uraian !== '' && <p>{usulan.uraian}</p>}
          {foto.map((_one, at) => (
            <img
              src={`${USULAN}/${usulan.nomor}/foto/${at + 1}`}
              alt={m.usulan.photoOf(usulan.judul)}
              width="320"
              height="240"
              loading="lazy"
            />
          ))}
        </Section>
        <Checks {...props} />
        <Alike {...props} />
      </div>
    </CitizenPage>
  )
}

function Next({ ctx, usulan, pemilik }: UsulanProps) {
  const m = messagesIn(ctx.lang).usulan
  return (
    <Section id="berikut" title={m.next}>
      {AKHIR.includes(usulan.status) ? (
        <p>{m.done}</p>
      ) : (
        <Facts
          rows={[
            { label: m.owner, value: pemilik },
            { label: m.due, value: dayText(ctx, usulan.tenggat) },
          ]}
        />
      )}
    </Section>
  )
}

function Support({ ctx, usulan, support }: UsulanProps) {
  const m = messagesIn(ctx.lang).usulan
  if (AKHIR.includes(usulan.status)) return null
  const path = `${USULAN}/${usulan.nomor}`
  if (support === 'anonymous')
    return (
      <div>
        <ButtonLink href={`/masuk?lanjut=${encodeURIComponent(path)}`} tone="secondary">
          {m.signIn}
        </ButtonLink>
        <p class="bantuan">{m.supportHelp}</p>
      </div>
    )
  return (
    <div>
      <ActionForm
        ctx={ctx}
        action={`${path}/dukungan`}
        label={support === 'given' ? m.unsupport : m.support}
        fields={{ tindakan: support === 'given' ? 'tarik' : 'dukung' }}
        tone={support === 'given' ? 'secondary' : 'primary'}
      />
      <p class="bantuan">{support === 'given' ? m.supported : m.supportHelp}</p>
    </div>
  )
}

function timelineOf(props: UsulanProps): readonly TimelineItem[] {
  const { ctx, usulan, langkah, today } = props
  const m = messagesIn(ctx.lang)
  return langkah.map((step, at) => {
    const before = langkah[at - 1]
    const where =
      step.status === 'dibahas' ? ` ${m.usulan.atTier(props.tierName(step.jenjang))}` : ''
    const isLast = at === langkah.length - 1
    const beda = bedaOf(before && { ...before, satuan: usulan.satuan }, {
      ...step,
      satuan: usulan.satuan,
    })
    return {
      title: `${m.status[step.status]}${where}`,
      when: formatDateTime(step.at, localeOf(ctx)),
      isDone: true,
      isLate: step.isLewat || (isLast && isLate(usulan, today as never)),
      ...(step.alasan === null ? {} : { body: step.alasan }),
      children: <StepFacts {...props} step={step} before={before} beda={beda} />,
    }
  })
}

function StepFacts(
  props: UsulanProps &
    Readonly<{ step: Langkah; before: Langkah | undefined; beda: readonly Beda[] }>,
) {
  const { ctx, usulan, step, before, beda } = props
  const m = messagesIn(ctx.lang).usulan
  const shown = (one: Langkah, what: Beda) =>
    what === 'volume'
      ? `${formatVolume(one.volume, ctx.lang)} ${usulan.satuan}`
      : what === 'tempat'
        ? one.patokan
        : costText(ctx, one.biaya)
  const rows = [
    ...(step.peringkat === null ? [] : [{ label: m.next, value: m.rank(String(step.peringkat)) }]),
    ...(step.alasanKode === null
      ? []
      : [{ label: m.reason, value: props.reasonName(step.alasanKode) }]),
    ...(before === undefined
      ? []
      : beda.map((what) => ({
          label: m.beda[what],
          value: m.fromTo(shown(before, what), shown(step, what)),
        }))),
    ...(step.gabungNomor === null
      ? []
      : [
          {
            label: m.mergedInto,
            value: <a href={`${USULAN}/${step.gabungNomor}`}>{step.gabungNomor}</a>,
          },
        ]),
    ...(step.acuan === null
      ? []
      : [
          {
            label: m.reference,
            value:
              step.acuanUrl === null || step.acuanUrl === '' ? (
                step.acuan
              ) : (
                <a href={step.acuanUrl}>{step.acuan}</a>
              ),
          },
        ]),
  ]
  return rows.length === 0 ? null : <Facts rows={rows} />
}

function WorkFacts({ ctx, usulan, tempat, unit, jenis }: UsulanProps) {
  const m = messagesIn(ctx.lang)
  const price =
    usulan.hargaKode === null
      ? ''
      : ` (${m.usulan.priceFrom(usulan.hargaKode, String(usulan.hargaTahun))})`
  return (
    <Facts
      rows={[
        { label: m.usulan.place, value: tempat },
        { label: m.usulan.kind, value: jenis },
        { label: m.usulan.field, value: m.bidang[usulan.bidang] },
        {
          label: m.form.volume,
          value: `${formatVolume(usulan.volume, ctx.lang)} ${usulan.satuan}`,
        },
        { label: m.form.cost, value: `${costText(ctx, usulan.biaya)}${price}` },
        ...(usulan.swadaya === '' ? [] : [{ label: m.form.swadaya, value: usulan.swadaya }]),
        { label: m.usulan.source, value: m.sumber[usulan.sumber] },
        { label: m.usulan.agency, value: unit(usulan.unitKode) },
      ]}
    />
  )
}

function Chain({ ctx, chain, usulan }: UsulanProps) {
  const m = messagesIn(ctx.lang).usulan
  if (chain.length === 0) return null
  return (
    <Section id="rantai" title={m.chain}>
      <ul class="butir">
        {chain.map((one) => (
          <li>
            <b>{m.chainKinds[one.jenis]}</b>:{' '}
            {one.url === '' ? nameOf(one) : <a href={one.url}>{nameOf(one)}</a>}{' '}
            <span class="kecil redup">
              {[dayText(ctx, one.tanggal), one.jumlah === null ? '' : costText(ctx, one.jumlah)]
                .filter((part) => part !== '')
                .join(', ')}{' '}
              {one.isBersama && `(${m.chainShared})`}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/jejak/usulan.${usulan.rencanaId}`}>{m.trace}</a>
      </p>
    </Section>
  )
}

const nameOf = ({ nomor, judul }: Mata) => [nomor, judul].filter((part) => part !== '').join(' ')

function Checks({ ctx, verifikasi, unit }: UsulanProps) {
  const m = messagesIn(ctx.lang).usulan
  if (verifikasi.length === 0) return null
  return (
    <Section id="teknis" title={m.verified}>
      {verifikasi.map((one) => (
        <div>
          <p>
            <b>{m.verdicts[one.hasil]}</b>{' '}
            <span class="kecil redup">
              {unit(one.unitKode)}, {formatDateTime(one.at, localeOf(ctx))}
            </span>
          </p>
          <blockquote>{one.catatan}</blockquote>
        </div>
      ))}
    </Section>
  )
}

function Alike({ ctx, serupa }: UsulanProps) {
  const m = messagesIn(ctx.lang).usulan
  if (serupa.length === 0) return null
  return (
    <Section id="serupa" title={m.alike}>
      <p class="bantuan">{m.alikeHelp}</p>
      <ul class="butir">
        {serupa.map(({ usulan, kemiripanPersen, jarakM }) => (
          <li>
            <a href={`${USULAN}/${usulan.nomor}`}>{usulan.judul}</a>{' '}
            <span class="kecil redup angka">
              {usulan.nomor}, {m.likeness(String(kemiripanPersen))}
              {jarakM !== undefined && `, ${m.distance(countText(ctx, jarakM))}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
