import { parseNomor } from '../../../../kernel/nomor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import type { TagKind } from '../../../../ui/index.ts'
import { factsOfCase } from '../../actions/case-facts.ts'
import { askedDates } from '../../actions/document-dates.ts'
import { type OpenCase, openCase } from '../../actions/open-case.ts'
import { type FixAnswer, sendFix } from '../../actions/send-fix.ts'
import { isRoundClock } from '../../domain/clock.ts'
import { fillFigures } from '../../domain/definition/figures.ts'
import { type Layanan, wordsIn } from '../../domain/definition/types.ts'
import type { Facts } from '../../domain/expr/types.ts'
import { fieldsForApplicant } from '../../domain/field-forms.ts'
import type { Butir, Perbaikan } from '../../domain/permohonan.ts'
import { ajukanMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { shownValue } from '../field-view.tsx'
import { filledGroups } from '../filled-view.tsx'
import { desaGroups, namesOf, tableChoices } from '../lists.ts'
import { stateWords, timelineOf } from '../timeline.ts'
import { splitForm } from './draft-routes.tsx'
import { FixPage, FollowPage, type FollowPageProps, type LetterCard } from './follow.page.tsx'

/** Twelve megabytes for each document, a few at once. */
const FIX_FORM = { bodyLimit: 40 * 1024 * 1024, takesPhotos: true }

/** Following one's own application, and mending it. */
export function followRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/permohonan/:nomor',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => show(services, req),
    },
    {
      method: 'GET',
      url: '/permohonan/:nomor/perbaikan',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => showFix(services, req, { refusals: [], typed: {} }),
    },
    {
      method: 'POST',
      url: '/permohonan/:nomor/perbaikan',
      access: 'signed-in',
      kind: 'page',
      ...FIX_FORM,
      handle: (req) => takeFix(services, req),
    },
  ]
}

/** The application of the address, when the reader is its applicant; for everybody else it does not exist. */
async function openOwn(services: Services, req: Req): Promise<OpenCase | undefined> {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return undefined
  const { deps } = services
  const open = await transaction(deps.kit.db, (tx) =>
    openCase(deps, tx, { nomor: nomor.value.nomor, caller: { actor: req.actor } }),
  )
  return open?.standing.isPemohon === true ? open : undefined
}

async function show(services: Services, req: Req) {
  const open = await openOwn(services, req)
  if (open === undefined) return notFound
  const { ctx } = req
  const { deps } = services
  const { permohonan, prepared } = open
  const { layanan } = prepared
  const facts = factsOfCase(deps, prepared, open)
  const [letters, bills] = [
    await deps.letters.findBySubject(deps.kit.db, { kind: 'permohonan', id: permohonan.id }),
    await deps.bills.billsOf(deps.kit.db, { kind: 'permohonan', id: permohonan.id }),
  ]
  const unpaid = bills.find((bill) => bill.status === 'belum')
  return page(
    <FollowPage
      ctx={ctx}
      nomor={permohonan.nomor}
      name={wordsIn(layanan.name, ctx.lang)}
      serviceHref={`/layanan/${layanan.code}`}
      isNew={fieldText(req.query, 'baru') === '1' && permohonan.akhir === null}
      {...standingWords(services, req, open)}
      letters={letters.map(letterCard)}
      bill={
        unpaid === undefined
          ? undefined
          : { code: unpaid.kodeBayar, href: `/bayar/${unpaid.kodeBayar}` }
      }
      fix={fixCard(req, open, facts)}
      timeline={timelineOf(deps, { ctx, layanan, riwayat: open.riwayat })}
      inspection={filledGroups(ctx, {
        prepared,
        values: open.isian.tindakan,
        names: namesOf(deps),
        photoHref: (id) => `/permohonan/${permohonan.nomor}/foto/${id}`,
        only: fieldsForApplicant(layanan),
      })}
      groups={answerGroups(services, req, open, facts)}
      surveyHref={undefined}
    />,
  )
}

const END_KIND: Readonly<Record<string, TagKind>> = {
  terbit: 'selesai',
  selesai: 'selesai',
  tolak: 'lewat',
  batal: 'netral',
}

type Standing = Pick<FollowPageProps, 'tag' | 'due' | 'isLate' | 'took' | 'note'>

function standingWords(
  { deps }: Services,
  { ctx }: Req,
  { permohonan, prepared, riwayat }: OpenCase,
): Standing {
  const m = ajukanMessages(ctx.lang)
  const label = stateWords(ctx, prepared.layanan, permohonan.tahap) ?? permohonan.tahap
  if (permohonan.akhir !== null) {
    const end = riwayat.find((row) => row.data.jamTotal !== undefined)
    const hours = (value: unknown) => formatNumber(Number(value ?? 0), ctx.lang)
    return {
      tag: { kind: END_KIND[permohonan.akhir] ?? 'netral', label },
      due: undefined,
      isLate: false,
      took:
        end &&
        tookWords(m, {
          total: Number(end.data.jamTotal),
          net: hours(end.data.jamBersih),
          shown: hours(end.data.jamTotal),
          isRound: isRoundClock(prepared.layanan.workflow),
        }),
      note: undefined,
    }
  }
  const { tenggatAt } = permohonan
  const isYours = permohonan.jedaSejak !== null
  const isLate = tenggatAt !== null && !isYours && tenggatAt < deps.kit.now()
  const when = tenggatAt === null ? undefined : formatDateTime(tenggatAt, localeOf(ctx))
  return {
    tag: { kind: isLate ? 'lewat' : isYours ? 'tunggu' : 'proses', label },
    due: when && (isLate ? m.late(when) : isYours ? m.dueYours(when) : m.due(when)),
    isLate,
    took: undefined,
    note: permohonan.isTenggatPasti ? undefined : m.notConfirmed,
  }
}

function tookWords(
  m: ReturnType<typeof ajukanMessages>,
  {
    total,
    net,
    shown,
    isRound,
  }: Readonly<{ total: number; net: string; shown: string; isRound: boolean }>,
): string {
  if (isRound) return m.tookRound(shown, net)
  return total < 1 ? m.tookLittle : m.took(shown, net)
}

function letterCard(
  letter: Awaited<ReturnType<Services['deps']['letters']['findBySubject']>>[number],
): LetterCard {
  return {
    title: letter.judul,
    nomor: letter.nomor ?? undefined,
    href: letter.kode === null ? undefined : `/surat/${letter.kode}/unduh`,
    verifyHref: letter.kode === null ? undefined : `/verifikasi/${letter.kode}`,
  }
}

/** The fix list that waits for the applicant. */
export function openFix(open: Pick<OpenCase, 'perbaikan' | 'permohonan'>): Perbaikan | undefined {
  return open.permohonan.akhir === null
    ? open.perbaikan.find((one) => one.dijawabAt === null)
    : undefined
}

function fixCard(req: Req, open: OpenCase, facts: Facts): FollowPageProps['fix'] {
  const fix = openFix(open)
  if (fix === undefined) return undefined
  return {
    href: `/permohonan/${open.permohonan.nomor}/perbaikan`,
    isClockStopped: fix.isMenghentikanJam,
    points: fix.butir.map((one) => pointWords(req, open.prepared.layanan, { butir: one, facts })),
    message: fix.pesan ?? undefined,
  }
}

/** A point of a fix list in words. */
function pointWords(
  { ctx }: Req,
  layanan: Layanan,
  { butir, facts }: Readonly<{ butir: Butir; facts: Facts }>,
): string {
  const { kind, id, catatan } = butir
  const label =
    kind === 'isian'
      ? layanan.form.flatMap((one) => one.fields).find((field) => field.id === id)?.label
      : kind === 'berkas'
        ? layanan.documents.find((doc) => doc.id === id)?.label
        : kind === 'syarat'
          ? layanan.eligibility.find((rule) => rule.id === id)?.message
          : undefined
  const words = label === undefined ? '' : wordsIn(fillFigures(label, facts.param), ctx.lang)
  return [words, catatan].filter((part) => part !== '').join(': ')
}

/** What was answered, page by page. */
export function answerGroups(
  services: Services,
  { ctx }: Pick<Req, 'ctx'>,
  { prepared }: OpenCase,
  facts: Facts,
) {
  return prepared.pages
    .filter((one) => one.isShown(facts) === true)
    .map((one) => ({
      title: wordsIn(one.page.title, ctx.lang),
      answers: one.fields
        .filter((field) => field.field.type !== 'info' && field.isShown(facts) === true)
        .map(({ field }) => ({
          label: wordsIn(field.label, ctx.lang),
          value: shownValue(ctx, field, facts.get(field.id), namesOf(services.deps)),
        })),
    }))
}

type Said = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string | readonly string[]>>
  status?: number
}>

async function showFix(services: Services, req: Req, said: Said) {
  const open = await openOwn(services, req)
  const fix = open === undefined ? undefined : openFix(open)
  if (open === undefined || fix === undefined) return notFound
  const { ctx } = req
  const { deps } = services
  const { prepared, permohonan } = open
  const facts = factsOfCase(deps, prepared, open)
  const reopened = prepared.layanan.documents.filter((doc) =>
    fix.butir.some((one) => one.kind === 'berkas' && one.id === doc.id),
  )
  const dates = await askedDates(deps, deps.kit.db, reopened)
  const noteOf = (kind: Butir['kind'], id: string) =>
    fix.butir.find((one) => one.kind === kind && one.id === id)?.catatan ?? ''
  return page(
    <FixPage
      ctx={ctx}
      nomor={permohonan.nomor}
      name={wordsIn(prepared.layanan.name, ctx.lang)}
      version={permohonan.version}
      fields={fix.butir
        .filter((one) => one.kind === 'isian')
        .flatMap(({ id }) => {
          const field = prepared.fields.get(id)?.field
          const typed = said.typed[id]
          return field === undefined
            ? []
            : [
                {
                  field,
                  value: facts.get(id),
                  isKnown: false,
                  claimed: undefined,
                  typed: typeof typed === 'string' ? typed : undefined,
                  note: noteOf('isian', id),
                },
              ]
        })}
      documents={reopened.map((doc) => {
        const asked = dates.get(doc.id)
        return {
          id: doc.id,
          label: wordsIn(doc.label, ctx.lang),
          note: noteOf('berkas', doc.id),
          date: asked && {
            asked,
            typed: fieldText(req.form, `tanggal-dok.${doc.id}`).slice(0, 20),
          },
        }
      })}
      others={fix.butir
        .filter((one) => one.kind === 'lain' || one.kind === 'syarat')
        .map((one) => pointWords(req, open.prepared.layanan, { butir: one, facts }))}
      refusals={said.refusals}
      desa={desaGroups(deps)}
      tableChoices={tableChoices(deps)}
    />,
    said.status === undefined ? {} : { status: said.status },
  )
}

async function takeFix(services: Services, req: Req) {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return notFound
  const { typed } = splitForm(req.form)
  const { versi, pesan, ...others } = typed
  // Dates belong to the files beside them and are no answers of the form.
  const answers = Object.fromEntries(
    Object.entries(others).filter(([name]) => !name.startsWith('tanggal-dok.')),
  )
  const answer: FixAnswer = {
    nomor: nomor.value.nomor,
    version: Number(versi),
    typed: answers,
    pesan: typeof pesan === 'string' ? pesan : '',
    files: req.files
      .filter((file) => file.field.startsWith('dok.') && file.bytes.length > 0)
      .map((file) => ({
        dokumenId: file.field.slice(4),
        bytes: file.bytes,
        filename: file.filename,
        tanggal: fieldText(req.form, `tanggal-dok.${file.field.slice(4)}`),
      })),
  }
  const sent = await sendFix(services.deps, services.deps.kit.db, req.actor, answer)
  if (!sent.ok)
    return showFix(services, req, { refusals: sent.refusals, typed: answers, status: 422 })
  return redirect(`/permohonan/${sent.value.nomor}`)
}
