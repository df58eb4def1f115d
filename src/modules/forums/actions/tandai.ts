import type { SignedIn } from '../../../kernel/actor.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { findButir } from '../domain/aturan.ts'
import { accountMadeMs } from '../domain/nama.ts'
import { dueMs } from '../domain/putusan.ts'
import { refusal } from '../domain/refusals.ts'
import { countSources } from '../domain/sumber.ts'
import { countUp, holdPerson, type Kiriman, lockKiriman } from '../store/kiriman-store.ts'
import {
  countTanda,
  findOpenPerkara,
  insertPerkara,
  insertTanda,
  readTogether,
  type TandaRow,
  updatePerkara,
} from '../store/moderasi-store.ts'
import { counted } from './tolakan.ts'

const TOGETHER_MAX = 5_000

/**
 * Flag a post with a rule. The first flag opens a case; later ones add to it. The post itself stays as it is.
 *
 * @refuses TANDA_ATURAN, TANDA_SENDIRI, TANDA_SUDAH, TANDA_BATAS, KIRIMAN_TERSEMBUNYI
 */
export function flag(
  deps: Deps,
  actor: SignedIn,
  { kirimanId, aturan: kode }: Readonly<{ kirimanId: string; aturan: string }>,
): Promise<Result<void>> {
  const { kit, aturanAt } = deps
  return counted(deps, async (tx) => {
    await holdPerson(tx, actor.accountId)
    const kiriman = await lockKiriman(tx, kirimanId)
    if (kiriman?.status !== 'tampil') return refuse(refusal('KIRIMAN_TERSEMBUNYI'))
    const aturan = aturanAt(kit.today())
    const since = new Date(kit.now().getTime() - DAY_MS)
    const today = await countTanda(tx, { akunId: actor.accountId, since })
    const jumlah = aturan.batas.tandaPerHari
    const wrong: readonly (Refusal | false)[] = [
      findButir(aturan, kode) === undefined && refusal('TANDA_ATURAN', {}, 'aturan'),
      kiriman.penulisAkun === actor.accountId && refusal('TANDA_SENDIRI'),
      today >= jumlah && refusal('TANDA_BATAS', { jumlah }),
    ]
    const refusals = wrong.filter((one) => one !== false)
    if (refusals.length > 0) return refuse(refusals)
    const isNew = await insertTanda(tx, {
      id: kit.newId(),
      kirimanId,
      aturan: kode,
      akunId: actor.accountId,
      at: kit.now(),
    })
    if (!isNew) return refuse(refusal('TANDA_SUDAH'))
    await weighCase(deps, tx, kiriman)
    await countUp(tx, kit.today(), [`tanda.${kode}`])
    return ok(undefined)
  })
}

/** Open the case of a post that is held, or bring its due date forward. */
async function weighCase({ kit, aturanAt }: Deps, tx: Tx, kiriman: Kiriman): Promise<void> {
  const now = kit.now()
  const nowMs = now.getTime()
  const aturan = aturanAt(kit.today())
  const { tenggat, bersama } = aturan
  const found = await readTogether(tx, {
    kirimanId: kiriman.id,
    since: new Date(nowMs - bersama.riwayatHari * DAY_MS),
    limit: TOGETHER_MAX,
  })
  const open = await findOpenPerkara(tx, kiriman.id)
  const sumber = countSources(kiriman.id, found.map(toTanda), {
    aturan,
    nowMs,
    dibuatMs: accountMadeMs,
  })
  const jumlahTanda = found.filter((one) => one.kiriman === kiriman.id).length
  const tenggatAt = new Date(
    dueMs(
      {
        dibukaMs: open?.dibukaAt.getTime() ?? nowMs,
        sumber,
        isIsyarat: kiriman.isyarat.length > 0,
        sebelum: open?.tenggatAt.getTime(),
      },
      { tenggat, nowMs },
    ),
  )
  if (open === undefined)
    await insertPerkara(tx, {
      id: kit.newId(),
      kirimanId: kiriman.id,
      jumlahTanda,
      sumber,
      dibukaAt: now,
      tenggatAt,
    })
  else await updatePerkara(tx, { id: open.id, jumlahTanda, sumber, tenggatAt })
}

const toTanda = ({ akun, kiriman, at }: TandaRow) => ({ akun, kiriman, atMs: at.getTime() })
