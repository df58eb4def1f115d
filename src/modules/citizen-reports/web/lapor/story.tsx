import { cleanText } from '../../../../kernel/clean-text.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { JENIS } from '../../domain/laporan.ts'
import { refusal } from '../../domain/refusals.ts'
import { ISI_MAX, ISI_MIN, JUDUL_MAX, JUDUL_MIN } from '../../domain/submit.ts'
import { type Draft, deleteDraft } from '../../store/draft-store.ts'
import type { CitizenReports } from '../../types.ts'
import { StoryPage } from '../pages/lapor.page.tsx'
import { keep, lineOf, type OpenDraft, one, openDraft } from './draft.ts'
import { PHOTOS_MAX, photosOf, removeAllPhotos, removePhoto, takePhotos } from './draft-photos.ts'

export async function showStory(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  return storyPage(reports, req, { draft, typed: draft.data })
}

type Shown = Readonly<{ draft: OpenDraft; typed: Draft; refusals?: readonly Refusal[] }>

async function storyPage(
  reports: CitizenReports,
  req: Req,
  { draft, typed, refusals = [] }: Shown,
): Promise<Answer> {
  const view = (
    <StoryPage
      ctx={req.ctx}
      refusals={refusals}
      kunci={one(draft.data, 'kunci') || reports.deps.kit.newSecretId()}
      isContinued={!draft.isNew}
      asked={await askedLeaf(reports, req)}
      barang={await askedBarang(reports, req, draft.data)}
      jenis={one(typed, 'jenis') || 'pengaduan'}
      judul={one(typed, 'judul') || lineOf(req.query, 'judul', JUDUL_MAX)}
      isi={one(typed, 'isi') || lineOf(req.query, 'isi', ISI_GIVEN_MAX)}
      photos={await photosOf(reports, draft)}
      photosMax={PHOTOS_MAX}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** Words a link may bring along: what a label on a thing knows of it. */
const ISI_GIVEN_MAX = 300
const LABEL_MAX = 20

/** `/lapor?kategori=jalan.berlubang`: kept with the words, not before, so that looking stores nothing. */
async function askedLeaf({ katalog }: CitizenReports, req: Req) {
  const kode = lineOf(req.form, 'kategori', 80) || lineOf(req.query, 'kategori', 80)
  if (kode === '') return undefined
  const leaf = (await katalog.get()).daun.find((daun) => daun.kode === kode)
  return leaf === undefined ? undefined : { kode, nama: leaf.nama[req.ctx.lang] }
}

/** `/lapor?barang=BMD-…` of a scanned label: kept with the words; a label nobody knows is left out. */
async function askedBarang({ deps }: CitizenReports, req: Req, kept: Draft) {
  const label =
    lineOf(req.form, 'barang', LABEL_MAX) ||
    lineOf(req.query, 'barang', LABEL_MAX) ||
    one(kept, 'barang')
  return label === '' ? undefined : deps.findBarang?.(label.toUpperCase())
}

export async function takeStory(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  const aksi = lineOf(req.form, 'aksi')
  if (aksi === 'baru') return startOver(reports, draft)
  const typed = {
    judul: lineOf(req.form, 'judul'),
    isi: cleanText(fieldText(req.form, 'isi')).trim(),
    jenis: lineOf(req.form, 'jenis', 40),
  }
  // Kept before it is judged: a refused photo or a short title loses nothing of the rest.
  const asked = await askedLeaf(reports, req)
  const barang = await askedBarang(reports, req, draft.data)
  const changes = {
    ...typed,
    ...(asked === undefined ? {} : { kategori: asked.kode }),
    ...(barang === undefined ? {} : { barang: barang.label, barangNama: barang.nama }),
  }
  const kept = await keep(reports, req, { draft, changes })
  const removed = /^hapus-foto\.(.+)$/.exec(aksi)?.[1] ?? ''
  if (isUuid(removed)) await removePhoto(reports, kept, removed)
  const photoRefusals = await takePhotos(reports, req, kept)
  if (removed !== '' && photoRefusals.length === 0) return redirect('/lapor#f-foto')
  const refusals = [...checkStory(typed), ...photoRefusals]
  if (refusals.length > 0) return storyPage(reports, req, { draft: kept, typed, refusals })
  return redirect('/lapor/tempat')
}

/** @refuses JUDUL_TERLALU_PENDEK, JUDUL_TERLALU_PANJANG, ISI_TERLALU_PENDEK, ISI_TERLALU_PANJANG, JENIS_TIDAK_COCOK */
export function checkStory(
  typed: Readonly<{ judul: string; isi: string; jenis: string }>,
): readonly Refusal[] {
  const { judul, isi, jenis } = typed
  return [
    ...(judul.length < JUDUL_MIN ? [refusal('JUDUL_TERLALU_PENDEK', 'judul')] : []),
    ...(judul.length > JUDUL_MAX ? [refusal('JUDUL_TERLALU_PANJANG', 'judul')] : []),
    ...(isi.length < ISI_MIN ? [refusal('ISI_TERLALU_PENDEK', 'isi')] : []),
    ...(isi.length > ISI_MAX ? [refusal('ISI_TERLALU_PANJANG', 'isi')] : []),
    ...(JENIS.some((one) => one === jenis) ? [] : [refusal('JENIS_TIDAK_COCOK', 'jenis')]),
  ]
}

async function startOver(reports: CitizenReports, draft: OpenDraft): Promise<Answer> {
  if (!draft.isNew) {
    await removeAllPhotos(reports, draft)
    await deleteDraft(reports.deps.kit.db, draft.id)
  }
  return redirect('/lapor')
}
