import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Section,
  SelectField,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import { REFUSALS } from '../../domain/refusals.ts'
import type { Soal } from '../../domain/soal.ts'
import { kerjaPath, type Survei, type SurveiForm, surveiPath } from '../../domain/survei.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'
import { refusalsEn } from '../../messages/refusals-en.ts'
import type { HitunganRow, PenolakanRow } from '../../store/jawaban-store.ts'
import { TAGS } from '../words.ts'
import { HeadFields } from './head-form.tsx'

export type DeskSurveiProps = Readonly<{
  ctx: PageContext
  survei: Survei
  form: SurveiForm
  units: readonly Choice[]
  counts: readonly HitunganRow[]
  refused: readonly PenolakanRow[]
  refusals: readonly Refusal[]
}>

/** One survey: what can be done next stands first. */
export function DeskSurveiPage(props: DeskSurveiProps) {
  const { ctx, survei, refusals } = props
  const m = kerjaMessages(ctx.lang)
  const p = publikMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={survei.judul} current="surveys">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href="/kerja/survei">{m.back}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{survei.judul}</h1>
          <p>
            <StatusTag kind={TAGS[survei.status]}>{p.status[survei.status]}</StatusTag>
          </p>
        </div>
        <Next {...props} />
        <Counts {...props} />
        <QuestionList {...props} />
        {survei.status === 'draf' && <HeadForm {...props} />}
        <RefusedList {...props} />
      </div>
    </OfficerPage>
  )
}

function Next({ ctx, survei }: DeskSurveiProps) {
  const m = kerjaMessages(ctx.lang)
  const { kode, status, versi } = survei
  const link = (below: string, label: string) => (
    <ButtonLink href={kerjaPath(kode, below)} tone="secondary">
      {label}
    </ButtonLink>
  )
  return (
    <div class="tumpuk">
      <div class="tombol-baris">
        {survei.soal.length > 0 && status === 'draf' && link('/coba', m.tryOut)}
        {(status === 'buka' || status === 'tutup') && link('/kertas', m.paper)}
        {status === 'tutup' && survei.jenis === 'panel' && link('/timbang', m.weigh)}
        {status === 'tutup' && link('/hasil', m.preview)}
        {status !== 'draf' && (
          <ButtonLink href={surveiPath(kode)} tone="secondary">
            {m.publicPage}
          </ButtonLink>
        )}
      </div>
      {status === 'draf' && survei.soal.length > 0 && (
        <div>
          <p class="bantuan">{m.openNote}</p>
          <ActionForm
            ctx={ctx}
            action={kerjaPath(kode, '/buka')}
            label={m.open}
            fields={{ versi: String(versi) }}
            tone="primary"
          />
        </div>
      )}
      {status === 'buka' && (
        <ActionForm ctx={ctx} action={kerjaPath(kode, '/tutup')} label={m.close} />
      )}
      {status === 'tutup' && (
        <div>
          <p class="bantuan">{m.publishNote}</p>
          <ActionForm
            ctx={ctx}
            action={kerjaPath(kode, '/terbit')}
            label={m.publish}
            tone="primary"
          />
        </div>
      )}
    </div>
  )
}

function Counts(props: DeskSurveiProps) {
  const { ctx, survei, counts, refusals } = props
  const m = kerjaMessages(ctx.lang)
  const p = publikMessages(ctx.lang)
  if (survei.status === 'draf') return null
  const nameOf = (kode: string) =>
    survei.strata.find((one) => one.kode === kode)?.nama ?? p.kind.terbuka
  const n = (value: number) => formatNumber(value, ctx.lang)
  return (
    <Section id="h-hitung" title={m.counts}>
      {counts.length > 0 && (
        <DataTable
          caption={m.counts}
          columns={[
            { header: p.stratum, isHead: true, cell: ({ strata }: HitunganRow) => nameOf(strata) },
            { header: p.invited, isNumber: true, cell: ({ diundang }) => n(diundang) },
            { header: p.respondents, isNumber: true, cell: ({ menjawab }) => n(menjawab) },
            { header: p.paper, isNumber: true, cell: ({ kertas }) => n(kertas) },
          ]}
          rows={counts}
        />
      )}
      {survei.status === 'buka' && survei.jenis === 'panel' && (
        <form method="post" action={kerjaPath(survei.kode, '/undangan')} class="tumpuk">
          <Csrf ctx={ctx} />
          <p class="bantuan">{m.inviteNote}</p>
          <SelectField
            ctx={ctx}
            name="strata"
            label={p.stratum}
            choices={survei.strata.map(({ kode, nama }) => ({ value: kode, label: nama }))}
            refusals={refusals}
          />
          <TextField
            ctx={ctx}
            name="jumlah"
            label={m.jumlah}
            inputMode="numeric"
            maxLength={5}
            refusals={refusals}
          />
          <Button tone="secondary">{m.invite}</Button>
        </form>
      )}
    </Section>
  )
}

function QuestionList({ ctx, survei }: DeskSurveiProps) {
  const m = kerjaMessages(ctx.lang)
  const isDraft = survei.status === 'draf'
  const href = (kode: string) => kerjaPath(survei.kode, `/soal/${kode}`)
  return (
    <Section id="f-soal" title={m.soal}>
      {survei.soal.length === 0 ? (
        <EmptyState title={m.noSoal} />
      ) : (
        <DataTable
          caption={m.soal}
          isStacked
          columns={[
            {
              header: m.teks.id,
              isHead: true,
              cell: ({ kode, teks }: Soal) => `${kode}. ${teks.id}`,
            },
            { header: m.bagian, isNumber: true, cell: ({ bagian }) => bagian },
            { header: m.jenisSoal, cell: ({ jenis }) => m.jenisSoalPilihan[jenis] },
            {
              header: m.syarat,
              cell: ({ syarat }) =>
                syarat.length === 0
                  ? m.selalu
                  : syarat
                      .map(({ soal, op, nilai }) => `${soal} ${m.syaratOpPilihan[op]} ${nilai}`)
                      .join(', '),
            },
            ...(isDraft
              ? [
                  {
                    header: m.editSoal,
                    cell: ({ kode }: Soal) => (
                      <a href={href(kode)}>
                        {m.editSoal} <span class="vh">{kode}</span>
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
          rows={survei.soal}
        />
      )}
      {isDraft && (
        <p>
          <ButtonLink href={href('baru')} tone="secondary">
            {m.addSoal}
          </ButtonLink>
        </p>
      )}
    </Section>
  )
}

function HeadForm(props: DeskSurveiProps) {
  const { ctx, survei } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <Section id="h-tentang" title={m.head}>
      <form method="post" action={kerjaPath(survei.kode)} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="versi" value={String(survei.versi)} />
        <HeadFields {...props} />
        <Button tone="secondary">{m.save}</Button>
      </form>
    </Section>
  )
}

function RefusedList({ ctx, refused }: DeskSurveiProps) {
  const m = kerjaMessages(ctx.lang)
  if (refused.length === 0) return null
  const words: Readonly<Record<string, string>> = ctx.lang === 'id' ? REFUSALS : refusalsEn
  return (
    <Section id="h-ditolak" title={m.refusedTitle}>
      <DataTable
        caption={m.refusedTitle}
        columns={[
          {
            header: m.reason,
            isHead: true,
            cell: ({ alasan }: PenolakanRow) =>
              (words[alasan] ?? alasan).replaceAll(/\{\w+\}/g, '…'),
          },
          {
            header: m.times,
            isNumber: true,
            cell: ({ jumlah }) => formatNumber(jumlah, ctx.lang),
          },
        ]}
        rows={refused}
      />
    </Section>
  )
}
