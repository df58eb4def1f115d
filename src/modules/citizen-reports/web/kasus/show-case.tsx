import { isSignedIn } from '../../../../kernel/actor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import { clockFactsOf } from '../../actions/act-on-laporan.ts'
import { publicName } from '../../actions/comment-laporan.ts'
import { photosOf, type ShownPhoto } from '../../actions/photos-of.ts'
import { supporterOf } from '../../actions/support-laporan.ts'
import type { Deps } from '../../deps.ts'
import type { ClockFacts } from '../../domain/clock.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { possibleActions } from '../../domain/transitions.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import {
  findInduk,
  findTies,
  listAnak,
  listKomentarShown,
  type RelatedCase,
} from '../../store/kasus-store.ts'
import { listRiwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { tagOf } from '../labels.ts'
import type { ShareProps } from './case-aside.tsx'
import { LaporanPage, type LaporanPageProps, type RelatedLink } from './laporan.page.tsx'
import { type Opened, openCase } from './open-case.ts'
import type { CasePhoto } from './photos.tsx'
import type { ReporterProps } from './reporter-box.tsx'
import { viewFacts, viewMap, viewStep } from './view-facts.ts'
import { reopenUntil, viewNext } from './view-next.ts'
import { viewPromise } from './view-promise.ts'

/** The page of a case, as this visitor may see it; refusals of a form on it stand at their fields. */
export async function showCase(
  { deps }: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const opened = await openCase(deps, req)
  if (opened === undefined) return notFound
  const { laporan } = opened
  const katalog = await deps.katalog.get()
  const clock = await clockFactsOf(deps, deps.kit.db, laporan)
  const stored = await readStored(deps, req, opened)
  const props: LaporanPageProps = {
    ctx: req.ctx,
    refusals,
    nomor: laporan.nomor,
    judul: opened.judul,
    isi: opened.isi,
    tag: tagOf(req.ctx, laporan),
    supporters: laporan.jumlahDukungan,
    isRahasia: laporan.isRahasia,
    isPublik: laporan.isPublik,
    promise: viewPromise(req.ctx, laporan, clock),
    next: viewNext(req.ctx, { laporan, clock, unitNama: unitName(deps, laporan) }),
    map: viewMap(req.ctx, laporan, deps.reference),
    photos: stored.photos.map(casePhoto),
    parent: stored.parent === undefined ? undefined : relatedLink(req, stored.parent),
    children: stored.children.map((child) => relatedLink(req, child)),
    reporter: reporterProps(req, { opened, clock, refusals }),
    crowd: {
      ...stored.ties,
      isSignedIn: isSignedIn(req.actor),
      isOpen: !isClosed(laporan.status),
      typedEmail: fieldText(req.form, 'email') || fieldText(req.form, 'ikut_surel'),
    },
    comments: {
      ctx: req.ctx,
      nomor: laporan.nomor,
      refusals,
      comments: stored.comments,
      writesAs: req.actor.kind === 'citizen' ? publicName(req.actor.name) : undefined,
      isSignedIn: isSignedIn(req.actor),
      typed: fieldText(req.form, 'isi'),
    },
    share: shareOf(deps, req, laporan),
    ...catalogueWords(deps, req, { laporan, katalog }),
    timeline: stored.timeline.map((row) =>
      viewStep(req.ctx, row, {
        reasonOf: reasonIn(katalog, req),
        ...(laporan.isRahasia ? { secretNomor: laporan.nomor } : {}),
      }),
    ),
  }
  return page(<LaporanPage {...props} />, {
    status: refusals.length > 0 ? 422 : 200,
    headers: laporan.isRahasia || opened.standing.isReporter ? { 'cache-control': 'no-store' } : {},
  })
}

async function readStored(deps: Deps, req: Req, { laporan, standing }: Opened) {
  const { db } = deps.kit
  const parent = laporan.indukId === null ? undefined : await findInduk(db, laporan.indukId)
  return {
    parent,
    photos: await photosOf(deps, db, { laporan, standing }),
    timeline: await listRiwayat(db, laporan.id, 'publik'),
    children: await listAnak(db, laporan.id),
    comments: laporan.jumlahKomentar === 0 ? [] : await listKomentarShown(db, laporan.id),
    ties: await findTies(db, laporan.id, {
      pendukung: supporterOf(deps, req),
      akunId: isSignedIn(req.actor) ? req.actor.accountId : null,
    }),
  }
}

function casePhoto({ keputusan, ...photo }: ShownPhoto): CasePhoto {
  return { ...photo, isPublished: keputusan === 'terbit' }
}

function unitName({ reference }: Deps, { unitKode }: Laporan): string | undefined {
  return unitKode === null ? undefined : (reference.findUnit(unitKode)?.nama ?? unitKode)
}

function reasonIn(katalog: Katalog, req: Req): (kode: string) => string {
  return (kode) => katalog.alasan.get(kode)?.teks[req.ctx.lang] ?? kode
}

function relatedLink(req: Req, related: RelatedCase): RelatedLink {
  const { nomor, judul } = related
  return { nomor, judul, tag: tagOf(req.ctx, { ...related, tenggatAt: null }) }
}

type Reporting = Readonly<{ opened: Opened; clock: ClockFacts; refusals: readonly Refusal[] }>

function reporterProps(
  req: Req,
  { opened, clock, refusals }: Reporting,
): ReporterProps | undefined {
  const { laporan, standing } = opened
  if (!standing.isReporter) return undefined
  const may = new Set(possibleActions(laporan, standing).map((one) => one.tindakan))
  const until = reopenUntil(laporan, clock)
  const isInTime = until === undefined || until > req.ctx.now
  return {
    refusals,
    canConfirm: may.has('konfirmasi'),
    canReopen: may.has('buka_kembali') && isInTime,
    reopenUntil: until === undefined ? undefined : formatDateTime(until, localeOf(req.ctx)),
    canComplete: may.has('lengkapi'),
    isPaused: laporan.jedaSejak !== null,
    canAddPhoto: !isClosed(laporan.status),
    isByCode: req.reporterPass !== undefined,
  }
}

function shareOf({ kit }: Deps, req: Req, laporan: Laporan): ShareProps {
  const url = `${kit.baseUrl}/laporan/${laporan.nomor}`
  const text = kasusMessages(req.ctx.lang).shareText(laporan.judul)
  return {
    url,
    whatsappHref: `https://wa.me/?text=${encodeURIComponent(`${text} ${url}`)}`,
    mailHref: `mailto:?subject=${encodeURIComponent(text)}&body=${encodeURIComponent(url)}`,
  }
}

function catalogueWords(
  { reference }: Deps,
  req: Req,
  { laporan, katalog }: Readonly<{ laporan: Laporan; katalog: Katalog }>,
): Pick<LaporanPageProps, 'jenis' | 'facts' | 'pausedReason' | 'refusedReason'> {
  const { lang } = req.ctx
  const alasan = laporan.alasanKode === null ? undefined : katalog.alasan.get(laporan.alasanKode)
  const kategori = katalog.kategori.get(laporan.kategoriKode)?.nama[lang] ?? laporan.kategoriKode
  return {
    jenis: laporanMessages(lang).jenis[laporan.jenis],
    facts: viewFacts(req.ctx, { laporan, kategori, reference }),
    pausedReason: laporan.jedaSejak === null ? undefined : (alasan?.teks[lang] ?? ''),
    refusedReason:
      laporan.status === 'ditolak' && alasan !== undefined
        ? { text: alasan.teks[lang], advice: alasan.saran?.[lang] }
        : undefined,
  }
}
