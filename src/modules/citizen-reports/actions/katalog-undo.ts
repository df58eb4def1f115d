import { hasRole, type SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import type { Alasan, Kategori, Templat, Wewenang } from '../domain/katalog.ts'
import { decideRemoval } from '../domain/katalog-edit/kategori.ts'
import { katalogRefusal } from '../domain/katalog-edit/refusals.ts'
import { isClash } from '../domain/katalog-edit/wewenang.ts'
import { findRiwayat, isKategoriUsed } from '../store/katalog-edit-store.ts'
import { editKatalog, seenOf } from './edit-katalog.ts'
import { alasanParts, kategoriParts, templatParts, wewenangParts } from './katalog-edits.ts'

type Done = Promise<Result<Readonly<{ isChanged: boolean }>>>

/**
 * Take one change back by a new change: the state before it comes back, when nothing has changed since.
 * Deadline rules are never taken back, because promises may rest on them.
 */
export async function undoKatalogChange(deps: Deps, actor: SignedIn, id: string): Done {
  const row = await findRiwayat(deps.kit.db, id)
  if (row === undefined) return refuse(katalogRefusal('RIWAYAT_TIDAK_DAPAT_DIBATALKAN'))
  const { kunci, sebelum, sesudah } = row
  const seen = (current: unknown) => isSameFacts(current, sesudah)
  const changed = refuse(katalogRefusal('DIUBAH_ORANG_LAIN'))
  const restored = <Row>(value: unknown): Row | undefined => (value ?? undefined) as Row | undefined
  switch (row.tabel) {
    case 'kategori':
      return editKatalog<Kategori>(deps, actor, {
        ...kategoriParts(kunci),
        seen: undefined,
        decide: async (katalog, { tx, before }) => {
          if (!seen(before)) return changed
          const back = restored<Kategori>(sebelum)
          const isOpened = before?.isRahasia === true && back?.isRahasia === false
          if (isOpened && !hasRole(actor, 'admin'))
            return refuse(katalogRefusal('RAHASIA_HANYA_ADMIN'))
          if (back !== undefined) return ok(back)
          return decideRemoval(katalog, kunci, await isKategoriUsed(tx, kunci))
        },
      })
    case 'wewenang':
      return editKatalog<Wewenang>(deps, actor, {
        ...wewenangParts(kunci),
        seen: undefined,
        decide: (katalog, { before }) => {
          if (!seen(before)) return changed
          const back = restored<Wewenang>(sebelum)
          const isTaken =
            back !== undefined &&
            katalog.wewenang.some((other) => other.id !== back.id && isClash(back, other))
          return isTaken ? refuse(katalogRefusal('ATURAN_BERTABRAKAN')) : ok(back)
        },
      })
    case 'alasan':
      return editKatalog<Alasan>(deps, actor, {
        ...alasanParts(kunci),
        seen: undefined,
        // A new reason may be in use already: it is switched off instead of removed.
        decide: (_katalog, { before }) => {
          if (!seen(before) || before === undefined) return changed
          return ok(restored<Alasan>(sebelum) ?? { ...before, isActive: false })
        },
      })
    case 'templat':
      return editKatalog<Templat>(deps, actor, {
        ...templatParts(kunci),
        seen: undefined,
        decide: (_katalog, { before }) => (seen(before) ? ok(restored(sebelum)) : changed),
      })
    default:
      return refuse(katalogRefusal('RIWAYAT_TIDAK_DAPAT_DIBATALKAN'))
  }
}

/** The same facts whatever the order of their names: jsonb keeps none. */
function isSameFacts(a: unknown, b: unknown): boolean {
  return seenOf(sorted(a)) === seenOf(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
