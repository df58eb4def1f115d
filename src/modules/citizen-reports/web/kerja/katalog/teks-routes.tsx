import type { Refusal } from '../../../../../kernel/result.ts'
import { type Answer, notFound } from '../../../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../../../platform/http/route.ts'
import { formatTanggal } from '../../../../../ui/format.ts'
import { seenOf } from '../../../actions/edit-katalog.ts'
import { saveAlasan, saveTemplat } from '../../../actions/katalog-edits.ts'
import type { Deps } from '../../../deps.ts'
import { fillTemplat, type Katalog, type Templat } from '../../../domain/katalog.ts'
import type { AlasanIsian, TemplatIsian } from '../../../domain/katalog-edit/teks.ts'
import type { CitizenReports } from '../../../types.ts'
import {
  done,
  get,
  kategoriGroups,
  post,
  seenIn,
  show,
  text,
  ticked,
  type View,
  viewOf,
} from './edge.ts'
import {
  ALASAN,
  AlasanFormPage,
  AlasanListPage,
  TEMPLAT,
  TemplatFormPage,
  type TemplatFormProps,
  TemplatListPage,
} from './teks.page.tsx'

/** Reasons that officers choose from. */
export function alasanRoutes({ deps, katalog }: CitizenReports): readonly Route[] {
  return [
    get('/alasan', async (req) => {
      const rows = [...(await katalog.get()).alasan.values()]
      return show(<AlasanListPage {...viewOf(req)} rows={rows} />)
    }),
    get('/alasan/:kode', async (req) => {
      if (req.params.kode === 'baru')
        return show(<AlasanFormPage {...viewOf(req)} isian={EMPTY_ALASAN} seen="" isNew />)
      const stored = (await katalog.get()).alasan.get(req.params.kode ?? '')
      if (stored === undefined) return notFound
      const isian: AlasanIsian = {
        ...stored,
        teksId: stored.teks.id,
        teksEn: stored.teks.en,
        saranId: stored.saran?.id ?? '',
        saranEn: stored.saran?.en ?? '',
      }
      const view = { ...viewOf(req), isian, seen: seenOf(stored) }
      return show(<AlasanFormPage {...view} isNew={false} />)
    }),
    post('/alasan/:kode', async (req) => {
      const isNew = req.params.kode === 'baru'
      const kode = isNew ? text(req, 'kode') : (req.params.kode ?? '')
      if (!isNew && !(await katalog.get()).alasan.has(kode)) return notFound
      const isian = readAlasan(req, kode)
      const editing = { actor: signedInOf(req), seen: isNew ? undefined : seenIn(req), isNew }
      const saved = await saveAlasan(deps, editing, isian)
      if (saved.ok) return done(req, ALASAN, saved.value)
      const now = isNew ? '' : seenOf((await katalog.get()).alasan.get(kode))
      const view = { ...viewOf(req, saved.refusals), isian, seen: now, isNew }
      return show(<AlasanFormPage {...view} />, saved.refusals)
    }),
  ]
}

const EMPTY_ALASAN: AlasanIsian = {
  kode: '',
  jenis: '',
  teksId: '',
  teksEn: '',
  saranId: '',
  saranEn: '',
  isActive: true,
}

function readAlasan(req: Req, kode: string): AlasanIsian {
  return {
    kode,
    jenis: text(req, 'jenis'),
    teksId: text(req, 'teks_id'),
    teksEn: text(req, 'teks_en'),
    saranId: text(req, 'saran_id'),
    saranEn: text(req, 'saran_en'),
    isActive: ticked(req, 'aktif'),
  }
}

/** Prepared answers, checked and shown with a sample case. */
export function templatRoutes({ deps, katalog }: CitizenReports): readonly Route[] {
  const form = (
    req: Req,
    all: Katalog,
    props: Omit<TemplatFormProps, keyof View | 'groups'>,
    refusals: readonly Refusal[] = [],
  ): Answer =>
    show(
      <TemplatFormPage
        {...viewOf(req, refusals)}
        {...props}
        groups={kategoriGroups(all, req.ctx.lang)}
      />,
      refusals,
    )
  const takeTemplat = async (req: Req, all: Katalog, stored: Templat | undefined) => {
    const isian = readTemplat(req)
    const words = req.ctx.lang === 'id' ? isian.teksId : isian.teksEn
    const shown = { isian, id: stored?.id, preview: fillTemplat(words, sample(deps, req)) }
    if (text(req, 'aksi') === 'pratinjau') return form(req, all, { ...shown, seen: seenIn(req) })
    const id = stored?.id ?? deps.kit.newId()
    const seen = stored === undefined ? seenOf(undefined) : seenIn(req)
    const saved = await saveTemplat(deps, { actor: signedInOf(req), seen }, { id, isian })
    if (saved.ok) return done(req, TEMPLAT, saved.value)
    const now = (await katalog.get()).templat.find((one) => one.id === id)
    return form(req, all, { ...shown, seen: seenOf(now) }, saved.refusals)
  }
  return [
    get('/templat', async (req) =>
      show(<TemplatListPage {...viewOf(req)} rows={(await katalog.get()).templat} />),
    ),
    get('/templat/:id', async (req) => {
      const all = await katalog.get()
      if (req.params.id === 'baru')
        return form(req, all, { isian: EMPTY_TEMPLAT, seen: '', id: undefined, preview: undefined })
      const stored = all.templat.find(({ id }) => id === req.params.id)
      if (stored === undefined) return notFound
      const preview = fillTemplat(stored.teks[req.ctx.lang], sample(deps, req))
      return form(req, all, {
        isian: toIsian(stored),
        seen: seenOf(stored),
        id: stored.id,
        preview,
      })
    }),
    post('/templat/:id', async (req) => {
      const isNew = req.params.id === 'baru'
      const all = await katalog.get()
      const stored = all.templat.find(({ id }) => id === req.params.id)
      if (!isNew && stored === undefined) return notFound
      return takeTemplat(req, all, stored)
    }),
  ]
}

const EMPTY_TEMPLAT: TemplatIsian = {
  kode: '',
  nama: '',
  untukTindakan: '',
  kategoriKode: '',
  teksId: '',
  teksEn: '',
  isActive: true,
}

function toIsian(stored: Templat): TemplatIsian {
  return {
    ...stored,
    kategoriKode: stored.kategoriKode ?? '',
    teksId: stored.teks.id,
    teksEn: stored.teks.en,
  }
}

function readTemplat(req: Req): TemplatIsian {
  return {
    kode: text(req, 'kode'),
    nama: text(req, 'nama'),
    untukTindakan: text(req, 'tindakan'),
    kategoriKode: text(req, 'kategori'),
    teksId: text(req, 'teks_id'),
    teksEn: text(req, 'teks_en'),
    isActive: ticked(req, 'aktif'),
  }
}

/** An invented case of this region; what an officer writes stays open. */
function sample({ kit, reference }: Deps, req: Req): Readonly<Record<string, string>> {
  const [kecamatan] = reference.kecamatan()
  const today = formatTanggal(kit.today(), req.ctx.lang)
  const [unit] = reference.units()
  return {
    nomor: 'ADU-2026-000012-K',
    judul: req.ctx.lang === 'id' ? 'Jalan berlubang di depan pasar' : 'Pothole at the market',
    kategori: req.ctx.lang === 'id' ? 'Jalan berlubang' : 'Pothole',
    unit: unit?.nama ?? 'Dinas',
    wilayah: kecamatan?.nama ?? 'Kecamatan',
    tanggal: today,
    tenggat: today,
    alasan: req.ctx.lang === 'id' ? 'alasan yang dipilih' : 'the chosen reason',
    saran: req.ctx.lang === 'id' ? 'saran dari alasan itu' : 'its advice',
    induk: 'ADU-2026-000007-P',
  }
}
