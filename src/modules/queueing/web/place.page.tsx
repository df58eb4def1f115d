import { formatNumber, formatPercent, formatTanggal } from '../../../ui/format.ts'
import { ButtonLink, CitizenPage, DataTable, Section, StatusTag } from '../../../ui/index.ts'
import type { Moment } from '../actions/place-state.ts'
import type { Score } from '../domain/forecast.ts'
import { formatMinute, type HoursBadges, type OpenState } from '../domain/hours.ts'
import { addCounts, crowdOf, percentileOf } from '../domain/statistics.ts'
import type { DayRow } from '../store/learning-store.ts'
import type { Desk, Jam } from '../types.ts'
import { HOME, nameOf, type View, waitWords } from './edge.ts'
import type { LineView } from './place-lines.ts'
import { Badges, stateWords } from './place-list.tsx'

export type PlaceProps = View &
  Readonly<{
    desk: Desk
    moment: Moment
    state: OpenState
    badges: HoursBadges
    lines: readonly LineView[]
    crowd: readonly Readonly<{ hari: number; jam: number; datang: number }>[]
    days: readonly DayRow[]
    score: Score
    rules: Readonly<{ selang: number; lateMinutes: number }>
  }>

export function PlacePage(props: PlaceProps) {
  const { ctx, m, desk, state, moment, badges } = props
  const { tempat } = desk
  const href = `${HOME}/${tempat.kode}`
  const takesJanji = desk.layanan.some(({ isAktif, isJanji }) => isAktif && isJanji)
  return (
    <CitizenPage ctx={ctx} title={tempat.nama} css={['antrean']}>
      <div class="wadah">
        <nav class="jejak-hal kecil" aria-label={m.back}>
          <a href={HOME}>{m.back}</a>
        </nav>
        <div class="judul-hal">
          <div>
            <h1>{tempat.nama}</h1>
            <p>
              {m.jenis[tempat.jenis]}
              {tempat.alamat !== '' && ` · ${tempat.alamat}`}
            </p>
            <p class="tempat-tanda">
              <StatusTag kind={state.kind === 'open' ? 'selesai' : 'netral'}>
                {stateWords(props, state, moment.today)}
              </StatusTag>
              <Badges m={m} badges={badges} />
            </p>
          </div>
        </div>
        <div class="isi-hal renggang">
          <div class="tombol-baris">
            <ButtonLink href={`${href}/ambil`}>{m.take}</ButtonLink>
            {takesJanji && (
              <ButtonLink href={`${href}/janji`} tone="secondary">
                {m.book}
              </ButtonLink>
            )}
            {takesJanji && <a href={`${href}/hadir`}>{m.arrive}</a>}
            <a href={`${href}/layar`}>{m.screen}</a>
          </div>
          <Lines {...props} />
          <Hours {...props} />
          <Crowd {...props} />
          <Trust {...props} />
          <Rules {...props} />
          <Figures {...props} />
        </div>
      </div>
    </CitizenPage>
  )
}

function Lines(props: PlaceProps) {
  const { m, lines } = props
  return (
    <section aria-labelledby="layanan">
      <h2 id="layanan" class="tumpang">
        {m.lines}
      </h2>
      <ul class="baris-antrean kartu">
        {lines.map((line) => (
          <LineRow {...props} line={line} />
        ))}
      </ul>
    </section>
  )
}

function LineRow(props: PlaceProps & Readonly<{ line: LineView }>) {
  const { ctx, m, line } = props
  const { layanan, agency, waiting, counters, isOpen } = line
  return (
    <li>
      <b class="huruf" aria-hidden="true">
        {layanan.huruf}
      </b>
      <div class="baris-nama">
        <b>{nameOf(layanan, ctx)}</b>
        <span class="kecil redup">{agency}</span>
      </div>
      <dl>
        <div>
          <dt>{m.waitingHead}</dt>
          <dd>{formatNumber(waiting, ctx.lang)}</dd>
        </div>
        <div>
          <dt>{m.forecastHead}</dt>
          <dd>{isOpen ? waitWords(props, line) : m.notNow}</dd>
        </div>
        <div>
          <dt>{m.countersHead}</dt>
          <dd>{formatNumber(counters, ctx.lang)}</dd>
        </div>
      </dl>
    </li>
  )
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

function weekOf({ m, moment }: PlaceProps, jam: readonly Jam[]) {
  const holding = jam.filter(
    ({ berlakuMulai, berlakuSampai }) =>
      berlakuMulai <= moment.today && (berlakuSampai === null || berlakuSampai >= moment.today),
  )
  return WEEK.map((hari) => ({
    hari,
    day: m.days[hari - 1] ?? '',
    spans: holding
      .filter((row) => row.hari === hari)
      .toSorted((a, b) => a.buka - b.buka)
      .map(({ buka, tutup }) => `${formatMinute(buka)}–${formatMinute(tutup)}`)
      .join(', '),
  }))
}

function Hours(props: PlaceProps) {
  const { ctx, m, desk, moment } = props
  const own = desk.layanan.filter(
    ({ id, isAktif }) => isAktif && desk.jam.some(({ layananId }) => layananId === id),
  )
  const special = desk.khusus.filter(({ tanggal }) => tanggal >= moment.today)
  return (
    <Section id="jam" title={m.hours}>
      <div class="jam-kisi">
        <Week props={props} jam={desk.jam.filter(({ layananId }) => layananId === null)} />
        {own.map((layanan) => (
          <div>
            <h3>{m.ownHours(nameOf(layanan, ctx))}</h3>
            <Week props={props} jam={desk.jam.filter((row) => row.layananId === layanan.id)} />
          </div>
        ))}
        {special.length > 0 && (
          <div>
            <h3>{m.special}</h3>
            <dl class="fakta">
              {special.map(({ tanggal, buka, tutup, alasan }) => (
                <>
                  <dt>{formatTanggal(tanggal, ctx.lang)}</dt>
                  <dd>
                    {buka === null || tutup === null
                      ? m.specialClosed
                      : `${formatMinute(buka)}–${formatMinute(tutup)}`}
                    {` · ${alasan}`}
                  </dd>
                </>
              ))}
            </dl>
          </div>
        )}
      </div>
    </Section>
  )
}

function Week({ props, jam }: Readonly<{ props: PlaceProps; jam: readonly Jam[] }>) {
  return (
    <dl class="fakta angka">
      {weekOf(props, jam).map(({ hari, day, spans }) => (
        <>
          <dt class={hari === props.moment.hari ? 'tebal' : ''}>{day}</dt>
          <dd>{spans === '' ? props.m.noHours : spans}</dd>
        </>
      ))}
    </dl>
  )
}

const two = (hour: number) => String(hour).padStart(2, '0')

function Crowd({ m, crowd }: PlaceProps) {
  const most = Math.max(0, ...crowd.map(({ datang }) => datang))
  const hours = crowd.map(({ jam }) => jam)
  const [first, last] = [Math.min(...hours), Math.max(...hours)]
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  if (most < 5) {
    return (
      <Section id="ramai" title={m.crowd}>
        <p>{m.crowdNone}</p>
      </Section>
    )
  }
  return (
    <Section id="ramai" title={m.crowd}>
      <p class="bantuan">{m.crowdIntro}</p>
      <section class="gulir" aria-label={m.crowd} tabIndex={0}>
        <table class="ramai">
          <caption class="vh">{m.crowd}</caption>
          <thead>
            <tr>
              <th scope="col">{m.hour}</th>
              {shown.map((hour) => (
                <th scope="col">{two(hour)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEK.map((hari) => (
              <tr>
                <th scope="row">{m.weekdayShort[hari - 1]}</th>
                {shown.map((hour) => {
                  const at = crowd.find((one) => one.hari === hari && one.jam === hour)
                  const level = crowdOf(at?.datang ?? 0, most)
                  return (
                    <td class={`r${level}`}>
                      <span class="vh">{m.crowdLevels[level]}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul class="ramai-ket kecil" aria-hidden="true">
        {m.crowdLevels.map((words, level) => (
          <li>
            <span class={`r${level}`} /> {words}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const TRUST_FEW = 20

function Trust({ ctx, m, score }: PlaceProps) {
  const { n, errorSum, inside } = score
  return (
    <Section id="tepat" title={m.trust}>
      <p class="prosa">
        {n < TRUST_FEW
          ? m.trustFew
          : m.trustText(
              formatNumber(n, ctx.lang),
              formatNumber(errorSum / n, ctx.lang, 1),
              formatPercent(inside / n, ctx.lang),
            )}
      </p>
    </Section>
  )
}

function Rules({ ctx, m, desk, rules }: PlaceProps) {
  return (
    <Section id="aturan" title={m.rules}>
      <div class="prosa">
        <p>{m.priority(formatNumber(rules.selang, ctx.lang))}</p>
        <ul>
          {desk.prioritas.map(({ nama, namaEn, dasar }) => (
            <li>
              {ctx.lang === 'id' ? nama : namaEn}{' '}
              <span class="kecil redup" lang="id">
                ({dasar})
              </span>
            </li>
          ))}
        </ul>
        {desk.layanan.some(({ isJanji }) => isJanji) && (
          <p>{m.late(formatNumber(rules.lateMinutes, ctx.lang))}</p>
        )}
      </div>
    </Section>
  )
}

type DayTotal = Readonly<{
  tanggal: DayRow['tanggal']
  dilayani: number
  tidakHadir: number
  tunggu: readonly number[]
  layan: readonly number[]
}>

/** Lines of a day added up. */
function byDay(days: readonly DayRow[]): readonly DayTotal[] {
  const totals = new Map<string, DayTotal>()
  for (const { tanggal, dilayani, tidakHadir, tunggu, layan } of days) {
    const known = totals.get(tanggal)
    totals.set(tanggal, {
      tanggal,
      dilayani: dilayani + (known?.dilayani ?? 0),
      tidakHadir: tidakHadir + (known?.tidakHadir ?? 0),
      tunggu: addCounts(tunggu, known?.tunggu ?? []),
      layan: addCounts(layan, known?.layan ?? []),
    })
  }
  return [...totals.values()]
}

function Figures({ ctx, m, desk, days }: PlaceProps) {
  const pair = (counts: readonly number[]) => {
    const [middle, most] = [percentileOf(counts, 0.5), percentileOf(counts, 0.9)]
    if (middle === undefined || most === undefined) return m.none
    return m.pair(formatNumber(middle, ctx.lang), formatNumber(most, ctx.lang))
  }
  return (
    <Section id="angka" title={m.figures}>
      <DataTable
        caption={m.figures}
        rows={byDay(days)}
        columns={[
          {
            header: m.day,
            isHead: true,
            cell: ({ tanggal }) => formatTanggal(tanggal, ctx.lang),
          },
          {
            header: m.served,
            isNumber: true,
            cell: ({ dilayani }) => formatNumber(dilayani, ctx.lang),
          },
          {
            header: m.absent,
            isNumber: true,
            cell: ({ tidakHadir }) => formatNumber(tidakHadir, ctx.lang),
          },
          { header: m.waitHead, isNumber: true, cell: ({ tunggu }) => pair(tunggu) },
          { header: m.serviceHead, isNumber: true, cell: ({ layan }) => pair(layan) },
        ]}
      />
      <p class="jarak-atas">
        <a href={`${HOME}/${desk.tempat.kode}/statistik.csv`}>{m.figuresCsv}</a>
      </p>
    </Section>
  )
}
