import type { Req } from '../../../../platform/http/route.ts'
import type { Choice } from '../../../../ui/index.ts'
import { fillMessage } from '../../actions/fill-message.ts'
import type { UnitHints } from '../../actions/suggest-units.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { grupOf } from '../../domain/katalog.ts'
import type { Laporan } from '../../domain/laporan.ts'
import {
  possibleActions,
  SECRET_KEEPER,
  type Tindakan,
  type Transition,
} from '../../domain/transitions.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import type { RelatedCase } from '../../store/kerja-store.ts'
import type { CitizenReports } from '../../types.ts'
import type { ActionChoices, ActionFormView, Attempt, UnitGroup } from './action-forms.tsx'
import { suggestionLine } from './kasus-words.ts'
import type { OpenedKasus } from './read-kasus.ts'
import type { TemplateChoice } from './template-field.tsx'

/** Words may go along although the action does not ask for them. */
const MAY_SPEAK: readonly Tindakan[] = [
  'verifikasi',
  'disposisi',
  'tolak',
  'terima',
  'tugaskan',
  'koordinasi',
  'validasi',
  'gabung',
  'lanjutkan',
]
const INTERNAL: readonly Tindakan[] = ['catat', 'tugaskan', 'tolak_bukti']

/** Letters an officer learns once; the same as in the queue. */
const SHORTCUTS: Readonly<Partial<Record<Tindakan, string>>> = {
  verifikasi: 'v',
  disposisi: 'd',
  tolak: 'x',
  terima: 'v',
  tugaskan: 't',
  tindak_lanjut: 'u',
  catat: 'c',
  validasi: 'v',
  gabung: 'g',
  kembalikan: 'b',
  koordinasi: 'o',
  jawab_koordinasi: 'v',
}

/** Answers to a request for help read like the end of one. */
const TEMPLATES_OF: Readonly<Partial<Record<Tindakan, Tindakan>>> = {
  jawab_koordinasi: 'akhiri_koordinasi',
}

export type ActionFacts = Readonly<{
  opened: OpenedKasus
  katalog: Katalog
  related: readonly RelatedCase[]
  saran: UnitHints
  attempt: Attempt | undefined
}>

/** The actions this officer may take now, in the table's order, the next step first and open. */
export function formsOf(
  reports: CitizenReports,
  { opened, katalog, attempt }: ActionFacts,
): readonly ActionFormView[] {
  const possible = possibleActions(opened.laporan, opened.standing)
  const next = possible.find((one) => one.tone === 'primary')
  const views = possible.map((one) => formOf(reports, one, { opened, katalog, attempt, next }))
  return views.toSorted((a, b) => weightOf(a) - weightOf(b))
}

function weightOf({ tone }: ActionFormView): number {
  return tone === 'primary' ? 0 : tone === 'secondary' ? 1 : 2
}

type FormFacts = Pick<ActionFacts, 'opened' | 'katalog' | 'attempt'> &
  Readonly<{ next: Transition | undefined }>

function formOf(
  reports: CitizenReports,
  one: Transition,
  { opened, katalog, attempt, next }: FormFacts,
): ActionFormView {
  const hasMessage = one.needs.includes('pesan') || MAY_SPEAK.includes(one.tindakan)
  return {
    tindakan: one.tindakan,
    needs: one.needs,
    tone: one.tone,
    hasMessage,
    isInternal: INTERNAL.includes(one.tindakan),
    templates: hasMessage ? templatesOf(reports, one.tindakan, { opened, katalog }) : [],
    isOpen: attempt === undefined && one === next,
    shortcut: SHORTCUTS[one.tindakan],
  }
}

/** Templates for this action and category, narrower ones first, with what is known filled in. */
export function templatesOf(
  { deps }: CitizenReports,
  tindakan: Tindakan,
  { opened, katalog }: Pick<ActionFacts, 'opened' | 'katalog'>,
): readonly TemplateChoice[] {
  const { laporan } = opened
  const asked = TEMPLATES_OF[tindakan] ?? tindakan
  const fits = (kategoriKode: string | null) =>
    kategoriKode === null ||
    kategoriKode === laporan.kategoriKode ||
    kategoriKode === grupOf(laporan.kategoriKode)
  // Unit and deadline are only known once the action is taken, and are filled in then.
  const known: Laporan = { ...laporan, tenggatAt: null, judul: opened.judul }
  const isMoving = tindakan === 'disposisi' || tindakan === 'koordinasi'
  const before = isMoving ? { ...known, unitKode: null } : known
  return katalog.templat
    .filter((one) => one.isActive && one.untukTindakan === asked && fits(one.kategoriKode))
    .toSorted((a, b) => Number(a.kategoriKode === null) - Number(b.kategoriKode === null))
    .map((one) => {
      const fill = (lang: 'id' | 'en') =>
        fillMessage(deps, one.teks[lang], { before, after: before, katalog, lang })
      return { kode: one.kode, nama: one.nama, teks: { id: fill('id'), en: fill('en') } }
    })
}

/** Everything the forms choose from; officers are read only where someone may be sent. */
export async function choicesOf(
  { deps }: CitizenReports,
  req: Req,
  facts: ActionFacts,
): Promise<ActionChoices> {
  const { opened, katalog, related, saran } = facts
  const { lang } = req.ctx
  const { laporan } = opened
  const may = new Set(possibleActions(laporan, opened.standing).map((one) => one.tindakan))
  const officers =
    may.has('tugaskan') && laporan.unitKode !== null
      ? await deps.identity.officersWith(
          deps.kit.db,
          laporan.isRahasia ? SECRET_KEEPER : 'petugas-lapangan',
          laporan.unitKode,
        )
      : []
  const reasons = (jenis: 'tolak' | 'jeda' | 'koordinasi'): readonly Choice[] =>
    [...katalog.alasan.values()]
      .filter((one) => one.jenis === jenis && one.isActive)
      .map((one) => ({ value: one.kode, label: one.teks[lang] }))
  return {
    suggestions: saran.units.map((one) => {
      const { nama, why } = suggestionLine(req.ctx, one, deps.reference)
      return { value: one.unitKode, label: nama, hint: why }
    }),
    units: may.has('disposisi') || may.has('koordinasi') ? unitGroups(deps, lang) : [],
    officers: officers.map((one) => ({
      value: one.accountId,
      label: one.position === '' ? one.name : `${one.name}, ${one.position}`,
    })),
    parents: may.has('gabung') ? parentsOf(req, related) : [],
    reasons: { tolak: reasons('tolak'), jeda: reasons('jeda'), koordinasi: reasons('koordinasi') },
  }
}

export function unitGroups(
  { reference }: CitizenReports['deps'],
  lang: 'id' | 'en',
): readonly UnitGroup[] {
  const m = kerjaMessages(lang).form.groups
  const active = reference.units().filter((unit) => unit.isActive)
  const levelOf = (wilayahKode: string | null) => {
    const tingkat = wilayahKode === null ? undefined : reference.findWilayah(wilayahKode)?.tingkat
    return tingkat === 'kecamatan' ? 'kecamatan' : tingkat === undefined ? 'opd' : 'desa'
  }
  return (['opd', 'kecamatan', 'desa'] as const).map((group) => ({
    label: m[group],
    choices: active
      .filter((unit) => levelOf(unit.wilayahKode) === group)
      .map((unit) => ({ value: unit.kode, label: unit.nama })),
  }))
}

function parentsOf({ ctx }: Req, related: readonly RelatedCase[]): readonly Choice[] {
  const m = laporanMessages(ctx.lang)
  return related
    .filter((one) => one.kaitan === 'serupa')
    .map((one) => ({
      value: one.nomor,
      label: one.judul,
      hint: `${one.nomor} · ${m.status[one.status]}`,
    }))
}
