import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { BarePage } from '../../../ui/index.ts'
import { momentOf } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import { formatNomorAntrean, spokenCall } from '../domain/line.ts'
import { findTempat, listLoket } from '../store/place-store.ts'
import { type CalledRow, listCalled, listNextByLine } from '../store/ticket-store.ts'
import type { Loket, Tempat } from '../types.ts'
import { get, HOME, show, type View, viewOf } from './edge.ts'

const NOW_SHOWN = 4
const BEFORE_SHOWN = 5
const CALLS_READ = 40

export type Call = Readonly<{
  nomor: string
  loket: string
  /** Changes with every call and recall of the number. */
  tanda: string
  ucapan: string
}>

/** What a screen shows: numbers and counters, nothing about anybody. */
export type ScreenState = Readonly<{
  tempat: Tempat
  sekarang: readonly Call[]
  sebelumnya: readonly Call[]
  berikutnya: readonly string[]
}>

/** Four statements in one journey. */
export async function loadScreen(deps: Deps, kode: string): Promise<ScreenState | undefined> {
  const { db } = deps.kit
  const at = { tempatKode: kode, tanggal: momentOf(deps).today }
  const [tempat, loket, calls, next] = await together([
    findTempat(db, kode),
    listLoket(db, kode),
    listCalled(db, at, CALLS_READ),
    listNextByLine(db, at),
  ])
  if (tempat === undefined || !tempat.isAktif) return undefined
  const current = calls.filter(({ status }) => status === 'dipanggil' || status === 'dilayani')
  const before = calls.filter(({ status }) => status !== 'dipanggil' && status !== 'dilayani')
  const toCall = callOf(loket)
  return {
    tempat,
    sekarang: current.slice(0, NOW_SHOWN).map(toCall),
    sebelumnya: [...current.slice(NOW_SHOWN), ...before].slice(0, BEFORE_SHOWN).map(toCall),
    berikutnya: next.map(({ huruf, urut }) => formatNomorAntrean(huruf, urut)),
  }
}

const callOf =
  (loket: readonly Loket[]) =>
  ({ id, huruf, urut, loketId, panggilan }: CalledRow): Call => {
    const nomor = formatNomorAntrean(huruf, urut)
    const kode = loket.find((one) => one.id === loketId)?.kode ?? ''
    return {
      nomor,
      loket: kode,
      tanda: `${id}-${panggilan}-${loketId}`,
      ucapan: spokenCall(nomor, kode),
    }
  }

export function layarRoutes(deps: Deps): readonly Route[] {
  return [get('/:tempat/layar', (req) => showScreen(deps, req))]
}

async function showScreen(deps: Deps, req: Req): Promise<Answer> {
  const state = await loadScreen(deps, req.params.tempat ?? '')
  if (state === undefined) return notFound
  return show(<ScreenPage {...viewOf(req)} state={state} />)
}

const REFRESH_SECONDS = 10

function ScreenPage({ ctx, m, state }: View & Readonly<{ state: ScreenState }>) {
  const words = m.layar
  const { tempat, sekarang, sebelumnya, berikutnya } = state
  return (
    <BarePage
      ctx={ctx}
      title={words.title(tempat.nama)}
      css={['layar']}
      scripts={['layar']}
      bodyClass="layar"
      head={
        <noscript>
          <meta http-equiv="refresh" content={String(REFRESH_SECONDS)} />
        </noscript>
      }
    >
      <div
        class="layar-kisi"
        data-layar={`/api/v1/antrean/${tempat.kode}/layar`}
        data-loket={words.counter}
        data-kosong={words.nothing}
      >
        <header>
          <h1>{tempat.nama}</h1>
          <p class="layar-galat" role="status" hidden data-putus>
            {words.lost}
          </p>
          <button
            type="button"
            class="tombol dua mini"
            hidden
            data-suara={words.sound}
            data-suara-mati={words.soundOff}
          >
            {words.sound}
          </button>
          <a class="layar-kembali" href={`${HOME}/${tempat.kode}`}>
            Pendopo
          </a>
        </header>
        <section class="layar-kini" aria-label={words.now} aria-live="polite" data-kini>
          {sekarang.length === 0 && <p class="layar-sepi">{words.nothing}</p>}
          {sekarang.map(({ nomor, loket, tanda }) => (
            <div class="layar-panggil" data-tanda={tanda}>
              <b>{nomor}</b>
              <span>
                {words.counter} <i>{loket}</i>
              </span>
            </div>
          ))}
        </section>
        <aside>
          <h2>{words.before}</h2>
          <ol data-dulu>
            {sebelumnya.map(({ nomor, loket }) => (
              <li>
                <b>{nomor}</b>{' '}
                <span>
                  {words.counter} {loket}
                </span>
              </li>
            ))}
          </ol>
          <h2>{words.nextUp}</h2>
          <ol class="layar-lanjut" data-lanjut>
            {berikutnya.map((nomor) => (
              <li>
                <b>{nomor}</b>
              </li>
            ))}
          </ol>
        </aside>
      </div>
    </BarePage>
  )
}
