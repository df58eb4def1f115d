import { formatNumber, formatTime, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  EmptyState,
  OfficerPage,
  Panel,
  SelectField,
  StatusTag,
  TextField,
} from '../../../ui/index.ts'
import type { PageContext } from '../../../ui/page-context.ts'
import type { Tindakan } from '../domain/console.ts'
import { formatNomorAntrean } from '../domain/line.ts'
import type { KonsolMessages } from '../messages/index.ts'
import type { Sesi, SesiAt } from '../store/counter-store.ts'
import type { Tiket } from '../store/ticket-store.ts'
import type { Desk, Loket } from '../types.ts'
import { nameOf } from './edge.ts'

const CONSOLE = '/kerja/antrean'

type Base = Readonly<{ ctx: PageContext; m: KonsolMessages }>

type Choice = Readonly<{ desk: Desk; sesi: readonly Sesi[]; loket: readonly Loket[] }>

/** Before sitting down: which counter. */
export function ChoosePage({ ctx, m, choices }: Base & Readonly<{ choices: readonly Choice[] }>) {
  return (
    <OfficerPage ctx={ctx} title={m.title} current="counterQueue" css={['antrean']}>
      <h1>{m.title}</h1>
      <p>{m.intro}</p>
      {choices.every(({ loket }) => loket.length === 0) && <EmptyState title={m.noCounters} />}
      {choices.map(({ desk, sesi, loket }) => (
        <section class="jarak-atas" aria-label={desk.tempat.nama}>
          <h2>{desk.tempat.nama}</h2>
          <ul class="loket-pilih">
            {loket.map(({ id, kode, nama }) => (
              <li class="kartu">
                <div class="isi">
                  <p>
                    <b>{m.counter(kode)}</b> {nama}
                  </p>
                  {sesi.some(({ loketId }) => loketId === id) ? (
                    <StatusTag kind="netral">{m.taken}</StatusTag>
                  ) : (
                    <form method="post" action={`${CONSOLE}/buka`}>
                      <Csrf ctx={ctx} />
                      <input type="hidden" name="tempat" value={desk.tempat.kode} />
                      <input type="hidden" name="loket" value={id} />
                      <Button isSmall>{m.open}</Button>
                    </form>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <AppealPanel ctx={ctx} m={m} />
    </OfficerPage>
  )
}

export type ConsoleProps = Base &
  Readonly<{
    desk: Desk
    loket: Loket | undefined
    sesi: SesiAt
    current: Tiket | undefined
    line: readonly Tiket[]
    waiting: number
    skipped: readonly Tiket[]
    isKiosk: boolean
    newKunci: () => string
    minutesSince: (from: Date) => number
  }>

/** At the counter: who is here, what can be done, who comes next. */
export function ConsolePage(props: ConsoleProps) {
  const { ctx, m, desk, loket } = props
  return (
    <OfficerPage
      ctx={ctx}
      title={m.title}
      current="counterQueue"
      css={['antrean']}
      scripts={['ui-kerja', 'konsol']}
    >
      <div class="konsol" data-konsol data-luring={m.offline}>
        <p class="awas" role="status" hidden data-luring-pesan>
          {m.offline}
        </p>
        <h1>
          {m.counter(loket?.kode ?? '')} <span class="redup">{desk.tempat.nama}</span>
        </h1>
        <div class="konsol-kisi">
          <div class="tumpuk">
            <Current {...props} />
            <CounterActs {...props} />
          </div>
          <div class="tumpuk" data-segar-konsol>
            <Line {...props} />
            <Skipped {...props} />
          </div>
        </div>
        <div class="konsol-kaki">
          <KioskPanel {...props} />
          <AppealPanel ctx={ctx} m={m} />
        </div>
      </div>
    </OfficerPage>
  )
}

type ActProps = ConsoleProps &
  Readonly<{
    tindakan: Tindakan
    pintas?: string
    tone?: 'primary' | 'secondary'
    tiketId?: string
  }>

/** One verb, one form with a key of its own: sent again after a broken line it does nothing twice. */
function Act(props: ActProps) {
  const { ctx, m, tindakan, pintas, tone = 'secondary', newKunci, tiketId } = props
  return (
    <form method="post" action={`${CONSOLE}/tindakan`} data-tindakan>
      <Csrf ctx={ctx} />
      <input type="hidden" name="kunci" value={newKunci()} />
      <input type="hidden" name="tindakan" value={tindakan} />
      {tiketId !== undefined && <input type="hidden" name="tiket" value={tiketId} />}
      <button
        type="submit"
        class={tone === 'primary' ? 'tombol' : 'tombol dua'}
        data-pintas={pintas}
      >
        {m.acts[tindakan]} {pintas !== undefined && <kbd class="hp0">{pintas.toUpperCase()}</kbd>}
      </button>
    </form>
  )
}

function Current(props: ConsoleProps) {
  const { ctx, m, current, desk, sesi, waiting } = props
  if (current === undefined) {
    return (
      <section class="kartu konsol-kini" aria-label={m.serving}>
        <p class="redup">{m.nobody}</p>
        {sesi.jedaAt === null ? (
          <>
            <Act {...props} tindakan="panggil" pintas="n" tone="primary" />
            <p class="redup">
              {waiting === 0 ? m.emptyLine : m.waitingTotal(formatNumber(waiting, ctx.lang))}
            </p>
          </>
        ) : (
          <p>
            <StatusTag kind="tunggu">{m.paused}</StatusTag>{' '}
            {m.since(formatTime(sesi.jedaAt, localeOf(ctx)))}
          </p>
        )}
      </section>
    )
  }
  const { id, status, dipanggilAt, mulaiAt, panggilan } = current
  const layanan = desk.layanan.find((one) => one.id === current.layananId)
  const since = mulaiAt ?? dipanggilAt
  return (
    <section class="kartu konsol-kini" aria-label={m.serving}>
      <p class="nomor-besar">{formatNomorAntrean(current.huruf, current.urut)}</p>
      <p>
        {layanan !== undefined && nameOf(layanan, ctx)} <Marks m={m} tiket={current} />
      </p>
      <p class="redup">
        {since !== null && m.since(formatTime(since, localeOf(ctx)))}
        {status === 'dipanggil' && ` · ${m.called(formatNumber(panggilan, ctx.lang))}`}
      </p>
      <div class="konsol-aksi">
        {status === 'dipanggil' && (
          <>
            <Act {...props} tindakan="mulai" pintas="m" tone="primary" tiketId={id} />
            <Act {...props} tindakan="panggil_ulang" pintas="u" tiketId={id} />
            <Act {...props} tindakan="lewati" pintas="l" tiketId={id} />
          </>
        )}
        <Act
          {...props}
          tindakan="selesai"
          pintas="s"
          tone={status === 'dilayani' ? 'primary' : 'secondary'}
          tiketId={id}
        />
      </div>
      <Transfer {...props} current={current} />
    </section>
  )
}

export function Marks({ m, tiket }: Readonly<{ m: KonsolMessages; tiket: Tiket }>) {
  return (
    <>
      {tiket.prioritas !== null && <StatusTag kind="koord">{m.priority}</StatusTag>}{' '}
      {tiket.asal === 'janji' && <StatusTag kind="proses">{m.janji}</StatusTag>}
    </>
  )
}

function Transfer(props: ConsoleProps & Readonly<{ current: Tiket }>) {
  const { ctx, m, desk, loket, current, newKunci } = props
  return (
    <details class="konsol-alih" data-pintas="a">
      <summary>
        {m.acts.alih} <kbd class="hp0">A</kbd>
      </summary>
      <form method="post" action={`${CONSOLE}/tindakan`} data-tindakan>
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={newKunci()} />
        <input type="hidden" name="tindakan" value="alih" />
        <input type="hidden" name="tiket" value={current.id} />
        <SelectField
          ctx={ctx}
          name="tujuan"
          label={m.moveTo}
          hint={m.moveHint}
          choices={[]}
          groups={[
            {
              label: m.line,
              choices: desk.layanan
                .filter(({ isAktif, id }) => isAktif && id !== current.layananId)
                .map((one) => ({
                  value: `layanan:${one.id}`,
                  label: m.toLine(`${one.huruf} ${nameOf(one, ctx)}`),
                })),
            },
            {
              label: m.counter(''),
              choices: desk.loket
                .filter(({ isAktif, id }) => isAktif && id !== loket?.id)
                .map(({ id, kode, nama }) => ({
                  value: `loket:${id}`,
                  label: m.toCounter(kode, nama),
                })),
            },
          ]}
        />
        <Button tone="secondary" isSmall>
          {m.acts.alih}
        </Button>
      </form>
    </details>
  )
}

/** What concerns the counter itself. Only without a number in hand can it rest or close. */
function CounterActs(props: ConsoleProps) {
  const { current, sesi } = props
  if (current !== undefined) return null
  return (
    <div class="tombol-baris">
      {sesi.jedaAt === null ? (
        <Act {...props} tindakan="jeda" pintas="i" />
      ) : (
        <Act {...props} tindakan="lanjut" pintas="i" tone="primary" />
      )}
      <Act {...props} tindakan="tutup" />
    </div>
  )
}

function Line(props: ConsoleProps) {
  const { ctx, m, line, desk, waiting, minutesSince } = props
  return (
    <section aria-labelledby="baris">
      <h2 id="baris">
        {m.lineHead} <span class="redup">{m.waitingTotal(formatNumber(waiting, ctx.lang))}</span>
      </h2>
      {line.length === 0 ? (
        <p class="redup">{m.noneWaiting}</p>
      ) : (
        <DataTable
          caption={m.lineHead}
          rows={line}
          columns={[
            {
              header: m.number,
              isHead: true,
              cell: ({ huruf, urut }) => <b>{formatNomorAntrean(huruf, urut)}</b>,
            },
            {
              header: m.line,
              cell: (one) => {
                const layanan = desk.layanan.find(({ id }) => id === one.layananId)
                return (
                  <>
                    {layanan !== undefined && nameOf(layanan, ctx)} <Marks m={m} tiket={one} />
                  </>
                )
              },
            },
            {
              header: m.waited,
              isNumber: true,
              cell: ({ tahapAt }) => m.minutes(formatNumber(minutesSince(tahapAt), ctx.lang)),
            },
          ]}
        />
      )}
    </section>
  )
}

function Skipped(props: ConsoleProps) {
  const { m, skipped } = props
  if (skipped.length === 0) return null
  return (
    <section aria-labelledby="lewat">
      <h2 id="lewat">{m.skipped}</h2>
      <ul class="konsol-lewat">
        {skipped.map(({ id, huruf, urut }) => (
          <li>
            <b>{formatNomorAntrean(huruf, urut)}</b>
            <Act {...props} tindakan="kembalikan" tiketId={id} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function KioskPanel({ ctx, m, isKiosk }: ConsoleProps) {
  return (
    <details>
      <summary>{m.kiosk}</summary>
      <form method="post" action={`${CONSOLE}/kios`} class="tumpuk">
        <Csrf ctx={ctx} />
        <p class="bantuan">{isKiosk ? m.kioskIs : m.kioskHint}</p>
        {isKiosk ? (
          <Button tone="secondary" isSmall name="hentikan" value="ya">
            {m.kioskOff}
          </Button>
        ) : (
          <Button tone="secondary" isSmall>
            {m.kioskSet}
          </Button>
        )}
      </form>
    </details>
  )
}

function AppealPanel({ ctx, m }: Base) {
  return (
    <details class="jarak-atas">
      <summary>{m.appeal}</summary>
      <Panel label={m.appeal}>
        <section>
          <form method="post" action={`${CONSOLE}/keberatan`}>
            <Csrf ctx={ctx} />
            <p class="bantuan">{m.appealHint}</p>
            <TextField ctx={ctx} name="kode" label={m.appealCode} maxLength={60} />
            <TextField ctx={ctx} name="alasan" label={m.appealReason} maxLength={300} />
            <Button tone="secondary" isSmall>
              {m.appealSend}
            </Button>
          </form>
        </section>
      </Panel>
    </details>
  )
}
