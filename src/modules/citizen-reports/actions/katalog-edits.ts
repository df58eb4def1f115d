import type { SignedIn } from '../../../kernel/actor.ts'
import { hasRole } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import type { Alasan, Katalog, Kategori, Templat, Wewenang } from '../domain/katalog.ts'
import {
  decideKategori,
  decideRemoval,
  type KategoriIsian,
} from '../domain/katalog-edit/kategori.ts'
import {
  decidePertanyaan,
  movePertanyaan,
  type PertanyaanIsian,
} from '../domain/katalog-edit/pertanyaan.ts'
import { katalogRefusal } from '../domain/katalog-edit/refusals.ts'
import {
  type AlasanIsian,
  decideAlasan,
  decideTemplat,
  type TemplatIsian,
} from '../domain/katalog-edit/teks.ts'
import { decideWewenang, type WewenangIsian } from '../domain/katalog-edit/wewenang.ts'
import {
  deleteAlasan,
  deleteKategori,
  deleteTemplat,
  deleteWewenang,
  isKategoriUsed,
} from '../store/katalog-edit-store.ts'
import {
  upsertAlasan,
  upsertKategori,
  upsertTemplat,
  upsertWewenang,
} from '../store/katalog-store.ts'
import { editKatalog, type KatalogEdit } from './edit-katalog.ts'

type Done = Promise<Result<Readonly<{ isChanged: boolean }>>>

/** Who edits, and what the form was drawn from; a form for something new was drawn from nothing. */
export type Editing = Readonly<{ actor: SignedIn; seen: string | undefined; isNew?: boolean }>

/** A new thing must not be there yet. */
function isTaken(editing: Editing, before: unknown): boolean {
  return editing.isNew === true && before !== undefined
}

type Parts<Row> = Pick<KatalogEdit<Row>, 'tabel' | 'kunci' | 'find' | 'write'>

export function kategoriParts(kode: string): Parts<Kategori> {
  return {
    tabel: 'kategori',
    kunci: kode,
    find: (katalog) => katalog.kategori.get(kode),
    write: (tx, row) => (row === undefined ? deleteKategori(tx, kode) : upsertKategori(tx, row)),
  }
}

export function wewenangParts(id: string): Parts<Wewenang> {
  return {
    tabel: 'wewenang',
    kunci: id,
    find: (katalog) => katalog.wewenang.find((one) => one.id === id),
    write: (tx, row) => (row === undefined ? deleteWewenang(tx, id) : upsertWewenang(tx, row)),
  }
}

export function alasanParts(kode: string): Parts<Alasan> {
  return {
    tabel: 'alasan',
    kunci: kode,
    find: (katalog) => katalog.alasan.get(kode),
    write: (tx, row) => (row === undefined ? deleteAlasan(tx, kode) : upsertAlasan(tx, row)),
  }
}

export function templatParts(id: string): Parts<Templat> {
  return {
    tabel: 'templat',
    kunci: id,
    find: (katalog) => katalog.templat.find((one) => one.id === id),
    write: (tx, row) => (row === undefined ? deleteTemplat(tx, id) : upsertTemplat(tx, row)),
  }
}

/** Add a category, or change the one with this code. */
export function saveKategori(
  deps: Deps,
  editing: Editing,
  { isian, icons }: Readonly<{ isian: KategoriIsian; icons: readonly string[] }>,
): Done {
  const { actor, seen } = editing
  return editKatalog(deps, actor, {
    ...kategoriParts(isian.kode),
    seen,
    decide: (katalog, { before }) => {
      if (isTaken(editing, before)) return refuse(katalogRefusal('KODE_SUDAH_ADA', 'kode'))
      return decideKategori(isian, { katalog, before, icons, isAdmin: hasRole(actor, 'admin') })
    },
  })
}

export function removeKategori(deps: Deps, { actor, seen }: Editing, kode: string): Done {
  return editKatalog(deps, actor, {
    ...kategoriParts(kode),
    seen,
    decide: async (katalog, { tx }) => decideRemoval(katalog, kode, await isKategoriUsed(tx, kode)),
  })
}

export type QuestionEdit = Readonly<{ kategoriKode: string; soal: string | undefined }>

/** Add an extra question (`soal` undefined) or change one. */
export function savePertanyaan(
  deps: Deps,
  editing: Editing,
  { kategoriKode, soal, isian }: QuestionEdit & Readonly<{ isian: PertanyaanIsian }>,
): Done {
  return editQuestions(deps, editing, kategoriKode, (list) => decidePertanyaan(list, isian, soal))
}

export function movePertanyaanIn(
  deps: Deps,
  editing: Editing,
  { kategoriKode, soal, step }: QuestionEdit & Readonly<{ step: -1 | 1 | 0 }>,
): Done {
  return editQuestions(deps, editing, kategoriKode, (list) =>
    ok(
      step === 0 ? list.filter((one) => one.kode !== soal) : movePertanyaan(list, soal ?? '', step),
    ),
  )
}

function editQuestions(
  deps: Deps,
  { actor, seen }: Editing,
  kode: string,
  change: (list: Kategori['pertanyaan']) => Result<Kategori['pertanyaan']>,
): Done {
  return editKatalog(deps, actor, {
    ...kategoriParts(kode),
    seen,
    decide: (_katalog, { before }) => {
      if (before === undefined) return refuse(katalogRefusal('DIUBAH_ORANG_LAIN'))
      const changed = change(before.pertanyaan)
      return changed.ok ? ok({ ...before, pertanyaan: changed.value }) : changed
    },
  })
}

/** What a rule of the authority map may name. */
export function wewenangFacts({ reference }: Deps, katalog: Katalog, id: string) {
  const active = reference.units().filter((unit) => unit.isActive)
  const areas = reference
    .kecamatan()
    .flatMap((one) => [one.kode, ...reference.desaOf(one.kode).map(({ kode }) => kode)])
  return {
    katalog,
    id,
    unitKode: new Set(active.map(({ kode }) => kode)),
    wilayahKode: new Set(areas),
  }
}

export function saveWewenang(
  deps: Deps,
  { actor, seen }: Editing,
  { id, isian }: Readonly<{ id: string; isian: WewenangIsian }>,
): Done {
  return editKatalog(deps, actor, {
    ...wewenangParts(id),
    seen,
    decide: (katalog) => decideWewenang(isian, wewenangFacts(deps, katalog, id)),
  })
}

export function removeWewenang(deps: Deps, { actor, seen }: Editing, id: string): Done {
  return editKatalog(deps, actor, { ...wewenangParts(id), seen, decide: () => ok(undefined) })
}

export function saveAlasan(deps: Deps, editing: Editing, isian: AlasanIsian): Done {
  return editKatalog(deps, editing.actor, {
    ...alasanParts(isian.kode),
    seen: editing.seen,
    decide: (katalog, { before }) =>
      isTaken(editing, before)
        ? refuse(katalogRefusal('KODE_SUDAH_ADA', 'kode'))
        : decideAlasan(isian, katalog, before),
  })
}

export function saveTemplat(
  deps: Deps,
  { actor, seen }: Editing,
  { id, isian }: Readonly<{ id: string; isian: TemplatIsian }>,
): Done {
  return editKatalog(deps, actor, {
    ...templatParts(id),
    seen,
    decide: (katalog, { before }) =>
      decideTemplat(isian, katalog, before === undefined ? { id } : { id, kode: before.kode }),
  })
}
