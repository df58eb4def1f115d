import type { SignedIn } from '../../../kernel/actor.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Typed } from '../domain/answers.ts'
import type { Services } from '../types.ts'
import { samplePdf } from './apply-at-once.ts'
import { savePages, setDocument, startDraft } from './drafts.ts'

/** One application handed in by the steps the pages take, for measuring whole life cycles; @returns its number */
type Apply<Wish> = (services: Services, db: Db, actor: SignedIn, wish: Wish) => Promise<string>

/** A proof of residence of a village, with a family card: it ends with a signed letter. */
export const applyForBench: Apply<Readonly<{ desaKode: string; card: string }>> = (
  services,
  db,
  actor,
  { desaKode, card },
) =>
  fillIn(services, db, actor, {
    kode: 'DESA-DOMISILI',
    berkas: { kk: card },
    pages: {
      diri: {},
      alamat: {
        'domisili.desa': desaKode,
        'domisili.alamat': 'Jalan Lumbung Raya 14',
        'domisili.rt': '003/002',
        sejak: '2010-01-01',
      },
      untuk: { keperluan: 'bank' },
    },
  })

/** A call for help at the social service: words in, words out, as a complaint. */
export const askForBench: Apply<object> = (services, db, actor) =>
  fillIn(services, db, actor, {
    kode: 'DINSOS-SLRT',
    berkas: {},
    pages: {
      diri: { 'p.hp': '081200000001' },
      keluhan: {
        bidang: 'kerja',
        sudah: ['tidak'],
        uraian: 'Suami sakit sejak bulan lalu dan tidak dapat bekerja.',
      },
    },
  })

type Form = Readonly<{
  kode: string
  pages: Readonly<Record<string, Typed>>
  berkas: Readonly<Record<string, string>>
}>

async function fillIn(
  { deps, submit }: Services,
  db: Db,
  actor: SignedIn,
  { kode, pages, berkas }: Form,
): Promise<string> {
  const { id } = told(await startDraft(deps, db, actor, { kode, cara: 'sendiri' }))
  const typed = Object.entries(pages).map(([pageId, answers]) => ({
    pageId,
    typed: answers,
    disputes: {},
  }))
  told(await savePages(deps, db, actor, { id, pages: typed }))
  for (const [dokumenId, berkasId] of Object.entries(berkas))
    told(await setDocument(deps, db, actor, { id, dokumenId, berkasId }))
  return told(await submit(db, actor, { drafId: id, kanal: 'web', bahasa: 'id' })).nomor
}

/**
 * A small sound PDF stands for a family card.
 *
 * @param name what it says: the same words are the same file. Letters and blanks.
 */
export async function keepCardForBench(
  { deps }: Pick<Services, 'deps'>,
  db: Db,
  actor: SignedIn,
  name: string,
): Promise<string> {
  const kept = await deps.vault.keep(db, {
    pemilikAkunId: actor.accountId,
    jenisKode: 'kk',
    file: { bytes: samplePdf(name), filename: 'kk.pdf' },
    oleh: actor,
  })
  return told(kept).berkasId
}

function told<T>(
  done: Readonly<{ ok: true; value: T } | { ok: false; refusals: readonly { code: string }[] }>,
): T {
  if (!done.ok) throw new Error(done.refusals.map((one) => one.code).join(' '))
  return done.value
}
