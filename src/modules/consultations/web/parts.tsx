import { daysBetween, type Tanggal } from '../../../kernel/date.ts'
import { formatNumber, formatTanggal } from '../../../ui/format.ts'
import { DataTable, type PageContext, Section, StatusTag, type TagKind } from '../../../ui/index.ts'
import { isLewat, nomorMasukan } from '../domain/masukan.ts'
import { type Keadaan, keadaanOf } from '../domain/susun.ts'
import { messagesIn } from '../messages/index.ts'
import type { Janji } from '../store/janji-store.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import type { Masukan } from '../store/masukan-store.ts'
import { PUBLIK } from './paths.ts'

const TAGS: Readonly<Record<Keadaan, TagKind>> = {
  draf: 'netral',
  buka: 'proses',
  jawab: 'tunggu',
  tutup: 'selesai',
}

export const countText = ({ lang }: PageContext, n: number) => formatNumber(n, lang)
export const dayText = ({ lang }: PageContext, date: Tanggal) => formatTanggal(date, lang)

/** Names of offices, as people call them. */
export type NameOf = (unitKode: string) => string

export function KeadaanTag({
  ctx,
  konsultasi,
  today,
}: Readonly<{
  ctx: PageContext
  konsultasi: Pick<Konsultasi, 'status' | 'tutupPada'>
  today: Tanggal
}>) {
  const keadaan = keadaanOf(konsultasi, today)
  return <StatusTag kind={TAGS[keadaan]}>{messagesIn(ctx.lang).keadaan[keadaan]}</StatusTag>
}

/** The last day, and how many are left while there are. */
export function untilText(ctx: PageContext, { tutupPada }: Konsultasi, today: Tanggal): string {
  const m = messagesIn(ctx.lang)
  const left = daysBetween(today, tutupPada)
  const day = dayText(ctx, tutupPada)
  if (left < 0) return day
  return `${day} (${left === 0 ? m.lastDay : m.daysLeft(countText(ctx, left))})`
}

export function MasukanTag({
  ctx,
  masukan,
  today,
}: Readonly<{ ctx: PageContext; masukan: Masukan; today: Tanggal }>) {
  const m = messagesIn(ctx.lang)
  const { status, jawaban } = masukan
  const isLate = masukan.isLewat || isLewat(masukan, today)
  const word = jawaban === null ? m.statusMasukan[status] : m.decisions[jawaban.putusan]
  return (
    <>
      <StatusTag
        kind={status === 'dijawab' ? 'selesai' : status === 'ditarik' ? 'netral' : 'tunggu'}
      >
        {word}
      </StatusTag>{' '}
      {isLate && <StatusTag kind="lewat">{m.overdue}</StatusTag>}
    </>
  )
}

/** One input with its answer, as everybody reads it. */
export function MasukanCard({
  ctx,
  kode,
  masukan,
  today,
  nameOf,
  labelOf,
}: Readonly<{
  ctx: PageContext
  kode: string
  masukan: Masukan
  today: Tanggal
  nameOf: NameOf
  labelOf: (jangkar: string) => string
}>) {
  const m = messagesIn(ctx.lang)
  const { jawaban, urut, label, jangkar } = masukan
  return (
    <article class="kartu" aria-labelledby={`m-${urut}`}>
      <div class="isi tumpuk">
        <h3 id={`m-${urut}`}>
          <a href={`${PUBLIK}/${kode}/masukan/${urut}`}>{nomorMasukan(kode, urut)}</a>
        </h3>
        <p class="kecil">
          <MasukanTag ctx={ctx} masukan={masukan} today={today} /> {m.kinds[masukan.jenis]},{' '}
          <a href={`${PUBLIK}/${kode}/pasal/${jangkar}`} lang="id">
            {label}
          </a>
        </p>
        <MasukanWords ctx={ctx} masukan={masukan} />
        {jawaban !== null && (
          <div lang="id">
            <p>
              <b>{nameOf(jawaban.unitKode)}:</b> {jawaban.alasan}
            </p>
            <Consequence ctx={ctx} kode={kode} masukan={masukan} labelOf={labelOf} />
          </div>
        )}
      </div>
    </article>
  )
}

/** What was written; nothing of it once it was taken back. */
export function MasukanWords({ ctx, masukan }: Readonly<{ ctx: PageContext; masukan: Masukan }>) {
  const m = messagesIn(ctx.lang)
  if (masukan.status === 'ditarik') return <p class="redup">{m.withdrawn}</p>
  return (
    <>
      <p lang="id">{masukan.teks}</p>
      {masukan.usul !== null && (
        <p lang="id">
          <b>{m.proposes}:</b> {masukan.usul}
        </p>
      )}
      {masukan.organisasi !== null && (
        <p class="kecil redup">
          {m.speaker}: {masukan.organisasi}
        </p>
      )}
    </>
  )
}

/** What follows from an answer: the passage that changes, the promise. */
export function Consequence({
  ctx,
  kode,
  masukan: { jawaban },
  labelOf,
}: Readonly<{
  ctx: PageContext
  kode: string
  masukan: Masukan
  labelOf: (jangkar: string) => string
}>) {
  const m = messagesIn(ctx.lang)
  if (jawaban === null) return null
  const { jangkar, janjiUrut } = jawaban
  if (jangkar === null && janjiUrut === null) return null
  return (
    <p class="kecil" lang={ctx.lang}>
      {jangkar !== null && (
        <a href={`${PUBLIK}/${kode}/perubahan`}>{m.changesPassage(labelOf(jangkar))}</a>
      )}{' '}
      {janjiUrut !== null && (
        <a href={`${PUBLIK}/${kode}#h-janji`}>{m.becomesPromise(countText(ctx, janjiUrut))}</a>
      )}
    </p>
  )
}

/** Is a promise late, or was it? */
export function isJanjiLewat(
  { isLewat: wasLate, status, tenggat }: Janji,
  today: Tanggal,
): boolean {
  return wasLate || (status === 'berjalan' && tenggat < today)
}

/** Promises with their owners, days and proofs. */
export function JanjiSection({
  ctx,
  janji,
  today,
  nameOf,
}: Readonly<{ ctx: PageContext; janji: readonly Janji[]; today: Tanggal; nameOf: NameOf }>) {
  const m = messagesIn(ctx.lang)
  if (janji.length === 0) return null
  const late = janji.filter((one) => one.status === 'berjalan' && isJanjiLewat(one, today)).length
  return (
    <Section id="h-janji" title={m.promises}>
      {late > 0 && <p>{m.overduePromises(countText(ctx, late))}</p>}
      <DataTable
        caption={m.promises}
        isStacked
        columns={[
          {
            header: m.promise,
            isHead: true,
            cell: ({ urut, teks }: Janji) => (
              <span id={`janji-${urut}`} lang="id">{`${urut}. ${teks}`}</span>
            ),
          },
          { header: m.owner, cell: ({ unitKode }) => nameOf(unitKode) },
          { header: m.due, cell: ({ tenggat }) => dayText(ctx, tenggat) },
          {
            header: m.state,
            cell: (one) => (
              <>
                <StatusTag
                  kind={
                    one.status === 'selesai'
                      ? 'selesai'
                      : one.status === 'batal'
                        ? 'netral'
                        : 'proses'
                  }
                >
                  {m.promiseStatus[one.status]}
                </StatusTag>{' '}
                {isJanjiLewat(one, today) && <StatusTag kind="lewat">{m.overdue}</StatusTag>}
              </>
            ),
          },
          { header: m.proof, cell: ({ bukti }) => <span lang="id">{bukti ?? '–'}</span> },
        ]}
        rows={janji}
      />
    </Section>
  )
}
